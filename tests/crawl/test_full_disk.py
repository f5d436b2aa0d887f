"""A disk that fills up in the middle of a run."""

from __future__ import annotations

import resource
import subprocess

from crawler.storage.checks import check_database
from tests.crawl.running import LIMIT_SECONDS, PROJECT, Newsstand


def crawl_with(newsstand: Newsstand, file_bytes: int) -> subprocess.CompletedProcess[str]:
    """A crawl that may make no file larger than so: to a program, that is what a quota is."""
    return subprocess.run(
        newsstand.command("crawl", "news"),
        cwd=PROJECT,
        env=newsstand.environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes)),
    )


def test_a_full_disk_stops_the_run_in_one_line_and_the_next_one_goes_on(
    newsstand: Newsstand, crawled: Newsstand
) -> None:
    newsstand.run("chrome", "author", "1")  # makes the database
    finished = crawl_with(newsstand, 300_000)
    assert finished.returncode == 7, finished.stderr
    assert len(finished.stderr.splitlines()) == 1, finished.stderr
    assert "what was committed stays" in finished.stderr
    assert newsstand.rows("select count(*) as n from pages")[0]["n"] > 0
    assert [checked for checked in check_database(newsstand.database) if checked.wrong] == []
    assert newsstand.crawl().returncode == 0
    assert newsstand.state() == crawled.state()


def test_a_run_that_cannot_even_begin_says_so_in_one_line(newsstand: Newsstand) -> None:
    newsstand.run("chrome", "author", "1")
    finished = crawl_with(newsstand, 30_000)
    assert finished.returncode == 7, finished.stderr
    assert len(finished.stderr.splitlines()) == 1, finished.stderr
    assert newsstand.press.log == []
