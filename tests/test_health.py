"""How sources are judged, from what their visits left in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.frontier import Frontier, Offer
from crawler.health import health_of, note_changes
from crawler.records import Link, Source, Verdict, WayIn
from crawler.storage import visits
from crawler.storage.database import open_database

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOME, FEED = "https://gulfwire.example/", "https://gulfwire.example/feed.xml"
GULF = Source("Gulf Wire", HOME, feeds=(FEED,))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A database that knows one source with one feed."""
    db = open_database(tmp_path / "news.db")
    visits.enter_sources(db, [GULF])
    Frontier(db, GULF, None).open()
    yield db
    db.conn.close()


def answers(db: Database, at: datetime, new: int = 1, **more: object) -> None:
    """A visit that found the feed well."""
    published = more.pop("published", None)
    links = (Link(f"{HOME}{at:%Y/%m/%d/%H}", published=published),)  # type: ignore[arg-type]
    Frontier(db, GULF, None).answer(FEED, Offer(links if new else ()), at, **more)  # type: ignore[arg-type]
    visits.note_success(db, GULF.name, at, new)


def fails(db: Database, at: datetime, trouble: Verdict, times: int = 1) -> None:
    """Visits in a row that found no way in."""
    for _ in range(times):
        Frontier(db, GULF, None).failed(FEED, f"{FEED}: {trouble}", at, trouble=trouble, status=None, guessed=False)
        visits.note_failure(db, GULF.name, f"{FEED}: {trouble}", at)


def verdict(db: Database, at: datetime = NOW) -> Verdict:
    return health_of(db, [GULF.name], at)[0].verdict


def every_hour(db: Database, days: float = 2) -> None:
    """Days of a source that brings something every hour, until now."""
    for hours in range(round(days * 24), -1, -1):
        answers(db, NOW - hours * HOUR)


def test_a_source_that_was_never_asked_is_not_judged(db: Database) -> None:
    assert verdict(db) is Verdict.NEW


def test_a_source_with_news_is_well_and_its_rhythm_is_known(db: Database) -> None:
    every_hour(db)
    (health,) = health_of(db, [GULF.name], NOW)
    assert (health.verdict, health.rhythm, health.last_article) == (Verdict.OK, HOUR, NOW)


def test_a_source_that_answers_and_brings_nothing_is_quiet_in_time(db: Database) -> None:
    every_hour(db)
    for days in range(1, 5):
        answers(db, NOW + days * DAY, new=0)
    assert [verdict(db, NOW + days * DAY) for days in (1, 2, 4)] == [Verdict.OK, Verdict.OK, Verdict.QUIET]
    answers(db, NOW + 5 * DAY)
    assert verdict(db, NOW + 5 * DAY) is Verdict.OK


def test_a_machine_that_was_switched_off_saw_no_silence(db: Database) -> None:
    every_hour(db)
    answers(db, NOW + 30 * DAY, new=0)
    assert verdict(db, NOW + 30 * DAY) is Verdict.OK


@pytest.mark.parametrize(
    "trouble",
    [Verdict.BLOCKED, Verdict.CHALLENGE, Verdict.BROKEN_FEED, Verdict.ROBOTS_FORBIDS, Verdict.MOVED],
)
def test_what_does_not_pass_by_itself_is_told_at_once(db: Database, trouble: Verdict) -> None:
    answers(db, NOW)
    fails(db, NOW + HOUR, trouble)
    assert verdict(db, NOW + HOUR) is trouble


def test_a_host_that_gives_no_answer_has_three_visits(db: Database) -> None:
    answers(db, NOW)
    fails(db, NOW, Verdict.NO_ANSWER, times=2)
    assert verdict(db) is Verdict.OK
    fails(db, NOW, Verdict.NO_ANSWER)
    assert verdict(db) is Verdict.NO_ANSWER


def test_a_feed_that_moved_for_good_is_told_while_it_is_still_followed(db: Database) -> None:
    answers(db, NOW, moved_to="https://gulfwire.example/rss/all.xml")
    assert verdict(db) is Verdict.MOVED
    answers(db, NOW + HOUR)
    assert verdict(db, NOW + HOUR) is Verdict.OK


def test_a_source_that_dates_its_news_in_the_future_has_a_wrong_clock_and_one_that_announces_an_event_has_not(
    db: Database,
) -> None:
    answers(db, NOW, published=NOW + 3 * DAY)
    assert verdict(db) is Verdict.OK
    answers(db, NOW + HOUR, published=NOW + 4 * HOUR)
    assert verdict(db, NOW + HOUR) is Verdict.CLOCK_WRONG


def test_the_share_of_errors_is_that_of_the_latest_visits(db: Database) -> None:
    every_hour(db)
    fails(db, NOW, Verdict.NO_ANSWER, times=20)
    assert 0.5 < health_of(db, [GULF.name], NOW)[0].error_share < 0.8


def test_only_what_changed_is_told_and_a_recovery_too(db: Database) -> None:
    told = []
    answers(db, NOW)
    told.append(note_changes(db, [GULF.name], NOW))
    fails(db, NOW, Verdict.BLOCKED)
    told += [note_changes(db, [GULF.name], NOW), note_changes(db, [GULF.name], NOW + HOUR)]
    answers(db, NOW + HOUR)
    told.append(note_changes(db, [GULF.name], NOW + HOUR))
    assert [[change.told for change in changes] for changes in told] == [
        [],
        [f"Gulf Wire: blocked: {FEED}: blocked"],
        [],
        ["Gulf Wire: ok again (it was: blocked)"],
    ]


# --- Whose turn it is, and where to look for other ways in


def test_a_source_is_due_when_its_pause_is_over_and_a_failing_one_later(db: Database) -> None:
    assert visits.due(db, NOW) == {GULF.name}
    every_hour(db)
    assert visits.due(db, NOW + 20 * HOUR / 60) == set()
    assert visits.due(db, NOW + HOUR / 2) == {GULF.name}
    fails(db, NOW, Verdict.NO_ANSWER, times=3)
    assert visits.due(db, NOW + 3 * HOUR) == set()
    assert visits.due(db, NOW + DAY) == {GULF.name}


def test_while_all_its_feeds_fail_for_long_a_source_is_searched_from_its_home_page(db: Database) -> None:
    fails(db, NOW, Verdict.BROKEN_FEED, times=2)
    assert [way.url for way in Frontier(db, GULF, None).open()] == [FEED]
    fails(db, NOW, Verdict.BROKEN_FEED)
    frontier = Frontier(db, GULF, None)
    assert [way.url for way in frontier.open()] == [FEED, HOME]
    assert frontier.searches_again()
    answers(db, NOW + HOUR)
    assert [way.url for way in Frontier(db, GULF, None).open()] == [FEED]


def test_the_usual_places_are_tried_once_a_day_where_what_is_announced_is_broken(db: Database) -> None:
    frontier = Frontier(db, GULF, None)
    assert not frontier.seeks([(FEED, WayIn.FEED)], NOW)
    fails(db, NOW, Verdict.BROKEN_FEED, times=3)
    assert frontier.seeks([(FEED, WayIn.FEED)], NOW)
    frontier.answer(HOME, Offer(guesses=((f"{HOME}rss", WayIn.FEED),)), NOW)
    asked = [frontier.seeks([(FEED, WayIn.FEED)], NOW + hours * HOUR) for hours in (1, 23, 24)]
    assert asked == [False, False, True]
