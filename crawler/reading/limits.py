"""A page's text -> its tree, within the bounds of what a page can be: what lies beyond would only burn the time limit,
or the machine's memory. Pages for people are far below each of them."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement, defs
from trafilatura import load_html

from crawler.errors import Unreadable

MAX_PAGE_BYTES = 10_000_000  # libxml2 drops what follows a longer text or comment; the longest live blogs have 3 MB
MAX_ELEMENTS = 50_000  # Lighthouse calls 1,400 excessive; read in 4 seconds
MAX_ATTRIBUTES = 100_000  # take 30 MB, the extractor's copies of the tree as much again
MAX_TEXT_CHARS = 500_000  # outside scripts: a book of 250 pages; read in 3 seconds
MIN_TEXT_CHARS = 200  # before the page goes too deep: less is its title and its menu
MAX_DEPTH = 512  # Blink nests no deeper: what is below hangs beside each other
PARSER_DEPTH = 256  # where libxml2 stops, and drops the rest of the page, unless it is told that the tree is huge
MAX_TAG_ATTRIBUTES = 10_000  # libxml2 compares each with all before it: 10,000 take 0.3 seconds, 40,000 take 20

_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # libxml2 drops what follows, browsers do not
_FIRST_TAG = re.compile(r"\s*<([a-z][a-z0-9]*)", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# References to what no tree may hold: controls and noncharacters, which the parser lets in, and no copy of it takes.
_UNFIT_REFERENCES = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.IGNORECASE,
)
_UNFIT_CHARS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # the same, as they are
PARTS = defs.tags | {"main"} - {"html"}  # what a page begins with that is not marked as one
_DEEP_PARSER = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_ELEMENTS = etree.XPath("count(//*)")
_TEXT_CHARS = etree.XPath("string-length(/)")
_SCRIPTS = etree.XPath("//script/text()|//style/text()", smart_strings=False)
_IS_CUT_OFF = etree.XPath(f"boolean({'/*' * PARSER_DEPTH})")
_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse(text: str) -> HtmlElement:
    """The whole tree of a page. Raises Unreadable for what is no HTML and for a page beyond the bounds."""
    if len(text) > 2 * MAX_TAG_ATTRIBUTES:
        _check_tags(text)
    text = _PAGE_END.sub("", _UNFIT_CHARS.sub("", _UNFIT_REFERENCES.sub("", text)))
    if (first := _FIRST_TAG.match(text)) and first[1].lower() in PARTS:
        text = f"<html>{text}"
    tree = load_html(text)
    if tree is None or len(tree) == 0:
        raise Unreadable("the page is not HTML, or empty")
    if _IS_CUT_OFF(tree):
        tree = _deeper(tree, text)
    if (elements := int(_ELEMENTS(tree))) > MAX_ELEMENTS:
        raise Unreadable(f"the page is too large: {elements:,} elements")
    if (chars := int(_TEXT_CHARS(tree))) > MAX_TEXT_CHARS and (chars := chars - _script_chars(tree)) > MAX_TEXT_CHARS:
        raise Unreadable(f"the page is too large: {chars:,} characters of text")
    return tree


def _check_tags(text: str) -> None:
    """Count tags and attributes before the parser does, which takes 30 bytes of memory for each of a tag."""
    total = tags = 0
    for tag in _TAG.finditer(text):
        attributes = len(_QUOTED.sub("", tag[0]).split()) - 1
        if attributes > MAX_TAG_ATTRIBUTES:
            raise Unreadable(f"the page is too large: a tag has more than {MAX_TAG_ATTRIBUTES:,} attributes")
        if tag[0].endswith(">"):  # what is not is mostly "less than", in a script
            tags, total = tags + 1, total + attributes
        if total > MAX_ATTRIBUTES:
            raise Unreadable(f"the page is too large: more than {MAX_ATTRIBUTES:,} attributes")
        if tags > 2 * MAX_ELEMENTS:
            raise Unreadable(f"the page is too large: more than {MAX_ELEMENTS:,} elements")


def _deeper(tree: HtmlElement, text: str) -> HtmlElement:
    """The page to its end, where its depth is within the bound; else what stood before, if there was anything."""
    whole = html.document_fromstring(text.encode(errors="replace"), parser=_DEEP_PARSER)
    if not _IS_TOO_DEEP(whole):
        return whole
    if _TEXT_CHARS(tree) - _script_chars(tree) < MIN_TEXT_CHARS:
        raise Unreadable(f"the page nests elements deeper than {MAX_DEPTH}")
    return tree


def _script_chars(tree: HtmlElement) -> int:
    return sum(map(len, _SCRIPTS(tree)))
