"""Title, authors, site and address of a page, as its markup states them."""

from __future__ import annotations

import json

import pytest
from lxml import html

from crawler.reading.metadata import Metadata, metadata_of
from tests.pages import TITLE, URL, html_of, paragraphs

SITE = "Amber Post"
STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2026-03-11T05:40:00Z",
    "author": {"@type": "Person", "name": "Nora Vale"},
    "publisher": {"@type": "Organization", "name": SITE},
}


def metadata(head: str = "", body: str = f"<h1>{TITLE}</h1>", title: str = f"{TITLE} - {SITE}") -> Metadata:
    """The metadata of a page."""
    return metadata_of(html.document_fromstring(html_of(body, head=head, title=title)), URL)


def structured(document: object) -> str:
    """A document as JSON-LD."""
    text = document if isinstance(document, str) else json.dumps(document)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize("title", [f"{TITLE}{mark}{SITE}" for mark in (" - ", " | ", " — ", " » ", " :: ", " · ")])
def test_a_title_comes_without_the_name_of_the_site(title: str) -> None:
    assert metadata(title=title).title == TITLE
    assert metadata(body=paragraphs("Text."), title=title).title == TITLE


def test_a_hyphen_within_a_title_parts_nothing() -> None:
    title = "Anti-war vigil in Port Amber turns violent"
    assert metadata(body=f"<h1>{title}</h1>", title=f"{title} - {SITE}").title == title


def test_a_title_that_holds_a_dash_stays_whole() -> None:
    title = "Port Amber – a town that waits"
    assert metadata(body=f"<h1>{title}</h1>", title=f"{title} | {SITE}").title == title


def test_the_name_of_the_site_as_main_heading_is_not_the_title_where_the_page_states_another() -> None:
    head = f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{SITE}">'
    assert metadata(head, body=f"<h1>{SITE}</h1><h2>{TITLE}</h2>").title == TITLE


def test_a_heading_serves_where_the_page_has_no_other_title() -> None:
    assert metadata(title="").title == TITLE


def test_a_page_without_any_title_has_none() -> None:
    assert metadata(body=paragraphs("Text."), title="").title is None


def test_a_title_comes_in_one_line() -> None:
    assert metadata(body=f"<h1>\n {TITLE.replace(' ', '   ')} <br></h1>", title="").title == TITLE


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"name": "Nora Vale"}, ("Nora Vale",)),
        ([{"name": "Nora Vale"}, {"name": "Jon Oak"}], ("Nora Vale", "Jon Oak")),
        (["Nora Vale", "Jon Oak", "nora vale"], ("Nora Vale", "Jon Oak")),
        ({"name": ["Nora Vale", "Jon Oak"]}, ("Nora Vale", "Jon Oak")),
        ("By Nora Vale", ("Nora Vale",)),
        ("Автор: Нора Вейл", ("Нора Вейл",)),
        ("  Nora \n Vale ", ("Nora Vale",)),
        ("Admin", ()),
        ("News Desk", ()),
        ("nora@amber.example", ()),
        ("https://amber.example/nora", ()),
        ("A sentence that goes on for longer than names do", ()),
        ("", ()),
        (None, ()),
        (17, ()),
        ({}, ()),
    ],
)
def test_authors_are_people_each_named_once(author: object, names: tuple[str, ...]) -> None:
    assert metadata(structured({**STORY, "author": author})).authors == names


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="author" content="Nora Vale">', ""),
        ('<meta property="article:author" content="Nora Vale">', ""),
        ("", '<span class="author">By Nora Vale</span>'),
        ("", '<div class="byline">By Nora Vale</div>'),
        ("", '<a rel="author" href="/nora">Nora Vale</a>'),
        ("", '<span itemprop="author">Nora Vale</span>'),
        ('<meta name="author" content="admin">', '<span class="post author vcard">Nora Vale</span>'),
    ],
)
def test_an_author_is_found_where_themes_state_one(head: str, body: str) -> None:
    assert metadata(head, body=f"<h1>{TITLE}</h1>{body}").authors == ("Nora Vale",)


