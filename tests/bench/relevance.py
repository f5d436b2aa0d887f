"""`make bench-relevance`: how well reports are told from what only looks like one; with --train, the model is learned.

Examples are in tests/examples, by language; the families of tests/copies are plain reports beside them. They are judged
by models that were trained without them (cross-validation in FOLDS parts), so the figures are of unseen texts. A folder
with train.jsonl (id, text, relevant) may be given: old newswire in English, judged by the watchlist for archives, whose
weights were set by hand; its trade-off of precision and recall is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from rich.progress import track
from rich.table import Table

from crawler.glue.terminal import console
from crawler.lexicon.ideas import ideas_in
from crawler.reading.relevance import BESIDE, IDEA, SIGNS, read_sentences, signs_of
from crawler.seeds import EXCLUDE, Model, Watchlist, read_watchlist
from crawler.stems import words_of
from tests.bench.logistic import fitted
from tests.copies.families import written
from tests.press.sites import sites

WATCHLIST = Path("seeds/watchlists/attacks.toml")
INCIDENTS = Path("seeds/watchlists/optional/incidents.toml")  # judges old newswire; learned from none
MODEL = Path("seeds/models/attacks.toml")
EXAMPLES = Path("tests/examples")
RESULT = Path("build/bench/relevance.json")
FOLDS = 10
RIDGE = 5.0  # how strongly the weights of ideas are drawn to zero (L2): they are many, and few examples name each
RIDGE_OF_CONCEPTS = 0.5  # they are few, and say most: drawn as strongly, plain reports are lost for their other words
TERMS_AGAINST_ONE, MIN_TERMS = 2, 3  # that name an idea of reports, for each term of other matters that does
LITTLE = 0.1  # weight that an idea of reports may have against one beside a concept: "attack" beside "act"
MIN_EXAMPLES = 8  # a sign in fewer is chance
THRESHOLD = 0.5  # of the score: from here on a text is kept
MOST_SHOWN = 60  # wrong verdicts printed; the file has them all


@dataclass(frozen=True)
class Example:
    """A text, and whether it is a report. Texts of one group are of one incident: none is judged by a model that saw
    another."""

    group: str
    name: str
    language: str
    kind: str
    relevant: bool
    title: str | None
    text: str


def examples() -> list[Example]:
    """The examples of all languages, the articles of the invented press, and the families of copies: plain reports, and
    what others made of them."""
    found = []
    for path in sorted(EXAMPLES.glob("*.toml")):
        for number, item in enumerate(tomllib.loads(path.read_text("utf-8"))["example"], 1):
            name, of = f"{path.stem} {number}", (item["kind"], item["relevant"], item["title"], item["text"])
            found.append(Example(name, name, path.stem[:2], *of))
    for site in sites():
        for item in site.articles:
            of = (item.kind, item.relevant, item.title, "\n\n".join(item.paragraphs))
            found.append(Example(item.id, item.id, item.language, *of))
    languages = {item.language for item in found}
    for item in written():
        if item.language in languages:
            of = (item.role, True, item.title, item.text)
            found.append(Example(item.family, f"{item.family} {item.id}", item.language, *of))
    return found


def signs(watchlist: Watchlist, some: Sequence[Example]) -> list[dict[str, float]]:
    """What the model weighs in each of them."""
    terminal = console(stderr=True)
    progress = track(some, "reading", console=terminal, transient=True, disable=not terminal.is_terminal)
    return [
        signs_of(list(read_sentences(watchlist, item.language, item.title, item.text)), watchlist.report)
        for item in progress
    ]


def signs_of_report(watchlist: Watchlist) -> frozenset[str]:
    """What may only speak for a report: its concepts, and the ideas that their terms name, in all languages, far more
    often than those of other matters do. A plain report is none the less one for its plain words."""
    for_it, against_it = Counter[str](), Counter[str]()
    for language, concepts in watchlist.terms.items():
        for concept, terms in concepts.items():
            counted = for_it if concept in watchlist.report - watchlist.context else against_it
            for term in terms if concept != EXCLUDE else ():
                counted.update({named.idea for named in ideas_in([w for _, w in words_of(term, language)], language)})
    ideas = {idea for idea, n in for_it.items() if n >= MIN_TERMS and n > TERMS_AGAINST_ONE * against_it[idea]}
    return watchlist.report | SIGNS | {f"{IDEA} {idea}" for idea in ideas}


def trained(rows: Sequence[dict[str, float]], answers: Sequence[bool], report: frozenset[str]) -> Model:
    """Logistic regression. What a report says never weighs against it, but for a little where an idea stands beside a
    concept, and what other news speaks of never for it: so a person can read the weights. What further ideas say is
    left to the examples."""
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in seen.items() if count >= MIN_EXAMPLES)
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    low = np.array([lowest(name, report) for name in names])
    high = np.array([np.inf if concept_of(name) in report or name.startswith(IDEA) else 0.0 for name in names])
    ridge = np.array([RIDGE if name.startswith(IDEA) else RIDGE_OF_CONCEPTS for name in names])
    weights, bias = fitted(x, np.array(answers, dtype=float), low, high, ridge)
    found = zip(names, weights, strict=True)
    rounded = {name: round(float(weight), 3) for name, weight in found if abs(weight) >= 0.001}
    return Model(round(bias, 3), THRESHOLD, rounded)


def lowest(sign: str, report: frozenset[str]) -> float:
    """The lowest weight that a sign may have."""
    if concept_of(sign) not in report:
        return -np.inf
    return -LITTLE if BESIDE in sign else 0.0


def concept_of(sign: str) -> str:
    """The concept that a sign is of, or the idea: "harm in lead" is of harm, "idea market below" of "idea market"."""
    return " ".join(sign.split(" ")[: 2 if sign.startswith(IDEA) else 1])


def cross_validated(
    rows: Sequence[dict[str, float]], answers: Sequence[bool], groups: Sequence[str], report: frozenset[str]
) -> list[float]:
    """The score of each by a model that was trained without its group."""
    folds = [crc32(group.encode()) % FOLDS for group in groups]
    scores = [0.0] * len(rows)
    for fold in range(FOLDS):
        others = [i for i, its in enumerate(folds) if its != fold]
        model = trained([rows[i] for i in others], [answers[i] for i in others], report)
        for i, its in enumerate(folds):
            if its == fold:
                scores[i] = model.score(rows[i])
    return scores


def figures(scores: Sequence[float], answers: Sequence[bool], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of what is kept at a threshold."""
    kept = [score >= threshold for score in scores]
    right = sum(k and a for k, a in zip(kept, answers, strict=True))
    precision, recall = right / max(1, sum(kept)), right / max(1, sum(answers))
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
    }


