"""`make bench-copies`: how well copies are told from what only looks like one, beside two baselines.

The families of tests/copies are compared pair by pair, each judged by models that were trained without its family
(cross-validation in FOLDS parts). With --train the models and the weights of ideas are learned from all, and written.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from rich.progress import track
from rich.table import Table

from crawler.comparing import likeness
from crawler.comparing.alignment import aligned
from crawler.comparing.facts import is_hard
from crawler.comparing.traits import Traits, traits_of
from crawler.glue.terminal import console
from crawler.lexicon import ideas as lexicon
from crawler.records import CopyKind
from crawler.words import words_in
from tests.bench.logistic import fitted
from tests.copies.families import ORIGINAL, Written, written

RESULT = Path("build/bench/copies.json")
FOLDS = 8
RIDGE = 0.1
THRESHOLDS = {CopyKind.NEAR: 0.7, CopyKind.SPUN: 0.6, CopyKind.TRANSLATED: 0.6}  # a wrong join costs more than a miss
KIND_OF_ROLE = {"edited": CopyKind.NEAR, "spun": CopyKind.SPUN, "translated": CopyKind.TRANSLATED}
MIN_COMMON = 2  # facts that two texts share; with less no index proposes them
MOST_SHOWN = 25


@dataclass(frozen=True)
class Compared:
    """Two articles and what was found: by kind that they could be of each other, the signs."""

    one: Written
    other: Written
    is_copy: bool
    signs: dict[str, float]
    kinds: tuple[CopyKind, ...]
    fold: tuple[int, int]

    @property
    def role(self) -> str:
        return self.other.role if self.one.role == ORIGINAL else self.one.role


def compared(articles: Sequence[Written], traits: dict[str, Traits]) -> list[Compared]:
    """Every original with its copies, and all pairs that are none of each other but share facts."""
    folds = {family: number % FOLDS for number, family in enumerate(sorted({item.family for item in articles}))}
    tokens = {name: found.tokens() for name, found in traits.items()}
    terminal = console(stderr=True)
    rows = []
    pairs = [(one, other) for one, other in combinations(articles, 2) if is_asked(one, other, tokens)]
    for one, other in track(pairs, "comparing", console=terminal, transient=True, disable=not terminal.is_terminal):
        mine, theirs = traits[one.name], traits[other.name]
        signs = likeness.signs_of(mine, theirs, aligned(mine, theirs))
        kinds = tuple(likeness.kinds_for(mine, theirs, signs))
        rows.append(
            Compared(one, other, are_copies(one, other), signs, kinds, (folds[one.family], folds[other.family]))
        )
    return rows


def are_copies(one: Written, other: Written) -> bool:
    """Whether two articles belong to one family of copies."""
    return one.family == other.family and one.belongs and other.belongs


def is_asked(one: Written, other: Written, tokens: dict[str, frozenset[str]]) -> bool:
    """Copies with their original; others where an index would propose them."""
    if are_copies(one, other):
        return ORIGINAL in (one.role, other.role)
    return len(tokens[one.name] & tokens[other.name]) >= MIN_COMMON


def trained(rows: Sequence[Compared], kind: CopyKind) -> tuple[dict[str, float], float]:
    """The weight of each sign for a kind of copy, and the bias. Learned from copies of this kind and from all that are
    no copies; what is shared never speaks against a copy, and conflicts never for one."""
    mine = [row for row in rows if kind in row.kinds and (not row.is_copy or KIND_OF_ROLE[row.role] is kind)]
    names = sorted(mine[0].signs)
    x = np.array([[row.signs[name] for name in names] for row in mine])
    y = np.array([float(row.is_copy) for row in mine])
    against = {"conflicts"} | ({"runs"} if kind is CopyKind.SPUN else set())  # frames of a template, kept word by word
    low = np.array([-np.inf if name in against else 0.0 for name in names])
    high = np.array([0.0 if name in against else np.inf for name in names])
    weights, bias = fitted(x, y, low, high, RIDGE, rounds=4000)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}, round(bias, 3)


def cross_validated(rows: Sequence[Compared]) -> list[dict[CopyKind, float]]:
    """Each pair's score by kind, from models that were trained without its families."""
    scores: list[dict[CopyKind, float]] = [{} for _ in rows]
    for fold in range(FOLDS):
        others = [row for row in rows if fold not in row.fold]
        for kind in KIND_OF_ROLE.values():
            weights, bias = trained(others, kind)
            for row, score in zip(rows, scores, strict=True):
                if row.fold[0] == fold and kind in row.kinds:
                    total = bias + sum(weights[name] * value for name, value in row.signs.items())
                    score[kind] = 1 / (1 + math.exp(-total))
    return scores


