"""The ledger: every URL ever met has one row, which tells what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.records import Link, Outcome
from crawler.storage import ledger
from crawler.storage.database import open_database

STORY = "https://gulfwire.example/drones-hit-fuel-depot"
OTHER = "https://gulfwire.example/market-reopens"
FEED = "https://gulfwire.example/feed.xml"
MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
VARIANTS = [
    "http://gulfwire.example/drones-hit-fuel-depot",
    "https://www.gulfwire.example/drones-hit-fuel-depot",
    "https://gulfwire.example/drones-hit-fuel-depot/",
    "https://gulfwire.example/drones-hit-fuel-depot/amp",
]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_database(tmp_path / "news.db")
    yield db
    db.conn.close()


def meet(
    db: Database,
    *links: Link,
    outcome: Outcome = Outcome.WAITING,
    reason: str | None = None,
    source: str = "Gulf Wire",
    found_in: str = FEED,
    now: datetime = MORNING,
) -> None:
    ledger.meet(db, [(link, outcome, reason) for link in links], source, found_in, now)


def end(db: Database, url: str, outcome: Outcome, reason: str = "because", **more: object) -> None:
    ledger.end(db, url, outcome, reason, source="Gulf Wire", now=NOON, **more)  # type: ignore[arg-type]


def row(db: Database, url: str = STORY) -> dict[str, object]:
    found = ledger.page_row(db, url)
    assert found is not None
    return found


def count(db: Database) -> int:
    return int(db.execute("select count(*) from pages").fetchone()[0])


def waiting(db: Database, source: str = "Gulf Wire") -> list[str]:
    return [link.url for link in ledger.waiting(db, source)]


def test_a_link_is_entered_with_all_that_was_said_of_it(db: Database) -> None:
    meet(db, Link(STORY, "Drones hit", MORNING, summary="Two tanks burn."))
    assert (
        row(db).items()
        >= {
            "url": STORY,
            "source": "Gulf Wire",
            "found_in": FEED,
            "found_at": "2026-11-21T08:30:00Z",
            "title": "Drones hit",
            "published": "2026-11-21T08:30:00Z",
            "summary": "Two tanks burn.",
            "fetched_at": None,
            "outcome": "waiting",
            "reason": None,
        }.items()
    )


def test_a_link_comes_back_from_the_ledger_as_it_went_in(db: Database) -> None:
    link = Link(STORY, "Дрони влучили", MORNING, summary="Горять дві цистерни.")
    meet(db, link, Link(OTHER))
    assert ledger.waiting(db, "Gulf Wire") == [link, Link(OTHER)]


def test_a_summary_is_kept_to_its_first_characters(db: Database) -> None:
    meet(db, Link(STORY, summary="a" * 5000), Link(OTHER, summary=""))
    assert row(db)["summary"] == "a" * ledger.SUMMARY_CHARS
    assert row(db, OTHER)["summary"] is None


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_url_known_in_any_variant_keeps_its_row(db: Database, variant: str) -> None:
    meet(db, Link(STORY))
    meet(db, Link(variant), source="River Post", found_in="https://riverpost.example/feed.xml", now=NOON)
    assert count(db) == 1
    assert row(db, variant).items() >= {"url": STORY, "source": "Gulf Wire", "found_in": FEED}.items()


def test_variants_in_one_answer_are_one_row(db: Database) -> None:
    meet(db, *(Link(variant) for variant in VARIANTS))
    assert waiting(db) == VARIANTS[:1]


def test_a_url_never_met_has_no_row(db: Database) -> None:
    assert ledger.page_row(db, STORY) is None


def test_a_second_place_adds_what_the_first_did_not_say(db: Database) -> None:
    meet(db, Link(STORY))
    meet(db, Link(STORY, "Drones hit", MORNING, summary="Two tanks burn."))
    assert ledger.waiting(db, "Gulf Wire") == [Link(STORY, "Drones hit", MORNING, summary="Two tanks burn.")]


def test_a_second_place_does_not_overrule_the_first(db: Database) -> None:
    meet(db, Link(STORY, "Drones hit", MORNING))
    meet(db, Link(STORY, "Read more", NOON))
    assert ledger.waiting(db, "Gulf Wire") == [Link(STORY, "Drones hit", MORNING)]


def test_a_feed_tells_that_an_odd_address_is_an_article_after_all(db: Database) -> None:
    meet(db, Link(STORY), outcome=Outcome.NOT_AN_ARTICLE, reason="looks like no article's")
    assert waiting(db) == []
    meet(db, Link(STORY))
    assert waiting(db) == [STORY]
    assert row(db)["reason"] is None


def test_a_listing_does_not_put_away_what_a_feed_offers(db: Database) -> None:
    meet(db, Link(STORY))
    meet(db, Link(STORY), outcome=Outcome.NOT_AN_ARTICLE, reason="looks like no article's")
    assert waiting(db) == [STORY]


def test_a_second_place_tells_that_a_waiting_link_is_too_old(db: Database) -> None:
    meet(db, Link(STORY))
    meet(db, Link(STORY, published=MORNING), outcome=Outcome.TOO_OLD, reason="dated 2026-11-21")
    assert waiting(db) == []
    assert row(db).items() >= {"outcome": "too_old", "reason": "dated 2026-11-21"}.items()


@pytest.mark.parametrize("outcome", [Outcome.KEPT, Outcome.OFF_TOPIC, Outcome.NOT_AN_ARTICLE, Outcome.UNREADABLE])
def test_a_fetched_page_is_not_fetched_again_because_a_feed_still_offers_it(db: Database, outcome: Outcome) -> None:
    meet(db, Link(STORY))
    end(db, STORY, outcome, fetched_at=NOON, status=200)
    meet(db, Link(STORY, "Drones hit"), now=NOON)
    assert waiting(db) == []
    assert row(db).items() >= {"outcome": outcome.value, "reason": "because"}.items()


@pytest.mark.parametrize("outcome", [Outcome.FORBIDDEN, Outcome.FAILED, Outcome.MOVED])
def test_a_url_that_came_to_an_end_unfetched_stays_there(db: Database, outcome: Outcome) -> None:
    meet(db, Link(STORY))
    end(db, STORY, outcome)
    meet(db, Link(STORY))
    assert row(db)["outcome"] == outcome.value


def test_links_wait_in_the_order_they_were_met(db: Database) -> None:
    meet(db, Link(OTHER), now=NOON)
    meet(db, Link("https://gulfwire.example/b"), Link("https://gulfwire.example/a"), now=MORNING)
    assert waiting(db) == ["https://gulfwire.example/b", "https://gulfwire.example/a", OTHER]


def test_a_source_sees_its_own_waiting_links_alone(db: Database) -> None:
    meet(db, Link(STORY))
    meet(db, Link("https://riverpost.example/a"), source="River Post")
    assert waiting(db) == [STORY]
    assert waiting(db, "River Post") == ["https://riverpost.example/a"]


def test_no_more_wait_of_one_host_than_a_run_may_ask_for(db: Database) -> None:
    urls = [f"https://gulfwire.example/{number}" for number in range(5)] + ["https://photos.gulfwire.example/0"]
    ledger.meet(db, [(Link(url), Outcome.WAITING, None) for url in urls], "Gulf Wire", FEED, MORNING)
    assert [link.url for link in ledger.waiting(db, "Gulf Wire", most_of_host=2)] == [*urls[:2], urls[-1]]


def test_the_end_of_a_url_is_written_into_its_row(db: Database) -> None:
    meet(db, Link(STORY, "Drones hit"))
    end(db, STORY, Outcome.OFF_TOPIC, "no sentence says so", fetched_at=NOON, status=200, raw="run.warc.gz@0")
    assert count(db) == 1
    assert (
        row(db).items()
        >= {
            "title": "Drones hit",
            "found_at": "2026-11-21T08:30:00Z",
            "fetched_at": "2026-11-21T12:00:00Z",
            "status": 200,
            "outcome": "off_topic",
            "reason": "no sentence says so",
            "raw": "run.warc.gz@0",
        }.items()
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_end_of_a_variant_is_the_end_of_its_url(db: Database, variant: str) -> None:
    meet(db, Link(STORY))
    end(db, variant, Outcome.OFF_TOPIC)
    assert (count(db), row(db)["url"], row(db)["outcome"]) == (1, STORY, "off_topic")


def test_the_end_of_a_url_that_nobody_met_enters_it(db: Database) -> None:
    end(db, STORY, Outcome.KEPT, found_in=FEED)
    assert row(db).items() >= {"url": STORY, "found_in": FEED, "found_at": "2026-11-21T12:00:00Z"}.items()


def test_a_seed_document_has_a_row_like_any_page(db: Database) -> None:
    end(db, "seed:010_fuel-depot.txt", Outcome.KEPT)
    assert row(db, "seed:010_fuel-depot.txt")["outcome"] == "kept"


def test_a_later_end_without_a_raw_page_leaves_the_archived_one(db: Database) -> None:
    end(db, STORY, Outcome.UNREADABLE, raw="run.warc.gz@0")
    end(db, STORY, Outcome.FAILED)
    assert row(db).items() >= {"outcome": "failed", "raw": "run.warc.gz@0"}.items()


def test_a_url_without_an_answer_waits_until_it_had_its_chances(db: Database) -> None:
    meet(db, Link(STORY))
    next_week = MORNING + timedelta(days=7)
    outcomes = [ledger.postpone(db, STORY, "no answer in time", next_week) for _ in range(ledger.MAX_ATTEMPTS)]
    assert outcomes == [Outcome.WAITING] * (ledger.MAX_ATTEMPTS - 1) + [Outcome.FAILED]
    assert (
        row(db).items() >= {"outcome": "failed", "reason": "no answer in time", "attempts": ledger.MAX_ATTEMPTS}.items()
    )


def test_a_site_that_is_down_for_an_evening_loses_nothing(db: Database) -> None:
    meet(db, Link(STORY))
    evening = MORNING + timedelta(hours=12)
    outcomes = {ledger.postpone(db, STORY, "no answer in time", evening) for _ in range(5 * ledger.MAX_ATTEMPTS)}
    assert outcomes == {Outcome.WAITING}


def test_what_waits_under_a_source_that_is_no_longer_listed_is_not_forgotten(db: Database) -> None:
    meet(db, Link(STORY))
    assert ledger.waiting_elsewhere(db, ["Gulf Wire"]) == []
    assert [link.url for _, link in ledger.waiting_elsewhere(db, ["another"])] == [STORY]


def test_a_url_that_waits_again_tells_why(db: Database) -> None:
    meet(db, Link(STORY))
    ledger.postpone(db, STORY, "the server answers 503", MORNING, status=503)
    assert waiting(db) == [STORY]
    assert row(db).items() >= {"status": 503, "reason": "the server answers 503"}.items()


def test_a_server_that_was_not_asked_costs_no_chance(db: Database) -> None:
    meet(db, Link(STORY))
    outcomes = {ledger.postpone(db, STORY, "the host asked to wait", MORNING, counts=False) for _ in range(10)}
    assert outcomes == {Outcome.WAITING}
    assert row(db)["attempts"] == 0


def test_a_feed_that_offers_a_postponed_url_again_gives_it_no_new_chances(db: Database) -> None:
    meet(db, Link(STORY))
    ledger.postpone(db, STORY, "no answer in time", MORNING)
    meet(db, Link(STORY))
    assert row(db).items() >= {"attempts": 1, "reason": "no answer in time", "outcome": "waiting"}.items()


@pytest.mark.parametrize(
    ("oldest", "waits"),
    [
        (MORNING - timedelta(days=1), True),
        (MORNING, True),
        (MORNING + timedelta(seconds=1), False),
        (None, True),
    ],
    ids=["bound-moved-back", "bound-is-its-age", "still-too-old", "no-bound"],
)
def test_a_link_set_aside_by_its_age_waits_again_where_the_bound_allows(
    db: Database, oldest: datetime | None, waits: bool
) -> None:
    meet(db, Link(STORY, published=MORNING), outcome=Outcome.TOO_OLD, reason="dated 2026-11-21")
    ledger.reopen_by_age(db, "Gulf Wire", oldest)
    assert waiting(db) == ([STORY] if waits else [])
    assert row(db)["reason"] == (None if waits else "dated 2026-11-21")


def test_a_page_that_was_fetched_and_found_too_old_is_not_fetched_again(db: Database) -> None:
    meet(db, Link(STORY, published=MORNING))
    end(db, STORY, Outcome.TOO_OLD, fetched_at=NOON)
    ledger.reopen_by_age(db, "Gulf Wire", None)
    assert waiting(db) == []


@pytest.mark.parametrize(("oldest", "waits"), [(MORNING, True), (NOON, False), (None, True)])
def test_a_link_known_by_its_last_change_alone_waits_again_where_the_bound_allows(
    db: Database, oldest: datetime | None, waits: bool
) -> None:
    meet(db, Link(STORY, modified=MORNING), outcome=Outcome.TOO_OLD, reason="dated 2026-11-21")
    ledger.reopen_by_age(db, "Gulf Wire", oldest)
    assert waiting(db) == ([STORY] if waits else [])


def test_the_links_of_other_sources_are_not_reopened(db: Database) -> None:
    meet(db, Link(STORY, published=MORNING), outcome=Outcome.TOO_OLD, reason="dated 2026-11-21")
    ledger.reopen_by_age(db, "River Post", None)
    assert waiting(db) == []
