"""What a page states as JSON-LD, whole or broken."""

from __future__ import annotations

import json

import pytest

from tests.pages import TITLE, URL
from tests.reading.stating import SITE, STORY, metadata, structured


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
    "text",
    [
        "<!-- {} -->",
        "<![CDATA[ {} ]]>",
        "//<![CDATA[\n{}\n//]]>",
        "/*<![CDATA[*/{}/*]]>*/",
        "\n{};\n",
        "\ufeff{}".replace("\ufeff", " "),
    ],
)
def test_structured_data_is_read_whatever_it_is_wrapped_in(text: str) -> None:
    assert metadata(structured(text.format(json.dumps(STORY)))).authors == ("Nora Vale",)


def test_a_comma_too_many_in_structured_data_does_no_harm() -> None:
    text = '{"@type": "NewsArticle", "author": [{"name": "Nora Vale",}, ], }'
    assert metadata(structured(text)).authors == ("Nora Vale",)


OTHER = {"@type": "NewsArticle", "headline": "Another story", "url": "https://amber.example/x", "author": "Jon Oak"}


@pytest.mark.parametrize(
    "own",
    [
        {**STORY, "url": URL, "headline": "A headline for search"},
        {**STORY, "mainEntityOfPage": {"@id": URL + "?utm_source=x"}, "headline": ""},
        {**STORY, "mainEntityOfPage": URL, "headline": ""},
        STORY,
    ],
)
def test_of_several_articles_the_page_s_own_is_read(own: dict[str, object]) -> None:
    assert metadata(structured([OTHER, own, OTHER])).authors == ("Nora Vale",)
    assert metadata(structured(OTHER) + structured(own)).authors == ("Nora Vale",)


def test_a_list_of_other_stories_is_no_article() -> None:
    items = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}
    assert metadata(structured(items)).documents == []


def test_a_page_that_describes_only_itself_is_read() -> None:
    page = {"@type": "WebPage", "datePublished": "2026-03-11T05:40:00Z", "author": {"name": "Nora Vale"}}
    assert metadata(structured(page)).authors == ("Nora Vale",)
