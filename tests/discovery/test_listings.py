"""Home and section pages: links that look like articles, other links of the site, announced feeds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import listings
from crawler.discovery.listings import Listing, read_listing
from crawler.records import Link

HOME = "https://gulfwire.example/"
STORY = "https://gulfwire.example/drones-hit-fuel-depot"
HEADLINE = "Drones hit the fuel depot again"


def link(href: str, inside: str = "Read") -> str:
    return f'<a href="{href}">{inside}</a>'


def feed(href: str, **attributes: str) -> str:
    given_ = {"rel": "alternate", "type": "application/rss+xml", **attributes}
    return f'<link href="{href}" {" ".join(f"{name}={value!r}" for name, value in given_.items())}>'


def articles(html: str, url: str = HOME) -> list[str]:
    return [found.url for found in read_listing(html, url).articles]


def others(html: str, url: str = HOME) -> list[str]:
    return [found.url for found in read_listing(html, url).others]


def feeds(*tags: str) -> tuple[str, ...]:
    return read_listing(f"<html><head>{''.join(tags)}</head><body>x</body></html>", HOME).feeds


def test_an_address_with_a_headline_in_it_is_an_article() -> None:
    listing = read_listing(f"<html><body>{link('/drones-hit-fuel-depot', 'Depot')}</body></html>", HOME)
    assert listing == Listing(articles=(Link(STORY, title="Depot"),), others=(), feeds=())


def test_a_link_text_that_reads_like_a_headline_makes_an_article() -> None:
    assert articles(link("/world/depot", "Drones hit a fuel depot")) == ["https://gulfwire.example/world/depot"]
    assert articles(link("/world/depot", "Drones hit a depot")) == []


def test_a_short_link_text_leaves_a_plain_address_among_the_others() -> None:
    assert articles(link("/world/depot", "Depot")) == []
    assert others(link("/world/depot", "Depot")) == ["https://gulfwire.example/world/depot"]


@pytest.mark.parametrize("path", ["/about", "/tag/drones-hit-fuel-depot", "/files/report.pdf", "/"])
def test_a_headline_does_not_make_an_article_of_a_section_or_a_file(path: str) -> None:
    assert articles(link(path, HEADLINE), "https://gulfwire.example/world") == []


def test_links_come_in_the_order_of_the_page() -> None:
    page = link("/b/12345") + link("/world") + link("/a/12346")
    assert articles(page) == ["https://gulfwire.example/b/12345", "https://gulfwire.example/a/12346"]


@pytest.mark.parametrize(
    "anchor",
    [
        link("#"),
        link("#top"),
        link(""),
        "<a>Read</a>",
        link("/index.html", HEADLINE),
        link("http://www.gulfwire.example", HEADLINE),
        "<a name='x'>Read</a>",
        link("javascript:void(0)"),
        link("mailto:desk@gulfwire.example"),
        link("tel:+380441234567"),
        link("https://[::1/drones-hit-fuel-depot"),
        link("https://riverpost.example/drones-hit-fuel-depot"),
        link("https://notgulfwire.example/drones-hit-fuel-depot"),
        link(HOME),
        link("/#top"),
    ],
)
def test_what_leads_nowhere_else_on_the_site_is_no_link(anchor: str) -> None:
    listing = read_listing(anchor + link("/drones-hit-fuel-depot"), HOME)
    assert [found.url for found in listing.articles + listing.others] == [STORY]


@pytest.mark.parametrize(
    "href",
    [
        "/drones-hit-fuel-depot",
        "drones-hit-fuel-depot",
        "./world/../drones-hit-fuel-depot",
        "//gulfwire.example/drones-hit-fuel-depot",
        " /drones-hit-fuel-depot\n",
        "/drones-hit-fuel-depot#comments",
        "/drones-hit-fuel-depot?utm_source=home",
        "HTTPS://GULFWIRE.example:443/drones-hit-fuel-depot",
    ],
)
def test_a_link_is_brought_into_its_one_spelling(href: str) -> None:
    assert articles(link(href)) == [STORY]


def test_parameters_are_read_as_a_browser_reads_them() -> None:
    assert articles(link("/news.php?id=48213&amp;lang=en")) == ["https://gulfwire.example/news.php?id=48213&lang=en"]


def test_an_address_in_another_script_is_read_by_its_words() -> None:
    assert len(articles(link("/новини/удар-по-складу"))) == 1


def test_subdomains_belong_to_the_site() -> None:
    assert articles(link("https://sport.gulfwire.example/drones-hit-fuel-depot")) != []
    assert articles(link(STORY), "https://www.gulfwire.example/") == [STORY]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ('<base href="/en/">', "https://gulfwire.example/en/drones-hit-fuel-depot"),
        ('<base target="_blank">', "https://gulfwire.example/world/drones-hit-fuel-depot"),
        ('<base href="">', "https://gulfwire.example/world/drones-hit-fuel-depot"),
        ('<base href="javascript:void(0)">', "https://gulfwire.example/world/drones-hit-fuel-depot"),
        ('<base href="/ar/"><base href="/en/">', "https://gulfwire.example/ar/drones-hit-fuel-depot"),
    ],
)
def test_relative_links_start_from_the_pages_base(base: str, url: str) -> None:
    page = f"<html><head>{base}</head><body>{link('drones-hit-fuel-depot')}</body></html>"
    assert articles(page, "https://gulfwire.example/world/") == [url]


def test_a_jump_within_the_page_is_no_link_to_its_base() -> None:
    page = f"<html><head><base href='/en/'></head><body>{link('#top', HEADLINE)}{link('')}</body></html>"
    assert read_listing(page, HOME) == Listing((), (), ())


@pytest.mark.parametrize("picture_first", [True, False])
def test_picture_and_headline_of_one_story_are_one_link_with_the_headline(picture_first: bool) -> None:
    picture, headline = link("/world/48213", "<img src='tank.jpg'>"), link("/world/48213", HEADLINE)
    page = picture + headline if picture_first else headline + picture
    assert read_listing(page, HOME).articles == (Link("https://gulfwire.example/world/48213", title=HEADLINE),)


def test_a_title_is_the_words_of_the_link_without_markup() -> None:
    (found,) = read_listing(
        link("/world/48213", "\n <b>Drones</b>\n <i>hit</i>&nbsp;a depot &amp; port "), HOME
    ).articles
    assert found.title == "Drones hit a depot & port"


def test_the_parts_of_a_link_are_not_glued_together() -> None:
    (found,) = read_listing(link("/world/48213", "<h3>Drones hit depot</h3><p>Two killed</p>"), HOME).articles
    assert found.title == "Drones hit depot Two killed"


@pytest.mark.parametrize(
    "href", ["/news", "/news/", "http://gulfwire.example/news", "/news/index.html", "?utm_source=x"]
)
def test_a_page_does_not_offer_itself_in_any_variant(href: str) -> None:
    assert read_listing(link(href, HEADLINE), HOME + "news/") == Listing((), (), ())


def test_an_empty_link_is_named_by_its_title_attribute() -> None:
    (found,) = read_listing(f'<a href="/world/depot" title="{HEADLINE}"><img src="tank.jpg"></a>', HOME).articles
    assert found.title == HEADLINE


def test_no_more_links_are_taken_than_a_page_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_LINKS", 3)
    assert len(articles("".join(link(f"/world/{n}") for n in range(10_000, 10_010)))) == 3


@pytest.mark.parametrize(
    ("tag", "url"),
    [
        (feed("/feed.xml"), "https://gulfwire.example/feed.xml"),
        (feed("atom.xml", type="application/atom+xml"), "https://gulfwire.example/atom.xml"),
        (feed("/feed.json", type="application/feed+json"), "https://gulfwire.example/feed.json"),
        (feed("/feed.rdf", type="application/rdf+xml"), "https://gulfwire.example/feed.rdf"),
        (feed("/feed.xml", rel="ALTERNATE home", type="Application/RSS+XML"), "https://gulfwire.example/feed.xml"),
        (feed("/feed.xml", type="application/rss+xml; charset=utf-8"), "https://gulfwire.example/feed.xml"),
        (feed("/feed.xml", type=" application/rss+xml "), "https://gulfwire.example/feed.xml"),
        (feed("/commentary/feed"), "https://gulfwire.example/commentary/feed"),
        (feed("https://feeds.example/gulf"), "https://feeds.example/gulf"),
    ],
)
def test_an_announced_feed_is_found(tag: str, url: str) -> None:
    assert feeds(tag) == (url,)


@pytest.mark.parametrize(
    "tag",
    [
        feed("/feed.xml", rel="stylesheet"),
        feed("/ar/", type="text/html", hreflang="ar"),
        feed("/wp-json/", type="application/json"),
        feed("/comments/feed/"),
        feed("/Comments.xml"),
        feed("/all/feed/", title="Gulf Wire Comments Feed"),
        feed("javascript:void(0)"),
        feed(""),
        '<link rel="alternate" type="application/rss+xml">',
        '<link href="/feed.xml">',
    ],
)
def test_what_is_no_feed_of_articles_is_not_taken_for_one(tag: str) -> None:
    assert feeds(tag) == ()


def test_a_feed_announced_twice_is_asked_once() -> None:
    assert feeds(feed("/feed.xml"), feed("/atom.xml"), feed("/feed.xml#again")) == (
        "https://gulfwire.example/feed.xml",
        "https://gulfwire.example/atom.xml",
    )


@pytest.mark.parametrize(
    "page",
    [
        f"\ufeff<html><body>{link(STORY)}</body></html>",
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{link(STORY)}</body></html>',
        f"<!DOCTYPE html>{link(STORY)}",
        f'<?xml version="1.0" encoding="utf-8"?><html><body>{link(STORY)}</body></html>',
        f'\n<?xml version="1.0"?>\n<!DOCTYPE html><html><body>{link(STORY)}</body></html>',
        f"<p>{link(STORY)}<div></p></span>",
        f"\x0b<body>\x00{link(STORY)}",
        f"<A HREF='{STORY}'>Read</A>",
        f"<a href={STORY}>Read",
        f"<noscript>{link(STORY)}</noscript>",
    ],
    ids=[
        "mark",
        "xhtml",
        "no-body",
        "xml-declaration",
        "xml-declaration-later",
        "misnested",
        "control",
        "capitals",
        "unclosed",
        "noscript",
    ],
)
def test_untidy_html_is_read(page: str) -> None:
    assert articles(page) == [STORY]


@pytest.mark.parametrize(
    "page",
    ["hello", "<html></html>", "<p>No links today.</p>", '{"items": []}', "", " \n", "<!-- x -->", "<!DOCTYPE html>"],
)
def test_a_page_without_links_is_empty(page: str) -> None:
    assert read_listing(page, HOME) == Listing((), (), ())


# Pieces of pages.
PIECES = st.sampled_from(
    [
        *(f'<a href="{STORY}">', '<a href="', "<a href='/b'>", "</a>", "<base href='//['>", "<base href='/x/'>", '">'),
        *(
            "<link rel='alternate' type='application/rss+xml' href='/f'>",
            "<link rel='",
            "<!--",
            "-->",
            "<![CDATA[",
            "<",
        ),
        *(
            "<html>",
            "<body>",
            "<table>",
            "<script>",
            "</script>",
            "<!DOCTYPE html>",
            '<?xml version="1.0" encoding="utf-8"?>',
            "&#55357;",
            "\ud83d",
            "<svg>",
            "<template>",
            "<p>",
            "&amp;",
            "&#",
            "день",
            "\x00",
        ),
    ]
)


@given(text=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_is_a_listing(text: str) -> None:
    listing = read_listing(text, HOME)
    found = [one.url for one in listing.articles + listing.others]
    assert len(set(found)) == len(found)
    assert all(url.startswith(("http://", "https://")) for url in found + list(listing.feeds))
