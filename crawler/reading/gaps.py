"""Puts back what the extractor left out between the paragraphs that it took: subheadings, rows, a lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from crawler.reading.labels import compared, is_label
from crawler.reading.lines import is_sentence
from crawler.reading.names import LEAD_NAMES, names_of
from crawler.reading.normal_form import INLINE_TAGS, is_linked

BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "dt", "dd", "div", "section")
SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
MIN_LEAD_CHARS = 40
MIN_OPENING_CHARS = 80
MAX_SUBHEADING_CHARS = 120
LOOK_AHEAD = 40  # lines; a block that does not come within as many was left out
SAME_KIND = 2  # blocks of one kind that were taken show that a third is text as well


@dataclass(frozen=True)
class Block:
    """A piece of the page's text that stands for itself."""

    element: HtmlElement
    text: str

    @cached_property
    def words(self) -> str:
        return compared(self.text)

    @cached_property
    def kind(self) -> tuple[tuple[str, str | None], ...]:
        """What a theme dresses its paragraphs in: tag and class of the block and of what is around it."""
        around = (self.element, self.element.getparent())
        return tuple(_dress(part) for part in around if part is not None)

    @property
    def is_dressed(self) -> bool:
        """Whether its theme tells this kind of block from others."""
        return any(dress for _, dress in self.kind)

    @property
    def is_linked(self) -> bool:
        return is_linked(self.element, len(self.text))

    @property
    def is_subheading(self) -> bool:
        """Whether it is marked as a subheading, or all in bold."""
        if len(self.text) > MAX_SUBHEADING_CHARS:
            return False
        bold = sum(len(b.text_content().strip()) for b in self.element.iterchildren("b", "strong"))
        return self.element.tag in SUBHEADINGS or bold >= len(self.text)


def _dress(element: HtmlElement | None) -> tuple[str, str | None]:
    """Tag and class of an element; a paragraph is one whether it is a <p> or a <div>."""
    if element is None:
        return "", None
    return "p" if element.tag == "div" else element.tag, element.get("class")


def with_gaps_filled(lines: Sequence[str], tree: HtmlElement, description: str | None) -> list[str]:
    """The lines, with the blocks of the page that stand beside theirs and were left out."""
    blocks = list(_blocks_in(tree))
    places = _places([compared(line) for line in lines], blocks)
    kinds = Counter(block.kind for block, (_, taken) in zip(blocks, places, strict=True) if taken)
    parents = {block.element.getparent() for block, (_, taken) in zip(blocks, places, strict=True) if taken}
    exactly = set(map(compared, lines))
    everything = " ".join(exactly)
    filled = list(lines)
    first = min((position for position, taken in places if taken), default=0)
    followed = False  # whether the block below is in the text: a subheading stands above something
    for block, (position, taken) in reversed(list(zip(blocks, places, strict=True))):
        if taken:
            followed = True
            continue
        inside = first < position < len(lines) or (position == len(lines) and block.is_dressed)
        leads = 0 <= position <= first and (_is_lead(block, description) or _opens(block, parents))
        belongs = leads or (inside and _is_text(block, kinds, parents, followed))
        is_new = block.words not in (exactly if block.is_subheading else everything)
        followed = bool(belongs and block.words and is_new and not block.is_linked)
        if followed:
            filled.insert(position, block.text)
    return filled


def _places(lines: list[str], blocks: list[Block]) -> list[tuple[int, bool]]:
    """For each block where in the lines it stands or would stand, and whether it does. Above the headline: -1."""
    places: list[tuple[int, bool]] = []
    position = 0
    started = False
    for block in blocks:
        ahead = lines[position : position + LOOK_AHEAD]
        found = next((at for at, line in enumerate(ahead) if _is_same(line, block.words)), None)
        if block.element.tag == "h1":
            places = [(at if taken else -1, taken) for at, taken in places] if not started else places
            position += bool(ahead and ahead[0] == block.words)
            places.append((-1, False))
        elif found is None or not block.words:
            places.append((position, False))
        else:
            position += found + 1
            started = True
            places.append((position - 1, True))
    return places


def _is_same(line: str, words: str) -> bool:
    """Whether line and block hold the same text, or one a good part of the other."""
    return line == words or (min(len(line), len(words)) >= MIN_LEAD_CHARS and (line in words or words in line))


def _is_text(block: Block, kinds: Counter, parents: set[HtmlElement | None], followed: bool) -> bool:
    if any(is_label(block.text, kind) for kind in ("box", "related", "comments", "notes", "share", "tags")):
        return False
    tag = block.element.tag
    if block.is_subheading:
        return followed
    if tag == "tr":
        table = next(block.element.iterancestors("table"), None)
        return table is not None and _dress(table.getparent()) in map(_dress, parents)
    if tag in ("li", "dt", "dd"):
        return block.element.getparent() in parents
    return kinds[block.kind] >= SAME_KIND and is_sentence(block.text)


def _opens(block: Block, parents: set[HtmlElement | None]) -> bool:
    """Whether a block right above the text is its first paragraph."""
    return len(block.text) >= MIN_OPENING_CHARS and is_sentence(block.text) and block.element.getparent() in parents


def _is_lead(block: Block, description: str | None) -> bool:
    """Whether a block between the headline and the text leads in: it is what the page describes itself with, or is
    named so."""
    if description and block.words == compared(description):
        return True
    if len(block.text) < MIN_LEAD_CHARS or not is_sentence(block.text):
        return False
    around = (block.element, *islice(block.element.iterancestors(), 2))
    return any(name in LEAD_NAMES for part in around for name in names_of(part))


def _blocks_in(tree: HtmlElement) -> Iterator[Block]:
    for element in tree.iter(*BLOCKS):
        if element.tag != "tr" and any(child.tag not in INLINE_TAGS for child in element.iterdescendants("*")):
            continue
        if element.tag != "tr" and next(element.iterancestors("tr"), None) is not None:
            continue
        parts = [cell.text_content() for cell in element] if element.tag == "tr" else [element.text_content()]
        if text := " ".join(" ".join(parts).split()):
            yield Block(element, text)
