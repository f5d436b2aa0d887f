"""How each source is, in one verdict, and what changed since that was last noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from crawler.records import Verdict, WayIn, moment_of
from crawler.rhythm import QUIET_VISITS, longest_quiet, usual_gap
from crawler.storage import visits, ways_in

PASSING = 3  # failed visits in a row that are nobody's trouble yet, where a host only gives no answer
HOURS_AHEAD = 1.0  # of a source's entries: no article is published in the future
AHEAD_FOR = timedelta(days=3)  # so long after it was last seen that is believed
# What tells most, where several ways into a source fail.
TELLING = (
    Verdict.CHALLENGE, Verdict.BLOCKED, Verdict.ROBOTS_FORBIDS, Verdict.BROKEN_FEED, Verdict.MOVED, Verdict.NO_ANSWER,
)  # fmt: skip
GOOD = (Verdict.OK, Verdict.NEW)


@dataclass(frozen=True)
class Health:
    """A source's verdict, with what it rests on. `told` says in words what is the matter, if anything is."""

    source: str
    verdict: Verdict
    told: str
    since: datetime | None  # when the verdict was first noted
    last_success: datetime | None
    last_article: datetime | None  # when it last brought a new address
    error_share: float  # of its visits, from 0 to 1, the latest weighing most
    rhythm: timedelta | None  # between visits that bring something new
    due: datetime | None

    @property
    def needs_a_person(self) -> bool:
        return self.verdict not in GOOD


@dataclass(frozen=True)
class Change:
    """A verdict that is no longer what it was."""

    health: Health
    before: Verdict

    @property
    def told(self) -> str:
        verdict = self.health.verdict
        if verdict is Verdict.OK:
            return f"{self.health.source}: ok again (it was: {self.before})"
        return f"{self.health.source}: {verdict}: {self.health.told}"


def health_of(db: Database, names: Iterable[str], now: datetime) -> list[Health]:
    """The health of the named sources, in their order."""
    ways = ways_in.states(db)
    return [_judged(visits.state_of(db, name), ways.get(name, []), now) for name in names]


def note_changes(db: Database, names: Iterable[str], now: datetime) -> list[Change]:
    """Write today's verdicts; returns those that changed, but for sources that are well from the beginning."""
    changes = []
    for health in health_of(db, names, now):
        before = Verdict(visits.note_verdict(db, health.source, health.verdict, now) or Verdict.NEW)
        if before is not health.verdict and not (before in GOOD and health.verdict in GOOD):
            changes.append(Change(health, before))
    return changes


def _judged(state: dict[str, Any], ways: list[dict[str, Any]], now: datetime) -> Health:
    verdict, told = _verdict(state, ways, now)
    return Health(
        source=state["name"],
        verdict=verdict,
        told=told or state["last_error"] or "",
        since=moment_of(state["verdict_since"]) if state["verdict"] == verdict else None,
        last_success=moment_of(state["last_success"]),
        last_article=moment_of(state["last_new"]),
        error_share=state["error_share"],
        rhythm=usual_gap(state["gaps"]),
        due=moment_of(state["due_at"]),
    )


def _verdict(state: dict[str, Any], ways: list[dict[str, Any]], now: datetime) -> tuple[Verdict, str]:
    if not state["last_success"] and not state["failures"]:
        return Verdict.NEW, ""
    listed = [way for way in ways if way["found_in"] is None]
    feeds = [way for way in listed if way["kind"] != WayIn.LISTING] or listed  # a home page may be there in their place
    troubled = [way for way in feeds if _is_trouble(way)]
    if state["failures"]:
        troubled = troubled or [way for way in ways if _is_trouble(way)]
    for verdict in TELLING:
        for way in troubled:
            if way["trouble"] == verdict:
                return verdict, way["error"]
    last = moment_of(state["last_new"]) or moment_of(state["first_success"])
    quiet = longest_quiet(state["gaps"])
    if last and now - last > quiet and not state["failures"] and state["quiet_visits"] >= QUIET_VISITS:
        return Verdict.QUIET, f"nothing new since {last:%Y-%m-%d %H:%M}; more than {in_words(quiet)} is unusual"
    for way in listed:
        if way["moved_to"]:
            return Verdict.MOVED, f"{way['url']} has moved to {way['moved_to']}; change the source list"
    for way in ways:
        seen_at = moment_of(way["ahead_at"])
        if seen_at and now - seen_at < AHEAD_FOR and way["hours_ahead"] >= HOURS_AHEAD:
            return Verdict.CLOCK_WRONG, f"{way['url']} dates entries {way['hours_ahead']:g} hours ahead of now"
    return Verdict.OK, ""


def _is_trouble(way: dict[str, Any]) -> bool:
    return bool(way["trouble"]) and (way["trouble"] != Verdict.NO_ANSWER or way["failures"] >= PASSING)


def in_words(span: timedelta) -> str:
    """A span of time as a person says it: `40 min`, `6 h`, `9 days`."""
    minutes = span.total_seconds() / 60
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 48 * 60 else f"{minutes / 60 / 24:.0f} days"
