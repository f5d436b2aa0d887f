"""`scrapy db`, as a user types it, on a database that a crawl filled."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.storage.checks import CHECKS
from tests.crawl.running import Newsstand


@pytest.fixture
def copied(crawled: Newsstand, tmp_path: Path) -> Newsstand:
    """A copy of the crawled press, to be spoiled."""
    with closing(sqlite3.connect(crawled.database)) as db, closing(sqlite3.connect(tmp_path / "news.db")) as copy:
        db.backup(copy)
    shutil.copytree(crawled.folder / "raw", tmp_path / "raw")
    return Newsstand(crawled.press, tmp_path)


def spoil(stand: Newsstand, *statements: str) -> None:
    """Run statements on the database as another program would: without foreign keys."""
    with closing(sqlite3.connect(stand.database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_database_that_a_crawl_left_is_sound(crawled: Newsstand) -> None:
    finished = crawled.run("db", "check")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert [line.split("  ")[0] for line in finished.stdout.splitlines()] == list(CHECKS)
    assert finished.stdout.count(" ok ") == len(CHECKS)


def test_what_is_wrong_is_named_and_the_exit_code_says_so(copied: Newsstand) -> None:
    spoil(copied, "delete from articles where id = (select max(id) from articles)")
    finished = copied.run("db", "check", "--json")
    wrong = {row["name"] for row in json.loads(finished.stdout) if row["wrong"]}
    assert finished.returncode == 5
    assert wrong >= {"foreign keys", "copies index"}


def test_a_backup_is_sound_and_holds_all(crawled: Newsstand, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    finished = crawled.run("db", "backup", str(copy))
    assert finished.returncode == 0, finished.stderr
    assert "raw" in finished.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    with closing(sqlite3.connect(copy)) as connection:
        articles = connection.execute("select count(*) from articles").fetchone()[0]
    assert articles == crawled.rows("select count(*) as n from articles")[0]["n"]
    before = copy.read_bytes()
    again = crawled.run("db", "backup", str(copy))
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    assert "is there already" in again.stderr
    assert copy.read_bytes() == before


def test_a_prune_tells_first_and_then_takes_only_what_is_off_topic(copied: Newsstand) -> None:
    off_topic = copied.rows("select count(distinct raw) as n from pages where outcome = 'off_topic'")[0]["n"]
    kept = copied.rows("select url from pages where outcome = 'kept' and url like 'http%'")
    before = sum(path.stat().st_size for path in (copied.folder / "raw").iterdir())
    state = copied.state()
    dry = copied.run("db", "prune", "--older-than", "0", "--dry-run", "--json")
    assert dry.returncode == 0, dry.stderr
    assert json.loads(dry.stdout)["raw_pages"] == off_topic > 0
    assert sum(path.stat().st_size for path in (copied.folder / "raw").iterdir()) == before
    done = copied.run("db", "prune", "--older-than", "0")
    assert f"Dropped {off_topic} raw pages" in done.stdout, done.stdout + done.stderr
    assert sum(path.stat().st_size for path in (copied.folder / "raw").iterdir()) < before
    assert copied.state() == state
    assert copied.rows("select * from pages where outcome = 'off_topic' and raw is not null") == []
    assert copied.run("db", "check").returncode == 0
    facts = json.loads(copied.run("why", kept[-1]["url"], "--json").stdout)
    assert facts["reading"]["kept"] is True
    again = json.loads(copied.run("db", "prune", "--older-than", "0", "--json").stdout)
    assert (again["raw_pages"], again["rows"]) == (0, 0)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("db",), 2, "usage"),
        (("db", "backup"), 2, "one new file"),
        (("db", "backup", "/no/such/folder/copy.db"), 2, "no such folder"),
        (("db", "prune", "--older-than", "-1"), 2, "days from 0 up"),
        (("db", "check"), 5, "no database there yet"),
        (("db", "prune"), 5, "no database there yet"),
        (("crawl", "news", "-s", "TOCSIN_DATABASE=/proc/news.db"), 5, "/proc/news.db: cannot be written"),
    ],
)
def test_a_slip_is_told_in_one_line(newsstand: Newsstand, words: tuple[str, ...], code: int, told: str) -> None:
    finished = newsstand.run(*words)
    assert finished.returncode == code, finished.stderr
    assert told in finished.stderr
    assert len(finished.stderr.splitlines()) == 1, finished.stderr
    assert not newsstand.database.exists()
