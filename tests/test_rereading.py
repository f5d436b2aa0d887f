"""Stored pages are read again once more is known of their site: those that hold a line, and those that it was taken
from; and once another watchlist judges them, which an article may not survive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.intake import Intake
from crawler.reading.extraction import extract
from crawler.reading.labels import compared
from crawler.records import SITE_LINE, Article, Language, Link, Origin, Outcome, Page, Reading, Relevance, Removed
from crawler.rereading import article_that_stands_on, judged_pages, lines_of, pages_with, stored_page, withdraw
from crawler.storage import ledger, site_lines
from crawler.storage.archive import Archive
from crawler.storage.database import open_database, transaction
from crawler.storage.site_lines import Verdict
from tests.pages import html_of, paragraphs

KEPT = Relevance(True, "of interest", "gulf")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
GULF = "Gulf Wire"
HOST = "https://gulfwire.example/2026/11/"
SLOGAN = "Gulf Wire: first at the quay, last to leave it"
WORDS = {compared(SLOGAN)}
REPORTS = {
    "depot-burns": (
        "Two drones hit the fuel depot behind the fish hall before dawn, and both tanks burned until the evening.",
        "Nobody was hurt, the harbour master wrote, for the night watch had gone to the mole to see to a boat.",
    ),
    "ferry-turns-back": (
        "The ferry to the islands turned back on Friday when its captain saw drones above the lighthouse.",
        "All passengers spent the night in the school of the parish, and the baker brought them bread and tea.",
    ),
    "bridge-is-closed": (
        "Engineers closed the long bridge after drones with explosives were found on its third pillar.",
        "Lorries must take the road through the hills until Monday, which costs them three hours and more.",
    ),
}


class Desk:
    """An archive, a database, and the way of a page into both."""

    def __init__(self, folder: Path, db: Database) -> None:
        self.folder = folder
        self.db = db
        self.intake = Intake(db)
        self.archive = Archive(folder, "run")

    def take(self, name: str, *lines: str, source: str = GULF, asked: str | None = None, archived: bool = True) -> None:
        """Fetch, archive and read the page of a report, with more lines below its text."""
        body = f"<article><h1>{name.replace('-', ' ')}</h1>{paragraphs(*REPORTS[name], *lines)}</article>"
        page = Page(HOST + name, html_of(body, title=name).encode(), NOON, source, asked_url=asked)
        raw = self.archive.add(page, {"Content-Type": "text/html"}) if archived else None
        self.read(replace(page, raw=raw), Origin.CRAWL)

    def read(self, page: Page, origin: Origin) -> None:
        """Read a page with what is known of its site, and store it."""
        article = extract(page, site_lines.chrome_of(self.db, page.source))
        self.intake.take(page, Reading(article, Language("en"), KEPT), origin, NOON)

    def found(self, source: str = GULF, words: set[str] = WORDS) -> list[str]:
        """The names of the pages that are to be read again."""
        return sorted(page.url.removeprefix(HOST) for page, _ in self.pages(source, words))

    def pages(self, source: str = GULF, words: set[str] = WORDS) -> list[tuple[Page, Origin]]:
        """The pages that are to be read again."""
        return list(pages_with(self.db, self.folder, source, words))

    def read_again(self) -> None:
        """Read again what holds lines of a new verdict."""
        for source, words in site_lines.unapplied(self.db).items():
            for page, origin in pages_with(self.db, self.folder, source, words):
                self.read(page, origin)
            site_lines.note_applied(self.db, source, words)

    def texts(self) -> dict[str, str]:
        """The stored texts, by name."""
        rows = self.db.execute("select url, text from articles").fetchall()
        return {url.removeprefix(HOST): text for url, text in rows}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty database, and an empty archive beside it."""
    db = open_database(tmp_path / "news.db")
    desk = Desk(tmp_path / "raw", db)
    yield desk
    desk.archive.close()
    db.close()


def test_the_articles_that_hold_a_line_are_found_and_no_others(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN)
    desk.take("ferry-turns-back")
    desk.take("bridge-is-closed", SLOGAN.upper())
    assert desk.found() == ["bridge-is-closed", "depot-burns"]


def test_the_articles_from_which_a_line_was_taken_are_found(desk: Desk) -> None:
    for name in REPORTS:
        desk.take(name, SLOGAN)
    desk.read_again()
    assert not any(SLOGAN in text for text in desk.texts().values())
    assert desk.found() == sorted(REPORTS)


def test_a_line_that_went_for_another_reason_does_not_bring_its_article_back(desk: Desk) -> None:
    desk.take("depot-burns", "Share this article")
    assert desk.found(words={"share this article"}) == []


def test_articles_of_other_sources_are_not_read_again(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN, source="Quay Post")
    assert desk.found() == []
    assert desk.found("Quay Post") == ["depot-burns"]


