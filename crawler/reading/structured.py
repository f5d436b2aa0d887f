"""The structured data (JSON-LD) of a page: its own article's, not that of the stories it links to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from lxml.html import HtmlElement

from crawler.reading.labels import compared
from crawler.urls import canonical_url, url_key
from crawler.words import storable

Node = dict[str, object]
NEWS_TYPES = re.compile(r"(Article|BlogPosting|Posting|Report)$")
PAGE_TYPES = re.compile(r"\b(Web|Item)Page$")
CRUMBS_TYPE = re.compile(r"\bBreadcrumbList$")
WRAPPING = re.compile(r"^\s*(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)(?:\s*\*/)?\s*$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
MENDED: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: WRAPPING.sub("", text).strip().rstrip(";"),
    lambda text: TRAILING_COMMA.sub("", MENDED[1](text)),
    lambda text: unescape(MENDED[1](text)),
)
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb")  # where a page's own nodes hang
REFERRED = ("author", "creator", "publisher", "image", "provider", "sourceOrganization", "isBasedOn", "articleSection")
MAX_DEPTH = 6
MAX_ITEMS = 50
MAX_CHARS = 2_000_000  # of one script


class StructuredData:
    """What the page's JSON-LD says: all its nodes, references by @id followed."""

    def __init__(self, scripts: Iterable[HtmlElement]) -> None:
        self.nodes = [node for document in _documents(scripts) for node in _nodes_in(document, depth=0)]
        self._by_id = {str(node["@id"]): node for node in reversed(self.nodes) if "@id" in node and len(node) > 1}

    def articles(self, is_own: Callable[[Node], bool]) -> list[Node]:
        """The articles that the page is about: where it describes several, those that are its own."""
        found = self._of_type(NEWS_TYPES)
        if len(found) > 1:
            found = [node for node in found if is_own(node)] or found[:1]
        elif not found:  # some systems describe the page alone
            found = [node for node in self._of_type(PAGE_TYPES) if node.get("datePublished")][:1]
        return [self._resolved(node) for node in found]

    def crumbs(self) -> list[tuple[str, str]]:
        """Name and address of each step of the page's breadcrumb trail."""
        trail = next(iter(self._of_type(CRUMBS_TYPE)), {})
        steps = trail.get("itemListElement")
        return [_step(step) for step in (steps if isinstance(steps, list) else [])[:10] if isinstance(step, dict)]

    def _of_type(self, types: re.Pattern[str]) -> list[Node]:
        return [node for node in self.nodes if any(types.search(kind) for kind in kinds_of(node))]

    def _resolved(self, node: Node) -> Node:
        return {**node, **{key: self._followed(node[key]) for key in REFERRED if key in node}}

    def _followed(self, value: object) -> object:
        if isinstance(value, list):
            return [self._followed(item) for item in value[:MAX_ITEMS] if not isinstance(item, list)]
        if isinstance(value, dict) and "name" not in value and "url" not in value:
            return self._by_id.get(str(value.get("@id")), value)
        return value


def kinds_of(node: Node) -> list[str]:
    """The types that a node states."""
    stated = node.get("@type")
    return [kind for kind in (stated if isinstance(stated, list) else [stated])[:9] if isinstance(kind, str)]


def address_key(address: str) -> str:
    """What the spellings of an address share, those with tracking parameters too."""
    return url_key(canonical_url(address) or address)


def states(node: Node, addresses: frozenset[str], headlines: frozenset[str]) -> bool:
    """Whether a node names one of these addresses (as address_key spells them) or headlines (in compared form)."""
    page = node.get("mainEntityOfPage")
    stated = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    own = any(address_key(address) in addresses for address in stated if isinstance(address, str) and address)
    return own or bool({compared(text) for text in texts_in(node.get("headline"))} & headlines)


def texts_in(value: object) -> Iterator[str]:
    """The texts of a value, of the name of a thing, or of a list of either; without entities, in one line."""
    if isinstance(value, str):
        if text := " ".join(storable(unescape(value[:2000])).split()):
            yield text
    elif isinstance(value, dict):
        for item in _listed(value.get("name")):
            yield from texts_in(item if isinstance(item, str) else None)
    elif isinstance(value, list):
        for item in value[:20]:
            yield from texts_in(item if not isinstance(item, list) else None)


def _listed(value: object) -> list[object]:
    return value[:20] if isinstance(value, list) else [value]


def _documents(scripts: Iterable[HtmlElement]) -> Iterator[object]:
    for script in scripts:
        if "ld+json" in (script.get("type") or "").lower() and len(text := script.text or "") <= MAX_CHARS:
            yield from _parsed(text)


def _parsed(text: str) -> Iterator[object]:
    """The document of a script, as it is or with the slips of templates mended."""
    for mend in MENDED:
        try:
            yield json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
        return


def _nodes_in(value: object, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:MAX_ITEMS]:
            yield from _nodes_in(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in HOLDERS:
            yield from _nodes_in(value.get(key), depth + 1)


def _step(step: Node) -> tuple[str, str]:
    item = step.get("item")
    name = next(texts_in(step), None) or next(texts_in(item if isinstance(item, dict) else None), "")
    address = item.get("@id") or item.get("url") if isinstance(item, dict) else item
    return name, address if isinstance(address, str) else ""
