"""What stands around the headline of a page: byline and date of the article itself, not those of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.labels import compared

FOREIGN_TAGS = frozenset("nav footer aside form select button template noscript figure blockquote".split())
FOREIGN_NAMES = frozenset(
    "comment comments commentlist respond disqus sidebar related recommended popular mostread trending teaser teasers"
    " promo widget widgets newsletter card cards carousel footer latest bio".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT = etree.XPath(".//text()[not(parent::script or parent::style)]")
MAX_ANCESTORS = 60
MAX_AFTER, MAX_BEFORE = 80, 12  # elements around the headline: kicker, byline, date, share buttons, picture
MAX_ELEMENTS = 20_000
MIN_PARAGRAPH_CHARS = 160
MAX_LINE_CHARS = 160  # of a byline


class Header:
    """The headline of a page, and how other elements lie to it."""

    def __init__(self, tree: HtmlElement, titles: Iterable[str | None]) -> None:
        self.headline = _headline(tree, {compared(title) for title in titles if title} - {""})
        around = () if self.headline is None else (self.headline, *self.headline.iterancestors())
        self._levels = {element: level for level, element in enumerate(around)}

    def own(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Those that belong to the article: in no comment, sidebar, footer, nor box of another story. The nearest to
        the headline first."""
        placed = [(level, element) for element in elements if (level := self._level(element)) is not None]
        return [element for _, element in sorted(placed, key=lambda pair: pair[0])]

    def lines(self) -> Iterator[tuple[HtmlElement, str]]:
        """The short elements near the headline, with their text: dates and bylines that no class tells of."""
        if self.headline is None:
            return
        for element in self.own((*_after(self.headline), *_before(self.headline))):
            text = text_of(element)
            if 0 < len(text) <= MAX_LINE_CHARS:
                yield element, text

    def _level(self, element: HtmlElement) -> int | None:
        """How far up from the headline is what holds both, or None for what is not the article's own."""
        for part in islice((element, *element.iterancestors()), MAX_ANCESTORS):
            if part in self._levels:
                return self._levels[part]
            if part.tag in FOREIGN_TAGS or (part.tag in ("article", "li") and _tells_another_story(part)):
                return None
            if part.tag not in ("html", "body", "main") and not FOREIGN_NAMES.isdisjoint(names_of(part)):
                return None
        return 0


def text_of(element: HtmlElement) -> str:
    """The words of an element, in one line."""
    return " ".join(" ".join(TEXT(element)).split())


def names_of(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id."""
    return _words_of_name(f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}")


@lru_cache(maxsize=4096)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1-\2", name).lower()))


def _headline(tree: HtmlElement, titles: set[str]) -> HtmlElement | None:
    """The element that prints the title, a main heading before others; or the page's first main heading."""
    headings = [h for h in islice(tree.iter(*HEADINGS), 500) if compared(text_of(h)[:500]) in titles]
    if headings:
        return min(headings, key=lambda h: str(h.tag))
    for element in islice(tree.iter("b", "strong", "font", "p", "div", "span", "td"), MAX_ELEMENTS):
        if element.text and len(element.text) < 500 and compared(element.text) in titles:
            return element
    return next((h for h in tree.iter("h1") if text_of(h)), None)


def _tells_another_story(element: HtmlElement) -> bool:
    """Whether it is a card: its first heading is a link."""
    heading = next(element.iter(*HEADINGS), None)
    if heading is None:
        return False
    parent = heading.getparent()
    return next(heading.iter("a"), None) is not None or (parent is not None and parent.tag == "a")


def _after(headline: HtmlElement) -> list[HtmlElement]:
    """The elements between the headline and the first paragraph."""
    found: list[HtmlElement] = []
    for part in (headline, *headline.iterancestors()):
        for sibling in part.itersiblings():
            for element in sibling.iter("*"):
                if len(found) >= MAX_AFTER or (element.tag == "p" and len(text_of(element)) > MIN_PARAGRAPH_CHARS):
                    return found
                found.append(element)
    return found


def _before(headline: HtmlElement) -> list[HtmlElement]:
    """The last elements before the headline."""
    found: list[HtmlElement] = []
    for part in islice((headline, *headline.iterancestors()), 4):
        for sibling in islice(part.itersiblings(preceding=True), 4):
            found += islice(sibling.iter("*"), MAX_BEFORE)
    return found[:MAX_BEFORE]
