"""How much text each element of a page holds, counted for all of them in one pass."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

SILENT_TAGS = frozenset("script style noscript template head".split())
PARAGRAPH_TAGS = frozenset(("p", "blockquote"))
MIN_PARAGRAPH_CHARS = 200  # a page with less in its paragraphs keeps its text elsewhere


@dataclass(slots=True)
class Weight:
    """Characters of an element's text; of those, linked ones; and those of its paragraphs that are not linked.
    `elements` counts the elements in it, itself included."""

    chars: int = 0
    linked: int = 0
    paragraphs: int = 0
    elements: int = 1


class Weights:
    """The weights of a tree as it was when they were counted."""

    def __init__(self, tree: HtmlElement) -> None:
        self.elements: list[HtmlElement] = list(tree.iter("*"))
        self._weights = {element: Weight() for element in self.elements}
        for element in reversed(self.elements):  # children before their parents
            self._add(element, self._weights[element])
        self.speaking = [element for element in self.elements if self._weights[element].chars]  # those with text
        self._in_paragraphs = self[tree].paragraphs >= MIN_PARAGRAPH_CHARS

    def __getitem__(self, element: HtmlElement) -> Weight:
        return self._weights[element]

    def __contains__(self, element: HtmlElement) -> bool:
        return element in self._weights

    def running(self, element: HtmlElement) -> int:
        """Characters of running text in an element: in its paragraphs, or, where a theme has none, all; unlinked."""
        weight = self._weights[element]
        return weight.paragraphs if self._in_paragraphs else weight.chars - weight.linked

    def _add(self, element: HtmlElement, weight: Weight) -> None:
        if element.tag in SILENT_TAGS:
            weight.chars = weight.linked = weight.paragraphs = 0
        elif element.text:
            weight.chars += len(element.text.strip())
        if element.tag == "a":
            weight.linked = weight.chars
        elif element.tag in PARAGRAPH_TAGS:
            weight.paragraphs = weight.chars - weight.linked
        parent = self._weights.get(element.getparent())
        if parent is not None:
            parent.chars += weight.chars + (len(element.tail.strip()) if element.tail else 0)
            parent.linked += weight.linked
            parent.paragraphs += weight.paragraphs
            parent.elements += weight.elements
