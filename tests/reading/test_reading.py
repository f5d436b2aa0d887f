"""`read` tells everything about a page, or why it cannot; it never raises."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading import reading
from crawler.reading.reading import read
from crawler.records import Page
from crawler.rules import parse_rule
from crawler.seeds import Watchlist
from tests.pages import FETCHED, HEADING, STORY, TITLE, html_of, page_of, paragraphs

WATCHLIST = Watchlist("amber", (parse_rule("act"),), {"en": {"act": ("explosion",)}})
PAGE = page_of(html_of(f"<article>{HEADING}{paragraphs(*STORY)}</article>"))
DOCUMENT = Page("seed:x.txt", "\n".join([TITLE, *STORY]).encode(), FETCHED, "corpus", content_type="text/plain")


@pytest.mark.parametrize("page", [PAGE, DOCUMENT])
def test_a_page_and_a_document_are_read_alike(page: Page) -> None:
    found = read(page, (WATCHLIST,))
    assert found.article is not None
    assert found.relevance is not None
    assert (found.article.title, found.article.text) == (TITLE, "\n\n".join(STORY))
    assert found.language.code == "en"
    assert found.relevance.kept
    assert [match.term for match in found.relevance.matches] == ["explosion"]
    assert found.unreadable is None


def test_the_same_page_is_read_the_same_each_time() -> None:
    assert read(PAGE, (WATCHLIST,)) == read(PAGE, (WATCHLIST,))


def test_a_reading_travels_between_processes() -> None:
    found = read(PAGE, (WATCHLIST,))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own record


def test_tags_in_a_plain_document_are_text() -> None:
    found = read(replace(DOCUMENT, body=b"A title\nThe sign said <b>No entry</b> to the port."), (WATCHLIST,))
    assert found.article is not None
    assert found.article.text == "The sign said <b>No entry</b> to the port."


@pytest.mark.parametrize("body", [b"", b"\x00", b"<html></html>", b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
def test_a_page_without_an_article_is_unreadable_with_the_reason(body: bytes) -> None:
    found = read(replace(PAGE, body=body), (WATCHLIST,))
    assert found.article is None
    assert found.unreadable


def test_a_parser_that_breaks_makes_a_page_unreadable_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RecursionError("too deep " * 100)

    monkeypatch.setattr(reading, "extract", broken)
    found = read(PAGE, (WATCHLIST,))
    assert found.unreadable is not None
    assert found.unreadable.startswith("reading it failed: RecursionError: too deep")
    assert len(found.unreadable) <= 300


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/plain"]), st.sampled_from([None, "utf-8", "big5"]))
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str, charset: str | None) -> None:
    found = read(replace(PAGE, body=body, content_type=content_type, charset=charset), (WATCHLIST,))
    assert (found.article is None) == bool(found.unreadable)
