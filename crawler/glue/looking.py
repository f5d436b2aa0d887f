"""A kept article's page, fetched again: the article stays whatever the page has become."""

from __future__ import annotations

from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.glue.budgets import LeftForLater
from crawler.glue.newsroom import Newsroom
from crawler.glue.responses import GONE, HTML_TYPES, headers_of, media_type_of, page_of, reason_of, status_of
from crawler.glue.retry_after import HostParked
from crawler.glue.stopping import NotSent
from crawler.glue.troubles import trouble_of
from crawler.records import Story, Verdict
from crawler.storage import ledger
from crawler.storage.revisions import Look
from crawler.urls import canonical_url, is_same_site, is_section_url, url_key


def story_of(response: Response, look: Look, newsroom: Newsroom) -> Story | None:
    """The article as its page shows it now, under the address that it has; None for a page that shows none."""
    if (media_type := media_type_of(response)) not in HTML_TYPES:
        newsroom.outcomes.looked(look, f"the answer is {media_type}, not a page")
        return None
    if not response.body.strip():
        newsroom.outcomes.looked(look, "the answer is empty", answered=False)
        return None
    page = page_of(response, look.source, announced=ledger.announced(newsroom.db, look.url))
    if url_key(page.url) != url_key(look.url):
        is_elsewhere = is_section_url(response.url) or not is_same_site(page.url, look.url)
        if is_elsewhere or not newsroom.outcomes.is_same_article(page.url, look):
            newsroom.outcomes.looked(look, f"gone: redirects to {response.url}")
            return None
        page = replace(page, url=canonical_url(look.url) or look.url)
    return Story(page, headers=headers_of(response))


def note_failed(failure: Failure, look: Look, newsroom: Newsroom) -> None:
    """There is no page: gone for good, or perhaps there later."""
    if failure.check(HostParked, LeftForLater, NotSent):
        return  # it was not asked; the look stays due
    reason, is_gone = reason_of(failure), status_of(failure) in GONE
    forbidden = trouble_of(failure) is Verdict.ROBOTS_FORBIDS
    newsroom.outcomes.looked(look, f"gone: {reason}" if is_gone else reason, answered=is_gone or forbidden)
