"""One spelling for each address, one key for all its variants, and what an address tells of its page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.urls import MAX_URL_CHARS, canonical_url, is_article_url, is_same_site, is_section_url, url_key

STORY = "https://gulfwire.example/drones-hit-fuel-depot"


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTPS://GulfWire.Example/News/A", "https://gulfwire.example/News/A"),
        ("https://gulfwire.example", "https://gulfwire.example/"),
        ("https://gulfwire.example?id=5", "https://gulfwire.example/?id=5"),
        ("  https://gulfwire.example/a\n", "https://gulfwire.example/a"),
        ("https://gulfwire.example:443/a", "https://gulfwire.example/a"),
        ("http://gulfwire.example:80/a", "http://gulfwire.example/a"),
        ("http://gulfwire.example:443/a", "http://gulfwire.example:443/a"),
        ("https://gulfwire.example:8443/a", "https://gulfwire.example:8443/a"),
        ("https://gulfwire.example:/a", "https://gulfwire.example/a"),
        ("https://gulfwire.example./a", "https://gulfwire.example/a"),
        ("https://reader:secret@gulfwire.example/a", "https://gulfwire.example/a"),
        ("https://gulfwire.example/a#comments", "https://gulfwire.example/a"),
        ("https://gulfwire.example/a?", "https://gulfwire.example/a"),
        ("https://gulfwire.example/a b", "https://gulfwire.example/a%20b"),
        ("https://gulfwire.example/a%20b", "https://gulfwire.example/a%20b"),
        ("https://gulfwire.example/a%2Fb", "https://gulfwire.example/a%2Fb"),
        ("https://gulfwire.example/a%2fb%d0%b4", "https://gulfwire.example/a%2Fb%D0%B4"),
        ("https://gulfwire.example/a\\b", "https://gulfwire.example/a/b"),
        ("https://gulfwire.example/ка\nша", "https://gulfwire.example/%D0%BA%D0%B0%D1%88%D0%B0"),
        ("https://новини.example/день", "https://xn--b1amarcd.example/%D0%B4%D0%B5%D0%BD%D1%8C"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://127.0.0.1:8899/a", "http://127.0.0.1:8899/a"),
    ],
)
def test_an_address_has_one_spelling(given_url: str, canonical: str) -> None:
    assert canonical_url(given_url) == canonical


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=rss&utm_medium=feed", ""),
        ("id=5&utm_source=rss", "?id=5"),
        ("UTM_Source=rss&id=5", "?id=5"),
        ("fbclid=x&gclid=y&yclid=z&msclkid=q", ""),
        ("at_medium=RSS&at_campaign=KARANGA", ""),
        ("ref_src=twsrc&p=7&p=8", "?p=7&p=8"),
        ("PHPSESSID=0123456789abcdef&id=5", "?id=5"),
        ("q=two+words&fbclid=x", "?q=two+words"),
        ("q=a%26b&fbclid=x", "?q=a%26b"),
        ("b=2&a=1", "?b=2&a=1"),
        ("source=rss", "?source=rss"),
        ("my_utm_source=1", "?my_utm_source=1"),
        ("48213&utm_source=rss", "?48213"),
        ("utm_source=rss&amp;utm_medium=feed&amp;id=5", "?id=5"),
        ("q=%E0&utm_source=rss", "?q=%E0"),
        ("q=&fbclid", "?q="),
    ],
)
def test_what_tells_who_sent_the_reader_is_dropped_and_nothing_else(query: str, kept: str) -> None:
    assert canonical_url(f"https://gulfwire.example/story?{query}") == f"https://gulfwire.example/story{kept}"


def test_a_session_in_the_path_is_dropped() -> None:
    assert canonical_url("https://gulfwire.example/a.do;jsessionid=0AF3?id=5") == "https://gulfwire.example/a.do?id=5"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "#",
        "#top",
        "/drones-hit-fuel-depot",
        "gulfwire.example/a",
        "//gulfwire.example/a",
        "javascript:void(0)",
        "JavaScript:alert('https://gulfwire.example/')",
        "mailto:desk@gulfwire.example",
        "tel:+380441234567",
        "data:text/html,hello",
        "ftp://gulfwire.example/a",
        "feed://gulfwire.example/a",
        "https://",
        "https:///a",
        "https:/a",
        "https://[::1/a",
        "https://gulfwire.example:99999/a",
        "https://gulfwire.example:abc/a",
        "https://ex\u2100mple.example/a",
        "https://exa mple.example/a",
        "https://\u00ad\u00ad.example/a",
        "https://.example/a",
        "https://a..example/a",
        "https://gulfwire.example/" + "я" * 400,
        "https://gulfwire.example/\ud800",
        "https://gulfwire.example/" + "a" * (MAX_URL_CHARS - 24),
    ],
)
def test_what_is_no_web_address_has_no_spelling(url: str) -> None:
    assert canonical_url(url) is None


def test_an_address_may_be_long() -> None:
    url = "https://gulfwire.example/" + "a" * (MAX_URL_CHARS - 25)
    assert canonical_url(url) == url


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", "https://gulfwire.example/a"),
        ("a", "https://gulfwire.example/news/a"),
        ("../a", "https://gulfwire.example/a"),
        ("?page=2", "https://gulfwire.example/news/?page=2"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("http://other.example/a", "http://other.example/a"),
        (" /a ", "https://gulfwire.example/a"),
        ("/новини/день", "https://gulfwire.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%D0%B4%D0%B5%D0%BD%D1%8C"),
        ("javascript:void(0)", None),
        ("mailto:desk@gulfwire.example", None),
        ("//[", None),
    ],
)
def test_a_relative_address_is_joined_to_its_page(href: str, url: str | None) -> None:
    assert canonical_url(href, "https://gulfwire.example/news/") == url


@pytest.mark.parametrize(
    "variant",
    [
        "http://gulfwire.example/drones-hit-fuel-depot",
        "https://www.gulfwire.example/drones-hit-fuel-depot",
        "https://m.gulfwire.example/drones-hit-fuel-depot",
        "https://mobile.gulfwire.example/drones-hit-fuel-depot",
        "https://amp.gulfwire.example/drones-hit-fuel-depot",
        "https://gulfwire.example/drones-hit-fuel-depot/",
        "https://gulfwire.example//drones-hit-fuel-depot",
        "https://gulfwire.example/drones-hit-fuel-depot/index.html",
        "https://gulfwire.example/drones-hit-fuel-depot/amp",
        "https://gulfwire.example/drones-hit-fuel-depot/amp/",
        "https://gulfwire.example/amp/drones-hit-fuel-depot",
        "https://gulfwire.example/drones-hit-fuel-depot?amp=1",
        "https://gulfwire.example/drones-hit-fuel-depot?outputType=amp",
        "https://gulfwire.example/drones-hit-fuel-depot?utm_source=rss#more",
    ],
)
def test_all_variants_of_an_address_share_a_key(variant: str) -> None:
    assert url_key(canonical_url(variant) or "") == url_key(STORY)


def test_the_order_of_parameters_makes_no_other_page() -> None:
    assert url_key("https://gulfwire.example/?b=2&a=1") == url_key("https://gulfwire.example/?a=1&b=2")


def test_escapes_in_small_letters_make_no_other_page() -> None:
    spellings = {canonical_url(f"https://gulfwire.example/{path}") for path in ("%d8%a7%d9%84", "%D8%A7%D9%84", "ال")}
    assert len(spellings) == 1


def test_parameters_that_are_no_utf_8_are_told_apart() -> None:
    assert url_key("https://gulfwire.example/a?q=%E0") != url_key("https://gulfwire.example/a?q=%E1")


def test_an_amp_file_is_its_page() -> None:
    assert url_key("https://gulfwire.example/a.amp.html") == url_key("https://gulfwire.example/a.html")


@pytest.mark.parametrize(
    "other",
    [
        "https://gulfwire.example/drones-hit-fuel-depot-2",
        "https://gulfwire.example/Drones-hit-fuel-depot",
        "https://gulfwire.example/drones-hit-fuel-depot?page=2",
        "https://gulfwire.example/drones-hit-fuel-depot.html",
        "https://gulfwire.example:8443/drones-hit-fuel-depot",
        "https://news.gulfwire.example/drones-hit-fuel-depot",
        "https://gulfwire.example/news/drones-hit-fuel-depot",
        "https://gulfwire.example/drones-hit-fuel-depot/amplified",
        "https://gulfwire.example/drones-hit-fuel-depot?q=%E0",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert url_key(other) != url_key(STORY)


def test_a_host_of_two_words_is_not_cut() -> None:
    assert url_key("https://www.example/a") == "www.example/a"
    assert url_key("https://m.example/a") != url_key("https://www.example/a")


def test_what_is_no_web_address_is_its_own_key() -> None:
    assert url_key("seed:010_fuel-depot.txt") == "seed:010_fuel-depot.txt"
    assert url_key("http://[::1") == "http://[::1"


@pytest.mark.parametrize(
    ("url", "home", "same"),
    [
        ("https://gulfwire.example/a", "https://gulfwire.example/", True),
        ("http://gulfwire.example:8080/a", "https://gulfwire.example/", True),
        ("https://gulfwire.example/a", "https://www.gulfwire.example/", True),
        ("https://m.gulfwire.example/a", "https://www.gulfwire.example/", True),
        ("https://sport.gulfwire.example/a", "https://gulfwire.example/", True),
        ("https://gulfwire.example/a", "https://en.gulfwire.example/", True),
        ("https://notgulfwire.example/a", "https://gulfwire.example/", False),
        ("https://gulfwire.example.other.example/a", "https://gulfwire.example/", False),
        ("https://riverpost.example/gulfwire.example", "https://gulfwire.example/", False),
        ("mailto:desk@gulfwire.example", "https://gulfwire.example/", False),
    ],
)
def test_a_site_is_a_host_and_its_subdomains(url: str, home: str, same: bool) -> None:
    assert is_same_site(url, home) is same


@pytest.mark.parametrize(
    "path",
    [
        "/drones-hit-fuel-depot",
        "/news/drones-hit-fuel-depot.html",
        "/world/4821",
        "/2026/11/21/depot",
        "/news.php?id=48213",
        "/?p=48213",
        "/a/depot-fire-4821345.ece",
        "/archives/12345",
        "/world/asia/archive/drones-hit-fuel-depot",
        "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%D1%83%D0%B4%D0%B0%D1%80-%D0%BF%D0%BE-%D1%81%D0%BA%D0%BB%D0%B0%D0%B4%D1%83",
    ],
)
def test_a_headline_a_number_or_a_date_in_an_address_tells_an_article(path: str) -> None:
    assert is_article_url("https://gulfwire.example" + path)
    assert not is_section_url("https://gulfwire.example" + path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/tag/drones-hit-fuel-depot",
        "/en/category/world-news-and-more",
        "/Author/anna-maria-petrenko",
        "/search?q=12345",
        "/files/annual-report-of-2026.pdf",
        "/img/drones-hit-fuel-depot.JPG",
        "/feed.xml",
        "/privacy-policy",
    ],
)
def test_a_page_that_lists_or_explains_is_no_article(path: str) -> None:
    assert is_section_url("https://gulfwire.example" + path)
    assert not is_article_url("https://gulfwire.example" + path)


@pytest.mark.parametrize("path", ["/world", "/world/middle-east", "/world/482", "/en/live", "/news?page=482"])
def test_an_address_that_tells_nothing_is_neither_article_nor_surely_a_section(path: str) -> None:
    assert not is_article_url("https://gulfwire.example" + path)
    assert not is_section_url("https://gulfwire.example" + path)


HOSTS = st.sampled_from(
    ["gulfwire.example", "www.GulfWire.example", "новини.example", "münchen.example", "[::1]", "10.0.0.1"]
)
PORTS = st.sampled_from(["", ":", ":80", ":443", ":8443"])
PATHS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.lists(
        st.sampled_from(
            [
                "/",
                "a",
                "%20",
                "%zz",
                "é",
                "amp",
                "..",
                ";jsessionid=1",
                "?",
                "&",
                "=",
                "utm_x=1",
                "#",
                "+",
                "%d0%b4",
                "%E0",
                "&amp;",
                "я" * 90,
                "\u00ad",
            ]
        )
    ).map("".join),
)
ADDRESSES = st.builds(
    "{}://{}{}/{}".format, st.sampled_from(["http", "https", "HTTP"]), HOSTS, PORTS, PATHS
)  # fmt: skip


@given(address=ADDRESSES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_spelling_of_a_spelling_is_itself(address: str) -> None:
    spelling = canonical_url(address)
    if spelling is None:
        assert len(quote(address)) > MAX_URL_CHARS
        return
    assert canonical_url(spelling) == spelling
    assert spelling.isascii()
    assert "#" not in spelling


@given(address=ADDRESSES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_key_does_not_depend_on_the_scheme_or_the_fragment(address: str) -> None:
    spelling = canonical_url(address) or STORY
    key = url_key(spelling)
    assert key
    assert url_key(canonical_url(spelling + "#part") or "") == key
    if ":443" not in spelling and ":80" not in spelling:
        assert url_key(spelling.replace("http://", "https://", 1)) == key


@given(
    text=st.one_of(st.text(max_size=40), ADDRESSES), base=st.sampled_from([None, STORY, "http://gulfwire.example/?q=1"])
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_is_a_web_address_or_none(text: str, base: str | None) -> None:
    url = canonical_url(text, base)
    assert url is None or url.startswith(("http://", "https://"))
    if url is not None:
        assert not (is_article_url(url) and is_section_url(url))
        assert is_same_site(url, url)