def at_recall(scores: Sequence[float], answers: Sequence[bool]) -> list[dict[str, float]]:
    """The trade-off of precision and recall over ten thresholds."""
    return [{"threshold": step / 10, **figures(scores, answers, step / 10)} for step in range(1, 10)]


def newswire(folder: Path) -> list[Example]:
    """The reports of a folder with train.jsonl."""
    lines = (folder / "train.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines if line]
    return [
        Example(item["id"], item["id"], "en", "newswire", bool(item["relevant"]), None, item["text"]) for item in items
    ]


def main() -> int:
    """Judge, print, and with --train write the model; returns the exit code."""
    parser = argparse.ArgumentParser("make bench-relevance", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="old newswire: a folder with train.jsonl")
    parser.add_argument("--train", action="store_true", help=f"learn the model from the examples and write {MODEL}")
    asked = parser.parse_args()
    watchlist = read_watchlist(WATCHLIST)
    some, report = examples(), signs_of_report(watchlist)
    rows, answers = signs(watchlist, some), [item.relevant for item in some]
    if asked.train:
        watchlist = replace(watchlist, model=trained(rows, answers, report))
        write(watchlist)
    scores = cross_validated(rows, answers, [item.group for item in some], report)
    results = {"examples": {"pages": len(some), "by_language": by_language(some, scores), "wrong": wrong(some, scores)}}
    show_languages(results["examples"]["by_language"])
    show_wrong(results["examples"]["wrong"])
    if asked.folder:
        old, incidents = newswire(asked.folder), read_watchlist(INCIDENTS)
        assert incidents.model is not None
        old_scores = [incidents.model.score(row) for row in signs(incidents, old)]
        results["newswire"] = {"trade_off": at_recall(old_scores, [item.relevant for item in old])}
        show_trade_off(results["newswire"]["trade_off"])
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, ensure_ascii=False, indent=2), "utf-8")
    console().print(f"All figures: {RESULT}")
    return 0


