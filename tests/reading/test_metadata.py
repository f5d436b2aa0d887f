"""Title, site, section, image and address of a page, as its markup states them."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.reading.metadata import metadata_of
from tests.pages import TITLE, URL, html_of, paragraphs
from tests.reading.stating import SITE, STORY, metadata, structured


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
    "head", [f'<meta property="og:site_name" content="{SITE}">', structured(STORY), structured({"@graph": [STORY]})]
)
def test_the_site_has_the_name_that_it_states(head: str) -> None:
    assert metadata(head).site == SITE


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


@pytest.mark.parametrize(
    ("heading", "stated"),
    [(TITLE, f"{TITLE} | World"), (TITLE, f"{TITLE} - {SITE}"), ("", f"{SITE}: {TITLE}"), ("", f"{TITLE} | {SITE}")],
)
def test_a_stated_title_comes_without_what_stands_around_it(heading: str, stated: str) -> None:
    head = f'<meta property="og:title" content="{stated}"><meta property="og:site_name" content="{SITE}">'
    assert metadata(head, body=f"<h1>{heading}</h1>", title=stated).title == TITLE


def test_the_name_of_the_site_as_main_heading_is_no_title() -> None:
    assert metadata(body=f"<h1>{SITE}</h1><h2>{TITLE}</h2>").title == TITLE


def test_characters_spelt_as_entities_are_read() -> None:
    assert metadata(structured({**STORY, "headline": "Vale &amp; Oak"}), body="", title="").title == "Vale & Oak"


CRUMBS = '<nav class="breadcrumbs"><a href="/">Home</a> › <a href="/world">World</a> › <span>{}</span></nav>'


TRAIL = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://amber.example/"},
        {"@type": "ListItem", "position": 2, "item": {"@id": "https://amber.example/world", "name": "World"}},
        {"@type": "ListItem", "position": 3, "name": TITLE},
    ],
}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (structured({**STORY, "articleSection": "World"}), ""),
        (structured({**STORY, "articleSection": ["World", "War"]}), ""),
        ('<meta property="article:section" content="World">', ""),
        (structured(TRAIL), ""),
        (structured({"@graph": [STORY, TRAIL]}), ""),
        ("", CRUMBS.format(TITLE)),
    ],
)
def test_the_section_is_the_one_that_the_page_states(head: str, body: str) -> None:
    assert metadata(head, body=f"{body}<h1>{TITLE}</h1>").section == "World"


@pytest.mark.parametrize("body", ["", '<div class="breadcrumb"><a href="/">Home</a></div>'])
def test_home_is_no_section(body: str) -> None:
    assert metadata(body=f"{body}<h1>{TITLE}</h1>").section is None


PICTURE = "https://amber.example/img/harbour.jpg"


@pytest.mark.parametrize(
    "head",
    [
        structured({**STORY, "image": PICTURE}),
        structured({**STORY, "image": ["/img/harbour.jpg", "/img/b.jpg"]}),
        structured({**STORY, "image": {"@type": "ImageObject", "url": PICTURE}}),
        structured({"@graph": [{**STORY, "image": {"@id": "#i"}}, {"@id": "#i", "url": PICTURE}]}),
        '<meta property="og:image" content="/img/harbour.jpg">',
        f'<meta name="twitter:image" content="{PICTURE}">',
        f'<meta property="og:image" content="/logo.png"><meta name="twitter:image" content="{PICTURE}">',
        f'<meta property="og:image" content="data:image/png;base64,x"><meta name="twitter:image" content="{PICTURE}">',
    ],
)
def test_the_image_is_the_first_that_is_a_picture(head: str) -> None:
    assert metadata(head).image == PICTURE


@pytest.mark.parametrize(
    "address", ["", "/logo.svg", "/placeholder-news.png", "data:x", "ftp://a.example/a.jpg", "http://[x"]
)
def test_what_is_no_picture_is_no_image(address: str) -> None:
    assert metadata(f'<meta property="og:image" content="{address}">').image is None


@pytest.mark.parametrize(
    ("head", "sources"),
    [
        (structured({**STORY, "provider": {"@type": "Organization", "name": "Cobalt Wire"}}), ("Cobalt Wire",)),
        (structured({**STORY, "isBasedOn": "https://wire.example/1"}), ("https://wire.example/1",)),
        (structured({**STORY, "creditText": "Cobalt Wire"}), ("Cobalt Wire",)),
        (structured({**STORY, "author": {"@type": "Organization", "name": "Cobalt Wire"}}), ("Cobalt Wire",)),
        ('<meta name="syndication-source" content="https://wire.example/1">', ("https://wire.example/1",)),
        ('<link rel="canonical" href="https://wire.example/1">', ("https://wire.example/1",)),
        (structured({**STORY, "provider": {"name": SITE}}), ()),
        (structured({**STORY, "provider": "imagetool_2"}), ()),
        (structured({**STORY, "author": {"@type": "Organization", "name": "Amber Post Newsroom"}}), ()),
        (f'<meta name="original-source" content="{URL}">', ()),
        ('<link rel="canonical" href="https://www.amber.example/other">', ()),
    ],
)
def test_the_markup_credits_others_and_not_the_site(head: str, sources: tuple[str, ...]) -> None:
    assert metadata(head).sources == sources


def test_a_home_page_is_the_canonical_address_of_no_article() -> None:
    assert metadata('<link rel="canonical" href="https://amber.example/">').canonical is None


def test_the_site_is_named_by_the_title_where_its_address_repeats_the_name() -> None:
    assert metadata(title=f"{TITLE} | Amber").site == "Amber"
    assert metadata(title=f"{TITLE} | World").site is None


LONG = "x" * 10**6


@pytest.mark.parametrize(
    "body",
    [
        f'<h1 class="{LONG}">{LONG}</h1><span class="author {LONG}">{LONG}</span>',
        "<h1>T</h1>" + "<span class='author'>Nora Vale</span>" * 5000,
        "<h1>T</h1>" + "<div class='author'>" * 900 + "By Nora Vale" + "</div>" * 900,
        "<h1>T</h1>" * 5000,
    ],
    ids=["long", "many", "deep", "headings"],
)
def test_a_page_without_end_is_read_in_time(body: str) -> None:
    assert len(metadata(body=body).authors) <= 1


@pytest.mark.parametrize(
    "stated", ["Shelling of Port Amber: what is known of it", "Amber shelling | World", f"{TITLE} and more - Reports"]
)
def test_the_headline_that_a_page_prints_is_its_title_whatever_it_states(stated: str) -> None:
    assert metadata(f'<meta property="og:title" content="{stated}">', title=f"{stated} - {SITE}").title == TITLE


def test_a_slogan_above_the_headline_is_no_title() -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    assert metadata(head, body=f"<h1>All the news that a harbour needs</h1><h2>{TITLE}</h2>").title == TITLE


@pytest.mark.parametrize("whole", ["{site} - {title}", "{site} | {title}", "{title} » {site} - a paper of the town"])
@pytest.mark.parametrize("mark", ["<h1>{}</h1>", "<font size=5><b>{}</b></font>", "<td class='t'>{}</td>"])
def test_of_the_page_s_title_the_part_that_it_prints_is_the_title(whole: str, mark: str) -> None:
    body = f"<b>{SITE}</b>" + mark.format(TITLE) + paragraphs("Text.")
    assert metadata(body=body, title=whole.format(site=SITE, title=TITLE)).title == TITLE


def test_a_desk_is_no_source() -> None:
    desk = {"@type": "Organization", "name": "Amber Reporter"}
    assert metadata(structured({**STORY, "author": desk})).sources == ()


def test_a_source_above_the_text_is_one() -> None:
    assert metadata(body=f"<h1>{TITLE}</h1><div>Source: Cobalt Post</div><p>Text.</p>").sources == ("Cobalt Post",)
