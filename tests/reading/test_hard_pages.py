"""Pages that no theme makes: each is read, or refused with the reason, and never breaks or holds up a run."""

from __future__ import annotations

import gzip
import json

import pytest

from crawler.errors import Unreadable
from crawler.reading import limits
from crawler.reading.limits import parse
from crawler.reading.reading import read
from crawler.records import Reading
from crawler.rules import parse_rule
from crawler.seeds import Watchlist
from tests.pages import HEADING, STORY, html_of, page_of, paragraphs

WATCHLIST = Watchlist("amber", (parse_rule("act"),), {"en": {"act": ("explosion",)}})
ARTICLE = f"<article>{HEADING}{paragraphs(*STORY)}</article>"
TEXT = "\n\n".join(STORY)
LINKED_DATA = '<script type="application/ld+json">{}</script>'

READ = {
    "div in div": "<div>" * 200 + ARTICLE + "</div>" * 200,
    "tags never closed": "<p><b><i>" * 60 + ARTICLE,
    "a thousand attributes": "<div " + " ".join(f"a{i}=1" for i in range(1000)) + f">{ARTICLE}</div>",
    "a long attribute": f'<div data-x="{"x y=1 " * 50_000}">{ARTICLE}</div>',
    "many breaks": f"<div>{'<br>' * 3000}</div>{ARTICLE}",
    "many short paragraphs": ARTICLE + "<p>short one</p>" * 1000,
    "many links": ARTICLE + "".join(f'<a href="/{i}">story {i}</a> ' for i in range(3000)),
    "many times": ARTICLE + '<time datetime="yesterday">x</time>' * 1000,
    "a long script": f"{ARTICLE}<script>{'var a = 1;' * 60_000}</script>",
    "many comments": "<!-- x -->" * 3000 + ARTICLE,
    "control characters": ARTICLE.replace("</p>", "\x00\x0b\x1f</p>"),
}
FRAGMENTS = {
    "no html, head or body": ARTICLE,
    "a page after a page": html_of("<p>Menu</p>") + html_of(ARTICLE),
    "a story after the end": html_of("<p>Menu</p>") + ARTICLE,
    "an offset of days": html_of(
        f'<meta property="article:published_time" content="2026-03-17T10:00:00+99:99">{ARTICLE}'
    ),
}
HEADS = {
    "deep linked data": LINKED_DATA.replace("{}", "[" * 20_000 + "]" * 20_000),
    "long linked data": LINKED_DATA.replace("{}", json.dumps({"@graph": [{"@type": "WebPage"}] * 5000})),
    "many meta": '<meta name="date" content="some day">' * 500,
}
REFUSED = {
    "nothing": b"",
    "spaces": b" \n\t " * 1000,
    "an empty body": html_of("").encode(),
    "only a script": html_of("<script>document.write('x')</script>").encode(),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40,
    "a PDF": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nstream\n" + bytes(range(256)) * 40 + b"\nendstream\n%%EOF",
    "a feed": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Amber Post</title></channel></rss>',
    "frames": b'<html><head><title>Amber</title></head><frameset cols="9%,*"><frame src="a.html"></frameset></html>',
    "a script as a page": b"(function(){var a = 'x'; window.b = function(c){return c + 1}})();\n" * 50,
    "no tag ever closed": html_of("<b>" * 5000 + ARTICLE).encode(),
}


def reading_of(page: str | bytes) -> Reading:
    return read(page_of(page), (WATCHLIST,))


def text_of(page: str | bytes) -> str | None:
    found = reading_of(page)
    return found.article.text if found.article else found.unreadable


@pytest.mark.parametrize("body", READ.values(), ids=READ.keys())
def test_an_article_is_read_whatever_stands_around_it(body: str) -> None:
    assert text_of(html_of(body)) == TEXT


