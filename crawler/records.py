"""What travels through the house. Times are aware datetimes in UTC; languages are ISO 639-1."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """How an article came in."""

    CRAWL = "crawl"
    ARCHIVE = "archive"
    SEED = "seed"


class Outcome(StrEnum):
    """What became of a URL. Every URL ever met has exactly one."""

    WAITING = "waiting"  # met, not fetched yet: the frontier
    KEPT = "kept"
    OFF_TOPIC = "off_topic"
    TOO_OLD = "too_old"
    NOT_AN_ARTICLE = "not_an_article"
    UNREADABLE = "unreadable"
    MOVED = "moved"  # redirected, or another spelling of an article that has its own row
    FORBIDDEN = "forbidden"  # by robots.txt
    FAILED = "failed"  # no usable answer; tried again by later runs until it has had its chances


class CopyKind(StrEnum):
    """How close a copy is to its origin."""

    EXACT = "exact"
    NEAR = "near"
    SPUN = "spun"
    TRANSLATED = "translated"


class Verdict(StrEnum):
    """How a source is, or what is the matter with one of its ways in."""

    OK = "ok"
    NEW = "not asked yet"
    QUIET = "quiet for too long"
    MOVED = "moved"  # or gone: its address leads elsewhere, or nowhere
    BLOCKED = "blocked"
    CHALLENGE = "challenge page"
    BROKEN_FEED = "broken feed"
    ROBOTS_FORBIDS = "robots forbids"
    CLOCK_WRONG = "clock wrong"
    NO_ANSWER = "no answer"  # of the host, or that it has trouble: mostly that passes


class WayIn(StrEnum):
    """What kind of document leads to articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"


@dataclass(frozen=True)
class Source:
    """One outlet of the source list."""

    name: str
    url: str
    language: str | None = None
    screen: str | None = None  # "title": only links are fetched whose title, summary or address holds a term
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()

    @property
    def discovers(self) -> bool:
        """Whether only the home page is given, so that the ways in must be found."""
        return not (self.feeds or self.sitemaps or self.listings)


@dataclass(frozen=True, slots=True)  # there may be a hundred thousand
class Link:
    """A URL that a source offers, with what the feed, sitemap or listing says of it."""

    url: str
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None  # a sitemap's lastmod: nothing on the page is newer
    summary: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Page:
    """A fetched page, or a seed document, before anything was read from it."""

    url: str
    body: bytes = field(repr=False)
    fetched_at: datetime
    source: str
    status: int = 200
    content_type: str = "text/html"
    charset: str | None = None  # as the HTTP header declares it
    asked_url: str | None = None  # the URL of the ledger, where a redirect led elsewhere
    announced: Link | None = None  # what the feed, sitemap or listing said
    raw: str | None = None  # where the bytes are archived: FILE@OFFSET

    @property
    def ledger_url(self) -> str:
        return self.asked_url or self.url


SITE_LINE = "the site prints it on page after page"  # the reason of a line that was learned


@dataclass(frozen=True)
class Removed:
    """A line taken out of a text, and why."""

    line: str
    reason: str


@dataclass(frozen=True)
class Article:
    """What a page says, in its author's words."""

    url: str
    title: str | None
    text: str = field(repr=False)
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_from: str | None = None  # json-ld, meta, time, feed or sitemap, text, page; with ", day only"
    published_raw: str | None = None
    site: str | None = None
    declared_language: str | None = None
    canonical: str | None = None  # rel=canonical, wherever it points
    section: str | None = None
    image: str | None = None  # address of the lead image
    credit: str | None = None  # the agency or the sources that the page names for its story, joined by "; "
    removed: tuple[Removed, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Language:
    """The language of a text; confidence from 0 to 1; who said so."""

    code: str | None
    confidence: float = 0.0
    detector: str = ""


@dataclass(frozen=True)
class Match:
    """A term of the watchlist as it stands in a sentence of the text."""

    concept: str
    term: str
    found: str
    sentence: str = field(repr=False)


@dataclass(frozen=True)
class Relevance:
    """Whether the watchlist keeps a text, and the reason in words."""

    kept: bool
    reason: str
    watchlist: str
    score: float | None = None  # of the watchlist's model, from 0 to 1
    matches: tuple[Match, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Reading:
    """All that `read` finds in one page. `unreadable` is the reason why there is no article; where there is neither,
    the page was set aside, and `relevance` tells why."""

    article: Article | None = None
    language: Language = Language(None)
    relevance: Relevance | None = None
    unreadable: str | None = None


@dataclass(frozen=True)
class Member:
    """An article of a family, with what decides who is the origin. `published` is ISO 8601 or None; `copy_of` the
    origin that was found last."""

    article: int
    url: str
    published: str | None
    language: str | None
    words_hash: str
    source: str
    site: str | None
    credit: str | None
    canonical: str | None
    copy_of: int | None
    text: str = field(repr=False)


@dataclass(frozen=True)
class Relation:
    """An article's place in its family: its origin (None for the origin itself), kind and score from 0 to 1, and what
    shows it."""

    article: int
    origin: int | None = None
    kind: CopyKind | None = None
    score: float | None = None
    evidence: dict[str, object] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Stored:
    """What became of a page: its row in the ledger, and its article where it was kept."""

    outcome: Outcome
    reason: str
    article_id: int | None = None
    copy_of: int | None = None
    copy_kind: CopyKind | None = None
    copy_score: float | None = None
    look: str | None = None  # what was found by looking at a kept article again: CHANGED, UNCHANGED, or what is wrong


CHANGED, UNCHANGED = "changed", "unchanged"


@dataclass
class Story:
    """The carrier that a spider yields and each pipeline stage fills in place."""

    page: Page
    origin: Origin = Origin.CRAWL
    headers: dict[str, str] = field(default_factory=dict, repr=False)  # of the response
    reading: Reading | None = None
    language: Language | None = None
    stored: Stored | None = None


def moment_of(stored: str | None) -> datetime | None:
    """The moment of a stored form."""
    return datetime.fromisoformat(stored) if stored else None


def iso(moment: datetime | None) -> str | None:
    """The stored form of a moment: `2026-11-21T08:30:00Z`."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z" if moment else None
