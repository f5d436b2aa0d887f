"""The main job, whole: one crawl of the invented press."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from tests.crawl.running import PROJECT, Newsstand
from tests.press.sites import sites

ANSWERS = {site.root + article.path: (site, article) for site in sites() for article in site.articles}


def test_every_article_of_the_press_is_in_the_ledger(crawled: Newsstand) -> None:
    met = {row["url"] for row in crawled.rows("select url from pages")}
    assert set(ANSWERS) <= met


def test_every_url_has_come_to_an_end_with_a_reason(crawled: Newsstand) -> None:
    open_ends = crawled.rows("select url, outcome from pages where outcome = 'waiting' or reason is null")
    assert open_ends == []


def test_no_article_page_is_fetched_twice(crawled: Newsstand) -> None:
    asked = Counter(asked.url for asked in crawled.press.asked(articles=True))
    assert {url: times for url, times in asked.items() if times > 1} == {}


def test_nothing_that_robots_txt_forbids_is_fetched(crawled: Newsstand) -> None:
    assert [asked.url for asked in crawled.press.log if "/private/" in asked.url] == []


def test_a_stored_text_is_the_authors_own_paragraphs(crawled: Newsstand) -> None:
    wrong = []
    for row in crawled.rows("select url, text from articles where origin = 'crawl'"):
        _, article = ANSWERS[row["url"]]
        if row["text"].split() != " ".join(article.paragraphs).split():
            wrong.append(row["url"])
    assert wrong == []


def test_the_language_is_the_texts_and_not_the_sites(crawled: Newsstand) -> None:
    wrong = [
        (row["url"], row["language"])
        for row in crawled.rows("select url, language from articles where origin = 'crawl'")
        if row["language"] != ANSWERS[row["url"]][1].language
    ]
    assert wrong == []


def test_titles_and_times_are_those_of_the_article(crawled: Newsstand) -> None:
    wrong = []
    for row in crawled.rows("select url, title, published from articles where origin = 'crawl'"):
        _, article = ANSWERS[row["url"]]
        same_time = crawled.rows("select unixepoch(?) = unixepoch(?) as same", [row["published"], article.published])
        if row["title"] != article.title or not same_time[0]["same"]:
            wrong.append((row["url"], row["title"], row["published"]))
    assert wrong == []


def test_most_reports_are_kept_and_most_of_the_kept_are_reports(crawled: Newsstand) -> None:
    kept = {row["url"] for row in crawled.rows("select url from articles where origin = 'crawl'")}
    relevant = {url for url, (_, article) in ANSWERS.items() if article.relevant}
    assert len(kept & relevant) / len(relevant) >= 0.85
    assert len(kept & relevant) / len(kept) >= 0.80


def test_an_edited_copy_points_to_its_original_and_nothing_else_is_joined(crawled: Newsstand) -> None:
    by_id = {row["id"]: row for row in crawled.rows("select id, url, copy_of, copy_kind from articles")}
    kept = {row["url"]: row for row in by_id.values() if row["url"] in ANSWERS}
    urls = {article.id: url for url, (_, article) in ANSWERS.items()}
    for url, row in kept.items():
        _, article = ANSWERS[url]
        if article.kind == "light" and urls[article.copy_of] in kept:
            assert by_id[row["copy_of"]]["url"] == urls[article.copy_of], url
            assert row["copy_kind"] == "near"
        elif article.kind not in ("light", "spun", "translated"):
            assert row["copy_of"] is None, url


def test_a_redirected_address_a_missing_page_and_a_file_are_told_apart(crawled: Newsstand) -> None:
    outcomes = {
        row["url"].split(".example")[1]: (row["outcome"], row["status"])
        for row in crawled.rows(
            "select * from pages where url like 'http://meridianwire.example/%' and outcome <> 'kept'"
        )
    }
    assert outcomes["/old/drones-over-the-base"][0] == "moved"
    assert outcomes["/2026/03/story-that-was-taken-down"] == ("failed", 404)
    assert outcomes["/2026/03/report-of-the-year.pdf"] == ("not_an_article", 200)


def test_the_seed_corpus_is_loaded_with_the_first_crawl(newsstand: Newsstand) -> None:
    corpus = PROJECT / "seeds" / "corpus"
    assert newsstand.crawl("-a", "source=sahelmatin", "-s", f"TOCSIN_CORPUS={corpus}").returncode == 0
    seeds = newsstand.rows("select url, origin from articles where url like 'seed:%'")
    assert len(seeds) >= 8
    assert {row["origin"] for row in seeds} == {"seed"}


def test_an_article_can_be_found_by_its_words(crawled: Newsstand) -> None:
    found = crawled.rows("select rowid from articles_fts where articles_fts match 'nineveh'")
    assert found


def test_each_kept_article_shows_the_terms_that_kept_it(crawled: Newsstand) -> None:
    bare = crawled.rows(
        """select url from articles where origin = 'crawl' and not exists
             (select 1 from matches where article = articles.id and instr(sentence, found) > 0)"""
    )
    assert bare == []


def test_the_contract_of_the_tables_holds(crawled: Newsstand) -> None:
    with sqlite3.connect(crawled.database) as connection:
        columns = {
            table: {row[1] for row in connection.execute(f"pragma table_info({table})")}
            for table in ("articles", "pages", "matches", "sources", "runs", "articles_fts")
        }
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert columns["articles"] >= {
        "id",
        "url",
        "source",
        "origin",
        "title",
        "authors",
        "published",
        "fetched_at",
        "language",
        "language_confidence",
        "text",
        "copy_of",
        "copy_kind",
        "copy_score",
        "story",
    }
    assert columns["pages"] >= {
        "url",
        "source",
        "found_in",
        "found_at",
        "fetched_at",
        "status",
        "outcome",
        "reason",
        "article",
    }
    assert columns["matches"] >= {"article", "concept", "term", "found", "sentence"}
    assert columns["sources"] >= {"name", "url"}
    assert columns["runs"] >= {"id", "started_at", "finished_at", "exit"}
    assert columns["articles_fts"] == {"title", "text"}


def test_times_are_utc_and_json_columns_hold_json(crawled: Newsstand) -> None:
    for row in crawled.rows("select published, fetched_at, authors, removed from articles"):
        assert row["fetched_at"].endswith("Z")
        assert row["published"] is None or row["published"].endswith("Z")
        assert isinstance(json.loads(row["authors"]), list)
        assert isinstance(json.loads(row["removed"]), list)


def test_the_run_is_on_record(crawled: Newsstand) -> None:
    run = crawled.rows("select * from runs")[-1]
    assert (run["command"], run["exit"]) == ("news", 0)
    assert run["sources"] == len(sites())
    assert run["kept"] == crawled.rows("select count(*) as n from articles where origin = 'crawl'")[0]["n"]


def test_under_cron_a_good_run_says_nothing(newsstand: Newsstand) -> None:
    finished = newsstand.crawl("-a", "source=sahelmatin")
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
