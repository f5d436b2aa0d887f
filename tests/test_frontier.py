"""What to ask next: the ways into a source and the links they offer, from run to run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler import frontier as frontiers
from crawler.frontier import Frontier, Offer, guesses, recent_children
from crawler.records import Link, Outcome, Source, WayIn
from crawler.storage import ledger
from crawler.storage.database import open_database

HOME = "https://gulfwire.example/"
FEED = "https://gulfwire.example/feed.xml"
INDEX = "https://gulfwire.example/sitemap.xml"
STORY = "https://gulfwire.example/drones-hit-fuel-depot"
OTHER = "https://gulfwire.example/market-reopens"
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_database(tmp_path / "news.db")
    yield db
    db.conn.close()


@pytest.fixture
def gulf(db: Database) -> Frontier:
    """The opened frontier of a source with one feed, without a bound on age."""
    frontier = Frontier(db, Source("Gulf Wire", HOME, feeds=(FEED,)), None)
    frontier.open()
    return frontier


@pytest.fixture
def indexed(db: Database) -> Frontier:
    """The opened frontier of a source with one sitemap index."""
    frontier = Frontier(db, Source("Gulf Wire", HOME, sitemaps=(INDEX,)), None)
    frontier.open()
    return frontier


def bounded(frontier: Frontier, oldest: datetime | None) -> Frontier:
    """The same frontier in a later run, with another bound."""
    later = Frontier(frontier.db, frontier.source, oldest)
    later.open()
    return later


def ways(frontier: Frontier) -> list[str]:
    return [way.url for way in frontier.open()]


def waiting(frontier: Frontier) -> list[str]:
    return [link.url for link in frontier.waiting()]


def outcome(frontier: Frontier, url: str = STORY) -> tuple[object, object]:
    row = ledger.page_row(frontier.db, url)
    assert row is not None
    return row["outcome"], row["reason"]


def test_a_source_with_only_a_home_page_is_asked_there(db: Database) -> None:
    (way,) = Frontier(db, Source("Gulf Wire", "https://GulfWire.example"), None).open()
    assert (way.url, way.kind) == (HOME, WayIn.LISTING)


def test_a_source_that_names_its_ways_in_is_asked_there_and_not_at_home(db: Database) -> None:
    source = Source("Gulf Wire", HOME, feeds=(FEED,), sitemaps=(INDEX,), listings=(HOME + "world",))
    found = [(way.url, way.kind) for way in Frontier(db, source, None).open()]
    assert sorted(found) == [(FEED, WayIn.FEED), (INDEX, WayIn.SITEMAP), (HOME + "world", WayIn.LISTING)]


def test_a_way_in_that_was_taken_off_the_list_is_no_longer_asked(db: Database) -> None:
    Frontier(db, Source("Gulf Wire", HOME, feeds=(HOME + "typo.xml",)), None).open()
    assert ways(Frontier(db, Source("Gulf Wire", HOME, feeds=(FEED,)), None)) == [FEED]


def test_a_kind_that_was_corrected_in_the_list_counts(db: Database) -> None:
    Frontier(db, Source("Gulf Wire", HOME, listings=(FEED,)), None).open()
    (way,) = Frontier(db, Source("Gulf Wire", HOME, feeds=(FEED,)), None).open()
    assert way.kind is WayIn.FEED


def test_two_sources_may_share_a_way_in(gulf: Frontier) -> None:
    assert ways(Frontier(gulf.db, Source("River Post", HOME, feeds=(FEED,)), None)) == [FEED]


def test_the_ways_in_that_were_found_are_asked_in_the_next_run(db: Database) -> None:
    frontier = Frontier(db, Source("Gulf Wire", HOME), None)
    frontier.open()
    new = frontier.answer(HOME, Offer(ways=((FEED, WayIn.FEED), (INDEX, WayIn.SITEMAP))), NOW)
    assert [(way.url, way.kind, way.found_in) for way in new] == [
        (FEED, WayIn.FEED, HOME),
        (INDEX, WayIn.SITEMAP, HOME),
    ]
    assert ways(frontier) == [HOME, FEED, INDEX]


def test_a_way_in_that_is_known_is_not_new(gulf: Frontier) -> None:
    offer = Offer(ways=((FEED, WayIn.FEED), (INDEX, WayIn.SITEMAP)))
    assert [way.url for way in gulf.answer(FEED, offer, NOW)] == [INDEX]
    assert gulf.answer(FEED, offer, NOW) == []


def test_offered_links_wait_in_their_order(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY, "Drones hit"), Link(OTHER))), NOW)
    assert gulf.waiting() == [Link(STORY, "Drones hit"), Link(OTHER)]


def test_links_that_a_killed_run_left_wait_for_the_next(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY),)), NOW)
    assert waiting(bounded(gulf, None)) == [STORY]


def test_the_other_links_of_a_listing_are_remembered_with_the_reason(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer(others=(Link(HOME + "world"),)), NOW)
    assert waiting(gulf) == []
    assert outcome(gulf, HOME + "world") == (
        "not_an_article",
        "the address and the link's text look like no article's",
    )


@pytest.mark.parametrize(
    ("link", "is_set_aside"),
    [
        (Link(STORY, published=NOW - 4 * DAY), True),
        (Link(STORY, published=NOW - 3 * DAY), False),
        (Link(STORY, published=NOW), False),
        (Link(STORY, modified=NOW - 4 * DAY), True),
        (Link(STORY, modified=NOW), False),
        (Link(STORY, published=NOW, modified=NOW - 4 * DAY), False),
        (Link(STORY), False),
    ],
    ids=["old", "at-the-bound", "new", "unchanged-for-long", "changed-today", "published-today", "undated"],
)
def test_a_link_older_than_the_bound_is_set_aside(gulf: Frontier, link: Link, is_set_aside: bool) -> None:
    frontier = bounded(gulf, NOW - 3 * DAY)
    frontier.answer(FEED, Offer((link,)), NOW)
    assert waiting(frontier) == ([] if is_set_aside else [STORY])
    assert outcome(frontier) == (
        ("too_old", "dated 2026-11-17, the bound is 2026-11-18") if is_set_aside else ("waiting", None)
    )


def test_without_a_bound_nothing_is_too_old(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY, published=datetime(1999, 1, 1, tzinfo=UTC)),)), NOW)
    assert waiting(gulf) == [STORY]


def test_a_wider_bound_brings_back_what_was_set_aside(gulf: Frontier) -> None:
    links = Link(STORY, published=NOW - 4 * DAY), Link(OTHER, published=NOW - 40 * DAY)
    bounded(gulf, NOW - 3 * DAY).answer(FEED, Offer(links), NOW)
    assert waiting(bounded(gulf, NOW - 5 * DAY)) == [STORY]
    assert waiting(bounded(gulf, None)) == [STORY, OTHER]


def test_a_link_set_aside_by_its_last_change_does_not_come_back_under_a_like_bound(gulf: Frontier) -> None:
    bounded(gulf, NOW - 3 * DAY).answer(FEED, Offer((Link(STORY, modified=NOW - 300 * DAY),)), NOW)
    assert waiting(bounded(gulf, NOW - 2 * DAY)) == []
    assert waiting(bounded(gulf, NOW - 301 * DAY)) == [STORY]


def test_a_link_dated_to_the_first_year_costs_no_other(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY, published=datetime(1, 1, 1, tzinfo=UTC)), Link(OTHER))), NOW)
    assert OTHER in waiting(gulf)


def test_a_page_that_was_fetched_and_is_none_is_not_fetched_again(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY),)), NOW)
    ledger.end(gulf.db, STORY, Outcome.NOT_AN_ARTICLE, "a PDF", source="Gulf Wire", now=NOW, fetched_at=NOW, status=200)
    gulf.answer(FEED, Offer((Link(STORY),)), NOW + DAY)
    assert waiting(gulf) == []


def test_a_feed_that_names_an_old_link_again_does_not_bring_it_back(gulf: Frontier) -> None:
    offer = Offer((Link(STORY, published=NOW - 4 * DAY),))
    for _ in range(2):
        frontier = bounded(gulf, NOW - 3 * DAY)
        frontier.answer(FEED, offer, NOW)
    assert waiting(frontier) == []


def test_a_link_that_came_to_an_end_does_not_wait_again(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer((Link(STORY),)), NOW)
    ledger.end(gulf.db, STORY, Outcome.KEPT, "kept", source="Gulf Wire", now=NOW, fetched_at=NOW)
    gulf.answer(FEED, Offer((Link(STORY),)), NOW + DAY)
    assert waiting(gulf) == []


def test_an_answer_is_remembered_with_its_validators(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer(), NOW, etag='"5e4f"')
    gulf.unchanged(FEED, NOW + timedelta(hours=1))
    assert gulf.db.execute("select status from ways_in").fetchone() == (304,)
    (way,) = gulf.open()
    assert way.validators(NOW + timedelta(hours=2)) == {"If-None-Match": '"5e4f"'}


def test_an_answer_that_cannot_be_written_leaves_nothing_behind(gulf: Frontier) -> None:
    def links() -> Iterator[Link]:
        yield Link(STORY)
        raise RuntimeError("killed")

    offer = Offer(links(), ways=((INDEX, WayIn.SITEMAP),))  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="killed"):
        gulf.answer(FEED, offer, NOW, etag='"5e4f"')
    (way,) = gulf.open()
    assert (way.url, way.etag, waiting(gulf)) == (FEED, None, [])


def test_a_way_in_that_fails_is_asked_again(gulf: Frontier) -> None:
    gulf.failed(FEED, "the server answers 503", NOW, status=503, guessed=False)
    assert ways(gulf) == [FEED]
    assert gulf.db.execute("select status, error from ways_in").fetchone() == (503, "the server answers 503")
    gulf.failed(FEED, "no answer in time", NOW, status=None, guessed=False)
    assert gulf.db.execute("select status, error from ways_in").fetchone() == (0, "no answer in time")


def test_a_guess_stays_one_until_it_answers_whichever_run_asks(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer(ways=((HOME + "news.xml", WayIn.FEED),), guesses=((INDEX, WayIn.SITEMAP),)), NOW)
    assert [way.url for way in gulf.open() if way.is_guess] == [INDEX]
    gulf.answer(INDEX, Offer((Link(STORY),)), NOW)
    assert not any(way.is_guess for way in gulf.open())


def test_a_guess_that_fails_is_forgotten(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer(ways=((INDEX, WayIn.SITEMAP),)), NOW)
    gulf.failed(INDEX, "the server answers 404", NOW, status=404, guessed=True)
    assert ways(gulf) == [FEED]


def test_a_sitemap_that_its_index_no_longer_names_is_no_longer_asked_nor_what_it_named(indexed: Frontier) -> None:
    october, november, day = (f"https://gulfwire.example/2026-{name}.xml" for name in ("10", "11", "10-31"))
    indexed.answer(INDEX, Offer(ways=((october, WayIn.SITEMAP), (november, WayIn.SITEMAP)), is_index=True), NOW)
    indexed.answer(october, Offer(ways=((day, WayIn.SITEMAP),), is_index=True), NOW)
    assert ways(indexed) == [INDEX, october, november, day]
    indexed.answer(INDEX, Offer(ways=((november, WayIn.SITEMAP),), is_index=True), NOW + DAY)
    assert ways(indexed) == [INDEX, november]


def test_a_sitemap_that_the_list_names_itself_is_asked_whatever_the_index_says(indexed: Frontier) -> None:
    november = HOME + "2026-11.xml"
    indexed.answer(INDEX, Offer(ways=((november, WayIn.SITEMAP),), is_index=True), NOW)
    later = Frontier(indexed.db, Source("Gulf Wire", HOME, sitemaps=(INDEX, november)), None)
    later.open()
    later.answer(INDEX, Offer(is_index=True), NOW + DAY)
    assert ways(later) == [INDEX, november]


def test_an_index_that_names_itself_is_asked_once_and_stays(indexed: Frontier) -> None:
    assert indexed.answer(INDEX, Offer(ways=((INDEX, WayIn.SITEMAP),), is_index=True), NOW) == []
    indexed.answer(INDEX, Offer(is_index=True), NOW + DAY)
    assert ways(indexed) == [INDEX]


def sitemap_ways(*names: object) -> tuple[tuple[str, WayIn], ...]:
    return tuple((f"{HOME}{name}.xml", WayIn.SITEMAP) for name in names)


def error_at(frontier: Frontier, url: str) -> object:
    (row,) = frontier.db.query("select error from ways_in where url = ?", [url])
    return row["error"]


def test_indexes_that_lead_to_indexes_without_end_are_followed_only_so_deep(indexed: Frontier) -> None:
    way = INDEX
    for depth in range(20):
        offer = Offer(ways=sitemap_ways(depth), is_index=True)
        new = indexed.answer(way, offer, NOW)
        if not new:
            break
        way = new[0].url
    assert len(ways(indexed)) == 1 + frontiers.MAX_DEPTH
    assert (
        error_at(indexed, way)
        == "1 of the sitemaps and feeds that it names are not asked: a source is asked for 200, 4 deep"
    )


def test_no_more_ways_in_are_asked_than_a_source_has(indexed: Frontier) -> None:
    new = indexed.answer(INDEX, Offer(ways=sitemap_ways(*range(10_000)), is_index=True), NOW)
    assert len(new) == frontiers.MAX_WAYS - 1
    assert "9,801 of the sitemaps" in str(error_at(indexed, INDEX))
    assert len(indexed.answer(INDEX, Offer(ways=sitemap_ways("other"), is_index=True), NOW + DAY)) == 1


def test_a_page_that_is_no_index_drops_no_sitemap(gulf: Frontier) -> None:
    gulf.answer(FEED, Offer(ways=((INDEX, WayIn.SITEMAP),)), NOW)
    gulf.answer(FEED, Offer(), NOW + DAY)
    assert ways(gulf) == [FEED, INDEX]


def test_sources_do_not_see_each_others_ways_and_links(gulf: Frontier) -> None:
    river = Frontier(gulf.db, Source("River Post", "https://riverpost.example/"), None)
    river.open()
    river.answer("https://riverpost.example/", Offer((Link("https://riverpost.example/a"),)), NOW)
    assert (ways(gulf), waiting(gulf)) == ([FEED], [])
    assert waiting(river) == ["https://riverpost.example/a"]


def test_feeds_and_sitemaps_are_guessed_at_the_root_of_the_site() -> None:
    found = guesses("https://gulfwire.example/en/index.html")
    assert ("https://gulfwire.example/feed/", WayIn.FEED) in found
    assert ("https://gulfwire.example/sitemap.xml", WayIn.SITEMAP) in found
    assert len({url for url, _ in found}) == len(found)


def test_of_an_index_news_come_first_then_the_latest_changed_then_the_undated() -> None:
    children = [
        Link(HOME + "pages.xml"),
        Link(HOME + "2026-10.xml", modified=NOW - 20 * DAY),
        Link(HOME + "2026-11.xml", modified=NOW),
        Link(HOME + "Google-News.xml"),
        Link(HOME + "news-today.xml", modified=NOW - DAY),
    ]
    assert recent_children(children, None) == [
        HOME + name for name in ("news-today.xml", "Google-News.xml", "2026-11.xml", "2026-10.xml", "pages.xml")
    ]


def test_the_sitemaps_that_hold_nothing_recent_are_not_asked() -> None:
    children = [
        Link(HOME + "2025.xml", modified=NOW - 300 * DAY),
        Link(HOME + "edge.xml", modified=NOW - 3 * DAY),
        Link(HOME + "undated.xml"),
    ]
    assert recent_children(children, NOW - 3 * DAY) == [HOME + "edge.xml", HOME + "undated.xml"]


def test_of_decades_of_sitemaps_only_the_latest_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontiers, "MAX_CHILDREN", 2)
    children = [
        Link(f"{HOME}{year}.xml", modified=datetime(year, 1, 1, tzinfo=UTC)) for year in (2009, 2026, 1998, 2025)
    ]
    assert recent_children(children, None) == [HOME + "2026.xml", HOME + "2025.xml"]
