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
# What no rule tells from an author's words yet: the page, and what of it. Strict: a page that is mended must go.
LEAKS = {
    "ar-ufuq-mosque-react": "a newsletter box without a name or a link",
    "bg-drupal-hranilishte": "a call to load the app, in words of its own",
    "bg-jannah-konvoi": "a subtitle that says the title in other words",
    "de-regional-nested": "a newsletter box without a name or a link",
    "de-rundfunk": "a pull quote with a name, and the site's own programme note",
    "de-tabellen": "readers' letters without any markup",
    "en-courier-ferry-fire": "a slogan that stood on two pages only",
    "en-courier-prayer-hall-fire": "a slogan that stood on two pages only",
    "en-next-liveblog": "a call to witnesses between the entries",
    "en-wire-flash": "the imprint and the terms of an agency",
    "es-blogger-br": "a slogan above the text, on one page",
    "es-liveblog-radio": "the controls of a live blog",
    "es-react-hashed": "a summary box made by a machine",
    "fr-amp": "a link to the terms of reuse",
    "he-mivzak-flash": "a desk signs within the paragraph",
    "he-negba-arson-cp1255": "another story behind arrows, without a link",
    "it-agenzia-tabelle": "a newsletter box in a layout table",
    "it-amp": "an imprint without a name",
    "it-joomla": "a call to send pictures, in words of its own",
    "pl-drupal-pap": "a note to log in below byline and initials",
    "pl-kurier-siekiera": "a call to buy the paper, on two pages only",
    "pl-kurier-strzaly": "a call to buy the paper, on two pages only",
    "ru-dle-vzryv": "comments without any markup",
    "ru-raionka-word": "byline and captions typed into the text",
    "tr-block-flash": "a promise of details to come",
    "uk-maiak-anhliiskoiu": "a call to give money, in words of its own",
    "uk-visnyk-mina": "a teaser between paragraphs, in words of its own",
}
LOSSES = {
    "bg-drupal-hranilishte": "a subheading that is marked as nothing",
    "de-rundfunk": "the caption of a table",
    "ru-onlain-volna": "who is quoted, below a quote",
}


def every_page(known: dict[str, str]) -> pytest.MarkDecorator:
    """All saved pages; the known faults are expected."""
    return pytest.mark.parametrize(
        "name",
        [pytest.param(n, marks=pytest.mark.xfail(reason=known[n], strict=True)) if n in known else n for n in NAMES],
    )


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


@every_page(LOSSES)
def test_no_paragraph_is_lost(name: str) -> None:
    assert lost(article_of(name).text, saved(name).answer["paragraphs"]) == []


@every_page(LEAKS)
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
