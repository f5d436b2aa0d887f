"""A press that lives: outlets that publish, edit, move, fail and fall silent, told by a clock that a test steps.

Everything follows from the time: what an outlet answers at a moment is computed, not recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import cycle
from random import Random
from urllib.parse import urlsplit

from crawler.records import Verdict
from tests.press.server import Answer

START = datetime(2024, 1, 1, tzinfo=UTC)  # a Monday; past for every machine's clock
BEFORE = timedelta(days=6)  # the press is there before anybody watches it
FEED_ENTRIES = 40
PLACES = "Amberfield Brackport Cinderhall Dunmarsh Eastwick Fallowmere Grimsby Harrowgate Ironbridge Juniper".split()
HIT = "a fuel depot, a railway station, a power plant, a school, a warehouse, a market, a bridge, a port".split(", ")
WEAPONS = "drones, missiles, rockets, shells".split(", ")
VOICES = "the governor, the mayor, the army, a rescue worker, the police chief, a witness".split(", ")
AFTER = (
    "Firefighters worked until the evening to put out the flames at {hit} on the edge of {place}",
    "Windows were broken in {n} houses along the river, and {n} families were taken to a hall",
    "The road from {place} to {place} stayed closed while sappers looked for what had not exploded",
    "Hospitals in {place} took in {n} wounded people, {n} of them children, {voice} said",
    "Air defence had brought down {n} {weapon} in the night before, according to {voice}",
    "Nobody has said who fired the {weapon}, and {voice} asked people not to share pictures of {hit}",
    "Electricity came back to {n} streets of {place} after {n} hours",
    "It was attack number {n} on {place} since the winter, by the count of {voice}",
    "Trains between {place} and {place} run {n} hours late, and {n} buses were sent instead",
    "A wall of {hit} fell on {n} parked cars, {voice} told reporters in {place}",
)


@dataclass(frozen=True)
class Story:
    """An article: published once, perhaps edited, perhaps moved to another address."""

    number: int
    published: datetime
    edited: datetime | None
    moved: datetime | None

    def path(self, now: datetime) -> str:
        """Where it stands at a moment."""
        slug = "attack-report" if self.moved is None or now < self.moved else "attack-report-corrected"
        return f"/{self.published:%Y/%m}/{slug}-{self.number}"

    def version(self, now: datetime) -> int:
        """0 as published, 1 as edited."""
        return int(self.edited is not None and now >= self.edited)


@dataclass(frozen=True)
class Trouble:
    """What an outlet suffers from, from a day to another, and the verdict that must tell of it within so many days;
    None where it passes without one."""

    kind: str
    first_day: float
    last_day: float
    verdict: Verdict | None = None
    within_days: float = 1.0


@dataclass
class Outlet:
    """A news site. `pauses` are the hours between its stories, over and over; it rests at weekends if it is a paper."""

    name: str
    pauses: tuple[float, ...]
    until: datetime
    is_paper: bool = False
    crawl_delay: float | None = None  # seconds, as robots.txt asks
    troubles: tuple[Trouble, ...] = ()
    stories: list[Story] = field(default_factory=list)

    def __post_init__(self) -> None:
        random = Random(self.name)  # noqa: S311 - the same every time
        when, pauses = START - BEFORE, cycle(self.pauses)
        while (when := when + timedelta(hours=next(pauses) * random.uniform(0.8, 1.2))) < self.until:
            if (self.is_paper and when.weekday() > 4) or self.suffers("silent", when):
                continue
            when = when.replace(microsecond=0)
            number = len(self.stories)
            edited = when + timedelta(hours=random.uniform(8, 120)) if number % 4 == 1 else None
            moved = when + timedelta(hours=random.uniform(8, 20)) if number % 9 == 4 else None
            self.stories.append(Story(number, when, edited, moved))

    @property
    def root(self) -> str:
        return f"http://{self.name}.example"

    @property
    def robots(self) -> str:
        return "User-agent: *\nDisallow:\n" + (f"Crawl-delay: {self.crawl_delay}\n" if self.crawl_delay else "")

    def block(self) -> str:
        """Its lines of the source list."""
        return f'[[source]]\nname = "{self.name}"\nurl = "{self.root}/"\nfeeds = ["{self.root}/feed.xml"]\n'

    def answer(self, path: str, now: datetime) -> Answer:
        """What a path answers at a moment."""
        if path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /\n" if self.suffers("robots", now) else self.robots.encode()
            return Answer(body, "text/plain")
        if self.suffers("down", now):
            return Answer(b"", status=503)
        if self.suffers("blocked", now):
            return Answer(b"<html><body>Forbidden</body></html>", status=403)
        if self.suffers("challenge", now):
            return Answer(
                b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={};</script></body></html>"
            )
        if path == "/":
            feed = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
            return Answer(f"<html><head>{feed}<title>{self.name}</title></head><body></body></html>".encode())
        if path == "/feed.xml" and self.suffers("gone", now):
            return Answer(b"<html><body>not found</body></html>", status=404)
        if path == "/feed.xml" and self.suffers("moved", now):
            return Answer(b"", status=301, headers={"Location": f"{self.root}/rss/all.xml"})
        if path in ("/feed.xml", "/news.xml", "/rss/all.xml"):
            return Answer(self._feed(now).encode(), "application/rss+xml")
        return self._page(path, now)

    def story_at(self, url: str) -> Story | None:
        """The story that stands, or stood, at a URL."""
        number = url.rpartition("-")[2]
        return self.stories[int(number)] if "/attack-report-" in url and number.isdigit() else None

    def suffers(self, kind: str, now: datetime) -> bool:
        day = (now - START) / timedelta(days=1)
        return any(t.kind == kind and t.first_day <= day < t.last_day for t in self.troubles)

    def in_feed(self, now: datetime) -> list[Story]:
        """The stories that a feed shows at a moment: the newest."""
        return [story for story in self.stories if story.published <= now][-FEED_ENTRIES:]

    def _feed(self, now: datetime) -> str:
        ahead = timedelta(hours=9) if self.suffers("clock", now) else timedelta(0)
        items = "".join(
            f"<item><title>{escape(title_of(self, story))}</title><link>{self.root}{story.path(now)}</link>"
            f"<pubDate>{format_datetime(story.published + ahead)}</pubDate></item>"
            for story in reversed(self.in_feed(now))
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title>{items}</channel></rss>'

    def _page(self, path: str, now: datetime) -> Answer:
        story = self.story_at(path)
        if story is None or story.published > now:
            return Answer(b"<html><body>not found</body></html>", status=404)
        if path != story.path(now):
            return Answer(b"", status=301, headers={"Location": self.root + story.path(now)})
        title = escape(title_of(self, story))
        body = "".join(f"<p>{line}</p>" for line in lines_of(self, story, story.version(now)))
        return Answer(
            f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{story.published.isoformat()}"></head><body>'
            f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>".encode()
        )


def title_of(outlet: Outlet, story: Story) -> str:
    """The headline of a story, which no other one has."""
    words = _words(outlet, story)
    return f"{words['weapon'].capitalize()} strike {words['hit']} in {words['place']}, attack {story.number} of the war"


def lines_of(outlet: Outlet, story: Story, version: int) -> list[str]:
    """The paragraphs of a story as published (0) or as edited (1)."""
    random = Random(f"{outlet.name} {story.number}")  # noqa: S311
    words = _words(outlet, story)
    dead = random.randint(2, 90) + 7 * version
    first = "{weapon} struck {hit} in {place}, killing {dead} people, {voice} said.".format(**words, dead=dead)
    chosen = random.sample(AFTER, 5)
    return [first.capitalize(), *(filled(clause, random) + "." for clause in chosen)]


def _words(outlet: Outlet, story: Story) -> dict[str, str]:
    random = Random(f"{outlet.name} {story.number} words")  # noqa: S311
    return {
        "weapon": random.choice(WEAPONS),
        "hit": random.choice(HIT),
        "place": random.choice(PLACES),
        "voice": random.choice(VOICES),
    }


def filled(clause: str, random: Random, places: Sequence[str] = PLACES) -> str:
    """A clause with words and numbers in its gaps."""
    while "{" in clause:
        for name, choices in (("hit", HIT), ("place", places), ("weapon", WEAPONS), ("voice", VOICES)):
            clause = clause.replace(f"{{{name}}}", random.choice(choices), 1)
        clause = clause.replace("{n}", str(random.randint(3, 400)), 1)
    return clause


def outlets(days: float, pace: float = 1) -> list[Outlet]:
    """The press of so many days: what it suffers from is spread over them. With a pace of 0.5 it publishes half as
    much."""

    def suffers(kind: str, first: float, last: float, verdict: Verdict, within_days: float = 1.0) -> tuple[Trouble]:
        return (Trouble(kind, days * first, days * last, verdict, within_days),)

    middle = days * 0.5
    press: list[tuple[str, tuple[float, ...], tuple[Trouble, ...]]] = [
        ("wire", (5.0, 7.0, 6.0), ()),
        ("paper", (9.0, 15.0), ()),
        ("weekly", (84.0 * pace,), ()),
        ("hushed", (16.0 * pace,), suffers("silent", 0.5, 1, Verdict.QUIET, 4.0)),
        ("mover", (9.0,), suffers("moved", 0.4, 1, Verdict.MOVED)),
        ("goner", (9.0,), suffers("gone", 0.4, 1, Verdict.MOVED)),
        ("hiccup", (9.0,), (Trouble("down", middle, middle + 0.2),)),
        ("faller", (9.0,), (Trouble("down", middle, middle + 2.5, Verdict.NO_ANSWER, 2.0),)),
        ("refuser", (10.0,), suffers("blocked", 0.3, 0.6, Verdict.BLOCKED)),
        ("gate", (10.0,), suffers("challenge", 0.3, 0.6, Verdict.CHALLENGE)),
        ("shy", (10.0,), suffers("robots", 0.6, 1.1, Verdict.ROBOTS_FORBIDS)),
        ("early", (10.0,), suffers("clock", 0.6, 1, Verdict.CLOCK_WRONG, 3.0)),
    ]
    until = START + timedelta(days=days)
    return [
        Outlet(
            name,
            tuple(pause / pace for pause in pauses),
            until,
            is_paper=name == "paper",
            crawl_delay=0.01 if name == "mover" else None,
            troubles=troubles,
        )
        for name, pauses, troubles in press
    ]


@dataclass
class Living:
    """The press as a crawl asks it, with what it saw of the crawl."""

    press: list[Outlet]
    now: datetime = START
    feeds: dict[str, str] = field(default_factory=dict)  # the mark of the feed that was last given, by URL
    unchanged: int = 0  # requests for feeds that had not changed since
    not_modified: int = 0  # of these, answered 304
    versions: dict[str, list[int]] = field(default_factory=dict)  # of each story, as they were given
    shown: set[str] = field(default_factory=set)  # the stories that stood in a feed when it was given

    def answer(self, url: str, etag: str | None) -> Answer:
        """What a URL answers now."""
        parts = urlsplit(url)
        outlet = next(outlet for outlet in self.press if outlet.root == f"{parts.scheme}://{parts.netloc}")
        answer = outlet.answer(parts.path, self.now)
        if answer.status != 200 or answer.content_type == "text/plain":
            return answer
        mark = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if (story := outlet.story_at(url)) is not None and b"<article>" in answer.body:
            self.versions.setdefault(f"{outlet.name} {story.number}", []).append(story.version(self.now))
        elif answer.content_type == "application/rss+xml":
            self.shown |= {f"{outlet.name} {story.number}" for story in outlet.in_feed(self.now)}
            is_same, self.feeds[url] = self.feeds.get(url) == mark, mark
            self.unchanged += is_same
            self.not_modified += is_same and etag == mark
        status = 304 if etag == mark else 200
        return Answer(b"" if status == 304 else answer.body, answer.content_type, status, {"ETag": mark})

    def crawl_delay(self, host: str, least: float) -> float:
        """The seconds that a host asks to leave between two requests, or the least of all hosts."""
        return next((o.crawl_delay for o in self.press if o.root == f"http://{host}" and o.crawl_delay), least)

    def published(self, until: datetime) -> Iterator[tuple[Outlet, Story]]:
        """All that was published until a moment."""
        for outlet in self.press:
            for story in outlet.stories:
                if story.published <= until:
                    yield outlet, story
