"""What stands around the headline of a page: byline and date of the article itself, not those of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.labels import compared

FOREIGN_TAGS = frozenset("nav footer aside form select button template noscript figure blockquote".split())
FOREIGN_NAMES = frozenset(
    "comment comments commentlist respond disqus sidebar related recommended popular mostread trending teaser teasers"
    " promo widget widgets newsletter card cards carousel footer latest bio".split()
)
STORY_TYPE = re.compile(r"(?:Article|Posting)$")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PLAIN_HEADINGS = ("b", "strong", "font", "big", "p", "div", "span", "td")
TEXT = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
MAX_ANCESTORS = 60
MAX_AFTER, MAX_BEFORE = 80, 12  # elements around the headline: kicker, byline, date, share buttons, picture
MAX_ELEMENTS = 20_000
MAX_TITLE_CHARS = 500
MIN_PARAGRAPH_CHARS = 160
MAX_LINE_CHARS = 160  # of a byline


class Header:
    """The headline of a page, and how other elements lie to it."""

    def __init__(self, tree: HtmlElement, titles: Iterable[str | None]) -> None:
        self.headline = _headline(tree, [title for title in titles if title])
        around = () if self.headline is None else (self.headline, *self.headline.iterancestors())
        self._levels: dict[HtmlElement, int | None] = {element: level for level, element in enumerate(around)}

    def own(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Those that belong to the article: in no comment, sidebar, footer, nor box of another story. The nearest to
        the headline first."""
        placed = [(level, element) for element in elements if (level := self._level(element)) is not None]
        return [element for _, element in sorted(placed, key=lambda pair: pair[0])]

    @cached_property
    def near(self) -> list[HtmlElement]:
        """The elements around the headline, down to the first paragraph."""
        return [] if self.headline is None else self.own((*_after(self.headline), *_before(self.headline)))

    @cached_property
    def lines(self) -> list[tuple[HtmlElement, str]]:
        """The short texts near the headline, each with its element or the one that it follows: dates and bylines that
        no class tells of."""
        around = [] if self.headline is None else [self.headline, *islice(self.headline.iterancestors(), 3)]
        found = [(element, _line(element.tail)) for element in around]
        found += [(element, text) for element in self.near for text in _texts_of(element)]
        return [(element, text) for element, text in found if 0 < len(text) <= MAX_LINE_CHARS]

    def _level(self, element: HtmlElement) -> int | None:
        """How far up from the headline is what holds both, or None for what is not the article's own."""
        path, level = [], 0
        for part in islice((element, *element.iterancestors()), MAX_ANCESTORS):
            if part in self._levels:
                level = self._levels[part]
                break
            path.append(part)
            if _is_foreign(part):
                level = None
                break
        self._levels |= dict.fromkeys(path, level)
        return level


def text_of(element: HtmlElement) -> str:
    """The words of an element, in one line."""
    if not len(element):
        return _line(element.text)
    return " ".join(" ".join(TEXT(element)).split())


def names_of(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id."""
    dress, key = element.get("class"), element.get("id")
    return _words_of_name(dress and dress[:300], key and key[:100]) if dress or key else frozenset()


@lru_cache(maxsize=4096)
def _words_of_name(*names: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1-\2", " ".join(filter(None, names))).lower()))


def _headline(tree: HtmlElement, titles: list[str]) -> HtmlElement | None:
    """The element that prints a title, a main heading before others, the longest title first; or the page's first
    main heading."""
    wanted = {compared(title) for title in titles} - {""}
    main = [(h, text) for h in islice(tree.iter("h1"), 20) if (text := text_of(h))]
    for heading, text in main:
        if compared(text[:MAX_TITLE_CHARS]) in wanted:
            return heading
    lengths = range(min(map(len, titles), default=0) - 10, max(map(len, titles), default=0) + 10)
    for heading in islice(tree.iter(*HEADINGS[1:]), 500):
        if len(text := text_of(heading)) in lengths and compared(text) in wanted:
            return heading
    if main:
        return main[0][0]
    printed: dict[str, HtmlElement] = {}
    for element in islice(tree.iter(*PLAIN_HEADINGS), MAX_ELEMENTS):
        text = (element.text or "").strip() or (text_of(element) if len(element) == 1 else "")
        if len(text) in lengths and (key := compared(text)) in wanted:
            printed.setdefault(key, element)
    return printed[max(printed, key=len)] if printed else None


def _texts_of(element: HtmlElement) -> Iterator[str]:
    """What an element says, what it says before any element in it, and what follows it in the same block."""
    whole = text_of(element)
    yield whole
    for text in (element.text if len(element) else None, element.tail):
        if (line := _line(text)) and line != whole:
            yield line


def _line(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def _is_foreign(part: HtmlElement) -> bool:
    if part.tag in ("html", "body", "main"):
        return False
    foreign = FOREIGN_NAMES & names_of(part)
    if part.tag == "footer" or foreign == {"footer"}:
        return not any(map(_holds_story, part.iterancestors()))  # an article's own footer tells who wrote it, and when
    return bool(foreign) or part.tag in FOREIGN_TAGS or (part.tag in ("article", "li") and _tells_another_story(part))


def _holds_story(element: HtmlElement) -> bool:
    return (
        element.tag == "article"
        or "hentry" in (element.get("class") or "").split()
        or STORY_TYPE.search(element.get("itemtype") or "") is not None
    )


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
                if len(found) >= MAX_AFTER or _is_paragraph(element):
                    return found
                found.append(element)
    return found


def _is_paragraph(element: HtmlElement) -> bool:
    return len(text_of(element) if element.tag == "p" else element.text or "") > MIN_PARAGRAPH_CHARS


def _before(headline: HtmlElement) -> list[HtmlElement]:
    """The last elements before the headline."""
    found: list[HtmlElement] = []
    for part in islice((headline, *headline.iterancestors()), 4):
        for sibling in islice(part.itersiblings(preceding=True), 8):
            found += islice(sibling.iter("*"), MAX_BEFORE)
    return [element for element in found if element.tag != "br"][:MAX_BEFORE]
