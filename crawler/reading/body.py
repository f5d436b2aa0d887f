"""Where in a page its article stands: asked when the extractor found something else, or only a part."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html
from lxml.html import HtmlElement

from crawler.reading.labels import compared
from crawler.reading.lines import is_sentence
from crawler.reading.normal_form import MIN_PARAGRAPH_CHARS, is_running_text
from crawler.words import shingles_in

MIN_BODY_SHARE = 0.7  # of the page's paragraph text: what holds as much is where the article stands
MIN_FOUND_SHARE = 0.5  # of that block's paragraphs: a text with fewer of them is not this page's article
MIN_SHARED_RUNS = 0.8
PROBE_CHARS = 60  # of a paragraph's words, by which it is looked for in the text
BLOCKS_WITHIN = ("p", "div", "ul", "ol", "table", "section", "article", "blockquote", "h1", "h2", "h3", "pre")


def article_body(tree: HtmlElement) -> HtmlElement | None:
    """The deepest block that holds most of the page's running text; None where the page has hardly any."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for paragraph in paragraphs_in(tree):
        chars = len(paragraph.text_content())
        total += chars
        for ancestor in paragraph.iterancestors():
            weights[ancestor] = weights.get(ancestor, 0) + chars
    inside = [block for block, chars in weights.items() if chars >= MIN_BODY_SHARE * total]
    return max(inside, key=lambda block: sum(1 for _ in block.iterancestors()), default=None)


def is_found_in(lines: Sequence[str], body: HtmlElement) -> bool:
    """Whether the lines hold a good part of the block's paragraphs."""
    text = " ".join(map(compared, lines))
    chars = found = 0
    for paragraph in paragraphs_in(body):
        words = compared(paragraph.text_content())
        chars += len(words)
        found += len(words) if words[:PROBE_CHARS] in text else 0
    return found >= MIN_FOUND_SHARE * chars


def running_text(lines: Sequence[str]) -> str:
    """The paragraphs among the lines, not the headlines, labels and names of a list."""
    return " ".join(line for line in lines if len(line) >= MIN_PARAGRAPH_CHARS and is_sentence(line))


def is_within(part: str, whole: str) -> bool:
    """Whether most words of one text are in the other, in the same runs."""
    runs = shingles_in(part)
    return len(runs & shingles_in(whole)) >= MIN_SHARED_RUNS * len(runs)


def alone(body: HtmlElement) -> HtmlElement:
    """A page with nothing but this block, marked as the article."""
    page = html.document_fromstring("<html><body></body></html>")
    article = html.fromstring(html.tostring(body, encoding="unicode", with_tail=False))
    article.tag = "article"
    article.attrib.clear()
    page.find("body").append(article)
    return page


def paragraphs_in(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that hold running text of their own, mostly not linked."""
    return [p for p in tree.iter("p", "div", "td", "li", "blockquote") if _is_paragraph(p)]


def _is_paragraph(element: HtmlElement) -> bool:
    if element.tag != "p" and next(element.iterdescendants(*BLOCKS_WITHIN), None) is not None:
        return False
    return element.get("hidden") is None and is_running_text(element)
