"""Tries a parser on foreign bytes and keeps those at which something escapes."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.fuzz.inputs import made_of, smallest
from tests.fuzz.targets import Target

SMALLER_SECONDS = 20  # for making one input smaller


class TooSlow(Exception):
    """An input took longer than its target may."""


@dataclass(frozen=True)
class Escaped:
    """An exception that escaped, with a small input at which it does."""

    error: str  # in one line: what, and where
    data: bytes


def fuzz(target: Target, numbers: Iterable[int]) -> list[Escaped]:
    """Try the inputs of these numbers, the same each time; each kind of error is returned once."""
    found: dict[str, Escaped] = {}
    for number in numbers:
        data = made_of(target.samples, target.pieces, Random(number))  # noqa: S311 - no secret
        error = replay(target, data)
        if error and _kind(error) not in found:
            found[_kind(error)] = _small(target, data, error)
    return list(found.values())


def replay(target: Target, data: bytes) -> str | None:
    """What escapes at an input, in one line; None if nothing does."""
    try:
        with _at_most(target.seconds):
            target.run(data)
    except Exception as error:
        return _line(error)
    return None


def _small(target: Target, data: bytes, error: str) -> Escaped:
    """Shorter with the same error, unless each try takes its time."""
    if "TooSlow" in error:
        return Escaped(error, data)
    end = time.monotonic() + SMALLER_SECONDS

    def is_wanted(shorter: bytes) -> bool:
        return time.monotonic() < end and _kind(replay(target, shorter) or "") == _kind(error)

    data = smallest(data, is_wanted)
    return Escaped(replay(target, data) or error, data)


def _line(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((frame for frame in reversed(frames) if "/crawler/" in frame.filename), frames[-1])
    place = f"{ours.filename.rpartition('/crawler/')[2]}:{ours.lineno}"
    return f"{type(error).__name__} at {place}: {' '.join(str(error).split())[:120]}"


def _kind(error: str) -> str:
    """What, and where."""
    return error.partition(": ")[0]


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what takes longer; of processor time, so that a busy machine changes nothing."""

    def interrupt(_number: int, _frame: Any) -> None:
        raise TooSlow(f"longer than {seconds:g} s")

    earlier = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, earlier)