@pytest.mark.parametrize("page", FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_an_article_is_read_on_a_page_that_is_not_well_made(page: str) -> None:
    assert text_of(page) == TEXT


def test_a_page_of_too_many_bytes_is_refused() -> None:
    whole = html_of(ARTICLE + f"<!--{'x' * limits.MAX_PAGE_BYTES}-->")
    assert text_of(whole) == f"the page is too large: {len(whole):,} bytes"


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_an_article_is_read_whatever_its_head_holds(head: str) -> None:
    assert text_of(html_of(ARTICLE, head=head)) == TEXT


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_an_article_is_read_in_a_charset_that_nobody_declares(charset: str) -> None:
    assert text_of(html_of(ARTICLE).encode(charset)) == TEXT


@pytest.mark.parametrize("reference", ["&#x0B;", "&#x1F;", "&#xD800;", "&#0;", "&#x110000;", "&#99999999999;", "&amp"])
def test_a_reference_to_no_character_costs_no_text(reference: str) -> None:
    assert (text_of(html_of(ARTICLE.replace("</p>", f" {reference}</p>"))) or "").startswith(STORY[0])


def test_halves_of_surrogate_pairs_cost_no_text() -> None:
    page = html_of(ARTICLE.replace("</p>", " \ud800</p>")).encode("utf-8", "surrogatepass")
    assert (text_of(page) or "").startswith(STORY[0])


@pytest.mark.parametrize("page", REFUSED.values(), ids=REFUSED.keys())
def test_what_holds_no_article_is_refused_with_the_reason(page: bytes) -> None:
    found = reading_of(page)
    assert found.article is None
    assert found.unreadable
    assert "Error" not in found.unreadable


@pytest.mark.parametrize(
    "page",
    [
        gzip.compress(html_of(ARTICLE).encode()),
        b"\n\n".join(line.encode() for line in STORY),
        json.dumps({"body": TEXT}).encode(),
        html_of(f"<noscript>{STORY[0]}</noscript>").encode(),
        html_of("<" * 3000 + ARTICLE).encode(),
        b"<svg><path d='M0 0'/><path d='M0 0'/></svg>",
        html_of("<p>" + "x" * 300_000 + "</p>").encode(),
        html_of("<table><tr><td>" * 400 + ARTICLE).encode(),
    ],
    ids=[
        "gzip",
        "plain text",
        "JSON",
        "noscript",
        "open brackets",
        "SVG",
        "a line without spaces",
        "tables never closed",
    ],
)
def test_anything_else_ends_as_an_article_or_as_a_reason(page: bytes) -> None:
    found = reading_of(page)
    assert (found.article is None) == bool(found.unreadable)


@pytest.mark.parametrize("depth", [250, 300, 500])
def test_a_page_is_parsed_to_its_end_as_deep_as_browsers_nest(depth: int) -> None:
    tree = parse(html_of("<div>" * depth + ARTICLE))
    assert len(tree.findall(".//p")) == len(STORY)


def test_what_stands_before_an_endless_depth_is_kept() -> None:
    assert len(parse(html_of(ARTICLE + "<div>" * 3000)).findall(".//p")) == len(STORY)


@pytest.mark.parametrize("reference", ["&#xFFFE;", "&#65535;", "&#x0B;", "&#x1F", "&#31;", "&#0000;", "&#11", "&#xb"])
def test_a_reference_to_what_no_tree_may_hold_does_not_reach_it(reference: str) -> None:
    tree = parse(html_of(f"<p>{STORY[0]}{reference}</p><p>x</p>"))
    assert tree.findtext(".//p") == STORY[0]


@pytest.mark.parametrize("char", ["\x12", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_no_tree_may_hold_does_not_reach_it(char: str) -> None:
    assert parse(html_of(f"<p>x{char}x</p><p>x</p>")).findtext(".//p") == "xx"


def test_control_characters_beside_breaks_cost_no_text() -> None:
    lines = "\x12<br><br>\x12".join(STORY)
    assert text_of(html_of(f"<div>{HEADING}{lines}</div>")) == TEXT


@pytest.mark.parametrize(
    ("reference", "char"), [("&#x1F600;", "😀"), ("&#310;", "Ķ"), ("&#xB7;", "·"), ("&#9;", "\t"), ("&#x0A;", "\n")]
)
def test_a_reference_to_a_character_stays(reference: str, char: str) -> None:
    assert parse(html_of(f"<p>x{reference}x</p><p>x</p>")).findtext(".//p") == f"x{char}x"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div>" * 600 + ARTICLE, "the page nests elements deeper than 512"),
        ("<i></i>" * 2000, "the page is too large: 2,004 elements"),
        ("<p>" + "word " * 3000 + "</p>", "the page is too large: 15,050 characters of text"),
        (
            "<i " + " ".join(f"a{i}" for i in range(12_000)) + "></i>",
            "the page is too large: a tag has more than 10,000 attributes",
        ),
        ('<i a="1" b="2" c="3" d="4"></i>' * 800, "the page is too large: more than 3,000 attributes"),
    ],
)
def test_a_page_beyond_the_bounds_is_refused(body: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for bound, value in (("ELEMENTS", 1000), ("TEXT_CHARS", 10_000), ("ATTRIBUTES", 3000)):
        monkeypatch.setattr(limits, f"MAX_{bound}", value)
    with pytest.raises(Unreadable, match=f"^{reason}$"):
        parse(html_of(body))


@pytest.mark.parametrize(
    "body",
    [
        f'<div data-x="{"x y " * 20_000}">{ARTICLE}</div>',
        f'<img src="data:image/png;base64,{"A" * 90_000}">{ARTICLE}',
        f"{ARTICLE}<script>{'if (a<b && c) d = e; ' * 60_000}</script>",
    ],
    ids=["an attribute of many words", "a picture in the page", "a script"],
)
def test_long_values_and_scripts_are_not_beyond_the_bounds(body: str) -> None:
    assert len(parse(html_of(body)).findall(".//p")) == len(STORY)
