"""Plain-text documents, chrome and all, are read like pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import Unreadable
from crawler.reading.plain import extract_document
from crawler.records import Article, Page
from crawler.seeds import corpus_files, read_document
from tests.pages import FETCHED, STORY, TITLE

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT / "seeds" / "corpus"
EXPECTED = json.loads((PROJECT / "tests" / "corpus_expected.json").read_text("utf-8"))
EVERY_DOCUMENT = pytest.mark.parametrize("name", EXPECTED)
FIRST, SECOND, THIRD, FOURTH = STORY


def document_of(text: str) -> Article:
    """The article of a plain-text document."""
    return extract_document(Page("seed:x.txt", text.encode(), FETCHED, "corpus", content_type="text/plain"))


def seed(name: str) -> Article:
    """The article of a document of seeds/corpus."""
    return document_of(read_document(CORPUS / name))


def test_every_document_of_the_corpus_has_an_answer() -> None:
    assert [path.name for path in corpus_files(CORPUS)] == sorted(EXPECTED)


@EVERY_DOCUMENT
def test_a_seed_document_is_exactly_its_authors_paragraphs(name: str) -> None:
    assert seed(name).text.split("\n\n") == EXPECTED[name]["paragraphs"]


@EVERY_DOCUMENT
def test_a_seed_document_has_its_title(name: str) -> None:
    assert seed(name).title == EXPECTED[name]["title"]


@EVERY_DOCUMENT
def test_a_seed_document_has_the_date_it_states(name: str) -> None:
    published = seed(name).published
    assert (published and published.date().isoformat()) == EXPECTED[name]["published"]


@EVERY_DOCUMENT
def test_a_seed_document_tells_what_was_taken_out_of_it(name: str) -> None:
    document, article = read_document(CORPUS / name), seed(name)
    taken = [article.title or "", article.text, *(removed.line for removed in article.removed)]
    assert sorted(" ".join(taken).split()) == sorted(document.split())


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r", "\n \n\t\n"])
def test_each_line_of_text_is_a_paragraph_whatever_ends_it(gap: str) -> None:
    article = document_of(gap.join([TITLE, *STORY]))
    assert article.title == TITLE
    assert article.text.split("\n\n") == list(STORY)


def test_a_document_that_starts_with_a_sentence_has_no_title() -> None:
    article = document_of("\n".join(STORY))
    assert (article.title, article.text) == (None, "\n\n".join(STORY))


def test_a_first_line_longer_than_a_headline_is_no_title() -> None:
    rambling = " ".join(["word"] * 31)
    assert document_of(f"{rambling}\n{FIRST}").title is None


def test_a_single_line_is_the_text_and_no_title() -> None:
    article = document_of("Three dead in Amber blast")
    assert (article.title, article.text) == (None, "Three dead in Amber blast")


def test_the_head_of_a_saved_page_goes() -> None:
    head = ["Amber Post", "Reported first, checked twice", "News, World, Sport"]
    article = document_of("\n\n".join([*head, TITLE, "Baghdad – AFP", "11.03.2026 05:40", *STORY]))
    assert article.title == TITLE
    assert article.text.split("\n\n") == list(STORY)
    assert article.published == datetime(2026, 3, 11, 5, 40, tzinfo=UTC)
    assert article.published_from == "text"


def test_the_foot_of_a_saved_page_goes() -> None:
    foot = [
        "Share",
        "Tags: port, war",
        "Leave a Reply",
        "Your email address will not be published.",
        "When will it end?",
    ]
    assert document_of("\n\n".join([TITLE, *STORY, *foot])).text.split("\n\n") == list(STORY)


def test_leads_to_other_stories_within_a_text_go() -> None:
    lines = [TITLE, FIRST, "Read also: Fish is dear", SECOND, "Read also", "Rain tonight", THIRD, FOURTH]
    assert document_of("\n\n".join(lines)).text.split("\n\n") == list(STORY)


@pytest.mark.parametrize("line", ["By Nora Vale", "11 March 2026"])
def test_a_line_above_the_title_or_below_it_is_no_title(line: str) -> None:
    for lines in ([line, TITLE, *STORY], [TITLE, line, *STORY]):
        article = document_of("\n\n".join(lines))
        assert (article.title, article.text.split("\n\n")) == (TITLE, list(STORY))


def test_a_subtitle_stays_with_the_text() -> None:
    article = document_of("\n\n".join([TITLE, "Mayor says nobody was hurt", *STORY]))
    assert article.text.split("\n\n") == ["Mayor says nobody was hurt", *STORY]


def test_a_list_written_with_dashes_stays() -> None:
    article = document_of("\n".join([TITLE, FIRST, "- 12 houses burned", "- 3 boats sank", SECOND]))
    assert article.text.split("\n\n") == [FIRST, "- 12 houses burned", "- 3 boats sank", SECOND]


def test_a_day_without_a_time_is_told_as_such() -> None:
    article = document_of("\n\n".join([TITLE, "11 March 2026", *STORY]))
    assert (article.published, article.published_from) == (datetime(2026, 3, 11, tzinfo=UTC), "text, day only")


def test_a_date_that_cannot_be_is_kept_only_as_it_stood() -> None:
    article = document_of("\n\n".join([TITLE, "11.03.2031", *STORY]))
    assert (article.published, article.published_from, article.published_raw) == (None, None, "11.03.2031")


@pytest.mark.parametrize("text", ["", " \n\t\n ", "Share\nTags: port, war\n© Amber Post"])
def test_a_document_without_a_word_of_an_author_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="no text"):
        document_of(text)
