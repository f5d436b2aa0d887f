"""The live crawl: every source's feeds, sitemaps and listings, and the articles that they offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.discovery.ways import NotAWayIn, read_way_in
from crawler.errors import BadInput
from crawler.frontier import Frontier, Offer, guesses, recent_children
from crawler.glue.budgets import LeftForLater
from crawler.glue.crawl_delay import CrawlDelay
from crawler.glue.desk import extension_of, now
from crawler.glue.looking import note_failed, story_of
from crawler.glue.newsroom import Newsroom, chosen_sources
from crawler.glue.once import AlreadyKnown
from crawler.glue.public_only import NotPublic
from crawler.glue.responses import GONE, HTML_TYPES, asked_of, headers_of, media_type_of, page_of, reason_of, status_of
from crawler.glue.retry_after import HostParked
from crawler.glue.robots import RobotsForbid
from crawler.glue.stopping import NotSent
from crawler.glue.troubles import moved_to, trouble_in, trouble_of
from crawler.reading.charsets import charset_of, decode
from crawler.reading.limits import MAX_PAGE_BYTES
from crawler.records import Link, Outcome, Source, Story, Verdict, WayIn
from crawler.storage import ledger
from crawler.storage.revisions import Look, looks_due
from crawler.storage.second_looks import Doubt
from crawler.storage.ways_in import KnownWayIn
from crawler.urls import canonical_url, is_section_url

ALL = "all"
LATER = (HostParked, LeftForLater, NotSent)  # says nothing of the page itself
WAYS_IN_FIRST = 10  # priority: what is new is known before old links are worked off


class NewsSpider(Spider):
    """`scrapy crawl news [-a source=NAME | -a due=all]`"""

    name = "news"

    def __init__(self, source: str | None = None, due: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.only = source
        self.asks_all = source is not None or due == ALL  # whether it is their turn or not
        self.asking: Counter[str] = Counter()  # ways in without an answer yet, by source

    @staticmethod
    def check(settings: BaseSettings, source: str | None = None, due: str = ALL) -> None:
        """Raises BadInput before anything is opened."""
        if due != ALL:
            raise BadInput("due", f'"{due}" is not known; give -a due={ALL} to ask every source now')
        chosen_sources(settings, source)

    async def start(self) -> AsyncIterator[Any]:
        self.newsroom = extension_of(self.crawler, Newsroom)
        self.robots = extension_of(self.crawler, CrawlDelay)
        self.newsroom.open()
        listed = self.newsroom.choose_sources(self.only, asks_all=self.asks_all)
        for source in listed:
            frontier = self.newsroom.frontier(source)
            if source in self.newsroom.asked:
                requests = self.ask_all(frontier.open(), frontier)
            else:
                requests = [self.fetch(link, source) for link in frontier.waiting(self.newsroom.started)]
            for request in requests:
                yield request
        for look in looks_due(self.newsroom.db, self.newsroom.started, self.only):
            yield self.look_again(look)
        if self.only is None:
            names = [source.name for source in listed]
            for name, link in ledger.waiting_elsewhere(self.newsroom.db, names, self.newsroom.started):
                yield self.fetch(link, Source(name, link.url))

    def ask_all(self, ways: list[KnownWayIn], frontier: Frontier) -> list[Request]:
        """The requests for ways in, counted: articles are fetched when the last way in of their source has answered,
        so that all that feeds and sitemaps say of them is known."""
        self.asking[frontier.source.name] += len(ways)
        return [self.ask(way, frontier) for way in ways]

    def answered(self, frontier: Frontier) -> Iterator[Request]:
        """A way in is done with; after the last one the articles of its source are asked for."""
        self.asking[frontier.source.name] -= 1
        if self.asking[frontier.source.name] == 0:
            self.newsroom.visited(frontier.source.name)
            for link in frontier.waiting(None if self.asks_all else self.newsroom.started):
                yield self.fetch(link, frontier.source)

    def ask(self, way: KnownWayIn, frontier: Frontier) -> Request:
        """The request for a way in, conditional where it may be."""
        is_search = way.kind is WayIn.LISTING and frontier.searches_again()
        return Request(
            way.asked_at,
            callback=self.parse_way_in,
            errback=self.way_in_failed,
            headers={} if is_search else way.validators(now(), self.newsroom.whole_answer_every(frontier.source.name)),
            priority=WAYS_IN_FIRST,
            dont_filter=True,
            meta={"handle_httpstatus_list": [304]},
            cb_kwargs={"way": way, "frontier": frontier},
        )

    def fetch(self, link: Link, source: Source) -> Request:
        """The request for an article."""
        return Request(
            link.url,
            callback=self.parse_article,
            errback=self.article_failed,
            dont_filter=True,  # FetchOnce does, and says so
            meta={"is_article": True, "download_maxsize": MAX_PAGE_BYTES},
            cb_kwargs={"link": link, "source": source},
        )

    def look_again(self, look: Look) -> Request:
        """The request for a kept article, which may have been changed."""
        return Request(
            look.url,
            callback=self.parse_look,
            errback=self.look_failed,
            dont_filter=True,
            meta={"is_article": True, "is_look": True},
            cb_kwargs={"look": look},
        )

    def parse_look(self, response: Response, look: Look) -> Iterator[Story]:
        """A kept article's page, once more."""
        if story := story_of(response, look, self.newsroom):
            yield story

    def look_failed(self, failure: Failure) -> None:
        """A kept article's page gives no answer, or is gone."""
        note_failed(failure, asked_of(failure).cb_kwargs["look"], self.newsroom)

    def parse_way_in(self, response: Response, way: KnownWayIn, frontier: Frontier) -> Iterator[Request]:
        """A feed, sitemap or listing: its links into the ledger, then requests for those that are new."""
        source = frontier.source
        if response.status == 304 and _was_conditional(response):
            frontier.unchanged(way.url, now(), moved_to=_new_address(response, way))
            self.newsroom.way_in_answered(source.name)
            yield from self.answered(frontier)
            return
        if response.status == HTTPStatus.NOT_MODIFIED:
            error = f"{way.url}: the server answers 304, not modified, to a question for the whole"
            self._note_failed_way(way, frontier, error, Verdict.NO_ANSWER, response.status)
            yield from self.answered(frontier)
            return
        try:
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            is_listing = way.kind is WayIn.LISTING and isinstance(response, TextResponse)
            text = decode(response.body, charset_of(content_type)) if is_listing else ""
            found = read_way_in(way.kind, response.body, text, response.url, content_type)
        except NotAWayIn as reason:
            self._note_failed_way(way, frontier, f"{way.url} is {reason}", trouble_in(response), response.status)
            yield from self.answered(frontier)
            return
        ways = [(url, WayIn.SITEMAP) for url in recent_children(found.children, frontier.oldest)]
        guessed: tuple[tuple[str, WayIn], ...] = ()
        if way.kind is WayIn.LISTING and frontier.is_searched(way.url):
            announced = self._announced(response, found.feeds)
            ways += announced
            if frontier.seeks(announced, now()):
                known = {url for url, _ in announced} | frontier.known_ways()
                guessed = tuple((url, kind) for url, kind in guesses(response.url) if url not in known)
        offer = Offer(found.links, found.others, tuple(ways), guessed, is_index=bool(found.children))
        etag, modified = ((response.headers.get(name) or b"").decode("latin-1") for name in ("ETag", "Last-Modified"))
        new_ways = frontier.answer(
            way.url,
            offer,
            now(),
            etag=etag or None,
            last_modified=modified or None,
            moved_to=_new_address(response, way),
        )
        self.newsroom.way_in_answered(source.name)
        yield from self.ask_all(new_ways, frontier)
        yield from self.answered(frontier)

    def _announced(self, response: Response, feeds: tuple[str, ...]) -> list[tuple[str, WayIn]]:
        """The ways in that a home page and its robots.txt announce."""
        sitemaps = self.robots.sitemaps.get(urlparse_cached(response).netloc, [])
        return [(url, WayIn.FEED) for url in feeds] + [(url, WayIn.SITEMAP) for url in sitemaps]

    def way_in_failed(self, failure: Failure) -> Iterator[Request]:
        """No answer, or one that says no."""
        if failure.check(NotSent):
            return  # the source stays due
        way, frontier = asked_of(failure).cb_kwargs["way"], asked_of(failure).cb_kwargs["frontier"]
        if failure.check(LeftForLater):
            yield from self.answered(frontier)
            return
        self._note_failed_way(
            way, frontier, f"{way.url}: {reason_of(failure)}", trouble_of(failure), status_of(failure)
        )
        yield from self.answered(frontier)

    def _note_failed_way(
        self, way: KnownWayIn, frontier: Frontier, error: str, trouble: Verdict, status: int | None
    ) -> None:
        frontier.failed(way.url, error, now(), trouble=trouble, status=status, guessed=way.is_guess)
        if not way.is_guess:
            self.newsroom.way_in_failed(frontier.source.name, error, was_heard=status is not None)

    def parse_article(self, response: Response, link: Link, source: Source) -> Iterator[Story]:
        """An article's page: a story for the pipelines."""
        media_type = media_type_of(response)
        if media_type not in HTML_TYPES:
            reason = f"the answer is {media_type}, not a page"
            self.newsroom.outcomes.end(link.url, source.name, Outcome.NOT_AN_ARTICLE, reason, status=response.status)
        elif response.request and response.request.meta.get("redirect_urls") and is_section_url(response.url):
            reason = f"redirects to {response.url}, which is no article"
            self.newsroom.outcomes.end(
                link.url, source.name, Outcome.NOT_AN_ARTICLE, reason, status=response.status, doubt=Doubt.NO_ARTICLE
            )
        elif response.status == HTTPStatus.PARTIAL_CONTENT:
            reason = "the server answers 206: a part of the page, which nobody asked for"
            self.newsroom.outcomes.postpone(link.url, source.name, reason, status=response.status)
        elif not response.body.strip():
            self.newsroom.outcomes.postpone(link.url, source.name, "the answer is empty", status=response.status)
        else:
            page = page_of(response, source.name, asked_url=link.url, announced=link)
            yield Story(page, headers=headers_of(response))

    def article_failed(self, failure: Failure) -> None:
        """No page: say why in the ledger; where it may be different later, a later run tries again."""
        link, source = asked_of(failure).cb_kwargs["link"], asked_of(failure).cb_kwargs["source"].name
        reason, status = reason_of(failure), status_of(failure)
        if failure.check(AlreadyKnown):
            self._note_redirect(link, source, asked_of(failure).url)
        elif failure.check(*LATER):
            self.newsroom.outcomes.postpone(link.url, source, reason, was_asked=False)
        elif failure.check(RobotsForbid):
            self.newsroom.outcomes.end(link.url, source, Outcome.FORBIDDEN, reason, doubt=Doubt.FORBIDDEN)
        elif failure.check(DownloadCancelledError):
            reason = f"the page is too large: more than {MAX_PAGE_BYTES:,} bytes"
            self.newsroom.outcomes.end(link.url, source, Outcome.UNREADABLE, reason)
        elif status in GONE:
            doubt = Doubt.MISSING if status == 404 else None
            self.newsroom.outcomes.end(link.url, source, Outcome.FAILED, reason, status=status, doubt=doubt)
        elif failure.check(NotPublic) and asked_of(failure).url == link.url:
            self.newsroom.outcomes.end(link.url, source, Outcome.FAILED, reason)
        else:
            # Where no way into the source answered either, the fault may be our own network's.
            answers = status is not None or source in self.newsroom.reached
            self.newsroom.outcomes.postpone(link.url, source, reason, status=status, was_asked=answers)

    def _note_redirect(self, link: Link, source: str, target: str) -> None:
        """The address led to a page that has, or is getting, a row of its own."""
        if target == link.url:
            return
        if ledger.page_row(self.newsroom.db, canonical_url(target) or target):
            self.newsroom.outcomes.redirected(link.url, source, target)
        else:
            reason = f"redirects to {target}, which is being fetched"
            self.newsroom.outcomes.postpone(link.url, source, reason, was_asked=False)


def _new_address(response: Response, way: KnownWayIn) -> str | None:
    """Where a way in is for good, if not where it was found."""
    return moved_to(response, way.kind) or (way.moved_to if way.asked_at != way.url else None)


def _was_conditional(response: Response) -> bool:
    """Whether a 304 answers a question that was asked."""
    asked = response.request.headers if response.request else {}
    return "If-None-Match" in asked or "If-Modified-Since" in asked
