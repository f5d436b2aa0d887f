"""Sitemaps as they come: urlset, index, news, plain lists, packed, broken off and malformed."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import sitemaps
from crawler.discovery.sitemaps import NotASitemap, Sitemap, read_sitemap, sitemaps_in_robots
from crawler.records import Link

SITEMAP = "https://gulfwire.example/sitemap.xml"
ROBOTS = "https://gulfwire.example/robots.txt"
STORY = "https://gulfwire.example/drones-hit-fuel-depot"
OTHER = "https://gulfwire.example/market-reopens"
MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE_NAMESPACE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine nine hours ahead of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def urlset(*entries: str, namespaces: str = NAMESPACE, declaration: str = '<?xml version="1.0"?>') -> str:
    return f"{declaration}<urlset {namespaces}>{''.join(f'<url>{entry}</url>' for entry in entries)}</urlset>"


def loc(url: str) -> str:
    return f"<loc>{url}</loc>"


def read(text: str) -> Sitemap:
    return read_sitemap(text.encode(), SITEMAP)


def urls(text: str) -> list[str]:
    return [link.url for link in read(text).links]


def test_a_url_is_read_with_the_day_of_its_last_change() -> None:
    sitemap = read(urlset(loc(STORY) + "<lastmod>2026-11-21</lastmod>", loc(OTHER)))
    assert sitemap.links == (Link(STORY, modified=datetime(2026, 11, 21, tzinfo=UTC)), Link(OTHER))
    assert sitemap.children == ()


def test_a_news_sitemap_tells_title_and_time_of_publication() -> None:
    news = (
        "<news:news><news:publication><news:name>Gulf Wire</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2026-11-21T11:30:00+03:00</news:publication_date>"
        "<news:title>Drones &amp;amp; rockets  hit\n a depot</news:title></news:news>"
    )
    (link,) = read(urlset(loc(STORY) + news, namespaces=f"{NAMESPACE} {NEWS_NAMESPACE}")).links
    assert (link.title, link.published, link.modified) == ("Drones & rockets hit a depot", MORNING, None)


def test_a_picture_of_an_article_is_no_article() -> None:
    picture = "<image:image><image:loc>https://gulfwire.example/tank.jpg</image:loc></image:image>"
    assert urls(urlset(loc(STORY) + picture, namespaces=f"{NAMESPACE} {IMAGE_NAMESPACE}")) == [STORY]


def test_a_picture_before_the_address_is_no_address() -> None:
    picture = "<image:image><image:loc>https://gulfwire.example/tank.jpg</image:loc></image:image>"
    assert urls(urlset(picture + loc(STORY), namespaces=f"{NAMESPACE} {IMAGE_NAMESPACE}")) == [STORY]


def test_title_and_date_are_those_of_the_news_and_not_of_picture_or_film() -> None:
    entry = (
        "<image:image><image:title>A tank burns</image:title></image:image>"
        "<video:video><video:publication_date>2020-01-01</video:publication_date></video:video>"
        "<news:news><news:publication_date>2026-11-21T08:30:00Z</news:publication_date>"
        "<news:title>Drones hit</news:title></news:news>"
    )
    film = 'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
    spaces = f"{NAMESPACE} {IMAGE_NAMESPACE} {NEWS_NAMESPACE} {film}"
    assert read(urlset(loc(STORY) + entry, namespaces=spaces)).links == (Link(STORY, "Drones hit", MORNING),)


def test_the_addresses_of_translations_are_not_taken_for_the_article() -> None:
    other = '<xhtml:link rel="alternate" hreflang="ar" href="https://gulfwire.example/ar/a"/>'
    spaces = f'{NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    assert urls(urlset(other + loc(STORY), namespaces=spaces)) == [STORY]


def test_an_index_gives_further_sitemaps_and_no_links() -> None:
    index = (
        f"<sitemapindex {NAMESPACE}>"
        "<sitemap><loc>https://gulfwire.example/2026-11.xml</loc><lastmod>2026-11-21T08:30:00Z</lastmod></sitemap>"
        "<sitemap><loc>/2026-10.xml.gz</loc></sitemap></sitemapindex>"
    )
    sitemap = read(index)
    assert sitemap.links == ()
    assert sitemap.children == (
        Link("https://gulfwire.example/2026-11.xml", modified=MORNING),
        Link("https://gulfwire.example/2026-10.xml.gz"),
    )


@pytest.mark.parametrize(
    "namespaces",
    [
        "",
        'xmlns="http://www.google.com/schemas/sitemap/0.84"',
        'xmlns="https://www.sitemaps.org/schemas/sitemap/0.9/"',
        'xmlns="sitemap"',
    ],
    ids=["none", "of-the-past", "https", "invented"],
)
def test_a_wrong_namespace_does_not_matter(namespaces: str) -> None:
    assert urls(urlset(loc(STORY), namespaces=namespaces)) == [STORY]


def test_a_prefix_before_every_name_does_not_matter() -> None:
    text = f'<s:urlset xmlns:s="sitemap"><s:url><s:loc>{STORY}</s:loc></s:url></s:urlset>'
    assert urls(text) == [STORY]


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbf",
        b"\n\n \t",
        b"\xef\xbb\xbf\n",
        b"<!-- made by a plug-in -->",
        b'<?xml-stylesheet href="/a.xsl"?>',
        b"\n" * 1500,
        b"<br />\n<b>Warning</b>: in sitemap.php\n",
    ],
    ids=["byte-order-mark", "blank-lines", "mark-and-line", "comment", "stylesheet", "many-lines", "php-warning"],
)
def test_what_stands_before_a_sitemap_does_not_hide_it(before: bytes) -> None:
    body = before + urlset(loc(STORY), declaration="").encode()
    assert read_sitemap(body, SITEMAP).links == (Link(STORY),)


def test_names_in_capitals_do_not_matter() -> None:
    assert urls(f"<URLSET><URL><LOC>{STORY}</LOC></URL></URLSET>") == [STORY]


def test_blank_lines_before_the_xml_declaration_do_not_matter() -> None:
    assert urls("\n\n" + urlset(loc(STORY))) == [STORY]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_sitemap_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = urlset(loc("https://gulfwire.example/день"), declaration=f'<?xml version="1.0" encoding="{encoding}"?>')
    assert read_sitemap(text.encode(encoding), SITEMAP).links[0].url.endswith("/%D0%B4%D0%B5%D0%BD%D1%8C")


def test_an_encoding_that_does_not_exist_does_not_cost_the_sitemap() -> None:
    assert urls(urlset(loc(STORY), declaration='<?xml version="1.0" encoding="klingon"?>')) == [STORY]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (f"\n  {STORY}\n", STORY),
        (f"<![CDATA[{STORY}]]>", STORY),
        ("/drones-hit-fuel-depot", STORY),
        ("//gulfwire.example/drones-hit-fuel-depot", STORY),
        (f"{STORY}?a=1&amp;b=2", f"{STORY}?a=1&b=2"),
        (f"{STORY}?utm_source=sitemap#top", STORY),
        ("HTTPS://GulfWire.example:443/drones-hit-fuel-depot", STORY),
        ("https://новини.example/день", "https://xn--b1amarcd.example/%D0%B4%D0%B5%D0%BD%D1%8C"),
    ],
)
def test_a_loc_is_brought_into_its_one_spelling(written: str, url: str) -> None:
    assert urls(urlset(loc(written))) == [url]


@pytest.mark.parametrize(
    "broken", ["javascript:void(0)", "mailto:desk@gulfwire.example", "https://[::1", "ftp://a.example/b"]
)
def test_a_broken_loc_costs_only_that_url(broken: str) -> None:
    assert urls(urlset(loc(broken), loc(STORY))) == [STORY]


@pytest.mark.parametrize(
    "lastmod", ["", "yesterday", "2026-13-45", "2026-11-21T08:30:00+99:00", "9999-12-31T23:59:59-12:00", "1" * 400]
)
def test_a_date_that_is_none_leaves_the_url_undated(lastmod: str) -> None:
    assert read(urlset(f"{loc(STORY)}<lastmod>{lastmod}</lastmod>")).links == (Link(STORY),)


@pytest.mark.parametrize(
    "lastmod",
    [
        "2026-11-21T08:30:00Z",
        "2026-11-21T11:30+03:00",
        " 2026-11-21T08:30:00.123Z\n",
        "2026-11-21 08:30:00",
        "2026-11-21T113000+0300",
    ],
)
def test_a_time_is_read_to_the_second_in_utc(lastmod: str) -> None:
    assert read(urlset(f"{loc(STORY)}<lastmod>{lastmod}</lastmod>")).links[0].modified == MORNING


def test_a_time_without_a_zone_is_utc_wherever_the_machine_stands(in_tokyo: None) -> None:
    assert read(urlset(f"{loc(STORY)}<lastmod>2026-11-21T08:30:00</lastmod>")).links[0].modified == MORNING


def test_a_sitemap_that_breaks_off_gives_what_had_arrived() -> None:
    whole = urlset(loc(STORY), loc(OTHER))
    assert urls(whole[: whole.index("-reopens")]) == [STORY]
    assert urls(whole[: whole.index("</loc></url></urlset>")])[:1] == [STORY]


def test_what_a_script_writes_after_the_end_does_not_matter() -> None:
    assert urls(urlset(loc(STORY)) + "<b>Warning</b>: slow query") == [STORY]
    assert urls(urlset(loc(STORY)) + "\n<!-- made by a plug-in -->\n") == [STORY]


@pytest.mark.parametrize("entry", ["", "<loc></loc>", "<loc/>", "<lastmod>2026-11-21</lastmod>", "<!-- none -->"])
def test_an_entry_without_address_offers_nothing(entry: str) -> None:
    assert urls(urlset(entry, loc(STORY))) == [STORY]


def test_a_comment_between_the_entries_does_not_matter() -> None:
    assert urls(urlset(loc(STORY)).replace("</urlset>", "<!-- made by a plug-in --></urlset>")) == [STORY]
    assert urls(urlset("<!-- story -->" + loc(STORY))) == [STORY]


def test_a_prefix_that_nobody_declared_does_not_matter() -> None:
    (first, second) = read(
        urlset(loc(STORY) + "<news:news><news:title>Drones</news:title></news:news>", loc(OTHER))
    ).links
    assert (first, second) == (Link(STORY, title="Drones"), Link(OTHER))


def test_a_bare_ampersand_in_an_address_is_part_of_it() -> None:
    assert urls(urlset(loc(f"{STORY}?x=1&y=2"))) == [f"{STORY}?x=1&y=2"]


@pytest.mark.parametrize(
    "date", ["2026", "2026-10", "November 2026", "Monday", "10:30", "5", "0001-01-01", "1970-01-01"]
)
def test_a_date_that_is_not_told_to_the_day_or_that_no_article_can_have_is_none(date: str) -> None:
    assert read(urlset(f"{loc(STORY)}<lastmod>{date}</lastmod>")).links == (Link(STORY),)


@pytest.mark.parametrize(
    "stray", ["\x00", "\x01", "&nbsp;", "& ", "&#55357;&#56832;", "&#xD83D;", "&#x110000;", "&#0;"]
)
def test_a_stray_character_does_not_cost_the_sitemap(stray: str) -> None:
    assert set(urls(urlset(loc(STORY), stray + loc(OTHER)))) >= {STORY, OTHER}


def test_entities_that_grow_without_end_are_not_unfolded() -> None:
    growing = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a0 "boom">{growing}]>'
    found = urls(urlset(f"{loc(STORY)}<lastmod>&a9;</lastmod>", loc(OTHER), declaration=declaration))
    assert found[:1] == [STORY]
    assert set(found) <= {STORY, OTHER}


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("password", "utf-8")
    entity = f'<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    declaration = f'<?xml version="1.0"?><!DOCTYPE urlset [{entity}]>'
    found = urls(urlset(loc("https://gulfwire.example/a&secret;b"), loc(STORY), declaration=declaration))
    assert STORY in found
    assert not [url for url in found if "password" in url]


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read_sitemap(gzip.compress(urlset(loc(STORY)).encode()), SITEMAP).links == (Link(STORY),)


def test_a_sitemap_packed_in_several_pieces_is_unpacked_whole() -> None:
    body = urlset(loc(STORY), loc(OTHER)).encode()
    packed = gzip.compress(body[:100]) + gzip.compress(body[100:])
    assert read_sitemap(packed, SITEMAP).links == (Link(STORY), Link(OTHER))


def test_a_packed_sitemap_that_breaks_off_gives_what_had_arrived() -> None:
    entries = [loc(f"https://gulfwire.example/story-{n}-{n * 7919 % 1000}") for n in range(2000)]
    packed = gzip.compress(urlset(*entries).encode())
    found = read_sitemap(packed[: len(packed) // 2], SITEMAP).links
    assert 100 < len(found) < 2000
    assert found[0].url == "https://gulfwire.example/story-0-0"


def test_a_wrong_checksum_does_not_cost_a_packed_sitemap() -> None:
    packed = gzip.compress(urlset(loc(STORY)).encode())
    assert read_sitemap(packed[:-8] + bytes(8), SITEMAP).links == (Link(STORY),)


def test_a_sitemap_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = gzip.compress(b"<urlset>" + b" " * 2_000_000)
    with pytest.raises(NotASitemap, match="gzip that unpacks to more than 1 MB"):
        read_sitemap(bomb, SITEMAP)


def test_what_only_begins_like_gzip_is_refused() -> None:
    with pytest.raises(NotASitemap, match="gzip that does not unpack"):
        read_sitemap(b"\x1f\x8b" + b"not packed at all", SITEMAP)


def test_no_more_urls_are_taken_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_URLS", 2)
    addresses = [f"https://gulfwire.example/{n}" for n in range(5)]
    assert urls(urlset(*map(loc, addresses))) == addresses[:2]
    assert urls("\n".join(addresses)) == addresses[:2]


def test_an_entry_that_is_never_closed_costs_neither_those_before_nor_after_it() -> None:
    assert set(urls(urlset(loc(STORY)).replace("</urlset>", f"<url><image><url>{loc(OTHER)}</url></urlset>"))) == {
        STORY,
        OTHER,
    }


def test_what_nests_without_end_costs_only_what_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_ELEMENTS", 100)
    assert urls(urlset(loc(STORY)).replace("</urlset>", "<a>" * 200_000)) == [STORY]


def test_entities_that_grow_beside_an_address_do_not_cost_it() -> None:
    growing = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a0 "boom">{growing}]>'
    assert urls(urlset(f"<x>&a9;</x>{loc(STORY)}", declaration=declaration)) == [STORY]


def test_a_plain_list_of_addresses_is_a_sitemap() -> None:
    assert urls(f"{STORY}\r\n{OTHER}\n\n") == [STORY, OTHER]
    assert urls(f"\ufeff{STORY}\n") == [STORY]


def test_a_broken_line_of_a_plain_list_costs_only_that_line() -> None:
    lines = [*(f"https://gulfwire.example/{n}" for n in range(5)), "https://[::1", STORY]
    assert urls("\n".join(lines)) == [*lines[:5], STORY]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "an empty answer"),
        (b" \n", "an empty answer"),
        (b"<!DOCTYPE html><html><head><title>Not found</title></head></html>", "an HTML page"),
        (b"Not found", "no list of addresses"),
        (b"User-agent: *\nDisallow: /admin/", "no list of addresses"),
        (b'<rss version="2.0"><channel/></rss>', "XML of another kind \\(<rss>\\)"),
        (b"<", "an answer that is no XML"),
        (b"<!-- only a comment -->", "an answer that is no XML"),
        (gzip.compress(b""), "an empty answer"),
        (gzip.compress(b"<html><body>Sign in</body></html>"), "an HTML page"),
    ],
    ids=["empty", "blank", "html", "text", "robots", "rss", "bracket", "comment", "packed-nothing", "packed-html"],
)
def test_what_is_no_sitemap_is_refused_with_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(NotASitemap, match=reason):
        read_sitemap(body, SITEMAP)


def test_robots_txt_announces_sitemaps_in_lines_of_their_own() -> None:
    body = (
        b"User-agent: *\r\nDisallow: /admin/\r\n"
        b"Sitemap: https://gulfwire.example/news.xml\r\n"
        b"  SITEMAP :https://cdn.example/all.xml.gz # big\r\n"
        b"sitemap: /relative.xml\r\n"
        b"# Sitemap: https://gulfwire.example/old.xml\r\n"
        b"Sitemap: https://gulfwire.example/news.xml#again\r\n"
        b"Sitemap: javascript:void(0)\r\n"
        b"Disallow: /sitemap: /hidden.xml"
    )
    assert sitemaps_in_robots(body, ROBOTS) == [
        "https://gulfwire.example/news.xml",
        "https://cdn.example/all.xml.gz",
        "https://gulfwire.example/relative.xml",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbfSitemap: /news.xml",
        b"Sitemap:\nSitemap: /news.xml",
        b"User-agent: *\rSitemap: /news.xml\rDisallow: /admin/",
        b"Sitemap: \r\n\r\nSitemap: /news.xml",
    ],
    ids=["byte-order-mark", "empty-line-first", "old-line-breaks", "windows-line-breaks"],
)
def test_robots_txt_is_read_line_by_line_however_the_lines_end(body: bytes) -> None:
    assert sitemaps_in_robots(body, ROBOTS) == ["https://gulfwire.example/news.xml"]


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00", b"<html>Sitemap: https://gulfwire.example/a.xml</html>", b"Sitemap:"]
)
def test_robots_txt_without_sitemap_lines_announces_none(body: bytes) -> None:
    assert sitemaps_in_robots(body, ROBOTS) == []


# Pieces of sitemaps.
PIECES = st.sampled_from(
    [
        *("<url>", "</url>", "<loc>", "</loc>", "<lastmod>", "</lastmod>", "<sitemap>", "<title>", STORY, "/a", "//["),
        *("2026-11-21", "T08:30:00Z", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&nbsp;", "&", "<", ">", '"', "\n"),
        *("javascript:x", "день", "</urlset>", "<?xml?>", "\x00", "<b/>"),
        *(
            "<news:news>",
            "<news:title>",
            "</news:title>",
            "</news:news>",
            "&#55357;",
            "&#x110000;",
            "&#0",
            "2026",
            "10:30",
        ),
    ]
)
BODIES = st.one_of(
    st.binary(max_size=30),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(PIECES, max_size=20).map(lambda parts: urlset("".join(parts)).encode()),
    st.lists(PIECES, max_size=20).map(lambda parts: gzip.compress(urlset("".join(parts)).encode("cp1251", "replace"))),
)


@given(body=BODIES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_bytes_are_a_sitemap_or_none(body: bytes) -> None:
    try:
        sitemap = read_sitemap(body, SITEMAP)
    except NotASitemap as refused:
        assert str(refused)
    else:
        assert all(link.url.startswith(("http://", "https://")) for link in sitemap.links + sitemap.children)


@given(
    body=st.one_of(
        st.binary(max_size=60), st.text(max_size=40).map(lambda text: f"Sitemap: {text}".encode("utf-8", "replace"))
    )
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_robots_txt_announces_addresses_or_nothing(body: bytes) -> None:
    found = sitemaps_in_robots(body, ROBOTS)
    assert all(url.startswith(("http://", "https://")) for url in found)
    assert len(set(found)) == len(found)
