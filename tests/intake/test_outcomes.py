"""What becomes of a page: its outcome, its row in the ledger, its address."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from crawler.intake import Intake
from crawler.records import Link, Outcome, Reading, Relevance
from crawler.storage import ledger
from tests.intake.desk import BRIDGE, FIRE, FIRE_EDITED, FISH, SITE, Desk, document, page
from tests.pages import FETCHED

# --- What becomes of a page


def test_a_report_is_kept_with_all_that_was_read_of_it(desk: Desk) -> None:
    stored = desk.take(page(SITE + "silos-on-fire"))
    assert stored.outcome is Outcome.KEPT
    (row,) = desk.db.query("select * from articles")
    assert stored.article_id == row["id"]
    assert row["url"] == SITE + "silos-on-fire"
    assert (row["source"], row["origin"], row["title"]) == ("amber", "crawl", "Port Amber")
    assert (row["published"], row["published_from"]) == ("2026-03-11T08:00:00Z", "meta")
    assert row["fetched_at"] == "2026-03-20T12:00:00Z"
    assert row["text"] == "\n\n".join(FIRE)
    assert row["language"] == "en"
    assert json.loads(row["authors"]) == []
    assert row["kept_because"] == stored.reason
    assert (row["copy_of"], row["copy_kind"], row["copy_score"], row["story"]) == (None, None, None, None)


def test_the_terms_that_kept_a_report_are_stored_with_their_sentence(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire"))
    assert desk.rows("select concept, term, found, sentence from matches order by concept") == [
        ("act", "hit", "hit", FIRE[0]),
        ("weapon", "drone", "drones", FIRE[0]),
    ]


def test_a_page_on_other_news_is_an_outcome_and_no_article(desk: Desk) -> None:
    stored = desk.take(page(SITE + "fish-is-dear", FISH))
    assert (stored.outcome, stored.article_id) == (Outcome.OFF_TOPIC, None)
    assert desk.articles() == []
    assert desk.rows("select outcome, reason, article from pages") == [("off_topic", "no term of the watchlist", None)]


def test_a_page_that_was_set_aside_is_off_topic_for_the_reason_of_the_screen(desk: Desk) -> None:
    aside = Relevance(kept=False, reason="set aside by its raw words: score 0.01", watchlist="amber")
    stored = desk.take(page(SITE + "rye-before-sunrise"), Reading(relevance=aside))
    assert (stored.outcome, stored.reason, stored.article_id) == (Outcome.OFF_TOPIC, aside.reason, None)
    assert desk.rows("select count(*) from sites") == [(0,)]  # its lines teach nothing of the site


def test_a_page_without_an_article_is_unreadable_for_the_reason_of_the_reader(desk: Desk) -> None:
    stored = desk.take(page(SITE + "nothing-at-all"), Reading(unreadable="no text at all"))
    assert (stored.outcome, stored.reason) == (Outcome.UNREADABLE, "no text at all")
    assert desk.articles() == []


def test_a_page_of_which_nothing_was_read_is_unreadable_too(desk: Desk) -> None:
    assert desk.take(page(SITE + "nothing-at-all"), Reading()).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(("day", "outcome"), [(9, Outcome.TOO_OLD), (11, Outcome.KEPT), (None, Outcome.KEPT)])
def test_an_article_older_than_the_bound_is_too_old_and_one_without_a_date_is_not(
    db: Database, day: int | None, outcome: Outcome
) -> None:
    stored = Desk(db, max_age_days=10).take(page(SITE + "silos-on-fire", day=day))
    assert stored.outcome is outcome


def test_too_old_names_the_day_and_the_bound(db: Database) -> None:
    stored = Desk(db, max_age_days=10).take(page(SITE + "silos-on-fire", day=1))
    assert stored.reason == "published 2026-03-01, the bound is 2026-03-10"


def test_a_seed_document_is_kept_whatever_its_age_and_topic(db: Database) -> None:
    stored = Desk(db, max_age_days=1).take(document("fish.txt", ("01.01.2020", "Fish is dear", *FISH)))
    assert stored.outcome is Outcome.KEPT
    assert "a seed document" in stored.reason
    assert Desk(db).rows("select url, origin, published from articles") == [
        ("seed:fish.txt", "seed", "2020-01-01T00:00:00Z")
    ]


def test_no_bound_means_no_oldest_moment(db: Database) -> None:
    assert Intake(db).oldest(FETCHED) is None
    assert Intake(db, 10).oldest(FETCHED) == FETCHED - timedelta(days=10)


# --- The ledger


def test_every_page_ends_in_one_row_with_an_outcome_and_a_reason(desk: Desk) -> None:
    for taken in (page(SITE + "silos-on-fire"), page(SITE + "fish-is-dear", FISH), page(SITE + "silos-on-fire")):
        desk.take(taken)
    rows = desk.rows("select url, outcome, reason is not null, fetched_at, status from pages order by url")
    assert rows == [
        (SITE + "fish-is-dear", "off_topic", 1, "2026-03-20T12:00:00Z", 200),
        (SITE + "silos-on-fire", "kept", 1, "2026-03-20T12:00:00Z", 200),
    ]


def test_a_url_that_was_waiting_keeps_where_it_was_found(desk: Desk) -> None:
    link = Link(SITE + "silos-on-fire")
    ledger.meet(desk.db, [(link, Outcome.WAITING, None)], "amber", "https://amber.example/feed", FETCHED)
    desk.take(page(SITE + "silos-on-fire"))
    assert desk.rows("select outcome, found_in from pages") == [("kept", "https://amber.example/feed")]


def test_an_asked_url_that_led_elsewhere_has_moved_to_the_article(desk: Desk) -> None:
    stored = desk.take(replace(page(SITE + "silos-on-fire"), asked_url="https://amber.example/?p=4711"))
    assert stored.outcome is Outcome.KEPT
    assert desk.rows("select url, outcome, reason, article, found_in from pages order by url desc") == [
        ("https://amber.example/?p=4711", "moved", f"redirects to {SITE}silos-on-fire", stored.article_id, None),
        (SITE + "silos-on-fire", "kept", stored.reason, stored.article_id, "https://amber.example/?p=4711"),
    ]


@pytest.mark.parametrize("asked", ["http://www.amber.example/2026/03/silos-on-fire/", SITE + "silos-on-fire?amp=1"])
def test_a_redirect_to_another_spelling_is_no_move(desk: Desk, asked: str) -> None:
    desk.take(replace(page(SITE + "silos-on-fire"), asked_url=asked))
    assert desk.rows("select outcome from pages") == [("kept",)]


# --- The address of an article


def test_a_canonical_address_of_the_same_site_is_the_articles(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire?print=1", canonical=SITE + "silos-on-fire"))
    assert desk.articles() == [SITE + "silos-on-fire"]


def test_a_canonical_address_may_be_another_host_of_the_site(desk: Desk) -> None:
    desk.take(page("https://m.amber.example/2026/03/silos-on-fire", canonical=SITE + "silos-on-fire"))
    assert desk.articles() == [SITE + "silos-on-fire"]


@pytest.mark.parametrize(
    "canonical",
    [
        "https://wire.example/2026/03/silos-on-fire",
        "https://amber.example/",
        "/",
        "/category/world",
        "http://[broken",
        "javascript:void(0)",
    ],
)
def test_a_canonical_address_that_can_be_no_address_of_it_is_only_noted(desk: Desk, canonical: str) -> None:
    assert desk.take(page(SITE + "silos-on-fire", canonical=canonical)).outcome is Outcome.KEPT
    assert desk.articles() == [SITE + "silos-on-fire"]


def test_two_pages_of_a_site_that_all_name_the_home_page_are_two_articles(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire", canonical="/"))
    desk.take(page(SITE + "bridge-is-cut", BRIDGE, canonical="/"))
    assert desk.articles() == [SITE + "bridge-is-cut", SITE + "silos-on-fire"]


def test_a_second_address_of_a_stored_article_has_moved_to_it(desk: Desk) -> None:
    first = desk.take(page(SITE + "silos-on-fire"))
    second = desk.take(page(SITE + "print/silos-on-fire", canonical=SITE + "silos-on-fire"))
    assert (second.outcome, second.article_id) == (Outcome.MOVED, first.article_id)
    assert second.reason == f"another address of {SITE}silos-on-fire"
    assert desk.articles() == [SITE + "silos-on-fire"]
    assert ledger.page_row(desk.db, SITE + "print/silos-on-fire")["article"] == first.article_id  # type: ignore[index]


def test_an_article_with_other_words_is_not_the_one_that_its_site_names(desk: Desk) -> None:
    desk.take(page(SITE + "silos-on-fire"))
    stored = desk.take(page(SITE + "bridge-is-cut", BRIDGE, canonical=SITE + "silos-on-fire"))
    assert stored.outcome is Outcome.KEPT
    assert desk.articles() == [SITE + "bridge-is-cut", SITE + "silos-on-fire"]


def test_an_article_fetched_again_in_another_spelling_is_replaced(desk: Desk) -> None:
    first = desk.take(page(SITE + "silos-on-fire"))
    again = desk.take(page("https://www.amber.example/2026/03/silos-on-fire/", FIRE_EDITED))
    assert again.article_id == first.article_id
    assert [text for (text,) in desk.rows("select text from articles")] == ["\n\n".join(FIRE_EDITED)]
    assert len(desk.rows("select 1 from pages")) == 1
