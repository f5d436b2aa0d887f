"""What was an end too early is asked again, a few times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.records import Link, Outcome
from crawler.storage import ledger
from crawler.storage.database import open_database
from crawler.storage.robots import Robots, remember_robots, robots_of
from crawler.storage.second_looks import FRESH, Doubt, doubt, reopen

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PAGE, SITE = "http://news.example/2026/03/a-story", "http://news.example"
RULES, OTHER_RULES = b"User-agent: *\nDisallow: /2026/", b"User-agent: *\nDisallow: /private/"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_database(tmp_path / "news.db")
    yield db
    db.conn.close()


def _met(db: Database, *urls: str) -> None:
    ledger.meet(db, [(Link(url), Outcome.WAITING, None) for url in urls], "news", "feed", NOON)


def _ended(db: Database, outcome: Outcome, why: Doubt, now: datetime, url: str = PAGE) -> None:
    ledger.end(db, url, outcome, "no", source="news", now=now, status=404, fetched_at=now)
    doubt(db, url, why, now)


def _outcome(db: Database, url: str = PAGE) -> str:
    row = ledger.page_row(db, url)
    assert row is not None
    return str(row["outcome"])


@pytest.mark.parametrize("why", Doubt)
def test_a_doubtful_end_is_looked_at_again_after_each_pause_and_then_final(db: Database, why: Doubt) -> None:
    _met(db, PAGE)
    now = NOON
    for pause in why.value:
        _ended(db, Outcome.FAILED, why, now)
        reopen(db, now + pause - timedelta(seconds=1))
        assert _outcome(db) == "failed"
        now += pause
        reopen(db, now)
        assert _outcome(db) == "waiting"
    _ended(db, Outcome.FAILED, why, now)
    reopen(db, now + timedelta(days=365))
    assert _outcome(db) == "failed"


def test_an_old_address_that_is_missing_is_gone(db: Database) -> None:
    _met(db, PAGE)
    later = NOON + FRESH + timedelta(hours=1)
    _ended(db, Outcome.FAILED, Doubt.MISSING, later)
    reopen(db, later + timedelta(days=365))
    assert _outcome(db) == "failed"


def test_a_page_that_was_kept_at_the_second_look_stays(db: Database) -> None:
    _met(db, PAGE)
    _ended(db, Outcome.FAILED, Doubt.MISSING, NOON)
    reopen(db, NOON + timedelta(hours=1))
    ledger.end(db, PAGE, Outcome.OFF_TOPIC, "no term", source="news", now=NOON, fetched_at=NOON)
    reopen(db, NOON + timedelta(days=365))
    assert _outcome(db) == "off_topic"


def test_what_robots_txt_forbade_waits_again_when_it_changes_and_other_hosts_do_not(db: Database) -> None:
    elsewhere = "http://news.example.org/2026/03/a-story"
    _met(db, PAGE, elsewhere)
    remember_robots(db, Robots(SITE, NOON, RULES))
    for url in (PAGE, elsewhere):
        _ended(db, Outcome.FORBIDDEN, Doubt.FORBIDDEN, NOON, url)
    remember_robots(db, Robots(SITE, NOON, RULES))
    assert _outcome(db) == "forbidden"
    remember_robots(db, Robots(SITE, NOON, trouble="the server answers 503 Service Unavailable"))
    assert _outcome(db) == "forbidden"
    remember_robots(db, Robots(SITE, NOON, OTHER_RULES))
    assert (_outcome(db), _outcome(db, elsewhere)) == ("waiting", "forbidden")


def test_a_robots_txt_is_remembered_for_a_while_and_so_is_its_trouble(db: Database) -> None:
    until = NOON + timedelta(hours=1)
    troubled = Robots("http://busy.example", until, trouble="the server answers 503 Service Unavailable")
    for robots in (Robots(SITE, until, RULES), Robots(SITE, until, b""), troubled):
        remember_robots(db, robots)
        assert robots_of(db, robots.site, NOON) == robots
        assert robots_of(db, robots.site, until) is None
    assert robots_of(db, "http://never.example", NOON) is None
