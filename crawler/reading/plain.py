"""A plain-text document as found on the web, chrome and all -> its Article."""

from __future__ import annotations

import re

from crawler.errors import Unreadable
from crawler.reading.charsets import decode
from crawler.reading.credits import credit_of
from crawler.reading.dates import DAY_ONLY, publication
from crawler.reading.lines import is_sentence, strip_chrome
from crawler.records import Article, Page

MAX_TITLE_WORDS = 30


def extract_document(page: Page) -> Article:
    """The article of a text/plain page. Raises Unreadable if nothing of it is an author's."""
    lines = re.split(r"\r\n|\r|\n", decode(page.body, page.charset))
    found = strip_chrome(lines)
    title = _take_title(found.kept)
    # Chrome that stood between the title and the text: "Baghdad – AFP", a stamp.
    below = strip_chrome(found.kept, title=title)
    stamp = found.stamp or below.stamp
    if not below.kept:
        raise Unreadable("the document holds no text of an article")
    dated = [(stamp.moment, "text" if stamp.has_time else f"text{DAY_ONLY}", stamp.raw)] if stamp else []
    published, published_from, raw = publication(dated, page.fetched_at)
    return Article(
        url=page.url,
        title=title,
        text="\n\n".join(below.kept),
        published=published,
        published_from=published_from,
        published_raw=raw,
        credit=credit_of(lines),
        removed=(*found.removed, *below.removed),
    )


def _take_title(lines: list[str]) -> str | None:
    """The first line, where it reads like a headline and text follows."""
    if len(lines) > 1 and not is_sentence(lines[0]) and len(lines[0].split()) <= MAX_TITLE_WORDS:
        return lines.pop(0)
    return None
