"""The measures of `make bench-text` measure what they say."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import BadInput
from crawler.records import Article
from tests.bench.text import (
    FIGURES,
    Row,
    Stopwatch,
    by_stock,
    by_us,
    compare,
    f1,
    leaked,
    lost,
    measure,
    rights,
    samples_in,
    show,
    summary,
    unmarked,
)
from tests.pages import HEADING, STORY, TITLE, URL, html_of, page_of, paragraphs
from tests.saved import Sample

TEXT = "\n\n".join(STORY)
FIRST, SECOND, *REST = STORY
ARTICLE = Article(URL, TITLE, TEXT, ("Ada Brook",), datetime(2026, 3, 12, 6, 40, 59, tzinfo=UTC))
SAMPLE = Sample("amber", page_of(html_of(HEADING + paragraphs(*STORY))), {"paragraphs": list(STORY), "title": TITLE})


def row_of(name: str, ours: str, stock: str) -> Row:
    """The row of a page of which this was read."""
    answer = {"paragraphs": list(STORY)}
    return {"id": name, "ours": compare(ours, answer), "stock": compare(stock, answer), "right": {"title": True}}


def test_a_text_has_all_in_common_with_itself_and_nothing_with_another() -> None:
    assert f1(TEXT, TEXT) == f1("", "") == f1("Two words", "two   words.") == 1
    assert f1(FIRST, SECOND) == f1("", TEXT) == f1(TEXT, "") == 0


def test_f1_is_over_runs_of_four_words() -> None:
    assert f1("a b c d e", "a b c d x") == 0.5
    assert f1("a b c d", "a b c d e f g") == 0.4


def test_a_paragraph_is_lost_unless_all_its_words_stand_together() -> None:
    assert lost(f"{FIRST}\n\n{SECOND}", STORY) == REST
    assert lost(TEXT.replace("dawn", "\n dawn"), STORY) == []
    assert lost("fishmarket stalls", ["market"]) == ["market"]


def test_a_line_leaks_that_no_author_wrote() -> None:
    assert leaked(f"Share\n{TEXT}\nRead also: Two hurt", STORY) == ["Read also: Two hurt", "Share"]


def test_a_line_leaks_that_stands_there_twice_or_is_only_a_part_of_the_text() -> None:
    assert leaked(f"{TEXT}\n\n{FIRST}", STORY) == [FIRST]
    assert leaked(f"the harbour\n\n{TEXT}", STORY) == ["the harbour"]
    assert leaked(f"{FIRST} {SECOND}", STORY) == []


def test_stock_trafilaturas_marks_are_no_words_of_a_text() -> None:
    assert unmarked("- ten dead\nwell-known - not\n| Town | Dead |\n|---|---|\n| Amber | 3 |").split() == (
        "ten dead well-known - not Town Dead Amber 3".split()
    )


def test_a_text_is_perfect_if_it_is_the_authors_words_in_their_order() -> None:
    assert compare(TEXT, {"paragraphs": STORY}) == {"perfect": True, "lost": [], "leaked": [], "f1": 1.0}
    assert compare("\n".join(reversed(STORY)), {"paragraphs": STORY})["perfect"] is False


def test_of_a_gold_text_without_paragraphs_only_words_and_snippets_are_compared() -> None:
    gold = {"text": TEXT, "must_contain": [FIRST, "no such words"], "must_not_contain": ["Share", "Fish  MARKET"]}
    assert compare(TEXT, gold) == {"f1": 1.0, "contained": 0.5, "kept_out": 0.5}


def test_only_what_is_known_is_judged() -> None:
    assert rights(ARTICLE, {"text": TEXT}) == {}
    known = {"title": f"{TITLE}!", "authors": ["Ada Brook"], "language": "en", "published": "2026-03-12T06:40"}
    assert rights(ARTICLE, known) == dict.fromkeys(known, True)
    assert rights(None, known) == dict.fromkeys(known, False)


@pytest.mark.parametrize(
    ("stated", "right"),
    [("2026-03-12T06:40", True), ("2026-03-12T06:41", False), ("2026-03-12", True), ("2026-03-13", False), ("", False)],
)
def test_a_publication_is_right_as_exactly_as_it_is_stated(stated: str, right: bool) -> None:
    assert rights(ARTICLE, {"published": stated}) == {"published": right}
    assert rights(replace(ARTICLE, published=None), {"published": stated}) == {"published": not stated}


def test_the_summary_tells_ours_from_stock_trafilaturas() -> None:
    rows = [row_of("one", TEXT, f"Share\n{TEXT}"), row_of("two", FIRST, TEXT)]
    figures = summary(rows, {})
    assert figures["perfect"] == [0.5, 0.5]
    assert figures["nothing_lost"] == [0.5, 1]
    assert figures["lost"] == [3, 0]
    assert figures["leaked"] == [0, 0.5]
    assert figures["title"] == [1, None]
    assert set(figures) < set(FIGURES)


def test_pages_of_doubtful_gold_are_left_out_of_a_second_mean() -> None:
    rows = [row_of("one", TEXT, TEXT), row_of("two", "", TEXT)]
    assert summary(rows, {"two": "the gold ends early"})["f1_undoubted"] == [1, 1]
    assert "f1_undoubted" not in summary(rows, {})


def test_a_stopwatch_adds_up_the_calls_that_it_runs() -> None:
    watch = Stopwatch()
    assert watch.clock(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        watch.clock(lambda: sum(range(100_000)) / 0)
    before = watch.seconds
    time.sleep(0.01)
    assert watch.seconds == before > 0


def test_a_page_is_read_by_both_and_a_page_without_an_article_is_an_empty_text() -> None:
    assert (by_us({}, SAMPLE.page) or ARTICLE).text == TEXT
    assert f1(by_stock(SAMPLE.page), TEXT) > 0.8
    assert by_us({}, page_of("")) is None


def test_a_material_is_measured_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    empty = replace(SAMPLE, name="empty", page=page_of(html_of("")))
    result = measure("pages", [SAMPLE, empty], {})
    assert [row["id"] for row in result["rows"]] == ["amber", "empty"]
    assert result["figures"]["perfect"][0] == 0.5
    show("pages", result, {"amber": "the gold ends early"})
    shown = capsys.readouterr().out
    assert "pages: 2 pages" in shown
    assert "empty  4 lost, 0 leaked" in shown
    assert "the gold ends early" in shown


def test_a_long_list_ends_in_how_many_more_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row_of(f"page-{number}", "", TEXT) for number in range(30)]
    show("pages", {"pages": 30, "figures": summary(rows, {}), "rows": rows}, {})
    assert capsys.readouterr().out.count("and 10 more in build/bench/text.json") == 2


def test_a_recorded_press_is_read_as_its_feeds_announce_it(tmp_path: Path) -> None:
    body = html_of(HEADING + paragraphs(*STORY))
    (tmp_path / "page.html").write_text(body, "utf-8")
    (tmp_path / "feed.xml").write_text(
        f"<rss version='2.0'><channel><item><title>{TITLE}</title><link>{URL}?utm_source=rss</link>"
        "<pubDate>Thu, 12 Mar 2026 06:40:00 GMT</pubDate></item></channel></rss>"
    )
    routes = {
        URL: {"file": "page.html", "type": "text/html; charset=utf-8"},
        "https://amber.example/feed": {"file": "feed.xml", "type": "application/rss+xml"},
    }
    line = {"id": "a", "url": URL, "paragraphs": STORY, "title": TITLE, "author": "admin", "lang": "en"}
    (tmp_path / "routes.json").write_text(json.dumps(routes))
    (tmp_path / "expected.jsonl").write_text(json.dumps({**line, "published": "2026-03-12T08:40:00+02:00"}) + "\n")
    (sample,) = samples_in(tmp_path)
    assert rights(by_us({}, sample.page), sample.answer) == dict.fromkeys(sample.answer.keys() - {"paragraphs"}, True)
    assert len(sample.answer) == 5


def test_real_pages_are_read_with_what_is_known_of_them(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html/a.html.gz").write_bytes(gzip.compress(html_of(HEADING + paragraphs(*STORY)).encode()))
    gold = {"id": "a", "url": URL, "text": TEXT, "title": None, "author": "Ada Brook, Ben Hill", "date": "2026-03-12"}
    (tmp_path / "gold.jsonl").write_text(json.dumps({**gold, "must_contain": None}))
    (sample,) = samples_in(tmp_path)
    assert sample.answer == {"text": TEXT, "authors": ["Ada Brook", "Ben Hill"], "published": "2026-03-12"}
    assert compare((by_us({}, sample.page) or ARTICLE).text, sample.answer)["f1"] == 1


def test_a_folder_of_neither_kind_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"neither a recorded press .* nor pages with gold texts") as refused:
        samples_in(tmp_path / "nothing")
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2
