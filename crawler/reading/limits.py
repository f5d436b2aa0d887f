"""A page's text -> its tree, within the bounds of what a page can be: what lies beyond would only burn the time limit,
or the machine's memory. Pages for people are far below each of them."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement
from trafilatura import load_html

from crawler.errors import Unreadable

# Lighthouse calls a page of 1,400 elements excessive; live blogs with thousands of comments have some 30,000.
MAX_ELEMENTS = 50_000
MAX_TEXT_CHARS = 1_000_000  # outside scripts: a book of 500 pages; the longest live blogs have some 300,000
MAX_DEPTH = 512  # browsers nest no deeper: Blink and WebKit hang what is nested below beside each other
PARSER_DEPTH = 256  # where libxml2 stops, and drops the rest of the page, unless it is told that the tree is huge
MAX_ATTRIBUTES = 10_000  # of one tag: libxml2 compares each with all before it, 10,000 take 0.3 seconds, 40,000 take 20

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{%d,}" % (2 * MAX_ATTRIBUTES))
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NONCHARACTERS = re.compile(r"&#(?:x0*fff[ef]|0*6553[45]);?", re.IGNORECASE)  # no tree can be edited that holds one
_DEEP_PARSER = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_ELEMENTS = etree.XPath("count(//*)")
_TEXT_CHARS = etree.XPath("string-length(/)")
_SCRIPTS = etree.XPath("//script/text()|//style/text()", smart_strings=False)
_IS_CUT_OFF = etree.XPath(f"boolean({'/*' * PARSER_DEPTH})")
_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse(text: str) -> HtmlElement:
    """The whole tree of a page. Raises Unreadable for what is no HTML and for a page beyond the bounds."""
    if any(len(_QUOTED.sub("", tag).split()) > MAX_ATTRIBUTES for tag in _LONG_TAG.findall(text)):
        raise Unreadable(f"the page is too large: a tag has more than {MAX_ATTRIBUTES:,} attributes")
    text = _NONCHARACTERS.sub("", text)
    tree = load_html(text)
    if tree is None or len(tree) == 0:
        raise Unreadable("the page is not HTML, or empty")
    if _IS_CUT_OFF(tree):
        tree = html.document_fromstring(text.encode(errors="replace"), parser=_DEEP_PARSER)
        if _IS_TOO_DEEP(tree):
            raise Unreadable(f"the page nests elements deeper than {MAX_DEPTH}")
    if (elements := int(_ELEMENTS(tree))) > MAX_ELEMENTS:
        raise Unreadable(f"the page is too large: {elements:,} elements")
    if (chars := int(_TEXT_CHARS(tree))) > MAX_TEXT_CHARS and (chars := chars - _script_chars(tree)) > MAX_TEXT_CHARS:
        raise Unreadable(f"the page is too large: {chars:,} characters of text")
    return tree


def _script_chars(tree: HtmlElement) -> int:
    return sum(map(len, _SCRIPTS(tree)))
