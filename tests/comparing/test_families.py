"""Who repeats whom: the origin of a family of copies, and what shows that the others repeat it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.comparing.families import credits_others, origin_of, relation_of
from crawler.records import CopyKind, Member
from crawler.words import words_hash

STORY = (
    "Three drones hit the grain store of Balakliia at 06:20 on Tuesday and set two silos on fire.",
    "The mayor, Oleh Hnatiuk, said that 48 people had spent the night in the cellar of the school.",
    "Engineers from Izium will need nine weeks to repair the conveyor, the port authority estimated.",
    "A baker who lost his van in the fire asked the insurers to pay 12,500 euros.",
    "Fishermen found the wing of a fourth drone in the reeds of Lake Lyman.",
    "The district had bought sirens in 2019, and none of them was heard that morning.",
)
TEXT = "\n\n".join(STORY)
EDITED = f"{TEXT.replace('set two silos on fire', 'burned two silos')}\n\nThe council meets on Monday."
GERMAN = (
    "Drei Drohnen trafen am Dienstag um 06:20 Uhr den Getreidespeicher von Balakliia zwei Silos brannten.\n\n"
    "Der Bürgermeister Oleh Hnatiuk sagte, 48 Menschen hätten die Nacht im Keller der Schule verbracht.\n\n"
    "Ingenieure aus Izium brauchen neun Wochen, um das Förderband zu reparieren, schätzte die Hafenbehörde.\n\n"
    "Fischer fanden den Flügel einer vierten Drohne im Schilf des Sees Lyman."
)
DAY = "2026-03-{:02}T08:00:00Z"


def member(
    article: int,
    day: int | None = None,
    text: str = TEXT,
    *,
    url: str | None = None,
    language: str = "en",
    source: str = "Amber Post",
    credit: str | None = None,
    canonical: str | None = None,
) -> Member:
    """An article of a family, each on a site of its own; `day` is that of March on which it was published."""
    return Member(
        article=article,
        url=url or f"https://site{article}.example/2026/03/silos-burn",
        published=DAY.format(day) if day else None,
        language=language,
        words_hash=words_hash(text),
        source=source,
        site=None,
        credit=credit,
        canonical=canonical,
        copy_of=None,
        text=text,
    )


def origin(*family: Member) -> int:
    """The origin of a family, which is the same in whatever order its members are met."""
    (found,) = {origin_of(order).article for order in permutations(family)}
    return found


# --- The origin


def test_an_article_alone_is_its_own_origin() -> None:
    assert origin(member(7)) == 7


def test_the_earliest_published_is_the_origin() -> None:
    assert origin(member(1, 12), member(2, 11), member(3, 13)) == 2


def test_who_states_a_time_comes_before_who_does_not() -> None:
    assert origin(member(1), member(2, 11)) == 2
    assert origin(member(1), member(2, 11, credit="Reuters")) == 2


def test_without_times_the_longest_is_the_origin_and_then_the_first_address() -> None:
    assert origin(member(1), member(2, text=EDITED)) == 2
    assert origin(member(1, url="https://b.example/x"), member(2, url="https://a.example/x")) == 2


def test_of_those_of_one_minute_the_longest_is_the_origin() -> None:
    short, long = member(1, 11), replace(member(2, 11, EDITED), published="2026-03-11T08:00:59Z")
    assert origin(short, long) == 2
    assert origin(short, replace(long, published="2026-03-11T08:01:00Z")) == 1


def test_who_credits_nobody_comes_before_an_earlier_one_that_credits_an_agency() -> None:
    assert origin(member(1, 11, credit="Meridian Wire"), member(2, 12)) == 2


def test_who_names_a_canonical_address_on_another_site_credits_it() -> None:
    assert origin(member(1, 11, canonical="https://site2.example/2026/03/silos-burn"), member(2, 12)) == 2
    assert origin(member(1, 11, canonical="https://www.site1.example/silos"), member(2, 12)) == 1


def test_where_all_credit_others_the_earliest_is_the_origin() -> None:
    assert origin(member(1, 12, credit="Meridian Wire"), member(2, 11, credit="Meridian Wire")) == 2


def test_of_those_that_credit_others_one_that_is_named_comes_first() -> None:
    named = member(3, 13, credit="Meridian Wire")
    assert origin(member(1, 11, canonical=named.url), member(2, 12, credit="Meridian Wire"), named) == 3


def test_of_two_that_name_each_other_the_earlier_is_the_origin() -> None:
    one, other = member(1, 12), member(2, 11)
    assert origin(replace(one, canonical=other.url), replace(other, canonical=one.url)) == 2


def test_three_that_name_each_other_in_a_ring_have_one_origin() -> None:
    ring = [member(number, 10 + number) for number in (1, 2, 3)]
    assert origin(*[replace(one, canonical=ring[(n + 1) % 3].url) for n, one in enumerate(ring)]) == 1


MEMBERS = st.builds(
    member,
    article=st.integers(1, 9),
    day=st.sampled_from([None, 11, 12]),
    text=st.sampled_from([TEXT, EDITED]),
    credit=st.sampled_from([None, "Meridian Wire", "Amber Post"]),
    canonical=st.sampled_from([None, *(f"https://site{n}.example/2026/03/silos-burn" for n in range(1, 5))]),
)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(st.lists(MEMBERS, min_size=1, max_size=6, unique_by=lambda one: one.article), st.randoms())
def test_any_family_has_the_same_origin_in_any_order(family: list[Member], random: object) -> None:
    shuffled = list(family)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert origin_of(shuffled) == origin_of(family)


# --- Credits


@pytest.mark.parametrize("credit", ["Meridian Wire", "meridian wire / staff", "AP", "Меридиан"])
def test_another_name_is_a_credit(credit: str) -> None:
    assert credits_others(member(1, source="Japan Post", credit=credit))


@pytest.mark.parametrize("credit", [None, "", "…", "Amber Post", "AMBER POST", "Amber Post, newsroom", "Amber"])
def test_the_own_name_or_none_is_no_credit(credit: str | None) -> None:
    assert not credits_others(member(1, credit=credit))


def test_the_name_that_the_site_gives_itself_is_its_own_too() -> None:
    assert not credits_others(replace(member(1, credit="The Amber"), site="The Amber"))


# --- The relation


def test_a_copy_in_other_dress_is_exact() -> None:
    found = relation_of(member(2, 12, TEXT.upper().replace(",", " —")), member(1, 11))
    assert (found.article, found.origin, found.kind, found.score) == (2, 1, CopyKind.EXACT, 1.0)


def test_an_edited_copy_is_near_with_its_score() -> None:
    found = relation_of(member(2, 12, EDITED), member(1, 11))
    assert (found.article, found.origin, found.kind) == (2, 1, CopyKind.NEAR)
    assert found.score is not None
    assert 0.7 <= found.score <= 1.0


def test_a_text_printed_twice_has_other_words_and_is_near() -> None:
    once = "\n\n".join([TEXT, TEXT])
    thrice = "\n\n".join([TEXT, TEXT, TEXT])
    assert relation_of(member(2, 12, thrice), member(1, 11, once)).kind is CopyKind.NEAR


def test_a_translation_is_translated() -> None:
    found = relation_of(member(2, 12, GERMAN, language="de"), member(1, 11))
    assert found.kind is CopyKind.TRANSLATED


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Schnee fiel auf die Reben.", "de", CopyKind.TRANSLATED),
        ("Snow fell on the vines of Chile.", "en", CopyKind.SPUN),
        ("They set two silos on fire.", "en", CopyKind.NEAR),
    ],
)
def test_one_that_repeats_the_origin_only_by_way_of_another_has_a_kind_all_the_same(
    text: str, language: str, kind: CopyKind
) -> None:
    found = relation_of(member(2, 12, text, language=language), member(1, 11))
    assert (found.origin, found.kind) == (1, kind)
    assert found.score is not None
    assert found.score < 0.7


# --- The evidence


def evidence(copy: Member, of: Member) -> dict:
    """The evidence as it is stored."""
    return json.loads(json.dumps(relation_of(copy, of).evidence))


def test_the_evidence_sets_the_sentences_side_by_side_in_their_order() -> None:
    found = evidence(member(2, 12, GERMAN, language="de"), member(1, 11))
    sides = [(pair["copy"], pair["origin"]) for pair in found["sentences"]]
    german = GERMAN.split("\n\n")
    assert sides[:3] == list(zip(german, STORY, strict=False))[:3]
    assert all(0 < pair["similarity"] <= 1 and -1 <= pair["agreement"] <= 1 for pair in found["sentences"])


def test_the_evidence_tells_the_names_and_numbers_that_both_state_as_the_copy_spells_them() -> None:
    found = evidence(member(2, 12, GERMAN, language="de"), member(1, 11))
    assert {"Balakliia", "Hnatiuk", "Izium", "Lyman"} <= set(found["names"])
    assert {"06:20", "48", "neun"} <= set(found["numbers"])
    assert not {"12,500", "2019"} & set(found["numbers"])
    assert "Balakliia" in found["sentences"][0]["shared"]


def test_what_only_one_of_the_two_states_is_no_evidence() -> None:
    changed = member(2, 12, EDITED.replace("48 people", "260 people").replace("Hnatiuk", "Demchuk"))
    found = evidence(changed, member(1, 11))
    assert not {"48", "260"} & set(found["numbers"])
    assert not {"Hnatiuk", "Demchuk"} & set(found["names"])


def test_the_evidence_tells_the_credit_and_both_times() -> None:
    first = member(1, 11)
    assert evidence(member(2, 12, EDITED, credit="Meridian Wire"), first)["credit"] == "Meridian Wire"
    assert evidence(member(2, 12, EDITED, canonical=first.url), first)["credit"] == first.url
    own = evidence(member(2, 12, EDITED, canonical="https://site2.example/silos"), first)
    assert own["credit"] is None
    assert own["published"] == [DAY.format(12), DAY.format(11)]


def test_the_evidence_is_the_same_each_time() -> None:
    one = json.dumps(relation_of(member(2, 12, GERMAN, language="de"), member(1, 11)).evidence)
    assert one == json.dumps(relation_of(member(2, 12, GERMAN, language="de"), member(1, 11)).evidence)


def test_a_copy_without_a_sentence_in_common_has_evidence_without_sentences() -> None:
    found = evidence(member(2, 12, "Snow fell on the vines of Chile."), member(1, 11))
    assert (found["sentences"], found["names"], found["numbers"]) == ([], [], [])
