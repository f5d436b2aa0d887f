"""Makes paragraphs of text that is only parted by line breaks."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from crawler.reading.markup import INLINE_TAGS

TEXT_BLOCKS = frozenset("div td section article body main center font".split())  # that hold text with breaks


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
