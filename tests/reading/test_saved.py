"""Every saved page is read as its author wrote it."""

from __future__ import annotations

from functools import cache

import pytest

from crawler.reading.extraction import extract
from crawler.reading.language import detect_language
from crawler.reading.plain import extract_document
from crawler.records import Article
from tests.bench.text import leaked, lost
from tests.learning import host_of, learned_from
from tests.saved import FOLDER, KINDS, NAMES, is_published, saved

EVERY_PAGE = pytest.mark.parametrize("name", NAMES)


@cache
def learned() -> dict[str, frozenset[str]]:
    """What the sites of the saved pages teach of their chrome."""
    return learned_from([saved(name).page for name in NAMES])


@cache
def article_of(name: str) -> Article:
    """The article of a saved page."""
    page = saved(name).page
    return extract_document(page) if page.content_type == "text/plain" else extract(page, learned()[host_of(page)])


def test_every_page_has_its_answers() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*") if path.suffix in KINDS) == NAMES


@EVERY_PAGE
def test_no_paragraph_is_lost(name: str) -> None:
    assert lost(article_of(name).text, saved(name).answer["paragraphs"]) == []


@EVERY_PAGE
def test_no_line_leaks(name: str) -> None:
    assert leaked(article_of(name).text, saved(name).answer["paragraphs"]) == []


@EVERY_PAGE
def test_the_title_is_the_articles(name: str) -> None:
    assert article_of(name).title == saved(name).answer["title"]


@EVERY_PAGE
def test_the_authors_are_those_who_signed(name: str) -> None:
    assert list(article_of(name).authors) == saved(name).answer["authors"]


@EVERY_PAGE
def test_the_publication_is_the_one_that_the_page_states(name: str) -> None:
    found, stated = article_of(name), saved(name).answer["published"]
    assert is_published(found, stated), (found.published, found.published_from, stated)


@EVERY_PAGE
def test_the_language_is_the_one_of_the_text(name: str) -> None:
    found = article_of(name)
    assert detect_language(found.text, found.declared_language).code == saved(name).answer["language"]
