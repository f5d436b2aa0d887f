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


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Nora Vale and Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Nora Vale, Jon Oak and Mia Fen", ("Nora Vale", "Jon Oak", "Mia Fen")),
        ("Nora Vale & Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Нора Вейл та Джон Оук", ("Нора Вейл", "Джон Оук")),
        ("Нора Вейл и Джон Оук", ("Нора Вейл", "Джон Оук")),
        ("Nora Vale; Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Nora Vale ve Jon Oak", ("Nora Vale", "Jon Oak")),
        ("نورا فيل، جون أوك", ("نورا فيل", "جون أوك")),
        ("Ana Ruiz y Mar", ("Ana Ruiz y Mar",)),
        ("Vale, Nora", ("Nora Vale",)),
        ("Nora Vale, Staff Writer", ("Nora Vale",)),
        ("Nora Vale, Dietitian", ("Nora Vale",)),
        ("Nora Vale | Amber News", ("Nora Vale",)),
        ("Nora Vale (in Port Amber)", ("Nora Vale",)),
        ("Nora C.J.", ("Nora C.J.",)),
        ("Written by Nora Vale", ("Nora Vale",)),
        ("View all posts by Nora Vale", ("Nora Vale",)),
        ("Di Maio", ("Di Maio",)),
        ("Nora Vale / AFP", ("Nora Vale",)),
        ("Nora Vale, Associated Press", ("Nora Vale",)),
        ("AFP", ()),
        ("The Associated Press", ()),
        ("رويترز", ()),
        ("Укрінформ", ()),
        ("Staff Writer", ()),
        ("Amber Post staff", ()),
        ("Amber Editorial Team", ()),
        ("Redaktion", ()),
        ("Редакція", ()),
        ("هيئة التحرير", ()),
        ("amber.example", ()),
        ("The Amber Journal", ()),
        ("Published on", ()),
        ("Monday", ()),
    ],
)
def test_a_byline_is_split_into_its_people(stated: str, names: tuple[str, ...]) -> None:
    assert metadata(f'<meta name="author" content="{stated}">').authors == names
    assert metadata(structured({**STORY, "author": stated})).authors == names


def test_a_byline_is_kept_as_it_stands_for_the_credit() -> None:
    assert metadata('<meta name="author" content="Nora Vale / AFP">').stated_authors == ("Nora Vale / AFP",)


def test_each_of_several_tags_names_an_author() -> None:
    head = '<meta name="author" content="Nora Vale"><meta name="author" content="Jon Oak">'
    assert metadata(head).authors == ("Nora Vale", "Jon Oak")


def test_the_site_is_not_its_own_author() -> None:
    assert metadata(structured({**STORY, "author": {"@type": "Organization", "name": "Amber Post"}})).authors == ()
    assert metadata(structured({**STORY, "author": {"@type": "Organization", "name": "Cobalt Union"}})).authors == ()
    assert metadata(structured({**STORY, "author": SITE})).authors == ()


def test_an_author_given_by_reference_is_followed() -> None:
    graph = [{**STORY, "author": {"@id": "#nora"}}, {"@type": "Person", "@id": "#nora", "name": "Nora Vale"}]
    assert metadata(structured({"@graph": graph})).authors == ("Nora Vale",)
    assert metadata(structured(graph)).authors == ("Nora Vale",)


@pytest.mark.parametrize(
    "byline",
    [
        '<span class="author-name">Nora Vale</span>',
        '<div class="td-post-author-name">By <a href="/a">Nora Vale</a> -</div>',
        '<div class="td-module-meta-info">By <a>Nora Vale</a> - <time datetime="2026-03-11">11.03.2026</time></div>',
        '<p class="article__author">Nora Vale</p>',
        '<p class="c-byline">Von Nora Vale</p>',
        '<div class="entry-author"><img alt=""><span class="name">Nora Vale</span> <span>Reporter</span></div>',
        '<div itemprop="author" itemscope><meta itemprop="url"><span itemprop="name">Nora Vale</span> follow</div>',
        '<a href="/authors/nora-vale">Nora Vale</a>',
        "<p>By Nora Vale</p>",
        "<p>By Nora Vale | March 11, 2026</p>",
        "<div><b>By</b> <span>Nora Vale</span></div>",
        "<div>By <!-- --> Nora Vale <small>11 March 2026</small></div>",
        "<p>Autorin: Nora Vale</p>",
    ],
)
def test_a_byline_under_the_headline_is_found_however_it_is_marked(byline: str) -> None:
    body = f"<article><h1>{TITLE}</h1>{byline}{paragraphs('Text.')}</article>"
    assert metadata(body=body).authors == ("Nora Vale",)


@pytest.mark.parametrize(
    "other",
    [
        '<aside><span class="author">Jon Oak</span></aside>',
        '<div class="related"><span class="author">Jon Oak</span></div>',
        '<ol class="comment-list"><li class="comment"><cite class="comment-author">Jon Oak</cite></li></ol>',
        '<div class="sidebar"><a rel="author" href="/jon">Jon Oak</a></div>',
        '<ul><li><h3><a href="/x">Another story</a></h3><span class="byline">By Jon Oak</span></li></ul>',
        '<footer><span class="author">Jon Oak</span></footer>',
        '<img class="author-avatar" alt="Jon Oak">',
        "<p>By Friday, the harbour was open.</p>",
        "<p>Von Montag an bleibt der Hafen geschlossen</p>",
    ],
)
def test_a_name_elsewhere_on_the_page_is_not_the_author(other: str) -> None:
    body = f"{other}<article><h1>{TITLE}</h1>{paragraphs('Text.')}</article>{other}"
    assert metadata(body=body).authors == ()


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


@pytest.mark.parametrize(
    "byline",
    [
        "<div><span>Nora Vale</span><span>11 March 2026</span></div>",
        "<p>Par Nora Vale (avec AFP)<br>Publié le 11/03/2026 à 16h38</p>",
        "<font>Автор: Nora Vale | Дата: 11.03.2026</font>",
        "<article><footer><span class='username'>Nora Vale</span></footer></article>",
        "By Nora Vale<br>",
    ],
)
def test_a_byline_without_a_mark_near_the_headline_names_the_author(byline: str) -> None:
    assert metadata(body=f"<h1>{TITLE}</h1>{byline}<p>Text.</p>").authors == ("Nora Vale",)


def test_an_initial_at_the_end_of_a_byline_is_no_end_of_a_sentence() -> None:
    assert metadata(body=f"<h1>{TITLE}</h1><div>By <a>Nora V.</a> - March 11, 2026</div>").authors == ("Nora V.",)


@pytest.mark.parametrize(
    "line",
    [
        "<div><a href='/town'>Port Amber</a><span>11 March 2026</span></div>",
        "<div><span>Port Amber</span><span>11 March 2026</span></div><ul><li><a href='/town'>Port Amber</a></ul>",
        "<div><span>BREAKING NEWS</span><span>11 March 2026</span></div>",
        "<div><span>Nora Vale</span><span>5 min read</span></div>",
    ],
)
def test_what_stands_beside_the_date_is_an_author_only_where_it_can_be_no_section(line: str) -> None:
    assert metadata(body=f"<h1>{TITLE}</h1>{line}<p>Text.</p>").authors == ()


def test_a_desk_is_no_source() -> None:
    desk = {"@type": "Organization", "name": "Amber Reporter"}
    assert metadata(structured({**STORY, "author": desk})).sources == ()


def test_a_source_above_the_text_is_one() -> None:
    assert metadata(body=f"<h1>{TITLE}</h1><div>Source: Cobalt Post</div><p>Text.</p>").sources == ("Cobalt Post",)
