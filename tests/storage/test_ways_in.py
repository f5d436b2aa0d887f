"""The ways into a source: what is remembered of feeds, sitemaps and listings from run to run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.records import WayIn
from crawler.storage import ways_in
from crawler.storage.database import open_database
from crawler.storage.ways_in import UNCONDITIONAL_EVERY, KnownWayIn

FEED = "https://gulfwire.example/feed.xml"
INDEX = "https://gulfwire.example/sitemap.xml"
CHILDREN = ["https://gulfwire.example/2026-11.xml", "https://gulfwire.example/2026-10.xml"]
MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A database that knows one feed."""
    db = open_database(tmp_path / "news.db")
    ways_in.list_ways(db, "Gulf Wire", {FEED: WayIn.FEED})
    yield db
    db.conn.close()


def known(db: Database, url: str = FEED) -> KnownWayIn:
    return next(way for way in ways_in.ways_into(db, "Gulf Wire") if way.url == url)


def urls(db: Database, source: str = "Gulf Wire") -> list[str]:
    return [way.url for way in ways_in.ways_into(db, source)]


def answer(db: Database, now: datetime, **more: object) -> None:
    ways_in.answered(db, "Gulf Wire", FEED, now, **{"status": 200, **more})  # type: ignore[arg-type]


def test_a_way_in_is_new_until_it_answers(db: Database) -> None:
    assert ways_in.ways_into(db, "Gulf Wire") == [KnownWayIn(FEED, WayIn.FEED, None, None, None, None)]
    assert known(db).validators(MORNING) == {}


def test_ways_in_are_asked_in_the_order_they_were_met(db: Database) -> None:
    ways_in.remember(db, "Gulf Wire", [INDEX, "https://gulfwire.example/a.xml"], WayIn.SITEMAP, found_in=FEED)
    assert urls(db) == [FEED, INDEX, "https://gulfwire.example/a.xml"]


def test_a_source_has_its_own_ways_in(db: Database) -> None:
    ways_in.list_ways(db, "River Post", {"https://riverpost.example/rss": WayIn.FEED})
    assert urls(db, "River Post") == ["https://riverpost.example/rss"]
    assert urls(db) == [FEED]


def test_two_sources_may_share_a_way_in_and_each_knows_its_own_answer(db: Database) -> None:
    ways_in.list_ways(db, "River Post", {FEED: WayIn.FEED})
    answer(db, MORNING, etag='"5e4f"')
    assert urls(db, "River Post") == urls(db) == [FEED]
    assert [way.etag for way in ways_in.ways_into(db, "River Post")] == [None]
    ways_in.forget(db, "River Post", FEED)
    assert (urls(db, "River Post"), urls(db)) == ([], [FEED])


def test_a_whole_answer_is_asked_for_again_only_if_it_changed(db: Database) -> None:
    answer(db, MORNING, etag='W/"5e4f"', last_modified="Sat, 21 Nov 2026 08:00:00 GMT")
    assert known(db).validators(LATER) == {
        "If-None-Match": 'W/"5e4f"',
        "If-Modified-Since": "Sat, 21 Nov 2026 08:00:00 GMT",
    }