def found(row: Compared, score: dict[CopyKind, float]) -> bool:
    """Whether a pair is taken for copies."""
    is_near = row.signs["runs"] >= likeness.SURELY_NEAR
    return is_near or any(value >= THRESHOLDS[kind] for kind, value in score.items())


def jaccard_of_shingles(articles: Sequence[Written]) -> Callable[[Written, Written], float]:
    """The first baseline: what MinHash of five-word shingles estimates, exactly."""
    shingles = {}
    for item in articles:
        words = words_in(item.text)
        shingles[item.name] = {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}

    def similarity(one: Written, other: Written) -> float:
        mine, theirs = shingles[one.name], shingles[other.name]
        return len(mine & theirs) / len(mine | theirs)

    return similarity


def cosine_of_words(articles: Sequence[Written]) -> Callable[[Written, Written], float]:
    """The second: TF-IDF of words."""
    counts = {item.name: Counter(words_in(item.text)) for item in articles}
    frequency = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for name, words in counts.items():
        vector = {word: n * math.log(len(counts) / frequency[word]) for word, n in words.items()}
        norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors[name] = {word: value / norm for word, value in vector.items()}

    def similarity(one: Written, other: Written) -> float:
        mine, theirs = vectors[one.name], vectors[other.name]
        return sum(value * theirs.get(word, 0.0) for word, value in mine.items())

    return similarity


def best_threshold(rows: Sequence[Compared], similarity: Callable[[Written, Written], float]) -> float:
    """The threshold of the best F1 over all pairs."""
    values = sorted(((similarity(row.one, row.other), row.is_copy) for row in rows), reverse=True)
    copies = sum(row.is_copy for row in rows)
    best, threshold, right = 0.0, 1.0, 0
    for number, (value, is_copy) in enumerate(values, 1):
        right += is_copy
        if (f1 := 2 * right / (number + copies)) > best:
            best, threshold = f1, value
    return threshold


def figures(rows: Sequence[Compared], verdicts: Sequence[bool]) -> dict[str, float]:
    """The share of copies found, by role, and the wrong joins."""
    told = {}
    for role in KIND_OF_ROLE:
        mine = [verdict for row, verdict in zip(rows, verdicts, strict=True) if row.is_copy and row.role == role]
        told[role] = round(sum(mine) / len(mine), 4)
    wrong = sum(verdict and not row.is_copy for row, verdict in zip(rows, verdicts, strict=True))
    return {**told, "wrong joins": wrong}


def idea_weights(traits: dict[str, Traits]) -> dict[str, float]:
    """How much each idea tells, from 0.1 to 1: by how few sentences name it (inverse document frequency)."""
    sentences = [sentence.facts for item in traits.values() for sentence in item.sentences]
    count = Counter(token for facts in sentences for token in facts.weights if re.match("[a-z]", token))
    return {
        idea: round(min(1.0, max(0.1, math.log(len(sentences) / (n + 3)) / 8)), 2)
        for idea, n in sorted(count.items())
        if not is_hard(idea)
    }


