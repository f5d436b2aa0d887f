"""A page -> its Article: trafilatura's text and metadata, without the chrome that it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from functools import lru_cache

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from crawler.errors import Unreadable
from crawler.moments import parsed_moment
from crawler.reading.body import alone, article_body, is_found_in, is_within, running_text
from crawler.reading.charsets import decode
from crawler.reading.credits import credit_of
from crawler.reading.dates import DAY_ONLY, Candidate, Stamp, publication, published_in
from crawler.reading.gaps import with_gaps_filled
from crawler.reading.labels import compared
from crawler.reading.limits import parse
from crawler.reading.lines import SPACES, Lines, strip_chrome
from crawler.reading.markup import link_texts, menu_words, prune
from crawler.reading.metadata import Metadata, metadata_of
from crawler.reading.normal_form import into_normal_form
from crawler.reading.signatures import signed_by
from crawler.reading.walls import wall_in
from crawler.records import Article, Page

MIN_CHARS = 20  # where words are not parted by spaces
MIN_WORDS = 3  # less is no news flash, only a headline's rest
# A flash is an article: trafilatura would throw away what is below its own 250 characters.
OPTIONS = {
    "MIN_EXTRACTED_SIZE": "80",  # characters
    "MIN_OUTPUT_SIZE": "1",
    "EXTRACTION_TIMEOUT": "0",  # seconds; the worker pool has a limit of its own
}
_TEXT_BLOCKS = frozenset("p head item quote cell code ab fw".split())


def tree_of(page: Page) -> HtmlElement:
    """The tree of a page. Raises Unreadable, with the reason in words, for what is no HTML and for a wall."""
    tree = parse(decode(page.body, page.charset))
    if (wall := wall_in(tree, page.url)) is not None:
        raise Unreadable(wall)
    return tree


def extract(page: Page, site_lines: frozenset[str] = frozenset(), tree: HtmlElement | None = None) -> Article:
    """The article of a page, without what its site is known to print on every page (lines by their `line_key`).
    `tree` is the page's, where it is parsed already; it is changed. Raises Unreadable, with the reason in words, where
    there is no article."""
    tree = tree_of(page) if tree is None else tree
    _alive = list(tree.iter())  # the proxies of the elements: while they live, no walk makes them anew
    meta = metadata_of(tree, page.url)
    dated = list(published_in(tree, meta.documents, meta.header))
    menu, links = menu_words(tree), link_texts(tree)
    fallback_day = _day_found(tree) if not dated else None
    into_normal_form(tree)
    pruned = prune(tree, page.url)
    title = meta.title or (page.announced.title if page.announced else None)
    lines = with_gaps_filled(_article_lines(tree, page.url), tree, meta.description)
    authors = meta.authors or tuple(signed_by(lines))
    found = _stripped(lines, title, authors, meta, menu, links, site_lines)
    if not _has_text([line for line in found.kept if compared(line) != compared(title or "")]):
        found = _flash(page, meta, found)
    stated = [*dated, *_dated_elsewhere(page, found.stamp, fallback_day)]
    published, published_from, raw = publication(stated, page.fetched_at)
    return Article(
        url=page.url,
        title=title,
        text="\n\n".join(found.kept),
        authors=authors,
        published=published,
        published_from=published_from,
        published_raw=raw,
        site=meta.site,
        declared_language=meta.language,
        canonical=meta.canonical,
        section=meta.section,
        image=meta.image,
        credit=credit_of(
            lines, authors=meta.stated_authors, sources=meta.sources, chrome=[block.line for block in pruned]
        ),
        removed=(*pruned, *found.removed),
    )


@lru_cache(maxsize=1)
def _config() -> ConfigParser:
    config = use_config()
    config["DEFAULT"].update(OPTIONS)
    return config


def _article_lines(tree: HtmlElement, url: str) -> list[str]:
    """The extractor's lines; or those of the page's main block alone, where the extractor missed most of that block:
    it took a list of other stories for the article, or only a part of it."""
    lines = _lines_of(tree, url, fast=True)
    body = article_body(tree)
    if body is None or not is_found_in(lines, body):
        lines = _lines_of(tree, url)
    if body is None or is_found_in(lines, body):
        return lines
    again = _lines_of(alone(body), url)
    before, after = running_text(lines), running_text(again)
    is_list = 2 * len(before) < len(" ".join(lines))
    is_part = len(before) < len(after) and is_within(before, after)
    return again if (is_list and 2 * len(after) > len(" ".join(again))) or is_part else lines


def _lines_of(tree: HtmlElement, url: str, *, fast: bool = False) -> list[str]:
    try:
        document = bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            fast=fast,
            config=_config(),
        )
    except (ValueError, TypeError, AttributeError, etree.LxmlError, RecursionError) as error:
        raise Unreadable(f"the text cannot be extracted: {type(error).__name__}") from error
    body = getattr(document, "body", None)
    return [line for line in _blocks(body) if line] if body is not None else []


def _blocks(body: etree._Element) -> Iterator[str]:
    """The lines of trafilatura's own tree: one a paragraph, subheading, list item or table row."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        text = SPACES.sub(" ", "".join(line))
        line.clear()
        yield from (part.strip() for part in text.split("\n"))

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag == "row" or (element.tag in _TEXT_BLOCKS and not _in_row(element)):
                yield from flush()
            if element.tag == "lb":
                line.append("\n")
            line.append((element.text or "").replace("\n", " "))
        else:
            if element.tag == "row" or (element.tag in _TEXT_BLOCKS and not _in_row(element)):
                yield from flush()
            if element.tag == "cell":
                line.append(" ")
            line.append((element.tail or "").replace("\n", " "))
    yield from flush()


