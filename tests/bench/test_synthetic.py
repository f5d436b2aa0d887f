"""The synthetic articles of `make bench-copies-scale` are what they are taken for."""

from __future__ import annotations

import random

import pytest

from crawler.comparing.likeness import likeness
from crawler.comparing.traits import traits_of
from crawler.storage.copies import WINDOW_DAYS
from tests.bench import synthetic
from tests.bench.copies_scale import KINDS


@pytest.mark.parametrize("first", [0, synthetic.POOL])
def test_articles_are_entered_by_what_the_real_code_finds_in_them(first: int) -> None:
    shared = entered = 0
    for number in range(first, first + 12):
        item = synthetic.article(number)
        found = synthetic.facts_tokens(traits_of(item.text, item.language))
        shared += len(found & item.tokens)
        entered += len(found | item.tokens)
    assert shared / entered > 0.85


def test_an_article_is_the_same_whenever_it_is_made() -> None:
    before = synthetic.article(synthetic.POOL + 7)
    synthetic._mould.cache_clear()
    assert synthetic.article(synthetic.POOL + 7) == before


@pytest.mark.parametrize("kind", KINDS)
def test_planted_copies_are_copies(kind: str) -> None:
    original = synthetic.article(3)
    copy = KINDS[kind](original, 4, random.Random(1))  # noqa: S311
    mine, theirs = (traits_of(item.text, item.language) for item in (original, copy))
    assert likeness(mine, theirs).kind is not None
    assert copy.published > original.published


def test_articles_of_one_mould_lie_further_apart_than_copies_are_looked_for() -> None:
    days = {synthetic.article(3 + n * synthetic.POOL).published.toordinal() for n in range(3)}
    assert max(days) - min(days) > 2 * WINDOW_DAYS