@pytest.mark.parametrize(
    "head", [f'<meta property="og:site_name" content="{SITE}">', structured(STORY), structured({"@graph": [STORY]})]
)
def test_the_site_has_the_name_that_it_states(head: str) -> None:
    assert metadata(head).site == SITE


@pytest.mark.parametrize(
    "document",
    [
        STORY,
        [STORY],
        {"@graph": [{"@type": "WebSite", "name": SITE}, STORY]},
        {"@type": "WebPage", "mainEntity": STORY},
        {**STORY, "@type": ["NewsArticle", "Report"]},
        {**STORY, "@type": "https://schema.org/NewsArticle"},
        {**STORY, "@type": "LiveBlogPosting"},
        {**STORY, "@type": "ReportageNewsArticle"},
    ],
)
def test_structured_data_of_an_article_is_found_wherever_it_hides(document: object) -> None:
    found = metadata(structured(document)).documents
    assert [each["datePublished"] for each in found] == ["2026-03-11T05:40:00Z"]


@pytest.mark.parametrize("kind", ["WebSite", "Organization", "BreadcrumbList", "", None, 5, {"x": 1}])
def test_structured_data_of_something_else_is_no_article(kind: object) -> None:
    assert metadata(structured({**STORY, "@type": kind})).documents == []


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "null",
        "17",
        '"NewsArticle"',
        '{"@type": "NewsArticle", "headline": }',
        "[" * 20_000,
        "[" * 20_000 + "]" * 20_000,
        '{"@graph":' * 5000 + "1" + "}" * 5000,
        '{"@type": "NewsArticle", "headline": ' + "9" * 5000 + "}",
        '{"@type": "NewsArticle", "headline": NaN, "author": [[[]]], "publisher": 5, "datePublished": Infinity}',
    ],
)
def test_broken_structured_data_does_no_harm(broken: str) -> None:
    found = metadata(structured(broken))
    assert (found.title, found.authors, found.site) == (TITLE, (), None)


def test_broken_structured_data_does_not_hide_the_sound_beside_it() -> None:
    assert metadata(structured("{") + structured(STORY)).authors == ("Nora Vale",)


def test_a_line_break_within_structured_data_does_no_harm() -> None:
    assert metadata(structured(json.dumps(STORY).replace("Nora Vale", "Nora\nVale"))).authors == ("Nora Vale",)


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://amber.example/story", "https://amber.example/story"),
        ("/story", "https://amber.example/story"),
        ("//wire.example/story", "https://wire.example/story"),
        (" /story ", "https://amber.example/story"),
        ("", None),
        ("http://[broken", None),
    ],
)
def test_the_canonical_address_is_whole_or_none(href: str, canonical: str | None) -> None:
    assert metadata(f'<link rel="canonical" href="{href}">').canonical == canonical


@pytest.mark.parametrize(("stated", "code"), [("en", "en"), ("en-GB", "en"), ("uk_UA", "uk"), ("AR", "ar"), ("", None)])
def test_the_declared_language_is_a_plain_code(stated: str, code: str | None) -> None:
    tree = html.document_fromstring(html_of("<p>x</p>", language=stated))
    assert metadata_of(tree, URL).language == code


def test_the_locale_serves_where_the_page_declares_no_language() -> None:
    tree = html.document_fromstring(
        f'<html><head><meta property="og:locale" content="uk_UA"></head><p>{TITLE}</p></html>'
    )
    assert metadata_of(tree, URL).language == "uk"


def test_the_description_is_the_one_for_sharing_before_the_one_for_search() -> None:
    head = '<meta name="description" content="For search"><meta property="og:description" content="For sharing">'
    assert metadata(head).description == "For sharing"
    assert metadata('<meta name="description" content="For search">').description == "For search"
