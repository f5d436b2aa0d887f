"""When to ask again: each source at its own rhythm, each kept article a few times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median, quantiles

SHORTEST = timedelta(minutes=10)  # between two visits to a source: how often cron calls
FIRST = timedelta(minutes=30)  # while nothing is known of a source
LONGEST = timedelta(hours=6)
LONGEST_BACK_OFF = timedelta(days=1)  # of a source that fails: it is never given up
GAPS_KEPT = 100  # between visits that brought something new
GAPS_KNOWN = 3  # fewer tell nothing
SILENCE_SHARE = 20  # a source that has been silent for long is asked every twentieth of its silence
SHORTEST_QUIET = timedelta(days=3)  # a newsroom's weekend is no silence
UNKNOWN_QUIET = timedelta(days=14)  # of a source whose rhythm is not known
QUIET_VISITS = 3  # that brought nothing: a machine that was switched off saw no silence
LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7))  # at an article, once kept
LOOK_ANEW, LOOK_ANEW_SHARE = timedelta(hours=1), 4  # after a look that showed nothing: a quarter of the article's age
LAST_LOOK = timedelta(days=14)
TRY_ANEW, LONGEST_TRY = timedelta(minutes=10), timedelta(hours=6)  # of a page without a usable answer


def usual_gap(gaps: Sequence[int]) -> timedelta | None:
    """How long it usually takes until a source brings something new; None while that is not known."""
    return timedelta(seconds=median(gaps)) if len(gaps) >= GAPS_KNOWN else None


def pause(gaps: Sequence[int], silence: timedelta) -> timedelta:
    """How long to leave a source that answers: half of its usual gap, and longer the longer it has been silent."""
    usual = usual_gap(gaps)
    wanted = usual / 2 if usual else FIRST
    return min(max(wanted, silence / SILENCE_SHARE, SHORTEST), LONGEST)


def back_off(pause: timedelta, failures: int) -> timedelta:
    """How long to leave a source after so many failed visits in a row: doubled each time."""
    return min(pause * 2 ** min(failures, 10), LONGEST_BACK_OFF)


def longest_quiet(gaps: Sequence[int]) -> timedelta:
    """How long a source may bring nothing before that is unusual: twice what only one gap in twenty exceeds."""
    if len(gaps) < GAPS_KNOWN:
        return UNKNOWN_QUIET
    return max(timedelta(seconds=2 * quantiles(gaps, n=20, method="inclusive")[-1]), SHORTEST_QUIET)


def whole_answer_every(pause: timedelta) -> timedelta:
    """How often a way in is asked without validators, as some servers answer "not modified" for ever: one visit in
    thirty, and not more than once a day."""
    return max(30 * pause, timedelta(days=1))


def next_look(kept_at: datetime, now: datetime, *, answered: bool = True) -> datetime | None:
    """When to look again at an article; None when that is over. `answered` is False after a look that showed nothing,
    though there may be something to see later."""
    stages = [kept_at + after for after in LOOKS if kept_at + after > now]
    if not answered:
        anew = min([now + max(LOOK_ANEW, (now - kept_at) / LOOK_ANEW_SHARE), *stages])
        return anew if anew < kept_at + LAST_LOOK else None
    return min(stages, default=None)


def next_try(now: datetime, attempts: int) -> datetime:
    """When to ask again for a page that gave no usable answer so many times."""
    return now + min(TRY_ANEW * 2 ** min(attempts - 1, 10), LONGEST_TRY)