def test_only_the_validators_that_were_given_are_sent(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    assert known(db).validators(LATER) == {"If-None-Match": '"5e4f"'}
    answer(db, MORNING)
    assert known(db).validators(LATER) == {}


def test_meeting_a_way_in_again_does_not_forget_what_it_answered(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    ways_in.remember(db, "Gulf Wire", [FEED], WayIn.FEED, found_in="https://gulfwire.example/")
    assert (known(db).etag, known(db).found_in) == ('"5e4f"', None)


def test_an_unchanged_answer_keeps_the_validators(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    answer(db, LATER, status=304)
    assert known(db).validators(LATER) == {"If-None-Match": '"5e4f"'}


def test_a_server_that_answers_unchanged_for_ever_is_asked_for_everything_in_time(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    almost = MORNING + UNCONDITIONAL_EVERY - timedelta(seconds=1)
    answer(db, almost, status=304)
    assert known(db).validators(almost) != {}
    assert known(db).validators(MORNING + UNCONDITIONAL_EVERY) == {}


@pytest.mark.parametrize("status", [0, 404, 500])
def test_the_validators_of_an_answer_that_is_no_use_are_not_kept(db: Database, status: int) -> None:
    answer(db, MORNING, status=status, etag='"error"', error="no use")
    assert (known(db).etag, known(db).full_at) == (None, None)


def test_an_answer_with_an_error_leaves_the_validators_of_the_last_good_one(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    answer(db, LATER, status=200, etag='"page"', error="is not a feed: an HTML page")
    assert known(db).validators(LATER) == {"If-None-Match": '"5e4f"'}


def test_the_last_error_is_noted_until_the_next_good_answer(db: Database) -> None:
    def noted() -> tuple[object, ...]:
        found: tuple[object, ...] = db.execute("select status, error, fetched_at from ways_in").fetchone()
        return found

    answer(db, MORNING, status=503, error="the server answers 503")
    assert noted() == (503, "the server answers 503", "2026-11-21T08:30:00Z")
    answer(db, LATER)
    assert noted() == (200, None, "2026-11-21T09:30:00Z")


def listed(db: Database, *more: str) -> None:
    """The feed, the index and further sitemaps in the source list."""
    ways_in.list_ways(db, "Gulf Wire", {FEED: WayIn.FEED} | dict.fromkeys((INDEX, *more), WayIn.SITEMAP))


def test_a_way_in_that_is_no_longer_listed_is_dropped_with_all_that_was_found_through_it(db: Database) -> None:
    listed(db)
    ways_in.remember(db, "Gulf Wire", CHILDREN[:1], WayIn.SITEMAP, found_in=INDEX)
    ways_in.remember(db, "Gulf Wire", CHILDREN[1:], WayIn.SITEMAP, found_in=CHILDREN[0])
    assert urls(db) == [FEED, INDEX, *CHILDREN]
    ways_in.list_ways(db, "Gulf Wire", {FEED: WayIn.FEED})
    assert urls(db) == [FEED]


def test_a_kind_that_was_corrected_in_the_list_counts(db: Database) -> None:
    ways_in.list_ways(db, "Gulf Wire", {FEED: WayIn.LISTING})
    assert known(db).kind is WayIn.LISTING


def test_listing_a_way_in_again_does_not_forget_what_it_answered(db: Database) -> None:
    answer(db, MORNING, etag='"5e4f"')
    listed(db)
    assert known(db).etag == '"5e4f"'


def test_the_list_of_one_source_drops_nothing_of_another(db: Database) -> None:
    ways_in.list_ways(db, "River Post", {})
    assert urls(db) == [FEED]


def test_the_children_that_an_index_no_longer_names_are_dropped_with_theirs(db: Database) -> None:
    listed(db)
    ways_in.remember(db, "Gulf Wire", CHILDREN, WayIn.SITEMAP, found_in=INDEX)
    ways_in.remember(db, "Gulf Wire", ["https://gulfwire.example/a.xml"], WayIn.SITEMAP, found_in=CHILDREN[1])
    ways_in.forget_children(db, "Gulf Wire", INDEX, CHILDREN[:1])
    assert urls(db) == [FEED, INDEX, CHILDREN[0]]


def test_an_index_that_names_nothing_has_no_children(db: Database) -> None:
    listed(db)
    ways_in.remember(db, "Gulf Wire", CHILDREN, WayIn.SITEMAP, found_in=INDEX)
    ways_in.forget_children(db, "Gulf Wire", INDEX, [])
    assert urls(db) == [FEED, INDEX]


def test_only_the_indexes_own_children_are_dropped(db: Database) -> None:
    listed(db, "https://gulfwire.example/a.xml")
    ways_in.remember(db, "Gulf Wire", ["https://gulfwire.example/b.xml"], WayIn.SITEMAP, found_in=FEED)
    ways_in.remember(db, "Gulf Wire", ["https://gulfwire.example/c.xml"], WayIn.FEED, found_in=INDEX)
    ways_in.forget_children(db, "Gulf Wire", INDEX, [])
    assert urls(db) == [FEED, INDEX, *(f"https://gulfwire.example/{name}.xml" for name in "abc")]


def test_a_child_that_the_list_names_itself_stays_without_its_index(db: Database) -> None:
    listed(db)
    ways_in.remember(db, "Gulf Wire", CHILDREN, WayIn.SITEMAP, found_in=INDEX)
    listed(db, CHILDREN[0])
    ways_in.forget_children(db, "Gulf Wire", INDEX, [])
    assert urls(db) == [FEED, INDEX, CHILDREN[0]]


def test_a_guess_that_was_none_is_forgotten(db: Database) -> None:
    ways_in.remember(db, "Gulf Wire", [INDEX], WayIn.SITEMAP, found_in=FEED)
    ways_in.forget(db, "Gulf Wire", INDEX)
    assert urls(db) == [FEED]
