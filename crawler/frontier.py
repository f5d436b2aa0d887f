"""What to ask next: the ways into each source, and the links that they offer, remembered in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from sqlite_utils import Database

from crawler.discovery.listings import USUAL_FEEDS, USUAL_SITEMAPS
from crawler.records import Link, Outcome, Source, Verdict, WayIn, iso
from crawler.storage import ledger, visits, ways_in
from crawler.storage.database import transaction
from crawler.urls import canonical_url

# Children of one sitemap index asked in one run, the latest first: archives of decades need not be read to see today.
MAX_CHILDREN = 50
MAX_WAYS = 200  # into one source; some robots.txt name thousands, and an index may lead to indexes without end
MAX_DEPTH = 4  # from way in to way in: home page, index, index, sitemap; the protocol allows one index
ZONES_HOURS = 14  # a time stated in one zone and taken for another is wrong by no more


@dataclass(frozen=True)
class Offer:
    """What one answer of a way in offered."""

    links: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()  # links of a listing that do not look like articles
    ways: tuple[tuple[str, WayIn], ...] = ()
    guesses: tuple[tuple[str, WayIn], ...] = ()  # ways in that it does not name, to be tried
    is_index: bool = False  # a sitemap index: what it no longer names is no longer asked


@dataclass(frozen=True)
class Frontier:
    """The frontier of one source. `oldest` is the earliest publication time of interest, or None; `most_of_host` how
    many requests to one host a run may make, 0 for no bound."""

    db: Database
    source: Source
    oldest: datetime | None
    screened_out: Callable[[Link], str | None] = lambda _link: None  # why a link need not be fetched
    most_of_host: int = 0

    def open(self) -> list[ways_in.KnownWayIn]:
        """The ways in to ask. While all that the source list names have failed for long, the home page is one too."""
        with transaction(self.db):
            discovers = self.source.discovers or self._all_fail_for_long(found=False)
            listed = {
                canonical_url(url) or url: kind
                for urls, kind in (
                    ((self.source.url,) if discovers else (), WayIn.LISTING),
                    (self.source.listings, WayIn.LISTING),
                    (self.source.sitemaps, WayIn.SITEMAP),
                    (self.source.feeds, WayIn.FEED),
                )
                for url in urls
            }
            ways_in.list_ways(self.db, self.source.name, listed)
            ledger.reopen_by_age(self.db, self.source.name, self.oldest)
        return ways_in.ways_into(self.db, self.source.name)

    def seeks(self, announced: Sequence[tuple[str, WayIn]], now: datetime) -> bool:
        """Whether to try the usual places of feeds and sitemaps: where the site announces none, or one that has failed
        for long; once a day."""
        failing = {way.url for way in ways_in.ways_into(self.db, self.source.name) if way.fails_for_long}
        if announced and failing.isdisjoint(url for url, _ in announced):
            return False
        return visits.may_seek(self.db, self.source.name, now)

    def is_searched(self, listing: str) -> bool:
        """Whether other ways in are looked for in a listing: in the home page, unless the source list names it as a
        listing itself."""
        return listing not in {canonical_url(url) or url for url in self.source.listings}

    def known_ways(self) -> set[str]:
        """The addresses of all ways in that are known."""
        return {way.url for way in ways_in.ways_into(self.db, self.source.name)}

    def searches_again(self) -> bool:
        """Whether the feeds and sitemaps that were known have failed for long: the home page must be read whole then,
        also where it did not change."""
        return self._all_fail_for_long(found=True)

    def _all_fail_for_long(self, *, found: bool) -> bool:
        home = canonical_url(self.source.url) or self.source.url
        ways = [way for way in ways_in.ways_into(self.db, self.source.name) if way.url != home]
        ways = [way for way in ways if found or (way.found_in is None)]
        return bool(ways) and all(way.fails_for_long for way in ways)

    def waiting(self, now: datetime | None = None) -> list[Link]:
        """The links to fetch: those that this run met and those that earlier runs left and whose turn it is now;
        without a moment, all. Of each host as many as the run may ask for."""
        return ledger.waiting(self.db, self.source.name, now, self.most_of_host)

    def answer(
        self,
        way: str,
        offer: Offer,
        now: datetime,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        moved_to: str | None = None,
    ) -> list[ways_in.KnownWayIn]:
        """Write what a way in offered, with its validators, in one transaction: a kill cannot part them. Returns the
        further ways in that are new."""
        with transaction(self.db):
            if offer.is_index:
                ways_in.forget_children(self.db, self.source.name, way, [url for url, _ in offer.ways])
            known = {w.url: w for w in ways_in.ways_into(self.db, self.source.name)}
            offered = [(url, kind, False) for url, kind in dict(offer.ways).items()]
            offered += [(url, kind, True) for url, kind in offer.guesses]
            further = [way_in for way_in in offered if way_in[0] not in known]
            room = max(0, MAX_WAYS - len(known)) if _depth(way, known) < MAX_DEPTH else 0
            for url, kind, is_guess in further[:room]:
                ways_in.remember(self.db, self.source.name, [url], kind, found_in=way, is_guess=is_guess)
            if offer.guesses:
                visits.note_seeking(self.db, self.source.name, now)
            ledger.meet(self.db, self._entries(offer), self.source.name, way, now)
            left_out = f"{len(further) - room:,} of the sitemaps and feeds that it names are not asked: "
            bounds = f"a source is asked for {MAX_WAYS}, {MAX_DEPTH} deep"
            ways_in.answered(
                self.db,
                self.source.name,
                way,
                now,
                status=200,
                etag=etag,
                last_modified=last_modified,
                error=left_out + bounds if len(further) > room else None,
                moved_to=moved_to,
                hours_ahead=hours_ahead(offer.links, now),
            )
            return [w for w in ways_in.ways_into(self.db, self.source.name) if w.url not in known]

    def unchanged(self, way: str, now: datetime, *, moved_to: str | None = None) -> None:
        """The way in answered that nothing changed since its validators, if at another address."""
        with transaction(self.db):
            ways_in.answered(self.db, self.source.name, way, now, status=304, moved_to=moved_to)

    def failed(
        self,
        way: str,
        error: str,
        now: datetime,
        *,
        trouble: Verdict = Verdict.NO_ANSWER,
        status: int | None,
        guessed: bool,
    ) -> None:
        """The way in gave no usable answer. One that was only a guess is forgotten."""
        with transaction(self.db):
            if guessed:
                ways_in.forget(self.db, self.source.name, way)
            else:
                ways_in.answered(self.db, self.source.name, way, now, status=status or 0, error=error, trouble=trouble)

    def _entries(self, offer: Offer) -> Iterable[tuple[Link, Outcome, str | None]]:
        for link in offer.links:
            latest = link.published or link.modified
            if self.oldest and latest and latest < self.oldest:
                yield link, Outcome.TOO_OLD, f"dated {latest:%Y-%m-%d}, the bound is {self.oldest:%Y-%m-%d}"
            elif reason := self.screened_out(link):
                yield link, Outcome.OFF_TOPIC, reason
            else:
                yield link, Outcome.WAITING, None
        for link in offer.others:
            yield link, Outcome.NOT_AN_ARTICLE, "the address and the link's text look like no article's"


def _depth(way: str, known: Mapping[str, ways_in.KnownWayIn]) -> int:
    """How many ways in lead to this one, as far as it matters."""
    depth = 0
    while depth < MAX_DEPTH and (here := known.get(way)) and here.found_in:
        way, depth = here.found_in, depth + 1
    return depth


def hours_ahead(links: Sequence[Link], now: datetime) -> float:
    """How far the newest link lies in the future, in hours, never negative. What is farther ahead than any zone of the
    world is from another announces an event."""
    ahead = [(link.published - now) / timedelta(hours=1) for link in links if link.published]
    return round(max((hours for hours in ahead if 0 < hours <= ZONES_HOURS), default=0.0), 1)


def guesses(home: str) -> list[tuple[str, WayIn]]:
    """Where feeds and sitemaps usually stand, for a site that announces none."""
    return [
        *((urljoin(home, path), WayIn.FEED) for path in USUAL_FEEDS),
        *((urljoin(home, path), WayIn.SITEMAP) for path in USUAL_SITEMAPS),
    ]


def recent_children(children: Sequence[Link], oldest: datetime | None) -> list[str]:
    """The sitemaps of an index that may hold something recent: news first, then the latest changed; where an index
    tells no dates, its last and its first ones, since some append and some put the newest on top."""
    alive = [child for child in children if not (oldest and child.modified and child.modified < oldest)]
    dated = sorted((c for c in alive if c.modified), key=lambda c: iso(c.modified) or "", reverse=True)
    undated = [child for child in alive if not child.modified]
    ends = [*undated[: -MAX_CHILDREN // 2 - 1 : -1], *undated[: MAX_CHILDREN // 2], *undated]
    ranked = sorted([*dated, *ends], key=lambda c: "news" not in c.url.lower())
    return list(dict.fromkeys(child.url for child in ranked))[:MAX_CHILDREN]
