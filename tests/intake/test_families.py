"""What becomes of a page that repeats another: it is judged against all that is stored, and written in one step."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.reading import read
from crawler.records import CopyKind, Outcome, Page, Reading
from crawler.storage import ledger
from crawler.storage.copies import disagreements
from crawler.storage.database import open_database, transaction
from tests.intake.desk import BRIDGE, FIRE, FIRE_EDITED, FISH, SITE, WATCHLIST, Desk, document, page

# --- Copies


def test_the_same_text_at_another_address_is_an_exact_copy(desk: Desk) -> None:
    first = desk.take(page("https://a.example/2026/03/silos-on-fire", day=11))
    second = desk.take(page("https://b.example/2026/03/amber-burns", day=12, title="Amber burns"))
    assert (second.outcome, second.copy_of) == (Outcome.KEPT, first.article_id)
    assert (second.copy_kind, second.copy_score) == (CopyKind.EXACT, 1.0)


def test_an_edited_text_is_a_near_copy_with_its_score(desk: Desk) -> None:
    first = desk.take(page("https://a.example/2026/03/silos-on-fire", day=11))
    second = desk.take(page("https://b.example/2026/03/amber-burns", FIRE_EDITED, day=12))
    assert (second.copy_of, second.copy_kind) == (first.article_id, CopyKind.NEAR)
    assert second.copy_score is not None
    assert 0.4 <= second.copy_score < 1.0


def test_another_story_is_no_copy(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire"))
    assert desk.take(page(SITE + "bridge-is-cut", BRIDGE)).copy_of is None


def test_a_copy_that_was_published_first_becomes_the_origin_of_those_before_it(desk: Desk) -> None:
    late = desk.take(page("https://b.example/2026/03/amber-burns", day=13))
    later = desk.take(page("https://c.example/2026/03/amber-ablaze", FIRE_EDITED, day=14))
    assert later.copy_of == late.article_id
    early = desk.take(page("https://a.example/2026/03/silos-on-fire", day=11))
    assert early.copy_of is None
    assert desk.families() == {
        "https://a.example/2026/03/silos-on-fire": None,
        "https://b.example/2026/03/amber-burns": "https://a.example/2026/03/silos-on-fire",
        "https://c.example/2026/03/amber-ablaze": "https://a.example/2026/03/silos-on-fire",
    }


FAMILY = [
    page("https://a.example/2026/03/silos-on-fire", day=12),
    page("https://b.example/2026/03/amber-burns", FIRE_EDITED, day=11),
    page("https://c.example/2026/03/amber-ablaze", day=None),
    page("https://d.example/2026/03/grain-store-burns", day=12),
    page("https://e.example/2026/03/bridge-is-cut", BRIDGE, day=10),
]


@cache
def reading_of(member: Page) -> Reading:
    """The reading of a page of the family; the same page is read once."""
    return read(member, (WATCHLIST,))


@pytest.mark.parametrize("first", range(len(FAMILY)))
def test_the_origin_is_the_earliest_published_whatever_the_order_of_arrival(tmp_path: Path, first: int) -> None:
    rest = [member for member in FAMILY if member is not FAMILY[first]]
    for number, order in enumerate(permutations(rest)):
        opened = open_database(tmp_path / f"{number}.db")
        desk = Desk(opened)
        with transaction(opened):
            for member in (FAMILY[first], *order):
                desk.take(member, reading_of(member))
        assert desk.families() == {
            FAMILY[0].url: FAMILY[1].url,
            FAMILY[1].url: None,
            FAMILY[2].url: FAMILY[1].url,
            FAMILY[3].url: FAMILY[1].url,
            FAMILY[4].url: None,
        }
        opened.close()


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(FAMILY), min_size=1, max_size=8))
def test_pages_that_come_again_change_no_family(tmp_path_factory: pytest.TempPathFactory, order: list[Page]) -> None:
    opened = open_database(tmp_path_factory.mktemp("again") / "news.db")
    desk = Desk(opened)
    for member in order:
        desk.take(member, reading_of(member))
    copies = [member.url for member in FAMILY[:4] if member in order]
    earliest = min(copies, key=[FAMILY[n].url for n in (1, 0, 3, 2)].index) if copies else None
    expected: dict[str, str | None] = {url: None if url == earliest else earliest for url in copies}
    if FAMILY[4] in order:
        expected[FAMILY[4].url] = None
    assert desk.families() == dict(sorted(expected.items()))
    opened.close()


def test_twins_in_one_transaction_see_each_other(desk: Desk) -> None:
    with transaction(desk.db):
        first = desk.take(page("https://a.example/2026/03/silos-on-fire"))
        second = desk.take(page("https://b.example/2026/03/amber-burns", day=12))
    assert second.copy_of == first.article_id


def test_a_copy_is_only_found_among_articles_not_among_off_topic_pages(desk: Desk) -> None:
    desk.take(page("https://a.example/2026/03/fish-is-dear", FISH))
    stored = desk.take(document("fish.txt", FISH))
    assert (stored.outcome, stored.copy_of) == (Outcome.KEPT, None)


# --- Seed documents


def test_a_seed_document_loaded_twice_is_one_article(desk: Desk) -> None:
    first = desk.take(document("fire.txt", FIRE))
    again = desk.take(document("fire.txt", FIRE))
    assert again == first
    assert desk.articles() == ["seed:fire.txt"]
    assert len(desk.rows("select 1 from matches")) == 2
    assert list(disagreements(desk.db)) == []
    assert len(desk.rows("select 1 from pages")) == 1


def test_a_seed_document_without_a_date_repeats_the_article_that_has_one(desk: Desk) -> None:
    desk.take(document("fire.txt", FIRE))
    desk.take(page("https://z.example/2026/03/silos-on-fire"))
    assert desk.families() == {
        "https://z.example/2026/03/silos-on-fire": None,
        "seed:fire.txt": "https://z.example/2026/03/silos-on-fire",
    }


def test_a_seed_document_that_was_changed_leaves_its_family(desk: Desk) -> None:
    desk.take(document("fire.txt", FIRE))
    desk.take(page(SITE + "silos-on-fire"))
    desk.take(document("fire.txt", BRIDGE))
    assert desk.families() == {SITE + "silos-on-fire": None, "seed:fire.txt": None}


def test_a_family_stays_together_when_the_origin_leaves_it(desk: Desk) -> None:
    desk.take(document("fire.txt", ("01.03.2026", "Amber burns", *FIRE)))
    desk.take(page("https://a.example/2026/03/silos-on-fire", day=11))
    desk.take(page("https://b.example/2026/03/amber-burns", FIRE_EDITED, day=12))
    assert set(desk.families().values()) == {None, "seed:fire.txt"}
    desk.take(document("fire.txt", ("01.03.2026", "Bridge cut", *BRIDGE)))
    assert desk.families() == {
        "https://a.example/2026/03/silos-on-fire": None,
        "https://b.example/2026/03/amber-burns": "https://a.example/2026/03/silos-on-fire",
        "seed:fire.txt": None,
    }


def test_a_changed_document_leaves_nothing_of_its_old_words_behind(desk: Desk) -> None:
    desk.take(document("fire.txt", FIRE))
    desk.take(document("fire.txt", BRIDGE))
    assert {sentence for (sentence,) in desk.rows("select sentence from matches")} == {BRIDGE[0]}
    assert list(disagreements(desk.db)) == []


def test_a_changed_document_joins_the_family_of_its_new_words(desk: Desk) -> None:
    desk.take(page(SITE + "bridge-is-cut", BRIDGE))
    desk.take(document("fire.txt", FIRE))
    stored = desk.take(document("fire.txt", BRIDGE))
    assert (stored.copy_kind, desk.families()["seed:fire.txt"]) == (CopyKind.EXACT, SITE + "bridge-is-cut")


def test_two_families_become_one_when_a_text_between_them_arrives(desk: Desk) -> None:
    first = desk.take(page("https://a.example/2026/03/silos-on-fire", FIRE, day=11))
    assert desk.take(page("https://c.example/2026/03/bridge-is-cut", BRIDGE, day=12)).copy_of is None
    between = desk.take(page("https://b.example/2026/03/a-bad-night", (*FIRE, *BRIDGE), day=13))
    assert between.copy_of == first.article_id
    assert [origin for origin in desk.families().values() if origin] == ["https://a.example/2026/03/silos-on-fire"] * 2


# --- The file


def test_what_points_to_an_article_points_to_one_that_exists(desk: Desk) -> None:
    for member in (*FAMILY, document("fire.txt", FIRE), document("fire.txt", BRIDGE)):
        desk.take(member)
    assert desk.rows("pragma foreign_key_check") == []
    assert desk.rows("select 1 from articles a join articles o on o.id = a.copy_of where o.copy_of is not null") == []


def test_foreign_keys_are_enforced(desk: Desk) -> None:
    first = desk.take(page("https://a.example/2026/03/silos-on-fire"))
    desk.take(page("https://b.example/2026/03/amber-burns", day=12))
    with pytest.raises(sqlite3.IntegrityError):
        desk.db.execute("delete from articles where id = ?", [first.article_id])


def test_an_article_that_is_deleted_takes_its_matches_with_it(desk: Desk) -> None:
    stored = desk.take(document("fire.txt", FIRE))
    desk.db.execute("update pages set article = null")
    desk.db.execute("delete from articles where id = ?", [stored.article_id])
    assert desk.rows("select 1 from matches") == []


def test_the_full_text_index_is_in_step_with_the_articles(desk: Desk) -> None:
    def hits(word: str) -> list[tuple[Any, ...]]:
        query = "select a.url from articles_fts f join articles a on a.id = f.rowid where articles_fts match ?"
        return desk.db.execute(query, [word]).fetchall()

    desk.take(document("fire.txt", FIRE))
    assert hits("silos") == [("seed:fire.txt",)]
    desk.take(document("fire.txt", BRIDGE))
    assert (hits("silos"), hits("pontoon")) == ([], [("seed:fire.txt",)])
    desk.take(page(SITE + "silos-on-fire", title="Crème brûlée"))
    assert hits("creme") == [(SITE + "silos-on-fire",)]
    desk.db.execute("insert into articles_fts(articles_fts) values ('integrity-check')")


def test_a_step_that_breaks_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(ledger, "end", broken)
    with pytest.raises(sqlite3.OperationalError):
        desk.take(page(SITE + "silos-on-fire"))
    tables = ("articles", "matches", "copy_index", "pages", "articles_fts")
    assert [desk.rows(f"select count(*) from {table}") for table in tables] == [[(0,)]] * 5  # noqa: S608 - ours
    assert not desk.db.conn.in_transaction


def test_a_transaction_that_breaks_takes_the_pages_before_it_along(desk: Desk) -> None:
    with pytest.raises(RuntimeError), transaction(desk.db):
        desk.take(page(SITE + "silos-on-fire"))
        raise RuntimeError("killed")
    assert desk.articles() == []


def test_times_are_stored_in_utc_whatever_zone_they_came_in(desk: Desk) -> None:
    stamped = page(SITE + "silos-on-fire", day=None)
    body = stamped.body.replace(
        b"</head>", b'<meta property="article:published_time" content="2026-03-11T01:30:00+05:00"></head>'
    )
    desk.take(replace(stamped, body=body, fetched_at=datetime(2026, 3, 20, 12, 0, 0, 999_999, tzinfo=UTC)))
    assert desk.rows("select published, fetched_at from articles") == [("2026-03-10T20:30:00Z", "2026-03-20T12:00:00Z")]


def test_what_was_taken_out_of_a_text_is_stored_as_json(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire", (*FIRE, "Tags: port, war")))
    ((removed,),) = desk.rows("select removed from articles")
    assert {"line": "Tags: port, war", "reason": "tags"} in json.loads(removed)


def test_a_page_whose_address_another_one_borrowed_as_canonical_gets_it_and_both_are_kept(desk: Desk) -> None:
    desk.take(page(f"{SITE}fire-in-the-port", FIRE, canonical=f"{SITE}bridge-hit-by-rocket"))
    assert desk.articles() == [f"{SITE}bridge-hit-by-rocket"]
    desk.take(page(f"{SITE}bridge-hit-by-rocket", BRIDGE))
    assert desk.rows("select url, text like '%drones%' from articles order by url") == [
        (f"{SITE}bridge-hit-by-rocket", 0),
        (f"{SITE}fire-in-the-port", 1),
    ]


def test_an_article_is_not_lost_when_its_page_is_read_again_and_no_longer_fits(desk: Desk) -> None:
    url = f"{SITE}fire-in-the-port"
    desk.take(page(url, FIRE))
    again = desk.take(page(url, FISH))
    assert again.outcome is Outcome.KEPT
    assert "off_topic" in again.reason
    assert desk.rows("select p.outcome, a.text like '%drones%' from pages p join articles a on a.id = p.article") == [
        ("kept", 1)
    ]
