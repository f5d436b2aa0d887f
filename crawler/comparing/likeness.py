"""How much one text repeats another, with the evidence."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from crawler.comparing.alignment import MIN_SIMILARITY, Pair, aligned
from crawler.comparing.traits import Traits
from crawler.records import CopyKind

MODEL = Path(__file__).parent / "model.toml"  # `make bench-copies ARGS=--train` writes it
MIN_WEIGHT = 14.0  # what a text of about five full sentences states: less is no evidence
MIN_RUNS = 0.1  # of the shorter text's runs of words: less is no edited copy
SURELY_NEAR = 0.6  # as many are a copy, however short: other reports of one newsroom share up to half
MIN_SURE_RUNS = 10  # about a sentence; a shorter text may stand in any
SURE_SIMILARITY = 0.25  # of a pair that is counted
MIN_PAIRS = 4  # re-worded sentences: two or three any reports share
MAX_PAIRS = 8  # more tell no more


@dataclass(frozen=True)
class Likeness:
    """How much two texts say the same: `score` from 0 to 1, `kind` where one repeats the other."""

    score: float
    kind: CopyKind | None
    signs: dict[str, float] = field(repr=False)
    pairs: tuple[Pair, ...] = field(repr=False)


def likeness(mine: Traits, theirs: Traits) -> Likeness:
    """Compare two texts. It does not matter which is the first."""
    if mine.runs and mine.runs == theirs.runs:
        return Likeness(1.0, CopyKind.EXACT, {}, tuple(aligned(mine, theirs)))
    pairs = tuple(aligned(mine, theirs))
    signs = signs_of(mine, theirs, pairs)
    scores = {kind: scored(kind, signs) for kind in kinds_for(mine, theirs, signs)}
    if signs["runs"] >= SURELY_NEAR and min(len(mine.runs), len(theirs.runs)) >= MIN_SURE_RUNS:
        return Likeness(round(max(signs["runs"], scores[CopyKind.NEAR]), 4), CopyKind.NEAR, signs, pairs)
    if not scores:
        return Likeness(0.0, None, signs, pairs)
    kind = max(scores, key=lambda kind: (scores[kind] - models()[kind]["threshold"], kind))
    is_copy = scores[kind] >= models()[kind]["threshold"]
    return Likeness(round(scores[kind], 4), kind if is_copy else None, signs, pairs)


def kinds_for(mine: Traits, theirs: Traits, signs: dict[str, float]) -> list[CopyKind]:
    """The kinds of copy that two texts can be of each other."""
    reworded = CopyKind.SPUN if mine.language == theirs.language else CopyKind.TRANSLATED
    kinds = [reworded] if signs["sentences"] >= MIN_PAIRS / MAX_PAIRS else []
    return [*kinds, CopyKind.NEAR] if signs["runs"] >= MIN_RUNS else kinds


def shared_runs(mine: Traits, theirs: Traits) -> float:
    """The share of the shorter text's runs of words that the other has as well."""
    return len(mine.runs & theirs.runs) / max(1, min(len(mine.runs), len(theirs.runs)))


def signs_of(mine: Traits, theirs: Traits, pairs: Sequence[Pair]) -> dict[str, float]:
    """What speaks for a copy or against it, each about 0 to 1."""
    whole = max(min(mine.weight(), theirs.weight()), MIN_WEIGHT)
    conflicts = [pair for pair in pairs if pair.agreement < 0]
    return {
        "covered": sum(pair.gain for pair in pairs) / whole / (1 - MIN_SIMILARITY),
        "sentences": min(MAX_PAIRS, sum(pair.similarity >= SURE_SIMILARITY for pair in pairs)) / MAX_PAIRS,
        "conflicts": sum(pair.weight for pair in conflicts) / whole,
        "figures": _shared(mine.figures, theirs.figures),
        "names": _shared(mine.names, theirs.names),
        "lead": max((pair.similarity * pair.agreement for pair in pairs if _is_lead(pair)), default=0.0),
        "runs": shared_runs(mine, theirs),
    }


def _is_lead(pair: Pair) -> bool:
    return pair.mine.start + pair.theirs.start <= 2


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    """The share of what the text with fewer of them states that the other states as well."""
    common = sum(weight for token, weight in one.items() if token in other)
    return common / (1 + min(sum(one.values()), sum(other.values())))


def scored(kind: CopyKind, signs: dict[str, float]) -> float:
    """How likely these are the signs of a copy of this kind, 0 to 1 (logistic regression)."""
    model = models()[kind]
    return 1 / (1 + math.exp(-model["bias"] - sum(model[name] * value for name, value in signs.items())))


@lru_cache(maxsize=1)
def models() -> dict[CopyKind, dict[str, float]]:
    """What the articles of tests/copies taught: by kind, the bias, the threshold and the weight of each sign."""
    stated = tomllib.loads(MODEL.read_text("utf-8"))
    return {kind: stated[kind.value] for kind in (CopyKind.NEAR, CopyKind.SPUN, CopyKind.TRANSLATED)}