def _in_row(element: etree._Element) -> bool:
    return any(parent.tag == "row" for parent in element.iterancestors())


def _stripped(
    lines: list[str],
    title: str | None,
    authors: tuple[str, ...],
    meta: Metadata,
    menu: frozenset[str],
    links: frozenset[str],
    site_lines: frozenset[str],
) -> Lines:
    heading = meta.heading if title and compared(meta.heading or "") != compared(title) else None
    found = strip_chrome(
        lines, title=title, authors=authors, site=meta.site, menu=menu, links=links, site_lines=site_lines
    )
    if heading and found.kept and compared(found.kept[0]) == compared(heading):
        found.take(0, "title")
    return found


def _has_text(lines: list[str]) -> bool:
    words, chars = sum(len(line.split()) for line in lines), sum(map(len, lines))
    return words >= MIN_WORDS or chars >= MIN_CHARS


def _flash(page: Page, meta: Metadata, found: Lines) -> Lines:
    """A page with hardly any text of its own: its description, or the feed's summary, is the flash."""
    summary = page.announced.summary if page.announced else None
    for text in (meta.description, summary):
        if text and _has_text([text]) and compared(text) != compared(meta.title or ""):
            return Lines([text], found.removed, found.stamp)
    raise Unreadable("no text of an article was found on the page")


def _day_found(tree: HtmlElement) -> str | None:
    """What htmldate makes of the page; it breaks on offsets of more than a day, say."""
    try:
        day: str | None = find_date(tree, original_date=True, extensive_search=False)
    except (ValueError, TypeError, OverflowError):
        return None
    return day


def _dated_elsewhere(page: Page, stamp: Stamp | None, day: str | None) -> Iterator[Candidate]:
    """What feeds, the text and a last look at the whole page say of the publication time."""
    if page.announced and page.announced.published:
        yield page.announced.published, "feed or sitemap", page.announced.published.isoformat()
    if stamp:
        yield stamp.moment, "text" if stamp.has_time else f"text{DAY_ONLY}", stamp.raw
    if day and (moment := parsed_moment(day)):
        yield moment, f"page{DAY_ONLY}", day
