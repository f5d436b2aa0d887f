"""What a run notes of itself and of its sources when it ends, and what of that a person should hear."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.glue.desk import EXIT_INTERRUPTED, now
from crawler.health import note_changes
from crawler.storage import runs, visits
from crawler.storage.database import transaction

if TYPE_CHECKING:
    from crawler.glue.newsroom import Newsroom

EXIT_PROGRAM_FAILED = 1
EXIT_NOTHING_REACHED = 3


def note_end(newsroom: Newsroom, reason: str) -> None:
    """Write how a run and its sources did. `reason` is Scrapy's word for why it ended."""
    _note_health(newsroom)
    if newsroom.has_failed:
        newsroom.exit_code = EXIT_PROGRAM_FAILED
    elif reason == "shutdown":
        newsroom.exit_code = EXIT_INTERRUPTED
    total: Counter[str] = sum(newsroom.counts.values(), Counter())
    counts = {**total, "sources": len(newsroom.asked), "pages": total["fetched"]}
    with transaction(newsroom.db):
        newsroom.not_due = _left_for_later(newsroom)
        runs.finish_run(newsroom.db, newsroom.run_id, now(), counts, newsroom.exit_code)


def _left_for_later(newsroom: Newsroom) -> str:
    """How many sources were not due, which is next, and how to ask them all the same."""
    left = [source.name for source in newsroom.listed if source not in newsroom.asked]
    next_due = visits.next_due(newsroom.db, left)
    if not next_due:
        return ""
    name, moment = next_due
    which = f"{len(left)} of {len(newsroom.listed)} sources were not due" if newsroom.asked else "no source is due now"
    return (
        f"{which}; the next is {name}, {moment:%Y-%m-%d %H:%M} UTC. To ask now: make crawl ARGS='-a due=all', or "
        "-a source=NAME for one"
    )


def _note_health(newsroom: Newsroom) -> None:
    """Blame the sources that gave no answer. When nothing at all answered though some of them did last time, the
    fault is on our side: no source is blamed."""
    asked = [source.name for source in newsroom.asked]
    failed = {name: newsroom.errors[name] for name in asked if _has_failed_us(newsroom, name)}
    is_ours = False
    if failed and len(failed) == len(asked):
        did_answer = any(not visits.state_of(newsroom.db, name)["failures"] for name in failed)
        is_ours = not newsroom.heard and did_answer
        if newsroom.asks_all or is_ours:
            newsroom.exit_code = EXIT_NOTHING_REACHED
            _tell_that_nothing_was_reached(newsroom, next(iter(failed.items())))
    with transaction(newsroom.db):
        if not is_ours:
            for name, error in failed.items():
                visits.note_failure(newsroom.db, name, error, newsroom.started)
        if newsroom.exit_code != EXIT_NOTHING_REACHED:
            newsroom.changes = note_changes(newsroom.db, [source.name for source in newsroom.listed], now())
    newsroom.worse += [change.told for change in newsroom.changes if change.health.needs_a_person]


def _has_failed_us(newsroom: Newsroom, source: str) -> bool:
    return source in newsroom.done and source not in newsroom.reached and source in newsroom.errors


def _tell_that_nothing_was_reached(newsroom: Newsroom, example: tuple[str, str]) -> None:
    """Once, and not by every run until there is a network again."""
    if newsroom.asks_all or runs.last_exit(newsroom.db, newsroom.run_id) != EXIT_NOTHING_REACHED:
        newsroom.worse.append(
            f"none of the {len(newsroom.asked)} sources could be reached: is there a network? "
            f"({example[0]}: {example[1]})"
        )
