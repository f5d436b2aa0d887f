"""Takes site chrome out of a page's tree by what the markup says of it, before the text is extracted."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from crawler.reading.labels import compared, heads_comments, is_label, leads_with, opens_with
from crawler.reading.lines import is_sentence
from crawler.reading.names import (
    CHROME_NAMES,
    EMBED_NAMES,
    FLOATING_NAMES,
    HIDING_NAMES,
    LEAD_NAMES,
    LINK_LIST_NAMES,
    MAX_NAME_CHARS,
    names_of,
)
from crawler.reading.normal_form import INLINE_TAGS
from crawler.reading.weights import MIN_PARAGRAPH_CHARS, Weight, Weights
from crawler.records import Removed
from crawler.urls import is_same_site

NAMED_TAGS = frozenset("div section aside ul ol dl td header figure details span p figcaption".split())
CAPTION_TAGS = frozenset("div span p small em i figcaption center".split())
MAX_CAPTION_CHARS = 200
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
AMP_TEXT = frozenset("amp-img amp-live-list amp-accordion amp-script amp-fit-text".split())  # may hold the author's
PICTURES = ("img", "picture", "amp-img", "video", "svg")
CHROME_TAGS = frozenset("nav footer form button textarea select input dialog menu iframe".split())
# Never taken out by name, whatever their class says: themes hang state on them ("has-sidebar", "comments-open").
STRUCTURE_TAGS = frozenset("html body main article head h1 title meta link script".split())
SHOWN_ON_SOME = re.compile(r":(?:block|flex|grid|table|inline)")
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_TEXT_SHARE = 0.3  # of the page's paragraph text: a block that holds more is not chrome, whatever its name
MAX_SHORT_CHARS = 240  # a label with the headline that it leads to
MIN_REPEATED_WORDS = 4
MIN_HEADLINE_WORDS = 4
MIN_HEADLINE_CHARS = 25  # in the mean: shorter links are topics, or what an author lists
MAX_PULL_QUOTES = 50
MIN_SENTENCE_CHARS = 60  # a sentence as long is text, wherever it stands


def prune(tree: HtmlElement, url: str = "") -> list[Removed]:
    """Remove chrome from the tree in place; returns what was removed, with the reason. Author text stays:
    a block that holds a good part of the page's paragraphs is never removed."""
    removed: list[Removed] = []
    weights = Weights(tree)
    most = MAX_TEXT_SHARE * weights.running(tree)
    marked = dict.fromkeys(_pull_quotes(tree), "repeats a sentence of the text")
    lists = [element for element in tree.iter("ul", "ol") if _is_unasked_list(element, weights[element], url)]
    marked |= dict.fromkeys(lists, "list of other stories")
    for reason, is_marked in (("not shown on the page", _is_hidden), ("caption of a picture", _is_caption)):
        found = [element for element in weights.speaking[1:] if is_marked(element, weights)]
        if sum(weights.running(element) for element in found) <= most:  # else: text that a script shows, or a gallery
            marked |= dict.fromkeys(found, reason)
    skip = 1  # the tree itself; then, behind an element that was removed, all that was in it
    for element in weights.elements:
        if skip:
            skip -= 1
            continue
        if not weights[element].chars:
            continue
        if why := marked.get(element) or _chrome_reason(element, weights, most):
            skip = weights[element].elements - 1
            if text := " ".join(" ".join(element.itertext()).split()):
                removed.append(Removed(text[:300], why))
            _drop(element)
    return removed


def _pull_quotes(tree: HtmlElement) -> set[HtmlElement]:
    """The quotes and asides that only repeat, in large type, what stands in a paragraph as well."""
    quotes = [e for e in tree.iter("blockquote", "aside", "div", "p") if _is_quote(e)][:MAX_PULL_QUOTES]
    if not quotes:
        return set()
    paragraphs = [compared(p.text_content()) for p in tree.iter("p") if not _is_in(p, quotes)]
    return {
        quote
        for quote in quotes
        if len((words := compared(_quoted(quote))).split()) >= MIN_REPEATED_WORDS
        and any(words in p for p in paragraphs)
    }


