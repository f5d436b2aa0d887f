"""Every page of the invented press, in every theme, is read as its author wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from crawler.reading.charsets import charset_of
from crawler.reading.extraction import extract
from crawler.reading.reading import read
from crawler.records import Link, Page, Reading
from crawler.seeds import read_watchlists
from tests.press.server import routes_of
from tests.press.sites import Article, Site, sites
from tests.press.themes import THEMES, article_page

PROJECT = Path(__file__).parents[2]
FETCHED = datetime(2026, 5, 1, tzinfo=UTC)  # a few days after the last article of the press
PRESS = {site.host.split(".")[0]: site for site in sites()}
EVERY_SITE = pytest.mark.parametrize("name", PRESS)
# Where the markup itself says what a date and an author is; the other themes leave that to the feeds.
DATED = [name for name, site in PRESS.items() if site.theme in ("agency", "wordpress", "newsmag", "modern", "drupal")]
SIGNED = [name for name, site in PRESS.items() if site.theme in ("agency", "wordpress", "modern", "drupal")]
DESKS = ("La rédaction", "Courier Staff", "المسار اليوم - وكالات")  # nobody signs for them
# Themes that name their parts dress every site; those without any name dress sites whose sections are common ones.
NAMED = [(theme, name) for theme in ("agency", "wordpress", "newsmag", "modern", "drupal") for name in PRESS]
UNNAMED = [
    (theme, name)
    for theme in ("portal", "tables")
    for name in ("almasar", "harborcourier", "meridianwire", "sahelmatin", "vestnikporta")
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    """The readings of all articles of the press by id, each as its own site prints it and its feed announces it."""
    watchlists = read_watchlists(PROJECT / "seeds" / "watchlists")
    routes = routes_of(list(PRESS.values()))
    found = {}
    for site in PRESS.values():
        for article in site.articles:
            url = site.root + article.path
            answer = routes[url]
            announced = Link(url, article.title, datetime.fromisoformat(article.published))
            charset = charset_of(answer.content_type)
            found[article.id] = read(
                Page(url, answer.body, FETCHED, site.host, charset=charset, announced=announced), watchlists
            )
    return found


def read_by(name: str) -> list[tuple[Article, Reading]]:
    """The articles of a site and how they were read."""
    return [(article, readings()[article.id]) for article in PRESS[name].articles]


def dressed(site: Site, theme: str) -> list[tuple[Article, Page]]:
    """The articles of a site as another theme prints them, without a word from a feed."""
    worn = replace(site, theme=theme)
    pages = []
    for position, article in enumerate(site.articles):
        others = [*site.articles[position + 1 :], *site.articles[:position]][:4]
        body = article_page(worn, article, others).encode()
        pages.append((article, Page(site.root + article.path, body, FETCHED, site.host)))
    return pages


@EVERY_SITE
def test_a_text_is_exactly_the_authors_paragraphs(name: str) -> None:
    for article, reading in read_by(name):
        assert reading.article is not None, reading.unreadable
        assert reading.article.text.split("\n\n") == list(article.paragraphs), article.id


@EVERY_SITE
def test_a_title_is_the_articles_without_the_name_of_its_site(name: str) -> None:
    titles = {article.title: reading.article and reading.article.title for article, reading in read_by(name)}
    assert titles == {title: title for title in titles}


@EVERY_SITE
def test_a_language_is_the_one_the_article_is_written_in(name: str) -> None:
    assert [(a.id, r.language.code) for a, r in read_by(name)] == [(a.id, a.language) for a, _ in read_by(name)]


@EVERY_SITE
def test_a_publication_time_is_right_to_the_second(name: str) -> None:
    stated = [(a.id, datetime.fromisoformat(a.published)) for a, _ in read_by(name)]
    assert [(a.id, r.article and r.article.published) for a, r in read_by(name)] == stated


@pytest.mark.parametrize("name", DATED)
def test_a_page_that_states_its_time_needs_no_feed(name: str) -> None:
    for article, page in dressed(PRESS[name], PRESS[name].theme):
        assert extract(page).published == datetime.fromisoformat(article.published), article.id


@pytest.mark.parametrize("name", SIGNED)
def test_a_signed_article_has_its_author(name: str) -> None:
    signed = [(article, reading) for article, reading in read_by(name) if article.author]
    assert signed
    found = [(article.id, reading.article and reading.article.authors) for article, reading in signed]
    assert found == [(article.id, () if article.author in DESKS else (article.author,)) for article, _ in signed]


@pytest.mark.parametrize("theme", ["agency", "wordpress", "modern", "drupal"])
def test_the_account_of_an_administrator_is_no_author(theme: str) -> None:
    pages = [page for article, page in dressed(PRESS["worldrelay"], theme) if article.author == "Admin"]
    assert pages
    assert {extract(page).authors for page in pages} == {()}


@pytest.mark.parametrize(("theme", "name"), NAMED + UNNAMED)
def test_no_theme_adds_or_takes_a_word(theme: str, name: str) -> None:
    for article, page in dressed(PRESS[name], theme):
        found = extract(page)
        assert found.text.split("\n\n") == list(article.paragraphs), article.id
        assert found.title == article.title, article.id


def test_the_themes_are_all_tried() -> None:
    assert {theme for theme, _ in NAMED + UNNAMED} == set(THEMES)