def by_language(some: Sequence[Example], scores: Sequence[float]) -> dict[str, dict[str, float]]:
    """The figures of each language, and of all."""
    found = {}
    for language in [*sorted({item.language for item in some}), "all"]:
        mine = [i for i, item in enumerate(some) if language in (item.language, "all")]
        found[language] = figures([scores[i] for i in mine], [some[i].relevant for i in mine], THRESHOLD)
    return found


def wrong(some: Sequence[Example], scores: Sequence[float]) -> list[dict[str, object]]:
    """The examples that are judged wrongly, the surest mistakes first."""
    missed = [
        {"name": item.name, "kind": item.kind, "relevant": item.relevant, "score": round(score, 2), "title": item.title}
        for item, score in zip(some, scores, strict=True)
        if (score >= THRESHOLD) != item.relevant
    ]
    return sorted(missed, key=lambda item: -abs(float(str(item["score"])) - THRESHOLD))


def write(watchlist: Watchlist) -> None:
    """Write the model of a watchlist where its file names it."""
    model = watchlist.model
    assert model is not None
    ranked = sorted(model.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    lines = [
        "# What the examples taught: how much each sign in a text speaks for a report (above 0) or against one.",
        "# Written by `make bench-relevance ARGS=--train`; the score is the logistic function of their sum.",
        f"bias = {model.bias}",
        f"threshold = {model.threshold}",
        "",
        "[weights]",
        *(f'"{name}" = {weight}' for name, weight in ranked),
    ]
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    MODEL.write_text("\n".join(lines) + "\n", "utf-8")


def show_languages(found: dict[str, dict[str, float]]) -> None:
    """The figures by language, for a person."""
    table = Table(title="Examples, judged by models trained without them", title_justify="left", header_style="bold")
    for column in ("Language", "Precision", "Recall", "F1"):
        table.add_column(column, justify="left" if column == "Language" else "right")
    for language, row in found.items():
        table.add_row(language, *(f"{row[name]:.3f}" for name in ("precision", "recall", "f1")))
    console().print(table)


def show_wrong(found: list[dict[str, object]]) -> None:
    """The wrong verdicts, for a person."""
    table = Table(title=f"Judged wrongly: {len(found)}", title_justify="left", header_style="bold")
    for column in ("Example", "Kind", "Score", "Title"):
        table.add_column(column, justify="right" if column == "Score" else "left", overflow="fold")
    for row in found[:MOST_SHOWN]:
        table.add_row(*(str(row[name]) for name in ("name", "kind", "score", "title")))
    console().print(table)


def show_trade_off(found: list[dict[str, float]]) -> None:
    """Precision and recall over the threshold, for a person."""
    table = Table(title="Old newswire: what a higher threshold gains and costs", title_justify="left")
    for column in ("threshold", "precision", "recall", "f1"):
        table.add_column(column.capitalize() if column != "f1" else "F1", justify="right")
    for row in found:
        table.add_row(f"{row['threshold']:.1f}", *(f"{row[name]:.3f}" for name in ("precision", "recall", "f1")))
    console().print(table)


if __name__ == "__main__":
    sys.exit(main())
