"""Who repeats whom: copies of one text form a family, and its origin is the earliest of them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.comparing.families import NEAR, are_copies, relations_in, similarity
from crawler.records import CopyKind, Member, Relation
from tests.pages import STORY

TEXT = "\n\n".join(STORY)
EDITED = f"{TEXT.replace('at dawn', 'before dawn')} The council meets on Monday."
OTHER = "Fish is dear in all the markets of the coast this week, for the boats of Amber do not dare to leave."


def member(article: int, published: str | None = None, text: str = TEXT, url: str | None = None) -> Member:
    """An article of a family."""
    return Member(article, url or f"https://amber.example/{article}", published, text)


def origin_of(*family: Member) -> int:
    """The article that the others point to."""
    return next(relation.article for relation in relations_in(family) if relation.origin is None)


def test_a_text_is_wholly_like_itself() -> None:
    assert similarity(TEXT, TEXT.upper()) == 1.0


def test_texts_without_a_run_of_words_in_common_are_not_alike() -> None:
    assert similarity(TEXT, OTHER) == 0.0


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", TEXT), ("…", "…")])
def test_without_words_nothing_is_alike(one: str, other: str) -> None:
    assert similarity(one, other) == 0.0


WORDS = st.lists(st.sampled_from(["shell", "hits", "the", "harbour", "of", "port", "amber"]), max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS)
def test_similarity_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) == similarity(other, one) <= 1.0


def test_an_edited_text_is_a_copy() -> None:
    assert are_copies(TEXT, EDITED)
    assert are_copies(TEXT, "\n\n".join(STORY[:3]))


def test_two_reports_of_one_event_are_no_copies() -> None:
    own_words = (
        "A shell struck Port Amber's harbour early on Tuesday, shattering panes around the fish market. The mayor said "
        "that there were no casualties. Police shut the road, and residents were told to remain indoors until evening."
    )
    assert not are_copies(TEXT, own_words)


def test_most_of_a_text_is_a_copy_of_it_and_a_third_of_it_is_not() -> None:
    words = [f"word{n}" for n in range(100)]
    assert are_copies(" ".join(words), " ".join(words[:60]))
    assert similarity(" ".join(words), " ".join(words[:30])) < NEAR
    assert not are_copies(" ".join(words), " ".join(words[:30]))


def test_the_earliest_published_is_the_origin() -> None:
    assert origin_of(member(1, "2026-03-12T00:00:00Z"), member(2, "2026-03-11T00:00:00Z"), member(3)) == 2


def test_who_states_a_time_comes_before_who_does_not() -> None:
    assert origin_of(member(1), member(2, "2026-03-11T00:00:00Z")) == 2


def test_without_times_the_first_address_is_the_origin() -> None:
    assert origin_of(member(1, url="https://b.example/"), member(2, url="https://a.example/")) == 2


def test_an_origin_points_to_nobody_and_the_others_to_it() -> None:
    family = [member(1, "2026-03-11T00:00:00Z"), member(2, "2026-03-12T00:00:00Z"), member(3, text=EDITED)]
    first, second, third = relations_in(family)
    assert first == Relation(1, None, None, None)
    assert second == Relation(2, 1, CopyKind.EXACT, 1.0)
    assert (third.origin, third.kind) == (1, CopyKind.NEAR)
    assert third.score == round(similarity(TEXT, EDITED), 3)


def test_a_copy_in_other_dress_is_exact() -> None:
    family = [member(1, "2026-03-11T00:00:00Z"), member(2, text=TEXT.upper().replace(",", " —"))]
    assert relations_in(family)[1].kind is CopyKind.EXACT


def test_the_same_words_in_another_order_are_near() -> None:
    family = [member(1, "2026-03-11T00:00:00Z"), member(2, text="\n\n".join(reversed(STORY)))]
    assert relations_in(family)[1].kind is CopyKind.NEAR


def test_an_article_alone_is_its_own_origin() -> None:
    assert relations_in([member(7)]) == [Relation(7, None, None, None)]


def test_a_family_of_nobody_has_no_relations() -> None:
    assert relations_in([]) == []


def test_the_order_of_arrival_changes_nothing() -> None:
    family = [
        member(1, "2026-03-12T00:00:00Z"),
        member(2, "2026-03-11T00:00:00Z", EDITED),
        member(3),
        member(4, "2026-03-11T00:00:00Z", url="https://z.example/"),
    ]
    found = {tuple(relations_in(order)) for order in permutations(family)}
    assert len(found) == 1
