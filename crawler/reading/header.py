"""What stands around the headline of a page: byline and date of the article itself, not those of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice

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
WORD_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # "entry-date", "datePublished"
NO_NAMES: frozenset[str] = frozenset()
MAX_ANCESTORS = 60
MAX_AFTER, MAX_BEFORE = 80, 12  # elements around the headline: kicker, byline, date, share buttons, picture
MAX_ELEMENTS = 20_000
MAX_HEADINGS = 50  # of a rank
MIN_PARAGRAPH_CHARS = 160
PARTS = ("meta", "link", "title", "script", "time", "abbr", *HEADINGS)
MAX_LINE_CHARS = 160  # of a byline
MAX_MARKUP_CHARS = 1000  # the same, with indentation


Parts = dict[str, list[HtmlElement]]


def parts_of(tree: HtmlElement) -> Parts:
    """The elements that tell of a page's story, by tag, in one walk: to walk a page takes longer than to read them."""
    parts: Parts = {tag: [] for tag in PARTS}
    for element in tree.iter(*PARTS):
        parts[element.tag].append(element)
    return parts


class Header:
    """The headline of a page, and how other elements lie to it."""

    def __init__(self, tree: HtmlElement, titles: Iterable[str | None], parts: Parts | None = None) -> None:
        self.parts = parts or parts_of(tree)
        stated = [title for title in titles if title]
        self.headline = _headline(tree, self.parts, stated)
        printed = compared(text_of(self.headline)) if self.headline is not None else ""
        self.title = next((title for title in stated if compared(title) == printed), None)  # which of them it prints
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

    @property
    def texts(self) -> list[str]:
        """The same, without the elements."""
        return [text for _, text in self.lines]

    def _level(self, element: HtmlElement) -> int | None:
        """How far up from the headline is what holds both, or None for what is not the article's own."""
        path: list[HtmlElement] = []
        level: int | None = 0
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
    if dress and key:
        return _words_of_name(dress[:300]) | _words_of_name(key[:100])
    return _words_of_name((dress or key)[:300]) if dress or key else NO_NAMES


@lru_cache(maxsize=8192)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD_OF_NAME.findall(name))


def _headline(tree: HtmlElement, parts: Parts, titles: list[str]) -> HtmlElement | None:
    """The element that prints the first of these titles that is printed at all, a main heading before others; or the
    page's first main heading."""
    wanted = {key: rank for rank, title in reversed([*enumerate(titles)]) if (key := compared(title))}
    main = [(h, text) for h in parts["h1"][:MAX_HEADINGS] if (text := text_of(h))]
    lesser = ((h, text_of(h)) for tag in HEADINGS[1:] for h in parts[tag][:MAX_HEADINGS])
    if (found := _printing(chain(main, lesser), wanted)) is not None:
        return found
    if main:
        return main[0][0]
    plain = islice(tree.iter(*PLAIN_HEADINGS), MAX_ELEMENTS)
    return _printing(((e, (e.text or "").strip() or (text_of(e) if len(e) == 1 else "")) for e in plain), wanted)


def _printing(elements: Iterable[tuple[HtmlElement, str]], wanted: dict[str, int]) -> HtmlElement | None:
    """The first element whose text is the first title; else that of the next one that is printed."""
    longest = 2 * max(map(len, wanted), default=0)
    ranked: dict[int, HtmlElement] = {}
    for element, text in elements:
        rank = wanted.get(compared(text)) if 0 < len(text) <= longest else None
        if rank == 0:
            return element
        if rank is not None:
            ranked.setdefault(rank, element)
    return ranked[min(ranked)] if ranked else None


def _texts_of(element: HtmlElement) -> Iterator[str]:
    """What an element says, what it says before any element in it, and what follows it in the same block."""
    whole = _short_text(element)
    yield whole
    for text in (element.text if len(element) else None, element.tail):
        if text and (line := _line(text)) and line != whole:
            yield line


def _short_text(element: HtmlElement) -> str:
    """Its words, or nothing where they are too many for a line: the text of the article itself is not gathered."""
    if not len(element):
        return _line(element.text)
    pieces, chars = [], 0
    for text in element.itertext():
        chars += len(text)
        if chars > MAX_MARKUP_CHARS:
            return ""
        pieces.append(text)
    return _line(" ".join(pieces))


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