def test_documents_of_a_seed_corpus_are_not_read_again(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN)
    desk.db.execute("update articles set origin = 'seed'")
    assert desk.found() == []


def test_an_article_whose_page_is_not_in_the_archive_stays_as_it_is(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN, archived=False)
    desk.take("ferry-turns-back", SLOGAN)
    assert desk.found() == ["ferry-turns-back"]
    desk.archive.path.unlink()
    assert desk.found() == []


def test_a_page_comes_back_as_it_was_fetched_with_its_source_and_its_origin(desk: Desk) -> None:
    ledger.meet(
        desk.db, [(Link(HOST + "depot-burns", "Depot burns"), Outcome.WAITING, None)], GULF, HOST + "feed.xml", NOON
    )
    desk.take("depot-burns", SLOGAN)
    ((page, origin),) = desk.pages()
    assert (page.url, page.source, page.fetched_at, origin) == (HOST + "depot-burns", GULF, NOON, Origin.CRAWL)
    assert SLOGAN.encode() in page.body
    assert page.announced is not None
    assert page.announced.title == "Depot burns"


def test_a_source_that_was_renamed_since_keeps_its_name_of_today(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN, source="Gulf News Wire")
    desk.db.execute("update articles set source = ?", [GULF])
    ((page, _),) = desk.pages()
    assert page.source == GULF


def test_an_article_that_was_found_behind_a_redirect_is_read_again_once(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN, asked=f"{HOST}?p=48213")
    assert desk.found() == ["depot-burns"]


def test_an_article_with_a_second_address_is_read_from_the_page_that_is_its_own(desk: Desk) -> None:
    desk.take("depot-burns", SLOGAN)
    desk.take("ferry-turns-back", SLOGAN)
    desk.db.execute(
        "update pages set outcome = 'moved', article = (select id from articles where url = ?) where url = ?",
        [HOST + "ferry-turns-back", HOST + "depot-burns"],
    )
    assert "ferry-turns-back" in desk.found()
    assert "depot-burns" not in desk.found()


def test_reading_again_takes_a_learned_line_out_of_the_articles_that_taught_it(desk: Desk) -> None:
    for name in REPORTS:
        desk.take(name, SLOGAN)
    assert SLOGAN in desk.texts()["depot-burns"]
    desk.read_again()
    assert desk.texts() == {name: "\n\n".join(text) for name, text in REPORTS.items()}
    removed = json.loads(desk.db.execute("select removed from articles limit 1").fetchone()[0])
    assert {"line": SLOGAN, "reason": SITE_LINE} in removed


def test_reading_again_teaches_nothing(desk: Desk) -> None:
    for name in REPORTS:
        desk.take(name, SLOGAN)
    before = site_lines.known_lines(desk.db)
    desk.read_again()
    assert site_lines.known_lines(desk.db) == before
    assert site_lines.unapplied(desk.db) == {}


def test_reading_again_gives_a_line_back_that_a_person_calls_the_authors(desk: Desk) -> None:
    for name in REPORTS:
        desk.take(name, SLOGAN)
    desk.read_again()
    (line,) = site_lines.known_lines(desk.db)
    site_lines.rule(desk.db, int(str(line["id"])), Verdict.AUTHOR, NOON)
    desk.read_again()
    assert desk.texts() == {name: "\n\n".join([*text, SLOGAN]) for name, text in REPORTS.items()}


def test_a_page_teaches_the_lines_of_its_text_and_those_that_were_learned_before() -> None:
    article = Article(
        HOST,
        "Depot burns",
        "Two tanks burn.\n\nNobody was hurt.",
        removed=(Removed(SLOGAN, SITE_LINE), Removed("Share", "share row")),
    )
    assert lines_of(article) == [
        ("two tanks burn", "Two tanks burn."),
        ("nobody was hurt", "Nobody was hurt."),
        (compared(SLOGAN), SLOGAN),
    ]


def judge(desk: Desk, name: str, lines: tuple[str, ...] = (), *, kept: bool = True, source: str = GULF) -> int | None:
    """Archive, read and judge a page; returns its article."""
    body = f"<article><h1>{name.replace('-', ' ')}</h1>{paragraphs(*(lines or REPORTS[name]))}</article>"
    page = Page(HOST + name, html_of(body, title=name).encode(), NOON, source)
    page = replace(page, raw=desk.archive.add(page, {"Content-Type": "text/html"}))
    article = extract(page)
    relevance = Relevance(kept, "of interest" if kept else "no term of the watchlist", "gulf")
    reading = Reading(article, Language("en"), relevance)
    return desk.intake.take(page, reading, Origin.CRAWL, NOON).article_id


def copies(desk: Desk) -> dict[str, str | None]:
    """Which article repeats which, by name."""
    rows = desk.db.execute(
        "select a.url, o.url from articles a left join articles o on o.id = a.copy_of order by a.url"
    ).fetchall()
    return {url.removeprefix(HOST): origin and origin.removeprefix(HOST) for url, origin in rows}


