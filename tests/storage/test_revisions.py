"""What an edit changed, and when articles are looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.intake import Intake
from crawler.reading.reading import read
from crawler.records import CHANGED, UNCHANGED, Origin, Outcome, Page, Stored
from crawler.seeds import read_watchlists
from crawler.storage import ledger
from crawler.storage.database import open_database
from crawler.storage.revisions import changes_between, look_at, looks_due, revisions_of
from tests.pages import html_of, paragraphs

WATCHLISTS = read_watchlists(Path(__file__).parent.parent.parent / "seeds" / "watchlists")
URL = "https://amber.example/2026/03/drones-hit-depot"
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRST = "Three drones struck a fuel depot in Port Amber before dawn, killing four people, the governor said."
REST = (
    "Firefighters worked until noon to put out the flames, and the road to the harbour stayed closed.",
    "Air defence had brought down two missiles in the night before, according to the army.",
)

LONG = (
    "The depot had been hit twice in the winter, and its owner had moved half of the fuel to the islands since.",
    "Lorries stood in a queue of four kilometres at the gate, and drivers were told to wait for the evening.",
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_database(tmp_path / "news.db")
    yield db
    db.conn.close()


def take(
    db: Database, at: datetime, *lines: str, url: str = URL, title: str = "Drones hit a depot", raw: str = ""
) -> Stored:
    """A page as it was fetched at a moment."""
    head = '<meta property="article:published_time" content="2026-03-20T08:00:00Z">'
    body = html_of(f"<article><h1>{title}</h1>{paragraphs(*lines)}</article>", head=head, title=title)
    page = Page(url, body.encode(), at, "amber", raw=raw or None)
    return Intake(db, 30).take(page, read(replace(page), WATCHLISTS), Origin.CRAWL, at)


def text_of(db: Database) -> str:
    ((text,),) = db.execute("select text from articles").fetchall()
    return text


def test_an_edit_is_a_revision_and_neither_a_new_article_nor_a_copy(db: Database) -> None:
    kept = take(db, NOW, FIRST, *REST)
    again = take(db, NOW + HOUR, FIRST.replace("four", "nine"), *REST, title="Nine dead as drones hit a depot")
    assert (again.article_id, again.look, again.copy_of) == (kept.article_id, CHANGED, None)
    assert text_of(db).startswith(FIRST.replace("four", "nine"))
    (revision,) = revisions_of(db, kept.article_id or 0)
    assert revision["text"].startswith(FIRST)
    assert revision["changes"] == {
        "taken_out": [FIRST],
        "added": [FIRST.replace("four", "nine")],
        "title": ["Drones hit a depot", "Nine dead as drones hit a depot"],
    }


def test_an_unchanged_page_leaves_no_revision(db: Database) -> None:
    kept = take(db, NOW, FIRST, *REST)
    assert take(db, NOW + HOUR, FIRST, *REST).look == UNCHANGED
    assert revisions_of(db, kept.article_id or 0) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), "unreadable"),
        (
            ("The market in Port Amber sells fish again, and the price of bread has come down a little since May.",),
            "off",
        ),
    ],
)
def test_a_page_that_shows_the_article_no_longer_takes_nothing_away(
    db: Database, lines: tuple[str, ...], found: str
) -> None:
    kept = take(db, NOW, FIRST, *REST, raw="a.warc.gz@0")
    again = take(db, NOW + HOUR, *lines, title="Port Amber", raw="b.warc.gz@0")
    row = ledger.page_row(db, URL)
    assert row is not None
    assert (again.outcome, row["article"], row["raw"]) == (Outcome.KEPT, kept.article_id, "a.warc.gz@0")
    assert text_of(db).startswith(FIRST)
    look = look_at(db, kept.article_id or 0)
    assert look is not None
    assert look["found"].startswith(found)


def test_a_page_that_is_read_again_from_the_archive_is_no_edit(db: Database) -> None:
    kept = take(db, NOW, FIRST, *REST)
    take(db, NOW, FIRST, REST[0])
    assert revisions_of(db, kept.article_id or 0) == []


def test_the_same_article_at_another_address_of_its_site_is_one_article(db: Database) -> None:
    kept = take(db, NOW, FIRST, *REST)
    again = take(db, NOW + HOUR, FIRST, *REST, url=URL + "-corrected")
    assert (again.outcome, again.article_id) == (Outcome.MOVED, kept.article_id)
    assert db.table("articles").count == 1


def test_an_article_that_was_edited_and_moved_is_one_article_with_a_revision(db: Database) -> None:
    kept = take(db, NOW, FIRST, *REST)
    again = take(db, NOW + HOUR, FIRST.replace("four", "five"), *REST, url=URL + "-corrected")
    assert (again.outcome, again.article_id) == (Outcome.MOVED, kept.article_id)
    ((text, url),) = db.execute("select text, url from articles").fetchall()
    assert "five" in text
    assert url == URL
    assert len(revisions_of(db, kept.article_id or 0)) == 1


def test_an_older_page_of_an_article_takes_no_newer_text_away(db: Database) -> None:
    take(db, NOW, FIRST, *REST)
    take(db, NOW + HOUR, FIRST.replace("four", "nine"), *REST, url=URL + "-corrected")
    take(db, NOW, FIRST, *REST)
    assert "nine" in text_of(db)


def test_half_an_article_at_another_address_is_no_edit_of_it(db: Database) -> None:
    take(db, NOW, FIRST, *REST, *LONG)
    take(db, NOW + HOUR, FIRST, url=URL + "-short")
    assert db.execute("select text from articles where url = ?", [URL]).fetchone()[0].endswith(LONG[-1])


def test_an_article_of_the_same_title_and_minute_with_another_text_is_another_one(db: Database) -> None:
    take(db, NOW, FIRST, *REST)
    second = "A bomb killed six soldiers at the gate of a barracks in Long Ferry on Thursday night, police said."
    other = take(db, NOW + HOUR, second, "Two men were seen running from the barracks.", url=URL + "-2")
    assert (other.outcome, db.table("articles").count) == (Outcome.KEPT, 2)


def test_articles_are_due_to_be_looked_at_until_all_looks_are_done(db: Database) -> None:
    take(db, NOW, FIRST, *REST)
    due = []
    for hours in range(24 * 20):
        if looks_due(db, NOW + hours * HOUR):
            due.append(hours)
            take(db, NOW + hours * HOUR, FIRST, *REST)
    assert due == [1, 6, 24, 24 * 7]


def test_what_only_moved_between_text_and_chrome_is_no_edit() -> None:
    older = ("Depot hit", f"{FIRST}\nFollow us on every channel.", set())
    newer = ("Depot  hit", f"{FIRST}  ", {"Follow us on every channel."})
    assert changes_between(older, newer) == {}
