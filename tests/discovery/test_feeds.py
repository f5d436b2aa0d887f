"""Feeds as they come: RSS, RDF, Atom and JSON Feed, whole and broken."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import feeds
from crawler.discovery.feeds import NotAFeed, links_in_feed, plain_text
from crawler.records import Link

FEED = "https://gulfwire.example/news/feed.xml"
STORY = "https://gulfwire.example/drones-hit-fuel-depot"
OTHER = "https://gulfwire.example/market-reopens"
MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine nine hours ahead of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def rss(*items: str, declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    )
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{declaration}<rss version="2.0" {spaces}><channel><title>Gulf Wire</title>{inside}</channel></rss>'


def atom(*entries: str, attributes: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Gulf Wire</title>{inside}</feed>'


def json_feed(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gulf Wire", "items": items})


def links(feed: str) -> list[Link]:
    return links_in_feed(feed.encode(), FEED)


def urls(feed: str) -> list[str]:
    return [link.url for link in links(feed)]


def test_an_rss_item_gives_address_title_date_and_summary() -> None:
    item = (
        f"<title>Drones hit a fuel depot</title><link>{STORY}</link><description>Two tanks burn.</description>"
        "<pubDate>Sat, 21 Nov 2026 11:30:00 +0300</pubDate>"
    )
    (link,) = links(rss(item))
    assert (link.url, link.title, link.published) == (STORY, "Drones hit a fuel depot", MORNING)
    assert link.summary == "Two tanks burn."


def test_links_come_in_the_order_of_the_feed() -> None:
    assert urls(rss(f"<link>{STORY}</link>", f"<link>{OTHER}</link>")) == [STORY, OTHER]


def test_an_item_given_twice_is_one_link_with_its_first_title() -> None:
    feed = rss(
        f"<title>First</title><link>{STORY}</link>",
        f"<title>Again</title><link>{STORY}?utm_source=rss</link>",
        f"<link>{OTHER}</link>",
    )
    assert [(link.url, link.title) for link in links(feed)] == [(STORY, "First"), (OTHER, None)]


def test_the_date_of_an_rdf_item_is_that_of_its_publication() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://gulfwire.example/"/>'
        f'<item rdf:about="{STORY}"><title>Drones hit</title><link>{STORY}</link>'
        "<dc:date>2026-11-21T11:30:00+03:00</dc:date></item></rdf:RDF>"
    )
    (link,) = links(feed)
    assert (link.url, link.title, link.published) == (STORY, "Drones hit", MORNING)


def test_an_atom_entry_tells_when_it_was_published_and_when_changed() -> None:
    entry = (
        f'<title>Drones hit</title><link href="{STORY}"/><published>2026-11-21T08:30:00Z</published>'
        "<updated>2026-11-21T10:30:00+01:00</updated>"
    )
    (link,) = links(atom(entry))
    assert (link.published, link.modified) == (MORNING, datetime(2026, 11, 21, 9, 30, tzinfo=UTC))


def test_the_date_of_a_publication_is_not_taken_for_that_of_a_change() -> None:
    (link,) = links(rss(f"<link>{STORY}</link><pubDate>Sat, 21 Nov 2026 08:30:00 GMT</pubDate>"))
    assert (link.published, link.modified) == (MORNING, None)


def test_an_atom_entry_that_only_tells_its_change_is_not_dated_by_it() -> None:
    (link,) = links(atom(f'<link href="{STORY}"/><updated>2026-11-21T08:30:00Z</updated>'))
    assert (link.published, link.modified) == (None, MORNING)


@pytest.mark.parametrize(
    "others",
    [
        '<link rel="self" href="https://gulfwire.example/api/1"/>',
        '<link rel="enclosure" href="https://gulfwire.example/1.mp3" type="audio/mpeg"/>',
        '<link rel="replies" type="text/html" href="https://gulfwire.example/1#comments"/>',
        '<link rel="alternate" type="application/json" href="https://gulfwire.example/1.json"/>',
    ],
    ids=["self", "enclosure", "replies", "another-format"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_of_several_atom_links_the_page_is_taken(others: str, is_first: bool) -> None:
    page = f'<link rel="alternate" type="text/html" href="{STORY}"/>'
    assert urls(atom(page + others if is_first else others + page)) == [STORY]


def test_an_atom_entry_without_a_page_is_known_by_its_id() -> None:
    assert urls(atom(f'<id>{STORY}</id><link rel="enclosure" href="https://gulfwire.example/1.mp3"/>')) == [STORY]


def test_an_rss_item_keeps_its_page_beside_an_atom_link() -> None:
    assert urls(rss(f'<atom:link rel="self" href="https://gulfwire.example/api/1"/><link>{STORY}</link>')) == [STORY]


@pytest.mark.parametrize("attribute", ["", ' isPermaLink="true"'])
def test_a_guid_that_is_an_address_stands_in_for_a_missing_link(attribute: str) -> None:
    assert urls(rss(f"<title>Drones hit</title><guid{attribute}>{STORY}</guid>")) == [STORY]


def test_a_guid_that_is_an_address_stands_in_for_an_empty_link() -> None:
    assert urls(rss(f"<link> </link><guid>{STORY}</guid>")) == [STORY]


@pytest.mark.parametrize("link", ["javascript:void(0)", "mailto:desk@gulfwire.example", "", "https://[::1"])
def test_a_guid_that_is_an_address_stands_in_for_a_link_that_leads_nowhere(link: str) -> None:
    assert urls(rss(f"<link>{link}</link><guid>{STORY}</guid>")) == [STORY]


@pytest.mark.parametrize(
    "item",
    [
        "<title>Drones hit</title>",
        "<title>Drones hit</title><link></link>",
        "<guid>urn:uuid:1225c695</guid>",
        "<guid>tag:gulfwire.example,2026:5</guid>",
        "<guid isPermaLink='false'>12345</guid>",
        "<guid isPermaLink='false'>gulf wire 5</guid>",
    ],
)
def test_an_item_without_an_address_offers_nothing(item: str) -> None:
    assert urls(rss(item, f"<link>{OTHER}</link>")) == [OTHER]


def test_a_link_counts_more_than_a_guid() -> None:
    assert urls(rss(f"<guid>https://gulfwire.example/?p=48213</guid><link>{STORY}</link>")) == [STORY]


def test_the_original_address_counts_more_than_that_of_a_feed_service() -> None:
    item = f"<link>https://feedproxy.example/~r/gulf/~3/x</link><feedburner:origLink>{STORY}</feedburner:origLink>"
    assert urls(rss(item)) == [STORY]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/drones-hit-fuel-depot", STORY),
        ("../drones-hit-fuel-depot", STORY),
        ("//gulfwire.example/drones-hit-fuel-depot", STORY),
        (f"\n  {STORY}\n", STORY),
        (f"<![CDATA[ {STORY} ]]>", STORY),
        (f"{STORY}?utm_source=rss&amp;utm_medium=feed#more", STORY),
        ("https://GULFWIRE.example:443/drones-hit-fuel-depot", STORY),
        ("https://новини.example/день", "https://xn--b1amarcd.example/%D0%B4%D0%B5%D0%BD%D1%8C"),
        (f"{STORY}?a=1&b=2", f"{STORY}?a=1&b=2"),
    ],
)
def test_a_link_is_brought_into_its_one_spelling(href: str, url: str) -> None:
    assert urls(rss(f"<link>{href}</link>")) == [url]


def test_an_xml_base_counts_for_relative_links() -> None:
    feed = atom('<link href="drones"/>', attributes='xml:base="https://gulfwire.example/world/"')
    assert urls(feed) == ["https://gulfwire.example/world/drones"]


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:desk@gulfwire.example", "https://[::1", "ftp://a.example/b"]
)
def test_a_broken_entry_costs_only_that_entry(href: str) -> None:
    assert urls(rss(f"<link>{href}</link>", f"<link>{STORY}</link>")) == [STORY]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Drones &amp; rockets", "Drones & rockets"),
        ("<![CDATA[<b>Drones</b> hit <i>depot</i>]]>", "Drones hit depot"),
        ("&lt;b&gt;Drones&lt;/b&gt; hit", "Drones hit"),
        ("<![CDATA[Strikes &#8220;continue&#8221;]]>", "Strikes “continue”"),
        ("Strikes&nbsp;&laquo;continue&raquo;", "Strikes «continue»"),
        ("Drones\n   hit\tdepot ", "Drones hit depot"),
        ("Drones & rockets", "Drones & rockets"),
        ("<![CDATA[Losses < 5 at sea]]>", "Losses < 5 at sea"),
        ("Drones <b>hit</b> depot", "Drones hit depot"),
        ("Дрони влучили в склад", "Дрони влучили в склад"),
        ("", None),
        ("<![CDATA[<br/>]]>", None),
        ("<![CDATA[<p>Drones</p><p>hit</p>]]>", "Drones hit"),
        ("<![CDATA[Drones<br>hit]]>", "Drones hit"),
        ("<![CDATA[Drones<script>var x</script> hit]]>", "Drones hit"),
        ("Drones &#55357;&#56832; hit", "Drones hit"),
        ("Drones &#xD83D; hit", "Drones hit"),
        ("Drones &#x110000; hit", "Drones hit"),
        ("Drones &#x1F514; hit", "Drones 🔔 hit"),
    ],
)
def test_a_title_is_its_words_without_markup(title: str, words: str | None) -> None:
    (link,) = links(rss(f"<title>{title}</title><link>{STORY}</link>"))
    assert link.title == words


def test_a_title_is_not_taken_from_the_pictures() -> None:
    (link,) = links(rss(f"<title>Drones hit</title><media:title>A tank burns</media:title><link>{STORY}</link>"))
    assert link.title == "Drones hit"


@pytest.mark.parametrize("kind", ["html", "xhtml"])
def test_an_atom_title_with_markup_is_its_words(kind: str) -> None:
    written = {
        "html": "&lt;b&gt;Drones&lt;/b&gt; hit",
        "xhtml": '<div xmlns="http://www.w3.org/1999/xhtml"><b>Drones</b> hit</div>',
    }
    (link,) = links(atom(f'<title type="{kind}">{written[kind]}</title><link href="{STORY}"/>'))
    assert link.title == "Drones hit"


@pytest.mark.parametrize(
    "date",
    [
        "Sat, 21 Nov 2026 08:30:00 GMT",
        "Sat, 21 Nov 2026 10:30:00 +0200",
        "21 Nov 2026 03:30 EST",
        "2026-11-21T08:30:00Z",
        "2026-11-21T11:30:00.250+03:00",
        "2026-11-21 08:30:00",
        "Saturday, November 21, 2026 - 08:30",
        "21.11.2026 08:30",
        "Sat, 21 Nov 0026 08:30:00 GMT",
    ],
)
def test_a_date_is_read_in_the_forms_that_feeds_use(date: str) -> None:
    (link,) = links(rss(f"<link>{STORY}</link><pubDate>{date}</pubDate>"))
    assert link.published == MORNING


@pytest.mark.parametrize(
    "date",
    [
        "1795249800",
        "",
        "now",
        "Sat, 32 Nov 2026 08:30:00 GMT",
        "0000-00-00 00:00:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_a_date_that_is_none_leaves_the_entry_undated(date: str) -> None:
    (link,) = links(rss(f"<link>{STORY}</link><pubDate>{date}</pubDate>"))
    assert (link.url, link.published) == (STORY, None)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-8", "utf-16"])
def test_a_feed_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    feed = rss(
        f"<title>Удар по складу</title><link>{STORY}</link>",
        declaration=f'<?xml version="1.0" encoding="{encoding}"?>',
    )
    (link,) = links_in_feed(feed.encode(encoding), FEED)
    assert link.title == "Удар по складу"


@pytest.mark.parametrize(
    "before",
    [
        "\ufeff",
        "\n\n  ",
        "<!-- cached at 08:30 -->",
        '<?xml-stylesheet href="/feed.xsl"?>',
        "<br />\n<b>Warning</b>: in feed.php\n",
    ],
    ids=["byte-order-mark", "blank-lines", "comment", "stylesheet", "php-warning"],
)
def test_what_stands_before_a_feed_does_not_hide_it(before: str) -> None:
    feed = before + rss(f"<title>Удар</title><link>{STORY}</link>", declaration="")
    assert [(link.url, link.title) for link in links(feed)] == [(STORY, "Удар")]


def test_a_feed_that_breaks_off_gives_what_had_arrived() -> None:
    whole = rss(f"<title>Drones hit</title><link>{STORY}</link>", f"<link>{OTHER}</link>")
    assert urls(whole[: whole.index(OTHER) - len("<item><link>")]) == [STORY]


def test_an_address_that_was_cut_is_no_other_address() -> None:
    whole = rss(f"<link>{STORY}</link>", f"<title>B</title><link>{OTHER}</link>")
    assert urls(whole[: whole.index("nk></item></channel>")]) in ([STORY], [STORY, OTHER])


@pytest.mark.parametrize("name", [b"\xfc", b"utf\x00-8", b"klingon", b""])
def test_an_encoding_that_does_not_exist_costs_at_most_its_feed(name: bytes) -> None:
    body = b'<?xml version="1.0" encoding="' + name + b'"?>' + rss(f"<link>{STORY}</link>", declaration="").encode()
    try:
        assert {link.url for link in links_in_feed(body, FEED)} <= {STORY}
    except NotAFeed as refused:
        assert str(refused)


def test_the_charset_of_the_header_counts_where_the_feed_declares_none() -> None:
    body = rss(f"<title>Удар по складу</title><link>{STORY}</link>", declaration="").encode("cp1251")
    (link,) = links_in_feed(body, FEED, "application/rss+xml; charset=windows-1251")
    assert link.title == "Удар по складу"


def test_a_stray_control_character_does_not_cost_the_feed() -> None:
    assert urls(rss(f"<title>Drones\x0b hit</title><link>{STORY}</link>", f"<link>{OTHER}</link>")) == [STORY, OTHER]


def test_entities_that_grow_without_end_are_not_unfolded() -> None:
    growing = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "boom">{growing}]>'
    (link,) = links(rss(f"<title>&a9;</title><link>{STORY}</link>", declaration=declaration))
    assert len(link.title or "") < 10_000


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("password", "utf-8")
    entity = f'<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    declaration = f'<?xml version="1.0"?><!DOCTYPE rss [{entity}]>'
    (link,) = links(rss(f"<title>A&secret;B</title><link>{STORY}</link>", declaration=declaration))
    assert "password" not in (link.title or "")


def test_no_more_entries_are_taken_than_a_real_feed_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 2)
    items = [f"<link>https://gulfwire.example/{n}</link>" for n in range(5)]
    assert urls(rss(*items)) == ["https://gulfwire.example/0", "https://gulfwire.example/1"]
    assert len(urls(json_feed(*({"url": f"/{n}"} for n in range(5))))) == 2


def test_what_stands_below_the_entries_that_are_not_taken_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 2)
    entries = "".join(f"<entry><link href='/{n}'/></entry>" for n in range(5))
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}<title>Gulf Wire</title></feed>'
    assert urls(feed) == ["https://gulfwire.example/0", "https://gulfwire.example/1"]


def test_a_feed_that_nobody_says_is_packed_is_unpacked() -> None:
    packed = gzip.compress(rss(f"<link>{STORY}</link>").encode())
    assert [link.url for link in links_in_feed(packed, FEED)] == [STORY]


def test_a_packed_feed_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(NotAFeed, match="gzip that unpacks to more than 1 MB"):
        links_in_feed(gzip.compress(b"<rss>" + b" " * 2_000_000), FEED)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_a_feed_in_utf_16_that_nobody_marks_is_read(charset: str) -> None:
    body = rss(f"<link>{STORY}</link>").encode(charset)
    assert [link.url for link in links_in_feed(body, FEED)] == [STORY]


def test_entries_without_a_root_that_we_know_are_taken() -> None:
    assert urls(f"<news><item><link>{STORY}</link></item></news>") == [STORY]


def test_a_feed_without_entries_offers_nothing() -> None:
    assert links(rss()) == []
    assert links(json_feed()) == []


@pytest.mark.parametrize(
    ("body", "looks_like"),
    [
        ("", "an empty answer"),
        (" \n ", "an empty answer"),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "an HTML page"),
        ("<html><body>Not found</body></html>", "an HTML page"),
        ("<!doctype HTML><title>Not found</title>", "an HTML page"),
        ("Not found", "no feed format that we know"),
        ("<urlset><url><loc>https://gulfwire.example/a</loc></url></urlset>", "no feed format that we know"),
        ('{"error": "not found"}', "JSON without a list of items"),
        ('{"items": {"a": 1}}', "JSON without a list of items"),
        ('{"items": [{"url": "https', "JSON that does not parse"),
        ('{"items": ' + "[" * 100_000, "JSON that does not parse"),
    ],
    ids=[
        "empty",
        "blank",
        "html",
        "no-doctype",
        "no-html",
        "text",
        "sitemap",
        "json-error",
        "json-items",
        "json-cut",
        "json-deep",
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_looks_like(body: str, looks_like: str) -> None:
    with pytest.raises(NotAFeed, match=looks_like):
        links(body)


def test_a_json_item_gives_address_title_dates_and_summary() -> None:
    item = {
        "id": "48213",
        "url": f"{STORY}?utm_source=json",
        "title": "Drones &amp; <b>rockets</b>",
        "date_published": "2026-11-21T11:30:00+03:00",
        "date_modified": "2026-11-21T09:30:00Z",
        "content_text": "Two tanks burn.",
    }
    (link,) = links(json_feed(item))
    assert link == Link(
        STORY, "Drones & rockets", MORNING, datetime(2026, 11, 21, 9, 30, tzinfo=UTC), summary="Two tanks burn."
    )


def test_a_time_without_a_zone_is_utc_wherever_the_machine_stands(in_tokyo: None) -> None:
    item = f"<link>{STORY}</link><pubDate>2026-11-21 08:30:00</pubDate>"
    assert links(rss(item))[0].published == MORNING
    assert links(json_feed({"url": STORY, "date_published": "2026-11-21T08:30:00"}))[0].published == MORNING


def test_a_json_item_without_url_is_known_by_another_address_of_it() -> None:
    assert urls(json_feed({"id": "1", "external_url": STORY}, {"url": None, "id": OTHER})) == [STORY, OTHER]


def test_a_json_summary_counts_more_than_the_text() -> None:
    (link,) = links(json_feed({"url": STORY, "summary": "Two tanks burn.", "content_text": "Two tanks burn. Read on."}))
    assert link.summary == "Two tanks burn."


@pytest.mark.parametrize("key", ["content_text", "content_html"])
def test_the_text_of_a_json_item_stands_in_for_its_summary(key: str) -> None:
    (link,) = links(json_feed({"url": STORY, key: "<p>Two tanks burn.</p>"}))
    assert link.summary == "Two tanks burn."


@pytest.mark.parametrize("date", ["10:30", "Monday", "5", "2026", "2026-11", "0001-01-01T00:00:00Z"])
def test_a_json_date_that_is_not_told_to_the_day_or_that_no_article_can_have_is_none(date: str) -> None:
    assert links(json_feed({"url": STORY, "date_published": date})) == [Link(STORY)]


def test_a_json_feed_after_a_byte_order_mark_is_read() -> None:
    assert urls("\ufeff" + json_feed({"url": "/drones-hit-fuel-depot"})) == [STORY]


@pytest.mark.parametrize(
    "item",
    [
        None,
        5,
        STORY,
        [STORY],
        {},
        {"url": 5},
        {"url": [STORY]},
        {"url": "javascript:void(0)"},
        {"id": "urn:uuid:1225c695"},
        {"id": 48213},
        {"id": "12345"},
        {"url": " "},
        {"url": "https://gulfwire.example/\ud800"},
    ],
)
def test_a_broken_json_item_costs_only_that_item(item: object) -> None:
    assert urls(json_feed(item, {"url": OTHER})) == [OTHER]


def test_json_fields_of_a_wrong_kind_count_as_missing() -> None:
    item = {"url": STORY, "title": 5, "date_published": 1795249800, "date_modified": ["2026"], "summary": {"a": 1}}
    assert links(json_feed(item)) == [Link(STORY)]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (None, None),
        (5, None),
        ("", None),
        (" \xa0 ", None),
        ("Drones hit", "Drones hit"),
        ("Smith & Sons", "Smith & Sons"),
        ("I <3 rockets", "I <3 rockets"),
        ("Drones </div> hit </div>", "Drones hit"),
        ("Drones\x00 hit", "Drones hit"),
        ("Drones\ud800 hit", "Drones hit"),
        ("<p>Drones</p><p>hit</p>", "Drones hit"),
        ("killed<br>five", "killed five"),
        ("Drones<script>var x</script> hit", "Drones hit"),
    ],
)
def test_plain_text_is_the_words_or_none(markup: object, words: str | None) -> None:
    assert plain_text(markup) == words


# Pieces of feeds.
PIECES = st.sampled_from(
    [
        *(
            '<rss version="2.0">',
            "<channel>",
            "</channel>",
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>",
            "</link>",
        ),
        *('<feed xmlns="http://www.w3.org/2005/Atom">', "<entry>", "</entry>", f'<link href="{STORY}"/>', "<updated>"),
        *("<guid>", "<pubDate>", "Sat, 21 Nov 2026 08:30:00 GMT", "2026-11-21T08:30:00Z", STORY, "/a", "javascript:x"),
        *(
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "&amp;",
            "&nbsp;",
            "&",
            "<",
            ">",
            '"',
            "\n",
            "текст",
            "<b>",
            "xml:base='//['",
            "&#55357;",
            "&#x110000;",
            "&#0;",
            '<?xml version="1.0" encoding="utf\x00-8"?>',
        ),
    ]
)
BODIES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(PIECES, max_size=20).map(lambda parts: "".join(parts).encode()),
    st.lists(PIECES, max_size=20).map(lambda parts: rss("".join(parts)).encode("cp1251", "replace")),
)


@given(body=BODIES)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_any_bytes_are_a_feed_or_no_feed(body: bytes) -> None:
    try:
        found = links_in_feed(body, FEED)
    except NotAFeed as refused:
        assert str(refused)
    else:
        assert len({link.url for link in found}) == len(found)
        assert all(link.url.startswith(("http://", "https://")) for link in found)


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=10), st.just(STORY)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["items", "url", "id", "title", "summary", "date_published", "external_url"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(items=st.lists(JSON, max_size=4))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_any_json_items_cost_at_most_themselves(items: list[object]) -> None:
    assert OTHER in urls(json_feed(*items, {"url": OTHER}))
