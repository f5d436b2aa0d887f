"""Takes site chrome out of a page's tree by what the markup says of it, before the text is extracted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from lxml import etree, html
from lxml.html import HtmlElement

from crawler.reading.labels import compared, is_label, leads_with, opens_with
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
STATE_WORDS = frozenset("with has no without and is not".split())  # "has-sidebar" tells of a block, and is not its name
NAMED_TAGS = frozenset("div section aside ul ol dl table td header figure details span p figcaption".split())
# The words of other people, embedded: what the class of the blockquote says before its script has run.
EMBED_NAMES = frozenset("twittertweet twittervideo instagrammedia tiktokembed blueskyembed fbpost textpostmedia".split())
CHROME_TAGS = frozenset("nav footer form button textarea select input dialog menu iframe".split())
# Never taken out by name, whatever their class says: themes hang state on them ("has-sidebar", "comments-open").
STRUCTURE_TAGS = frozenset("html body main article head h1 title meta link script".split())
TEXT_BLOCKS = frozenset("div td section article body main center font".split())  # that hold text with breaks
INLINE_TAGS = frozenset("a abbr b bdi bdo big br cite code em font i mark q s small span strong sub sup u".split())
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDING_NAMES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden"))
UNLINKED_TEXT = etree.XPath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
MIN_PARAGRAPH_CHARS = 200
Measure = Callable[[HtmlElement], int]
MAX_TEXT_SHARE = 0.3  # of the page's paragraph text: a block that holds more is not chrome, whatever its name
MAX_LABEL_CHARS = 80
MAX_NAME_CHARS = 500  # of a class attribute; frameworks write whole style sheets into it


def prune(tree: HtmlElement) -> list[Removed]:
    """Remove chrome from the tree in place; returns what was removed, with the reason. Author text stays:
    a block that holds a good part of the page's paragraphs is never removed."""
    removed: list[Removed] = []
    measure = _measure_of(tree)
    most = MAX_TEXT_SHARE * measure(tree)
    elements = [element for element in tree.iter("*") if element is not tree]
    hidden = {element for element in elements if _is_hidden(element)}
    if sum(measure(element) for element in hidden) > most:
        hidden.clear()  # a script shows the text to its readers
    for element in elements:
        if not _attached(element, tree):
            continue
        if reason := "not shown on the page" if element in hidden else _chrome_reason(element, measure, most):
            text = " ".join(" ".join(element.itertext()).split())
            if text:
                removed.append(Removed(text[:300], reason))
            _drop(element)
    return removed


def paragraphs_from_breaks(tree: HtmlElement) -> None:
    """Make paragraphs of text that is only parted by two or more <br>, in place: extractors look for <p>, and lose
    what stands before the first break."""
    for block in {br.getparent() for br in tree.iter("br")}:
        if block is None or block.tag not in TEXT_BLOCKS:
            continue
        if sum(1 for br in block.iterchildren("br") if _is_double(br)) == 0:
            continue
        paragraph = html.Element("p")
        runs = [paragraph]
        paragraph.text, block.text = block.text, None
        for child in list(block):
            if child.tag == "br" and (_is_double(child) or child.get("data-second")):
                following = child.getnext()
                if following is not None and following.tag == "br" and _is_double(child):
                    following.set("data-second", "1")
                paragraph = html.Element("p")
                paragraph.text = child.tail
                runs.append(paragraph)
                block.remove(child)
            elif child.tag in INLINE_TAGS:
                paragraph.append(child)
            else:  # a block of its own between the runs
                tail, child.tail = child.tail, None
                paragraph = html.Element("p")
                paragraph.text = tail
                runs += [child, paragraph]
        block[:] = [run for run in runs if run.tag != "p" or len(run) or (run.text or "").strip()]


def _is_double(br: HtmlElement) -> bool:
    following = br.getnext()
    return following is not None and following.tag == "br" and not (br.tail or "").strip()


def menu_words(tree: HtmlElement) -> frozenset[str]:
    """The short link texts of the page's menus, in compared form: a line made of them is a category line."""
    links = tree.xpath("//nav//a|//header//a|//*[contains(@class,'menu') or contains(@class,'nav')]//a")
    words = {compared(link.text_content()) for link in links}
    return frozenset(word for word in words if word and len(word.split()) <= 4)


