"""Takes site chrome out of a page's tree by what the markup says of it, before the text is extracted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from lxml import html
from lxml.html import HtmlElement

from crawler.reading.labels import compared, is_label, leads_with, opens_with
from crawler.reading.weights import Weight, Weights
from crawler.records import Removed

# Words in class and id that name chrome in the themes of the common systems (WordPress, Drupal, Newspaper, Joomla…).
CHROME_NAMES = frozenset(
    "comments comment respond disqus sidebar related relatedposts sharedaddy sharing share social newsletter"
    " subscribe popular mostread trending breadcrumb breadcrumbs advert advertisement"
    " adslot promo navbar navigation menu teaser teasers recommended readalso tags taglist byline submitted caption"
    " figcaption photocredit imagecredit authorbio aboutauthor authorbox".split()
)
# What floats above the page; taken out however long it is: a consent dialog may hold more text than the article.
FLOATING_NAMES = frozenset(
    "cookie cookies consent gdpr onetrust didomi tarteaucitron usercentrics cookiebot modal popup lightbox".split()
)
LINK_LIST_NAMES = frozenset(("teaser", "teasers", "promo", "recommended"))  # also of parts of an article
STATE_WORDS = frozenset(
    "with has no without and is not enabled disabled true false".split()
)  # "has-sidebar" tells of a block, and is not its name
NAMED_TAGS = frozenset("div section aside ul ol dl table td header figure details span p figcaption".split())
# The words of other people, embedded: what the class of the blockquote says before its script has run.
EMBED_NAMES = frozenset(
    "twittertweet twittervideo instagrammedia tiktokembed blueskyembed fbpost textpostmedia".split()
)
CHROME_TAGS = frozenset("nav footer form button textarea select input dialog menu iframe".split())
# Never taken out by name, whatever their class says: themes hang state on them ("has-sidebar", "comments-open").
STRUCTURE_TAGS = frozenset("html body main article head h1 title meta link script".split())
INLINE_TAGS = frozenset("a abbr b bdi bdo big br cite code em font i mark q s small span strong sub sup u".split())
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDING_NAMES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden"))
MAX_TEXT_SHARE = 0.3  # of the page's paragraph text: a block that holds more is not chrome, whatever its name
MAX_SHORT_CHARS = 240  # a label with the headline that it leads to
MAX_NAME_CHARS = 500  # of a class attribute; frameworks write whole style sheets into it


def prune(tree: HtmlElement) -> list[Removed]:
    """Remove chrome from the tree in place; returns what was removed, with the reason. Author text stays:
    a block that holds a good part of the page's paragraphs is never removed."""
    removed: list[Removed] = []
    weights = Weights(tree)
    most = MAX_TEXT_SHARE * weights.running(tree)
    hidden = {element for element in weights.elements if element is not tree and _is_hidden(element)}
    if sum(weights.running(element) for element in hidden) > most:
        hidden.clear()  # a script shows the text to its readers
    skip = 1  # the tree itself; then, behind an element that was removed, all that was in it
    for element in weights.elements:
        if skip:
            skip -= 1
            continue
        if reason := "not shown on the page" if element in hidden else _chrome_reason(element, weights, most):
            skip = weights[element].elements - 1
            if text := " ".join(" ".join(element.itertext()).split()):
                removed.append(Removed(text[:300], reason))
            _drop(element)
    return removed


def menu_words(tree: HtmlElement) -> frozenset[str]:
    """The short link texts of the page's menus, in compared form: a line made of them is a category line."""
    links = tree.xpath("//nav//a|//header//a|//*[contains(@class,'menu') or contains(@class,'nav')]//a")
    words = {compared(link.text_content()) for link in links}
    return frozenset(word for word in words if word and len(word.split()) <= 4)


def _chrome_reason(element: HtmlElement, weights: Weights, most: float) -> str | None:
    tag = element.tag
    if not isinstance(tag, str) or tag in STRUCTURE_TAGS:
        return None
    if tag in CHROME_TAGS:
        return f"<{tag}>" if weights.running(element) <= most else None
    if tag == "blockquote":
        return "embedded post" if any(name in EMBED_NAMES for name in _names(element)) else None
    names = list(_names(element)) if tag in NAMED_TAGS else []
    if any(name in FLOATING_NAMES for name in names) and next(element.iter("h1", "article", "main"), None) is None:
        return "a dialog above the page"
    name = next((n for n in names if n in CHROME_NAMES), None)
    if name in LINK_LIST_NAMES and not _is_linked(weights[element], 0.5):
        name = None
    if name:
        return f"block named {name}" if weights.running(element) <= most else None
    return _label_reason(element, weights, most)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.tag not in STRUCTURE_TAGS and (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
        or any(name in HIDING_NAMES for name in (element.get("class") or "")[:MAX_NAME_CHARS].split())
    )


def _label_reason(element: HtmlElement, weights: Weights, most: float) -> str | None:
    """A small block that prints a label; or one that opens with the heading of a box or a comment form. Notes and calls
    to subscribe are lines like others: lines.py knows them from an author's sentence."""
    weight = weights[element]
    if element.tag in INLINE_TAGS or not weight.chars or weights.running(element) > most:
        return None
    text = _short_text(element, weight)
    if text is None:
        head = next((child for child in element if weights[child].chars), None)
        if head is None or head.tag == "a" or (element.text or "").strip():
            return None
        heading = _short_text(head, weights[head]) or ""
        if is_label(heading, "comments"):
            return "comment form"
        if (is_label(heading, "box") or is_label(heading, "related")) and _is_linked(weight, 0.5):
            return "list of other stories"
        return None
    leads = is_label(text, "related") or leads_with(text, "related")
    leads = leads or (element.tag == "aside" and opens_with(text, "related") is not None)
    return "leads to another story" if leads and _is_linked(weight, 0.4) else None


def _names(element: HtmlElement) -> Iterator[str]:
    for attribute in (element.get("class"), element.get("id")):
        if attribute:
            yield from _words_of_name(attribute[:MAX_NAME_CHARS])


@lru_cache(maxsize=4096)
def _words_of_name(attribute: str) -> tuple[str, ...]:
    """The words of a class or id, alone and in pairs: `td-related-posts` names td, related, posts, relatedposts…"""
    found: list[str] = []
    for name in attribute.split():
        spaced = re.sub(r"([a-z])([A-Z])", r"\1-\2", name).lower()
        words = [word for word in re.split(r"[-_]+", spaced) if word]
        if not STATE_WORDS.isdisjoint(words):
            continue
        found += [*words, "".join(words), *(first + second for first, second in pairwise(words))]
    return tuple(found)


def _is_linked(weight: Weight, share: float) -> bool:
    """Whether as much of the element's text is linked."""
    return weight.linked >= share * weight.chars


def _short_text(element: HtmlElement, weight: Weight) -> str | None:
    if weight.chars > MAX_SHORT_CHARS:
        return None
    text = " ".join(element.text_content().split())
    return text if 0 < len(text) <= MAX_SHORT_CHARS else None


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in ("span", "a", "b", "em", "i", "button", "input"):
        element.drop_tree()  # keeps the tail as running text
        return
    if element.tail and element.tail.strip():  # words after a block start a line of their own
        separator = html.Element("br")
        separator.tail = element.tail
        element.addnext(separator)
        element.tail = None
    parent.remove(element)
