"""The index that proposes whom to compare, the links, and the families as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.records import CopyKind, Origin, Relation
from crawler.storage import copies
from crawler.storage.copies import MAX_CANDIDATES, MAX_POSTINGS, WINDOW_DAYS, Link
from crawler.storage.database import open_database, transaction
from crawler.urls import url_key
from tests.copies.stored import store

DAY = datetime(2026, 3, 11, 8, tzinfo=UTC)
FACTS = ("@KRKP", "#1400", "t6:20")
TABLES = ("copy_keys", "copy_index", "copy_links", "copy_evidence")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = open_database(tmp_path / "news.db")
    yield opened
    opened.close()


def entered(db: Database, *tokens: str, days: int | None = 0, text: str | None = None, **more: str) -> int:
    """An article that states facts, published so many days after DAY; None for no date at all."""
    number = db.execute("select count(*) from articles").fetchone()[0]
    published = f"{DAY + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" if days is not None else None
    origin = {} if published else {"origin": Origin.SEED.value}
    told = {"published": published, **origin, **more}
    article = store(db, f"https://amber.example/{number}", text or f"text {number}", **told)
    copies.enter(db, article, tokens or FACTS)
    return article


def rows(db: Database, table: str) -> int:
    """How many rows a table has."""
    return db.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - a table of ours


def linked(db: Database, *pairs: tuple[int, int]) -> None:
    """Link pairs of articles."""
    copies.link(db, [Link(min(pair), max(pair), CopyKind.NEAR, 0.9) for pair in pairs])


def copy_of(db: Database, article: int, origin: int) -> None:
    """Point an article to its origin, with its evidence."""
    copies.relate(db, [Relation(article, origin, CopyKind.SPUN, 0.8, {"names": ["Харків"]})])


# --- The index


def test_an_article_that_is_entered_twice_is_there_once(db: Database) -> None:
    article = entered(db)
    copies.enter(db, article, [*FACTS, *FACTS])
    assert (rows(db, "copy_keys"), rows(db, "copy_index")) == (1, len(FACTS))
    assert list(copies.disagreements(db)) == []


def test_an_article_with_a_new_text_is_found_by_its_new_facts_alone(db: Database) -> None:
    article, other = entered(db), entered(db)
    copies.enter(db, article, ["@TNTS", "#77"])
    assert copies.candidates(db, other) == []
    assert copies.candidates(db, entered(db, "@TNTS", "#77")) == [article]


def test_an_article_whose_date_changed_is_found_at_the_new_one_alone(db: Database) -> None:
    article = entered(db)
    db.execute("update articles set published = '2026-09-01T00:00:00Z' where id = ?", [article])
    copies.enter(db, article, FACTS)
    assert rows(db, "copy_index") == len(FACTS)
    assert copies.candidates(db, entered(db)) == []


def test_who_leaves_leaves_nothing(db: Database) -> None:
    one, other = entered(db), entered(db)
    linked(db, (one, other))
    before = [rows(db, table) for table in TABLES]
    copies.leave(db, one)
    assert [rows(db, table) for table in TABLES] == [1, len(FACTS), 0, 0] != before
    assert copies.candidates(db, other) == []
    copies.leave(db, other)
    assert [rows(db, table) for table in TABLES] == [0, 0, 0, 0]


def test_who_never_entered_can_leave(db: Database) -> None:
    entered(db)
    copies.leave(db, 99)
    assert rows(db, "copy_index") == len(FACTS)


def test_an_article_without_facts_is_in_the_index_and_meets_nobody(db: Database) -> None:
    entered(db)
    article = store(db, "https://amber.example/empty", "…")
    copies.enter(db, article, [])
    assert copies.candidates(db, article) == []
    assert copies.not_entered(db) == []
    assert list(copies.disagreements(db)) == []


# --- Whom to compare


def test_those_that_share_facts_are_compared_and_nobody_with_himself(db: Database) -> None:
    one, other = entered(db), entered(db)
    assert copies.candidates(db, one) == [other]
    assert copies.candidates(db, other) == [one]


def test_one_fact_in_common_is_none(db: Database) -> None:
    entered(db, "@KRKP", "#12")
    assert copies.candidates(db, entered(db, "@KRKP", "#88")) == []


def test_an_article_that_is_not_in_the_index_meets_nobody(db: Database) -> None:
    entered(db)
    assert copies.candidates(db, store(db, "https://amber.example/late", "text")) == []


@pytest.mark.parametrize(("days", "meets"), [(WINDOW_DAYS, True), (WINDOW_DAYS + 1, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_copy_is_looked_for_within_the_window(db: Database, days: int, meets: bool, sign: int) -> None:
    first, second = entered(db), entered(db, days=sign * days)
    assert copies.candidates(db, second) == ([first] if meets else [])
    assert copies.candidates(db, first) == ([second] if meets else [])


def test_an_article_without_a_date_meets_those_of_all_days(db: Database) -> None:
    early, late = entered(db, days=-400), entered(db, days=400)
    undated = entered(db, days=None)
    assert copies.candidates(db, undated) == [early, late]
    assert copies.candidates(db, early) == copies.candidates(db, late) == [undated]
    assert set(copies.candidates(db, entered(db, days=None))) == {undated, early, late}


def test_a_crawled_article_without_a_date_is_of_the_day_on_which_it_was_found(db: Database) -> None:
    near, far = entered(db), entered(db, days=90)
    fetched = {"origin": Origin.CRAWL.value, "fetched_at": f"{DAY:%Y-%m-%d}T09:00:00Z"}
    assert copies.candidates(db, entered(db, days=None, **fetched)) == [near]
    archived = entered(db, days=None, **(fetched | {"origin": Origin.ARCHIVE.value}))
    assert set(copies.candidates(db, archived)) >= {near, far}


def test_what_more_articles_state_than_tells_anything_proposes_nobody(db: Database) -> None:
    with transaction(db):
        for _ in range(MAX_POSTINGS - 1):
            entered(db, "@KRKP", "#1400")
        last = entered(db, "@KRKP", "#1400")
        assert len(copies.candidates(db, last)) == MAX_CANDIDATES
        one_more = entered(db, "@KRKP", "#1400")
        assert copies.candidates(db, one_more) == copies.candidates(db, last) == []


def test_what_is_common_in_another_month_is_still_a_fact(db: Database) -> None:
    with transaction(db):
        for _ in range(MAX_POSTINGS + 1):
            entered(db, "@KRKP", "#1400", days=-100)
        first = entered(db, "@KRKP", "#1400")
        assert copies.candidates(db, entered(db, "@KRKP", "#1400")) == [first]


def test_those_that_share_most_come_first_and_few_are_compared(db: Database) -> None:
    with transaction(db):
        for _ in range(MAX_CANDIDATES):
            entered(db, "@KRKP", "#1400")
        closest = entered(db)
        found = copies.candidates(db, entered(db))
    assert found[0] == closest
    assert len(found) == MAX_CANDIDATES


def test_a_rare_fact_tells_more_than_a_common_one(db: Database) -> None:
    common, rare = ("@KRKP", "@TNTS"), ("@SLNSK", "@PKMT")
    for _ in range(5):
        entered(db, *common)
    rarely = entered(db, *rare)
    assert copies.candidates(db, entered(db, *common, *rare))[0] == rarely


def test_the_same_words_are_compared_however_few_facts_they_state(db: Database) -> None:
    one = entered(db, "@KRKP", text="They met again.")
    other = entered(db, "@TNTS", text="THEY MET AGAIN", days=300)
    assert copies.candidates(db, other) == [one]


# --- Links and families


def test_a_family_is_all_that_are_linked_directly_or_by_others(db: Database) -> None:
    one, two, three, four, alone = (entered(db) for _ in range(5))
    linked(db, (one, two), (three, two), (three, four), (four, one))
    for member in (one, two, three, four):
        assert copies.linked(db, member) == {one, two, three, four}
    assert copies.linked(db, alone) == {alone}


def test_a_pair_that_is_linked_again_gets_the_new_verdict(db: Database) -> None:
    one, other = entered(db), entered(db)
    linked(db, (one, other))
    copies.link(db, [Link(one, other, CopyKind.SPUN, 0.7)])
    assert db.execute("select kind, score from copy_links").fetchall() == [("spun", 0.7)]


def test_a_copy_points_to_its_origin_with_its_evidence(db: Database) -> None:
    origin, copy = entered(db), entered(db)
    copy_of(db, copy, origin)
    assert copies.relation(db, copy) == Relation(copy, origin, CopyKind.SPUN, 0.8)
    assert copies.relation(db, origin) == Relation(origin)
    assert copies.evidence_of(db, copy) == {"names": ["Харків"]}
    assert copies.evidence_of(db, origin) is None


def test_the_evidence_is_stored_as_a_person_can_read_it(db: Database) -> None:
    origin, copy = entered(db), entered(db)
    copy_of(db, copy, origin)
    assert db.execute("select evidence from copy_evidence").fetchone() == ('{"names": ["Харків"]}',)


def test_who_is_no_copy_any_more_keeps_no_evidence(db: Database) -> None:
    origin, copy = entered(db), entered(db)
    copy_of(db, copy, origin)
    copies.relate(db, [Relation(copy)])
    assert copies.relation(db, copy) == Relation(copy)
    assert copies.evidence_of(db, copy) is None


def test_members_of_a_family_know_who_is_whose_copy(db: Database) -> None:
    origin, copy, alone = entered(db), entered(db), entered(db)
    copy_of(db, copy, origin)
    assert copies.pointing_together(db, copy) == copies.pointing_together(db, origin) == {origin, copy}
    assert copies.pointing_together(db, alone) == {alone}
    assert [(one.article, one.copy_of) for one in copies.members(db, {copy, origin})] == [
        (origin, None),
        (copy, origin),
    ]


def test_a_family_is_listed_with_its_origin_first_then_by_time(db: Database) -> None:
    late, early, origin = entered(db, days=3), entered(db, days=1), entered(db, days=2)
    for copy in (late, early):
        copy_of(db, copy, origin)
    entered(db)
    assert [row["id"] for row in copies.family(db, late)] == [origin, early, late]


def test_the_largest_families_are_listed_first_with_their_languages(db: Database) -> None:
    small, large = entered(db), entered(db)
    for language, origin in (("de", small), ("ru", large), ("uk", large)):
        copy_of(db, entered(db, language=language), origin)
    found = copies.families(db)
    assert [(row["origin"], row["copies"]) for row in found] == [(large, 2), (small, 1)]
    assert set(str(found[0]["languages"]).split(",")) == {"ru", "uk"}
    assert [row["origin"] for row in copies.families(db, most=1)] == [large]


def test_an_article_is_named_by_its_id_its_address_or_another_address_of_it(db: Database) -> None:
    url, moved = "https://amber.example/silos", "https://amber.example/?p=12"
    article = store(db, url, "text", key=url_key(url))
    db.table("pages").insert(
        {"url": moved, "key": url_key(moved), "source": "a", "outcome": "moved", "found_at": "", "article": article}
    )
    assert copies.article_named(db, str(article), "") == article
    for address in (url, url.replace("https", "http") + "/", moved):
        assert copies.article_named(db, address, url_key(address)) == article
    for nobody in ("99", "9" * 30, "https://amber.example/other", "²"):
        assert copies.article_named(db, nobody, url_key(nobody)) is None


# --- Damage


def damaged(db: Database) -> tuple[int, int]:
    """An origin and its copy, sound; the check of damage sees neither foreign keys nor triggers."""
    db.execute("pragma foreign_keys = off")
    origin, copy = entered(db), entered(db)
    linked(db, (origin, copy))
    copy_of(db, copy, origin)
    assert list(copies.disagreements(db)) == []
    return origin, copy


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from copy_keys where article = 2", "article 2 is not in the index"),
        ("delete from articles where id = 2", "the index holds article 2, which is gone"),
        ("delete from copy_keys where article = 2", "the index finds article 2, which it does not hold"),
        ("update articles set copy_of = null where id = 2", "articles 1 and 2 are linked, but not in one family"),
        ("delete from copy_evidence", "article 2 is a copy without evidence"),
        ("delete from copy_links", "article 2 is a copy without a link"),
        ("delete from copy_index where key = (select min(key) from copy_index)", "the index has 4 entries, and 6"),
        ("insert into copy_index values (1, 0, 1)", "the index has 7 entries, and 6 are known of its articles"),
    ],
)
def test_each_kind_of_damage_is_named(db: Database, statement: str, told: str) -> None:
    damaged(db)
    db.execute(statement)
    assert [line for line in copies.disagreements(db) if told in line]


def test_an_article_that_is_deleted_takes_all_but_its_postings_along(db: Database) -> None:
    origin, copy = entered(db), entered(db)
    linked(db, (origin, copy))
    copy_of(db, copy, origin)
    db.execute("delete from articles where id = ?", [copy])
    assert [rows(db, table) for table in ("copy_keys", "copy_links", "copy_evidence")] == [1, 0, 0]
    assert any("which it does not hold" in line for line in copies.disagreements(db))


def test_the_articles_of_an_older_database_are_not_entered(db: Database) -> None:
    entered(db)
    late = [store(db, f"https://old.example/{number}", "text") for number in range(3)]
    assert copies.not_entered(db) == late
