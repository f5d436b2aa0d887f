"""Cron's runs: only what is due, and only what is worse."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.glue import desk
from crawler.storage.database import open_database
from tests.crawl.running import Newsstand
from tests.press.server import Answer

FEED = "http://sahelmatin.example/feed.json"


@pytest.fixture
def later(newsstand: Newsstand, crawled: Newsstand, tmp_path: Path) -> Newsstand:
    """The press a moment after it was crawled; it may be changed."""
    shutil.copytree(crawled.folder, tmp_path, dirs_exist_ok=True)
    return newsstand


def let_pass(stand: Newsstand, hours: float) -> None:
    """As if what the database remembers were so much longer ago."""
    db = open_database(stand.database)
    past = (desk.now() - timedelta(hours=hours)).isoformat()
    db.execute("update sources set due_at = ? where name = 'sahelmatin'", [past])
    db.execute("update looks set due_at = null")
    db.execute("update looks set due_at = ?, kept_at = ? where url like '%sahelmatin%'", [past, past])
    db.execute("update articles set fetched_at = ?", [past])
    db.close()


def test_a_run_that_comes_too_early_asks_nobody_and_says_nothing(later: Newsstand) -> None:
    finished = later.crawl_by_cron()
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
    assert later.press.log == []


def test_a_run_asks_the_source_that_is_due_and_looks_again_at_its_articles(later: Newsstand) -> None:
    kept = {row["url"] for row in later.rows("select url from articles where source = 'sahelmatin'")}
    gone = min(kept)
    later.press.routes[gone] = Answer(b"gone", status=404)
    let_pass(later, hours=2)
    assert later.crawl_by_cron().returncode == 0
    assert {asked.url for asked in later.press.log if "robots" not in asked.url} == {FEED, *kept}
    found = {row["url"]: row["found"] for row in later.rows("select url, found from looks where found is not null")}
    assert found == {url: "gone: the server answers 404 Not Found" if url == gone else "unchanged" for url in kept}
    assert {row["url"] for row in later.rows("select url from articles where source = 'sahelmatin'")} == kept
    assert later.rows("select * from revisions") == []


def test_a_source_that_got_worse_is_told_to_a_person_and_shown_by_health(later: Newsstand) -> None:
    later.press.routes[FEED] = Answer(b"no", status=403)
    told = later.crawl("-s", "TOCSIN_NOTIFY=json://notes.example/")
    trouble = f"sahelmatin: blocked: {FEED}: the server answers 403 Forbidden"
    assert (told.returncode, told.stderr) == (0, f"tocsin: {trouble}\n")
    assert [note["message"] for note in later.press.notes] == [trouble]
    health = later.run("health", "--json")
    assert health.returncode == 8
    facts = {row["source"]: row for row in json.loads(health.stdout)}
    assert [name for name, row in facts.items() if row["needs_a_person"]] == ["sahelmatin"]
    assert facts["sahelmatin"]["verdict"] == "blocked"
    assert later.run("health", "meridianwire").returncode == 0


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_and_while_that_fails_at_both(later: Newsstand) -> None:
    new = FEED.replace("feed", "all")
    routes = later.press.routes
    routes[new], routes[FEED] = routes[FEED], Answer(b"", status=301, headers={"Location": new})

    def asked() -> list[str]:
        later.press.log.clear()
        assert later.crawl("-a", "source=sahelmatin").returncode in (0, 3)
        return [request.url for request in later.press.log if request.url in (FEED, new)]

    assert asked() == [FEED, new]
    assert asked() == [new]
    assert later.rows("select moved_to, error from ways_in where url = ?", [FEED]) == [{"moved_to": new, "error": None}]
    routes[new] = Answer(b"", status=500)
    assert (asked(), asked(), asked()) == ([new], [FEED, new], [new])


def test_an_address_that_cannot_be_told_anything_is_refused_before_anything_is_asked(newsstand: Newsstand) -> None:
    finished = newsstand.crawl("-s", "TOCSIN_NOTIFY=nonsense")
    assert (finished.returncode, len(finished.stderr.splitlines())) == (2, 1)
    assert "TOCSIN_NOTIFY" in finished.stderr
    assert newsstand.press.log == []