def _is_quote(element: HtmlElement) -> bool:
    return element.tag in ("blockquote", "aside") or "pull" in (element.get("class") or "")


def _quoted(quote: HtmlElement) -> str:
    """The words of a quote, without the name of who said them."""
    attributed = {id(e) for part in quote.iter("cite", "footer", "figcaption") for e in part.iter()}
    return " ".join(
        (e.text or "") + " " + (e.tail or "" if e is not quote else "") for e in quote.iter() if id(e) not in attributed
    )


def _is_in(element: HtmlElement, others: list[HtmlElement]) -> bool:
    return any(ancestor in others for ancestor in (element, *element.iterancestors()))


def menu_words(tree: HtmlElement) -> frozenset[str]:
    """The short link texts of the page's menus, in compared form: a line made of them is a category line."""
    links = tree.xpath("//nav//a|//header//a|//*[contains(@class,'menu') or contains(@class,'nav')]//a")
    words = {compared(link.text_content()) for link in links}
    return frozenset(word for word in words if word and len(word.split()) <= 4)


def link_texts(tree: HtmlElement) -> frozenset[str]:
    """The texts of the page's links, in compared form."""
    links = (link for link in tree.iter("a") if not (link.get("href") or "").startswith("#"))
    return frozenset(compared(link.text_content()) for link in links) - {""}


def _chrome_reason(element: HtmlElement, weights: Weights, most: float) -> str | None:
    tag = element.tag
    if not isinstance(tag, str) or tag in STRUCTURE_TAGS:
        return None
    if tag == "footer" and element.getparent().tag == "blockquote":
        return None  # says who is quoted
    if tag in CHROME_TAGS:
        return f"<{tag}>" if weights.running(element) <= most else None
    if tag.startswith("amp-"):
        return f"<{tag}>" if tag not in AMP_TEXT and weights.running(element) <= most else None
    if tag == "blockquote":
        return "embedded post" if not EMBED_NAMES.isdisjoint(names_of(element)) else None
    names = _names_that_count(element, weights)
    if not FLOATING_NAMES.isdisjoint(names) and _floats(element, weights):
        return "a dialog above the page"
    named = names & (CHROME_NAMES if _is_linked(weights[element], 0.5) else CHROME_NAMES - LINK_LIST_NAMES)
    if named:
        return f"block named {min(named)}" if weights.running(element) <= most else None
    return _label_reason(element, weights, most)


def _floats(element: HtmlElement, weights: Weights) -> bool:
    """Whether the page has a text without this block: else the block is the page, whatever its name."""
    beside = weights.running(weights.elements[0]) - weights.running(element)
    return beside >= MIN_PARAGRAPH_CHARS and next(element.iter("h1", "article", "main"), None) is None


def _names_that_count(element: HtmlElement, weights: Weights) -> frozenset[str]:
    """The names that may tell chrome: of blocks; no word within a paragraph goes by its name, and a paragraph that is a
    sentence only by the whole of its class."""
    if element.tag not in NAMED_TAGS or (element.tag == "span" and element.getparent().tag in ("p", "li")):
        return frozenset()
    if (
        element.tag == "p"
        and weights[element].chars >= MIN_SENTENCE_CHARS
        and is_sentence(element.text_content().strip())
    ):
        return frozenset((element.get("class") or "").lower().split())
    return names_of(element)