def _chrome_reason(element: HtmlElement, measure: Measure, most: float) -> str | None:
    tag = element.tag
    if not isinstance(tag, str) or tag in STRUCTURE_TAGS:
        return None
    if tag in CHROME_TAGS:
        return f"<{tag}>" if measure(element) <= most else None
    if tag == "blockquote":
        return "embedded post" if any(name in EMBED_NAMES for name in _names(element)) else None
    names = list(_names(element)) if tag in NAMED_TAGS else []
    if any(name in FLOATING_NAMES for name in names) and next(element.iter("h1", "article", "main"), None) is None:
        return "a dialog above the page"
    name = next((n for n in names if n in CHROME_NAMES), None)
    if name in LINK_LIST_NAMES and not _is_mostly_links(element):
        name = None
    if name:
        return f"block named {name}" if measure(element) <= most else None
    return _label_reason(element, measure, most)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.tag not in STRUCTURE_TAGS and (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
        or any(name in HIDING_NAMES for name in (element.get("class") or "")[:MAX_NAME_CHARS].split())
    )


def _label_reason(element: HtmlElement, measure: Measure, most: float) -> str | None:
    """A small element that prints a label; or a block that opens with the heading of a box or a comment form."""
    text = _short_text(element)
    if text is None:
        head = _first_child_with_text(element)
        heading = _short_text(head) if head is not None and head.tag != "a" else None
        if heading is None or measure(element) > most:
            return None
        if is_label(heading, "comments"):
            return "comment form"
        if (is_label(heading, "box") or is_label(heading, "related")) and _is_mostly_links(element):
            return "list of other stories"
        return None
    if element.tag in INLINE_TAGS:
        return None  # judged with the block around it
    leads = is_label(text, "related") or leads_with(text, "related")
    if (leads or (element.tag == "aside" and opens_with(text, "related") is not None)) and _links_own_words(element):
        return "leads to another story"
    return None  # notes and calls to subscribe are lines like others: lines.py knows them from an author's sentence


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


def _measure_of(tree: HtmlElement) -> Measure:
    """How the running text of this page is counted: in its paragraphs, or, where a theme has none, in all its text."""
    return _paragraph_chars if _paragraph_chars(tree) >= MIN_PARAGRAPH_CHARS else _text_chars


def _paragraph_chars(element: HtmlElement) -> int:
    """Characters of the paragraphs in an element, not counting what is linked."""
    return sum(len(p.text_content()) for p in element.iter("p", "blockquote")) - sum(
        len(a.text_content()) for p in element.iter("p") for a in p.iter("a")
    )


def _text_chars(element: HtmlElement) -> int:
    """Characters of all text in an element, not counting what is linked."""
    return sum(len(text.strip()) for text in UNLINKED_TEXT(element))


def _short_text(element: HtmlElement) -> str | None:
    text = " ".join(element.text_content().split())
    return text if 0 < len(text) <= 3 * MAX_LABEL_CHARS else None


def _first_child_with_text(element: HtmlElement) -> HtmlElement | None:
    if element.text and element.text.strip():
        return None
    for child in element:
        if isinstance(child.tag, str) and child.text_content().strip():
            return child
        if child.tail and child.tail.strip():
            return None
    return None


def _is_mostly_links(element: HtmlElement) -> bool:
    linked = sum(len(a.text_content()) for a in element.iter("a"))
    return linked >= 0.5 * len(element.text_content().strip())


def _links_own_words(element: HtmlElement) -> bool:
    """Whether most words after the label are a link."""
    linked = sum(len(a.text_content()) for a in element.iter("a"))
    return linked >= 0.4 * len(" ".join(element.text_content().split()))


def _attached(element: HtmlElement, tree: HtmlElement) -> bool:
    """Whether the element still hangs on the tree: an ancestor may have gone already."""
    while (parent := element.getparent()) is not None:
        element = parent
    return element is tree or element is tree.getroottree().getroot()


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
