"""Brings a page into one form before anything is judged: each run of text is a paragraph, tables hold data only.
Extractors look for <p>; themes also write text between line breaks, in bare blocks and in the cells of tables."""

from __future__ import annotations

from collections import Counter

from lxml import html
from lxml.html import HtmlElement

INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo br cite code del dfn em i img ins kbd label mark s samp small span strike strong sub sup"
    " time u var".split()
)
CONTAINERS = ("div", "td", "section", "article", "body", "main", "center", "li", "blockquote")
UNWRAPPED_TAGS = ("q", "font", "tt", "wbr", "big")  # say nothing of the structure, and part a sentence for extractors
TABLE_PARTS = frozenset(("tbody", "thead", "tfoot", "tr", "td", "th"))
LAYOUT_CELL_CHARS = 300  # a cell with as much text lays out a page; the cells of a toll are short
WHOLE_TEXT_CHARS = 1500  # paragraphs side by side with as much are the article
MAX_LINKED = 0.4  # of a paragraph's characters; more is a list of links
RUN = "data-run"  # marks what was made here, until it is in place
MIN_GRID_ROWS = 3
MAX_CELL_LINKS = 2  # more are a menu
MIN_PARAGRAPH_CHARS = 60  # a shorter run beside blocks is a label as often as text


def into_normal_form(tree: HtmlElement) -> None:
    """Rewrite the tree in place. The words stay, and their order."""
    for element in list(tree.iter(*UNWRAPPED_TAGS)):
        element.drop_tag()
    for element in [*tree.iter("button"), *tree.iter("figure")]:
        if _holds_text(element):
            element.drop_tag()
    for br in list(tree.iter("br")):
        while _is_double_break(br) and (around := br.getparent()) is not None and around.tag in INLINE_TAGS:
            around.drop_tag()  # one <span> around a whole text
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _turn_into_blocks(table)
    leaves: list[HtmlElement] = []
    for block in list(tree.iter(*CONTAINERS)):
        children = list(block)
        inline = [child for child in children if child.tag in INLINE_TAGS and not _holds_blocks(child)]
        has_breaks = any(map(_is_double_break, inline))
        if len(inline) < len(children) or has_breaks:
            if has_breaks or _loose_chars(block, children, inline) >= MIN_PARAGRAPH_CHARS:
                _part_runs(block, children)
        elif block.tag in ("div", "section", "center") and is_running_text(block):
            leaves.append(block)
    clusters: Counter[HtmlElement | None] = Counter()
    for paragraph in tree.iter("p"):
        clusters[paragraph.getparent()] += len(paragraph.text_content())
    in_leaves = sum(len(leaf.text_content()) for leaf in leaves)
    if in_leaves > clusters.total() and max(clusters.values(), default=0) < WHOLE_TEXT_CHARS:
        for leaf in leaves:
            leaf.tag = "p"  # this theme writes its paragraphs so


def _holds_text(element: HtmlElement) -> bool:
    """Whether it is the button of a subheading that folds, or a figure that is a quote."""
    if element.tag == "button":
        return next(element.iterancestors("h2", "h3", "h4", "h5"), None) is not None
    return element.find(".//blockquote") is not None and next(element.iter("img", "picture", "video"), None) is None


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table lays out the page: it holds tables, forms or headlines, or a cell as long as a text."""
    if next(table.iterdescendants("table", "form", "h1", "article"), None) is not None:
        return True
    return not _is_grid(table) and any(
        len(cell.text_content()) > LAYOUT_CELL_CHARS
        or len(cell.findall(".//a")) > MAX_CELL_LINKS
        or any(map(_is_double_break, cell.iter("br")))
        for cell in table.iter("td")
    )


def _is_grid(table: HtmlElement) -> bool:
    """Whether the table has headings, or several rows of as many cells each."""
    if next(table.iterdescendants("th"), None) is not None:
        return True
    cells = {len(row.findall("td")) for row in table.iter("tr")}
    return len(cells) == 1 and cells.pop() > 1 and sum(1 for _ in table.iter("tr")) >= MIN_GRID_ROWS


def _turn_into_blocks(table: HtmlElement) -> None:
    table.tag = "div"
    for part in table.iterchildren(*TABLE_PARTS):
        _turn_into_blocks(part)


def _loose_chars(block: HtmlElement, children: list[HtmlElement], inline: list[HtmlElement]) -> int:
    """Characters of the text that stands in a block beside its blocks."""
    loose = [block.text, *(child.tail for child in children), *(child.text_content() for child in inline)]
    return sum(len(text.strip()) for text in loose if text)


def is_running_text(element: HtmlElement) -> bool:
    """Whether the element's text is long enough for a paragraph, and no list of links."""
    chars = len(element.text_content().strip())
    return chars >= MIN_PARAGRAPH_CHARS and not is_linked(element, chars)


def is_linked(element: HtmlElement, chars: int) -> bool:
    """Whether too much of the element's so many characters is linked for an author's text."""
    return sum(len(a.text_content()) for a in element.iter("a")) > MAX_LINKED * chars


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag not in INLINE_TAGS for child in element.iterdescendants("*"))


def _is_double_break(br: HtmlElement) -> bool:
    following = br.getnext()
    return br.tag == "br" and following is not None and following.tag == "br" and not (br.tail or "").strip()


def _part_runs(block: HtmlElement, children: list[HtmlElement]) -> None:
    """Give each run of text and inline elements that stands between blocks or double breaks an element of its own."""
    run = _run_of(block.text)
    parts = [run]
    block.text = None
    behind_break = has_breaks = False
    for child in children:
        if behind_break or _is_double_break(child):
            behind_break = _is_double_break(child)
            has_breaks = True
            run = _run_of(child.tail)
            parts.append(run)
        elif child.tag in INLINE_TAGS and not _holds_blocks(child):
            run.append(child)
        else:
            run = _run_of(child.tail)
            child.tail = None
            parts += [child, run]
    for part in parts:
        if part.get(RUN) and not has_breaks and len(part.text_content().strip()) < MIN_PARAGRAPH_CHARS:
            part.tag = "span"
    block[:] = [part for part in parts if not part.get(RUN) or len(part) or (part.text or "").strip()]
    for part in block:
        part.attrib.pop(RUN, None)


def _run_of(text: str | None) -> HtmlElement:
    run = html.Element("p", {RUN: "1"})
    run.text = text
    return run
