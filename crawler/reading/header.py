"""What stands around the headline of a page: byline and date of the article itself, not those of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.reading.labels import compared

FOREIGN_TAGS = frozenset("nav footer aside form select button template noscript figure blockquote".split())
FOREIGN_NAMES = frozenset(
    "comment comments commentlist respond disqus sidebar related recommended popular mostread trending teaser teasers"
    " promo widget widgets newsletter card cards carousel footer latest bio".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_ANCESTORS = 60
MAX_NEAR = 80  # elements after the headline, and a fifth of it before: kicker, byline, date, share buttons, picture
MAX_ELEMENTS = 20_000
MIN_PARAGRAPH_CHARS = 160
MAX_LINE_CHARS = 160  # of a byline


class Header:
    """The headline of a page, and how its elements lie to it."""

    def __init__(self, tree: HtmlElement, titles: Iterable[str | None]) -> None:
        self.headline = _headline(tree, {compared(title) for title in titles if title} - {""})
        self._around = set() if self.headline is None else {self.headline, *self.headline.iterancestors()}
        self._tree = tree

    def own(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Those that belong to the article: in no comment, sidebar, footer, nor box of another story. The nearest to
        the headline first."""
        return sorted((e for e in elements if self._is_own(e)), key=self._distance)

    def lines(self) -> Iterator[tuple[HtmlElement, str]]:
        """The short elements near the headline, with their text: dates and bylines that no class tells of."""
        for element in self.own(self._near()):
            text = text_of(element)
            if 0 < len(text) <= MAX_LINE_CHARS:
                yield element, text

    def _is_own(self, element: HtmlElement) -> bool:
        for count, part in enumerate((element, *element.iterancestors())):
            if part in self._around:
                return True
            if part.tag in FOREIGN_TAGS or count > MAX_ANCESTORS:
                return False
            if part.tag not in ("html", "body", "main") and not FOREIGN_NAMES.isdisjoint(names_of(part)):
                return False
            if part.tag in ("article", "li") and _tells_another_story(part):
                return False
        return True

    def _distance(self, element: HtmlElement) -> int:
        """How many steps it is up to what holds the headline too; of two as near, the first on the page is nearer."""
        steps = 0
        for part in (element, *element.iterancestors()):
            if part in self._around:
                return steps + sum(1 for inner in self._around if part in inner.iterancestors())
            steps += 1
        return steps

    def _near(self) -> list[HtmlElement]:
        if self.headline is None:
            return []
        before = [e for e, _ in zip(_backwards(self.headline), range(MAX_NEAR // 5), strict=False)]
        after: list[HtmlElement] = []
        for element in _forwards(self.headline):
            if len(after) >= MAX_NEAR or (element.tag == "p" and len(text_of(element)) > MIN_PARAGRAPH_CHARS):
                break
            after.append(element)
        return after + before


def text_of(element: HtmlElement, limit: int = 2000) -> str:
    """The text of an element in one line, its beginning only."""
    parts: list[str] = []
    size = 0
    for part in element.itertext(*_READ):
        parts.append(part[:limit])
        size += len(part)
        if size > limit:
            break
    return " ".join(" ".join(parts).split())[:limit]


def names_of(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id."""
    return _words_of_name(f"{element.get('class') or ''} {element.get('id') or ''}"[:500])


@lru_cache(maxsize=4096)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1-\2", name).lower()))


class _Tags(tuple[str, ...]):
    pass


def _headline(tree: HtmlElement, titles: set[str]) -> HtmlElement | None:
    """The element that prints the title, a heading before others; or the page's only main heading."""
    headings = [h for h in tree.iter(*HEADINGS) if compared(text_of(h, 500)) in titles]
    if headings:
        return min(headings, key=lambda h: h.tag)
    for element, _ in zip(tree.iter("b", "strong", "font", "p", "div", "span", "td", "a"), range(MAX_ELEMENTS)):
        if element.text and len(element.text) < 500 and compared(element.text) in titles:
            return element
    return next((h for h in tree.iter("h1") if text_of(h)), None)
