"""`scrapy reprocess`: an edited watchlist judges what was fetched before."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from scrapy.settings import Settings

from crawler import settings
from crawler.glue import pool
from crawler.glue.commands.reprocess import Command
from crawler.records import Page, Reading
from tests.crawl.running import PROJECT, Newsstand

# Made of words that stand in some reports of the press: the wide one keeps what the narrow one keeps, and more.
WIDE = 'name = "wide"\nrule = ["weapon"]\n[terms.en]\nweapon = ["drone", "missile", "attack", "fire", "bomb"]\n'
NARROW = 'name = "narrow"\nrule = ["weapon"]\n[terms.en]\nweapon = ["missile"]\n'

AGENCY = "meridianwire"
COPIES_OF_THE_AGENCY = """select copy.url from articles copy join articles origin on origin.id = copy.copy_of
  where origin.source = ? and copy.source <> ? order by copy.url"""

Run = Callable[..., int]


@pytest.fixture
def stand(crawled: Newsstand, tmp_path: Path) -> Newsstand:
    """What a crawl of the press left, to be changed."""
    shutil.copytree(crawled.folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "wide.toml").write_text(WIDE, "utf-8")
    (tmp_path / "narrow.toml").write_text(NARROW, "utf-8")
    return Newsstand(crawled.press, tmp_path)


@pytest.fixture
def run(stand: Newsstand) -> Run:
    """The command in this process, with a watchlist of the stand; returns its exit code."""

    def run(watchlist: str, *words: str) -> int:
        command = Command()
        command.settings = Settings()
        command.settings.setmodule(settings)
        command.settings.setdict({"TOCSIN_DATABASE": str(stand.database), "TOCSIN_WORKERS": 0}, priority="cmdline")
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        opts, args = parser.parse_known_args(["--watchlist", str(stand.folder / f"{watchlist}.toml"), *words])
        command.run(args, opts)
        return command.exitcode

    return run


@pytest.fixture
def facts(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """What the command says to a program."""

    def facts(*words: str) -> Any:
        assert run(*words, "--json") == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return facts


def urls(changes: list[dict[str, str]]) -> set[str]:
    return {change["url"] for change in changes}


def is_whole(stand: Newsstand) -> bool:
    """Whether the search, the index of copies and the ledger know the articles that are there, and no others."""
    with closing(sqlite3.connect(stand.database)) as connection:
        broken = connection.execute("pragma foreign_key_check").fetchall()
        connection.execute("insert into articles_fts (articles_fts, rank) values ('integrity-check', 1)")
    strays = stand.rows("select 1 from copy_index where article not in (select id from articles)")
    claims = stand.rows("select 1 from pages where (outcome = 'kept') <> (article is not null) and outcome <> 'moved'")
    return not (broken or strays or claims)


def test_a_diff_tells_what_is_gained_and_lost_and_changes_nothing(facts: Callable[..., Any], stand: Newsstand) -> None:
    before = stand.state()
    found = facts("narrow")
    assert stand.state() == before
    assert stand.rows("select 1 from facts where name = 'reprocess'") == []
    outcomes = {row["url"]: row["outcome"] for row in stand.rows("select url, outcome from pages")}
    assert {outcomes[url] for url in urls(found["lost"])} == {"kept"}
    assert urls(found["gained"]) == {url for url in urls(found["gained"]) if outcomes[url] == "off_topic"}
    assert all(change["title"] and change["source"] and change["reason"] for change in found["lost"])
    assert (found["applied"], found["unreadable"]) == (False, [])


def test_an_applied_watchlist_can_be_taken_back(facts: Callable[..., Any], stand: Newsstand) -> None:
    agency = ("--source", AGENCY)
    facts("wide", "--apply", *agency)
    before, copies = stand.state(), stand.rows(COPIES_OF_THE_AGENCY, [AGENCY, AGENCY])
    assert copies
    predicted = facts("narrow", *agency)["lost"]
    lost = facts("narrow", "--apply", *agency)["lost"]
    assert lost == predicted
    assert stand.rows(COPIES_OF_THE_AGENCY, [AGENCY, AGENCY]) != copies
    rows = stand.rows(
        "select url, outcome, reason, article, raw from pages where url in (select value from json_each(?))",
        [json.dumps(sorted(urls(lost)))],
    )
    assert {row["url"]: (row["outcome"], row["reason"], row["article"]) for row in rows} == {
        change["url"]: ("off_topic", change["reason"], None) for change in lost
    }
    assert all(row["raw"] for row in rows)
    assert is_whole(stand)
    assert urls(facts("wide", "--apply", *agency)["gained"]) == urls(lost)
    assert stand.state() == before
    assert is_whole(stand)
    again = facts("wide", "--apply", *agency)
    assert (again["gained"], again["lost"], again["pages_before"]) == ([], [], 0)


def test_an_address_that_leads_to_a_lost_article_leads_to_it_again(facts: Callable[..., Any], stand: Newsstand) -> None:
    url = urls(facts("narrow", "--apply", "--source", AGENCY)["lost"]).pop()
    with closing(sqlite3.connect(stand.database)) as connection, connection:
        connection.execute(
            """insert into pages (url, key, source, found_at, outcome, reason)
                 values ('http://old.example/', 'old.example', ?, '2026-03-01T00:00:00Z', 'moved', ?)""",
            [AGENCY, f"redirects to {url}"],
        )
    assert url in urls(facts("wide", "--apply", "--source", AGENCY)["gained"])
    ((kept, moved),) = (
        row.values()
        for row in stand.rows(
            "select a.url, p.url from pages p join articles a on a.id = p.article where p.key = 'old.example'"
        )
    )
    assert (kept, moved) == (url, "http://old.example/")


def test_seed_documents_stay_out(facts: Callable[..., Any], stand: Newsstand) -> None:
    folder = stand.folder / "corpus"
    folder.mkdir()
    (folder / "found.txt").write_text(
        "A shell fell on the harbour of Port Amber.\n\nTwo people were wounded.\n", "utf-8"
    )
    assert stand.run("corpus", str(folder)).returncode == 0
    seeds = stand.rows("select id, url, text, kept_because from articles where origin = 'seed' order by id")
    assert seeds
    facts("narrow", "--apply", "--source", AGENCY)
    assert stand.rows("select id, url, text, kept_because from articles where origin = 'seed' order by id") == seeds


def test_one_source_may_be_judged_alone(facts: Callable[..., Any]) -> None:
    found = facts("narrow", "--source", AGENCY)
    assert {change["source"] for change in found["lost"] + found["gained"]} == {AGENCY}


def test_an_interrupted_apply_goes_on_where_it_stopped(
    facts: Callable[..., Any], run: Run, stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_before: list[Page] = []

    def interrupted(page: Page, *more: Any, **options: Any) -> Reading:
        if len(read_before) == 5:
            raise KeyboardInterrupt
        read_before.append(page)
        return reading(page, *more, **options)

    reading = pool.read
    with monkeypatch.context() as patched:
        patched.setattr(pool, "read", interrupted)
        assert run("narrow", "--apply", "--source", AGENCY, "--json") == 6
    assert is_whole(stand)
    rest = facts("narrow", "--apply", "--source", AGENCY)
    assert rest["pages_before"] == 5
    assert len({*(page.url for page in read_before), *urls(rest["lost"])}) == 5 + len(rest["lost"])
    assert facts("narrow", "--source", AGENCY)["lost"] == []
    assert is_whole(stand)


def test_another_watchlist_does_not_go_on_where_the_interrupted_one_stopped(
    facts: Callable[..., Any], stand: Newsstand
) -> None:
    with closing(sqlite3.connect(stand.database)) as connection, connection:
        connection.execute("insert into facts values ('reprocess', '0123456789abcdef zzz')")
    assert facts("narrow", "--apply", "--source", AGENCY)["pages_before"] == 0
    assert stand.rows("select 1 from facts where name = 'reprocess'") == []


def test_a_page_that_cannot_be_read_any_more_stays_as_it_is(
    facts: Callable[..., Any], stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stand.state()
    monkeypatch.setattr(pool, "read", lambda *_, **__: Reading(unreadable="the page holds no text"))
    found = facts("narrow", "--apply")
    assert len(found["unreadable"]) == found["pages"]
    assert {change["reason"] for change in found["unreadable"]} == {"the page holds no text"}
    shutil.rmtree(stand.folder / "raw")
    (reason,) = {change["reason"] for change in facts("narrow", "--apply")["unreadable"]}
    assert reason == "its page is no longer in the archive"
    assert stand.state() == before


def test_a_person_sees_counts_titles_and_reasons_by_source(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run("narrow", "--source", AGENCY) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "stored pages to judge" in out.splitlines()[0]
    assert "Would be lost" in out
    assert f"{AGENCY} (" in out
    assert "Nothing was changed; --apply does it." in out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("narrow", "--source", "Nobody"), "no stored page is of a source with this name"),
        (("missing",), "missing.toml: no such file"),
        (("broken",), 'broken.toml:1: the rule names "nonsense"'),
        (("narrow", "more"), "usage"),
    ],
)
def test_a_slip_is_told_in_one_line(
    run: Run, stand: Newsstand, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], reason: str
) -> None:
    (stand.folder / "broken.toml").write_text('rule = ["nonsense"]\n[terms.en]\ndrone = ["drone"]\n')
    assert run(*words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert reason in line


def test_it_needs_a_database_and_makes_none(run: Run, stand: Newsstand) -> None:
    stand.database.unlink()
    assert run("narrow") == 5
    assert not stand.database.exists()


def test_beside_another_run_it_leaves_at_once(stand: Newsstand) -> None:
    with FileLock(f"{stand.database}.lock"):
        finished = stand.run("reprocess", "--apply")
    assert finished.returncode == 4
    assert "another run" in finished.stderr


def test_an_apply_is_known_again_by_another_process(stand: Newsstand) -> None:
    code = (
        "from pathlib import Path; from crawler.glue.commands.reprocess import digest_of; from crawler.seeds import "
        f"read_watchlists; print(digest_of(read_watchlists(Path({str(stand.folder / 'wide.toml')!r})), None))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
