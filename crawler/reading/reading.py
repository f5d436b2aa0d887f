"""`read(page)`: everything that can be told from one page alone. Pure; runs in a worker process."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.errors import Unreadable
from crawler.reading.extraction import extract, tree_of
from crawler.reading.language import detect_language
from crawler.reading.limits import MAX_PAGE_BYTES
from crawler.reading.plain import extract_document
from crawler.reading.relevance import judge_relevance
from crawler.reading.screening import set_aside
from crawler.records import Page, Reading
from crawler.seeds import Watchlist


def read(
    page: Page, watchlists: Sequence[Watchlist], site_lines: frozenset[str] = frozenset(), *, screens: bool = False
) -> Reading:
    """The reading of a page: article, language, relevance; or why it cannot be read.
    `site_lines` are the keys of what the page's site is known to print on its pages. With `screens`, a page that no
    watchlist can keep is not read: it has a relevance, and no article.
    Raises nothing for any bytes: a page that breaks a parser is unreadable, with the reason. Raises OSError where the
    machine fails (libraries keep files in its folder for temporary ones), which says nothing of the page."""
    try:
        if len(page.body) > MAX_PAGE_BYTES:
            return too_large(page)
        if page.content_type == "text/plain":
            article = extract_document(page)
        else:
            tree = tree_of(page)
            title = page.announced.title if page.announced else None
            if screens and (aside := set_aside(tree, title, watchlists)) is not None:
                return Reading(relevance=aside)
            article = extract(page, site_lines, tree)
        language = detect_language(article.text, article.declared_language)
        return Reading(
            article=article,
            language=language,
            relevance=judge_relevance(watchlists, language.code, article.title, article.text),
        )
    except Unreadable as reason:
        return Reading(unreadable=str(reason))
    except OSError:
        raise
    except Exception as error:  # a parser broken by the page; the page is counted and the reason kept
        return Reading(unreadable=f"reading it failed: {type(error).__name__}: {error}"[:300])


def too_large(page: Page) -> Reading:
    """The reading of a page that is not read, for its size."""
    return Reading(unreadable=f"the page is too large: {len(page.body):,} bytes")
