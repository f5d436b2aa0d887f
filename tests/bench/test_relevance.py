"""The measures and the training of the relevance bench."""

from __future__ import annotations

import tomllib

import pytest

from crawler.lexicon.ideas import FOLDER
from crawler.reading.relevance import BESIDE, IDEA, SIGNS
from crawler.seeds import Model
from tests.bench.relevance import (
    MODEL,
    WATCHLIST,
    at_recall,
    concept_of,
    cross_validated,
    examples,
    figures,
    lowest,
    signs_of_report,
    trained,
)
from tests.bench.relevance import read_watchlist as watchlist_of

REPORT = frozenset(("harm", "act"))
ROWS = [{"harm": 1.0, "act in lead": 1.0}, {"harm": 1.0}, {"trial": 1.0, "act in lead": 1.0}, {"trial": 1.0}] * 6
ANSWERS = [True, True, False, False] * 6


def test_figures_are_of_what_is_kept() -> None:
    found = figures([0.9, 0.7, 0.6, 0.1], [True, False, True, True], 0.6)
    assert found == {
        "precision": pytest.approx(2 / 3, abs=1e-4),
        "recall": pytest.approx(2 / 3, abs=1e-4),
        "f1": 0.6667,
    }


def test_nothing_kept_has_no_precision() -> None:
    assert figures([0.1, 0.2], [True, False], 0.5) == {"precision": 0, "recall": 0, "f1": 0}


def test_a_higher_threshold_never_recalls_more() -> None:
    recalls = [row["recall"] for row in at_recall([0.05, 0.35, 0.55, 0.85], [True, False, True, True])]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] > recalls[-1]


def test_what_reports_say_weighs_for_a_report_and_the_rest_against_one() -> None:
    model = trained(ROWS, ANSWERS, REPORT)
    assert model.weights["harm"] > 0
    assert model.weights["trial"] < 0
    # Nothing in the answers, so no weight: a sign of a report is never turned against one.
    assert trained(ROWS, [not answer for answer in ANSWERS], REPORT).weights.get("harm", 0) == 0


def test_a_sign_of_few_texts_is_chance() -> None:
    assert "harm in title" not in trained([*ROWS, {"harm in title": 1.0}], [*ANSWERS, True], REPORT).weights


def test_unseen_texts_are_judged_by_what_others_taught() -> None:
    scores = cross_validated(ROWS, ANSWERS, [str(i) for i in range(len(ROWS))], REPORT)
    assert all((score > 0.5) == answer for score, answer in zip(scores, ANSWERS, strict=True))


def test_the_delivered_model_weighs_only_concepts_that_the_watchlist_has() -> None:
    watchlist = watchlist_of(WATCHLIST)
    known = {concept for concepts in watchlist.terms.values() for concept in concepts} | SIGNS | {"other"}
    assert MODEL.is_file()
    assert isinstance(watchlist.model, Model)
    concepts = {concept_of(sign) for sign in watchlist.model.weights}
    assert {concept for concept in concepts if not concept.startswith(IDEA)} <= known
    ideas = {concept.split(" ")[1] for concept in concepts if concept.startswith(IDEA)}
    assert ideas <= set(tomllib.loads((FOLDER / "en.toml").read_text("utf-8")))


def test_what_a_report_says_hardly_weighs_against_it_in_the_delivered_model() -> None:
    watchlist = watchlist_of(WATCHLIST)
    report = signs_of_report(watchlist)
    assert "idea attack" in report
    assert watchlist.model is not None
    weights = watchlist.model.weights
    assert [sign for sign, weight in weights.items() if weight < lowest(sign, report)] == []
    assert lowest("idea attack below", report) == lowest("harm in title", report) == 0
    assert -1 < lowest(f"idea attack{BESIDE}weapon", report) < 0


def test_every_language_has_examples_of_both_kinds() -> None:
    found = {(item.language, item.relevant) for item in examples()}
    languages = {language for language, _ in found}
    assert len(languages) >= 12
    assert found == {(language, relevant) for language in languages for relevant in (True, False)}