def test_kept_and_off_topic_pages_are_judged_again_in_the_order_of_their_keys(desk: Desk) -> None:
    judge(desk, "ferry-turns-back", kept=False)
    judge(desk, "depot-burns")
    judge(desk, "bridge-is-closed", source="Quay Post")
    desk.take("depot-burns", asked=f"{HOST}?p=48213")  # redirected: its target's page is read once
    ledger.end(desk.db, HOST + "gone", Outcome.FAILED, "404 Not Found", source=GULF, now=NOON)
    found = [(page.url.removeprefix(HOST), page.outcome, page.title) for page in judged_pages(desk.db)]
    assert found == [
        ("bridge-is-closed", Outcome.KEPT, "bridge is closed"),
        ("depot-burns", Outcome.KEPT, "depot burns"),
        ("ferry-turns-back", Outcome.OFF_TOPIC, None),
    ]
    assert [page.url for page in judged_pages(desk.db, "Quay Post")] == [HOST + "bridge-is-closed"]


def test_a_judged_page_whose_source_was_renamed_is_of_its_source_of_today(desk: Desk) -> None:
    judge(desk, "depot-burns", source="Gulf News Wire")
    desk.db.execute("update articles set source = ?", [GULF])
    assert [page.source for page in judged_pages(desk.db, GULF)] == [GULF]
    assert judged_pages(desk.db, "Gulf News Wire") == []


def test_a_page_that_is_no_longer_in_the_archive_is_none(desk: Desk) -> None:
    judge(desk, "depot-burns")
    (page,) = judged_pages(desk.db)
    assert stored_page(desk.db, desk.folder, page.raw, page.source) is not None
    desk.archive.path.unlink()
    assert stored_page(desk.db, desk.folder, page.raw, page.source) is None


def test_an_article_stands_on_the_page_at_its_address_or_on_its_only_one(desk: Desk) -> None:
    article = judge(desk, "depot-burns")
    judge(desk, "ferry-turns-back", kept=False)
    assert article_that_stands_on(desk.db, HOST + "depot-burns/") == article
    assert article_that_stands_on(desk.db, HOST + "ferry-turns-back") is None
    desk.db.execute("update articles set url = ?, key = ?", [HOST + "x", HOST + "x"])
    assert article_that_stands_on(desk.db, HOST + "depot-burns") == article
    desk.db.execute("update pages set outcome = 'kept', article = ?", [article])
    assert article_that_stands_on(desk.db, HOST + "depot-burns") is None


def test_a_withdrawn_article_leaves_its_reason_and_its_page_and_nothing_else(desk: Desk) -> None:
    article = judge(desk, "depot-burns")
    assert article is not None
    desk.take("ferry-turns-back", asked=f"{HOST}?p=48213")
    with transaction(desk.db):
        withdraw(desk.db, article, "no term of the watchlist")
    row = ledger.page_row(desk.db, HOST + "depot-burns")
    assert row is not None
    assert (row["outcome"], row["reason"], row["article"]) == ("off_topic", "no term of the watchlist", None)
    assert row["raw"]
    assert list(copies(desk)) == ["ferry-turns-back"]
    assert desk.db.execute("select count(*) from copy_index where article = ?", [article]).fetchone() == (0,)
    assert list(desk.db.table("articles").search("fuel depot")) == []
    assert desk.db.execute("pragma foreign_key_check").fetchall() == []


def test_the_copies_of_a_withdrawn_origin_find_a_new_one_among_themselves(desk: Desk) -> None:
    origin = judge(desk, "depot-burns")
    told = REPORTS["depot-burns"]
    judge(desk, "first-copy", (told[0], told[1].replace("for the night watch", "as the watch")))
    judge(
        desk,
        "second-copy",
        (told[0], told[1].replace("for the night watch", "as the watch").replace("a boat", "a ship")),
    )
    assert copies(desk) == {"depot-burns": None, "first-copy": "depot-burns", "second-copy": "depot-burns"}
    assert origin is not None
    withdraw(desk.db, origin, "off topic")
    assert copies(desk) == {"first-copy": None, "second-copy": "first-copy"}


def test_articles_that_only_a_withdrawn_one_held_together_are_no_copies(desk: Desk) -> None:
    depot, ferry = REPORTS["depot-burns"], REPORTS["ferry-turns-back"]
    between = judge(desk, "between", (*depot, *ferry))
    judge(desk, "depot", depot)
    judge(desk, "ferry", ferry)
    assert between is not None
    assert copies(desk) == {"between": None, "depot": "between", "ferry": "between"}
    withdraw(desk.db, between, "off topic")
    assert copies(desk) == {"depot": None, "ferry": None}