def write_models(rows: Sequence[Compared]) -> None:
    """Write what all families teach."""
    lines = ["# What the articles of tests/copies taught: how much each sign speaks for a copy of this kind."]
    lines.append("# Written by `make bench-copies ARGS=--train`; the score is the logistic function of their sum.")
    for kind in KIND_OF_ROLE.values():
        weights, bias = trained(rows, kind)
        lines += ["", f"[{kind.value}]", f"threshold = {THRESHOLDS[kind]}", f"bias = {bias}"]
        lines += [f"{name} = {weight}" for name, weight in weights.items()]
    likeness.MODEL.write_text("\n".join(lines) + "\n", "utf-8")


def write_idea_weights(weights: dict[str, float]) -> None:
    """Write the weights of ideas."""
    head = "# How much it tells that two sentences name the same idea: by how few sentences of tests/copies name it.\n"
    lines = [f"{idea} = {weight}" for idea, weight in weights.items()]
    lexicon.WEIGHTS.write_text(head + "\n".join(lines) + "\n", "utf-8")


def show(results: dict[str, dict[str, float]]) -> None:
    """The figures, for a person."""
    table = Table(title="Copies found, and pairs joined wrongly", title_justify="left", header_style="bold")
    for column in ("", *KIND_OF_ROLE, "wrong joins"):
        table.add_column(column, justify="right" if column else "left")
    for name, row in results.items():
        table.add_row(name, *(f"{row[role]:.3f}" for role in KIND_OF_ROLE), f"{row['wrong joins']:.0f}")
    console().print(table)


def show_wrong(rows: Sequence[Compared], scores: Sequence[dict[CopyKind, float]]) -> list[dict[str, object]]:
    """The pairs that are judged wrongly, wrong joins first."""
    wrong = [
        (row.is_copy, max(score.values(), default=0.0), row)
        for row, score in zip(rows, scores, strict=True)
        if found(row, score) != row.is_copy
    ]
    wrong.sort(key=lambda item: (item[0], -item[1] if not item[0] else item[1]))
    table = Table(title=f"Judged wrongly: {len(wrong)}", title_justify="left", header_style="bold")
    for column in ("", "Score", "One", "Other"):
        table.add_column(column, overflow="fold", justify="right" if column == "Score" else "left")
    told = []
    for is_copy, score, row in wrong:
        told.append({"missed": is_copy, "score": round(score, 3), "one": row.one.name, "other": row.other.name})
    for item in told[:MOST_SHOWN]:
        table.add_row(
            "missed" if item["missed"] else "joined", f"{item['score']:.2f}", str(item["one"]), str(item["other"])
        )
    console().print(table)
    return told


def main() -> int:
    """Compare, print, and with --train write the models; returns the exit code."""
    parser = argparse.ArgumentParser("make bench-copies", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--train", action="store_true", help="learn the models from the families and write them")
    asked = parser.parse_args()
    articles = written()
    if asked.train:
        write_idea_weights(idea_weights({item.name: traits_of(item.text, item.language) for item in articles}))
        lexicon._weights.cache_clear()
    traits = {item.name: traits_of(item.text, item.language) for item in articles}
    rows = compared(articles, traits)
    if asked.train:
        write_models(rows)
    scores = cross_validated(rows)
    shingles, cosine = jaccard_of_shingles(articles), cosine_of_words(articles)
    best = best_threshold(rows, cosine)
    results = {
        "Tocsin, by models trained without the family": figures(
            rows, [found(row, score) for row, score in zip(rows, scores, strict=True)]
        ),
        "MinHash of five-word shingles, 0.5": figures(rows, [shingles(row.one, row.other) >= 0.5 for row in rows]),
        f"TF-IDF cosine, {best:.2f} (its best)": figures(rows, [cosine(row.one, row.other) >= best for row in rows]),
    }
    console().print(
        f"{len(articles)} articles of {len({item.family for item in articles})} families, {len(rows):,} pairs"
    )
    show(results)
    wrong = show_wrong(rows, scores)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({"figures": results, "wrong": wrong}, ensure_ascii=False, indent=2), "utf-8")
    console().print(f"All figures: {RESULT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