def _is_caption(element: HtmlElement, weights: Weights) -> bool:
    """Whether it is a short text with only a picture beside it, or that stands below one in a dress of its own."""
    chars = weights[element].chars
    if chars > MAX_CAPTION_CHARS or element.tag not in CAPTION_TAGS or not LEAD_NAMES.isdisjoint(names_of(element)):
        return False
    if (
        chars >= MIN_SENTENCE_CHARS
        and element.tag in ("p", "div", "span")
        and next(element.iterancestors("figure"), None) is None
        and is_sentence(element.text_content().strip())
    ):
        return False
    parent, above = element.getparent(), element.getprevious()
    if weights[parent].chars == chars and parent.tag not in STRUCTURE_TAGS and _shows_picture(parent):
        return True
    if above is None or weights[above].chars or not (above.tag in PICTURES or _shows_picture(above)):
        return False
    dress = element.get("class")
    return dress is not None and sum(other.get("class") == dress for other in parent) == 1


def _shows_picture(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*PICTURES), None) is not None


def _is_hidden(element: HtmlElement, _: Weights) -> bool:
    style = element.get("style")
    return element.tag not in STRUCTURE_TAGS and (
        element.get("hidden") in ("", "hidden", "true")
        or element.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
        or _is_hidden_by_class((element.get("class") or "")[:MAX_NAME_CHARS])
    )


def _is_hidden_by_class(names: str) -> bool:
    """Whether a class hides the element on every screen: "hidden md:block" shows it on wide ones."""
    return not HIDING_NAMES.isdisjoint(names.split()) and not SHOWN_ON_SOME.search(names)


def _label_reason(element: HtmlElement, weights: Weights, most: float) -> str | None:
    """A small block that prints a label; or one that opens with the heading of a box or a comment form. Notes and calls
    to subscribe are lines like others: lines.py knows them from an author's sentence."""
    weight = weights[element]
    if element.tag in INLINE_TAGS or not weight.chars or weights.running(element) > most:
        return None
    if (heading := _heading_of(element, weights)) is not None:
        if weight.chars > MAX_SHORT_CHARS and heads_comments(heading):
            return "comment form"
        if (is_label(heading, "box") or is_label(heading, "related")) and _is_linked(weight, 0.5):
            return "list of other stories"
    text = _short_text(element, weight)
    if text is None:
        return None
    leads = is_label(text, "related") or leads_with(text, "related")
    leads = leads or (element.tag == "aside" and opens_with(text, "related") is not None)
    if leads and _is_linked(weight, 0.4):
        return "leads to another story"
    is_headline = element.tag in ("p", "div") and _is_lone_link(element, weight) and not is_sentence(text)
    return "headline of another story" if is_headline and len(text.split()) >= MIN_HEADLINE_WORDS else None


def _heading_of(element: HtmlElement, weights: Weights) -> str | None:
    """The short text that a block opens with, in an element of its own."""
    head = next((child for child in element if weights[child].chars), None)
    if head is None or head.tag == "a" or (element.text or "").strip():
        return None
    return _short_text(head, weights[head])


def _is_unasked_list(element: HtmlElement, weight: Weight, url: str) -> bool:
    """Whether it is a list of headlines, linked within the site, that no subheading and no sentence announces."""
    if not _is_linked(weight, 0.9) or not 0 < MIN_HEADLINE_CHARS * len(element) <= weight.chars:
        return False
    above = element.getprevious()
    is_announced = above is not None and (above.tag in HEADINGS or above.text_content().rstrip().endswith(":"))
    return not is_announced and not any(
        _leads_elsewhere(a.get("href") or "", url) for a in islice(element.iter("a"), 3)
    )


def _leads_elsewhere(href: str, url: str) -> bool:
    try:
        return not is_same_site(urljoin(url, href), url)
    except ValueError:
        return False


def _is_lone_link(element: HtmlElement, weight: Weight) -> bool:
    """Whether the element is nothing but one link, and no item of a list of such."""
    if not _is_linked(weight, 1.0) or len(element.findall(".//a")) != 1:
        return False
    beside = (element.getprevious(), element.getnext())
    return not any(other is not None and other.tag == element.tag and _is_one_link(other) for other in beside)


def _is_one_link(element: HtmlElement) -> bool:
    return 0 < len(element.text_content().strip()) <= sum(len(a.text_content()) for a in element.iter("a"))


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
