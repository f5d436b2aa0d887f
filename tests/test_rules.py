"""The boolean language of a watchlist's rule."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.rules import Place, Rule, parse_rule

NAMES = ("act", "weapon", "harm")


@pytest.mark.parametrize(
    ("line", "present", "holds"),
    [
        ("act", {"act"}, True),
        ("act", {"weapon"}, False),
        ("act", set(), False),
        ("act and weapon", {"act", "weapon"}, True),
        ("act and weapon", {"act"}, False),
        ("act or weapon", {"weapon"}, True),
        ("act or weapon", {"harm"}, False),
        ("not act", set(), True),
        ("not act", {"act"}, False),
        ("act and weapon and harm", {"act", "weapon"}, False),
        ("act or weapon or harm", {"harm"}, True),
        ("act or weapon and harm", {"act"}, True),
        ("(act or weapon) and harm", {"act"}, False),
        ("act and not weapon", {"act", "harm"}, True),
        ("act and not weapon", {"act", "weapon"}, False),
        ("not act or weapon", {"act"}, False),
        ("not (act or weapon)", {"harm"}, True),
        ("not not act", {"act"}, True),
    ],
)
def test_a_rule_holds_as_it_reads(line: str, present: set[str], holds: bool) -> None:
    assert parse_rule(line).holds({concept: [0] for concept in present}) is holds


@pytest.mark.parametrize(
    ("line", "found", "holds"),
    [
        ("act near weapon", {"act": [3], "weapon": [11]}, True),
        ("act near weapon", {"act": [3], "weapon": [13]}, False),
        ("act near weapon", {"act": [13, 30], "weapon": [4]}, True),
        ("act near weapon", {"act": [3]}, False),
        ("act near (weapon or harm)", {"act": [3], "harm": [5], "weapon": [40]}, True),
        ("act near (weapon or harm)", {"act": [3], "harm": [35], "weapon": [40]}, False),
        ("act near weapon and harm", {"act": [3], "weapon": [4], "harm": [60]}, True),
        ("act near weapon near harm", {"act": [1], "weapon": [8], "harm": [15]}, True),
        ("not act near weapon", {"act": [1], "weapon": [30]}, True),
    ],
)
def test_what_is_near_lies_within_a_clause(line: str, found: dict[str, list[int]], holds: bool) -> None:
    assert parse_rule(line).holds(found) is holds


@pytest.mark.parametrize("place", list(Place))
def test_a_line_may_say_where_it_stands(place: Place) -> None:
    assert [here for here in Place if parse_rule(f"{place}: act").holds({"act": [0]}, here)] == [place]
    assert parse_rule("act").holds({"act": [0]}, place)


@pytest.mark.parametrize("line", ["act near (not weapon)", "not act near (not weapon)"])
def test_nothing_is_near_what_is_not_there(line: str) -> None:
    with pytest.raises(ValueError, match="says near what is not there"):
        parse_rule(line)


@pytest.mark.parametrize("line", ["head: act", "title:", "title: act near", "act @ weapon"])
def test_a_place_or_a_nearness_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="is not a rule"):
        parse_rule(line)


def test_a_rule_tells_the_concepts_it_names() -> None:
    assert parse_rule("act and (weapon or not harm) and act").concepts() == {"act", "weapon", "harm"}


def test_a_rule_may_name_concepts_in_any_script() -> None:
    rule = parse_rule("удар and зброя")
    assert rule.holds({"удар": [0], "зброя": [1]})
    assert not rule.holds({"удар": [0]})


def test_a_rule_keeps_the_words_it_was_written_in() -> None:
    assert parse_rule("  act  and weapon ").text == "  act  and weapon "


@pytest.mark.parametrize(
    "line", ["", "   ", "and", "act and", "or act", "act weapon", "act and (weapon", "act)", "\x00"]
)
def test_an_unfinished_rule_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(ValueError, match=r'is not a rule: write it like "act and \(weapon or harm\)"'):
        parse_rule(line)


@pytest.mark.parametrize(
    "line",
    [
        "act & weapon",
        "act | weapon",
        "act, weapon",
        "act == weapon",
        "act if weapon else harm",
        "car-bomb",
        "~act",
        "act.weapon",
        "act[0]",
        "[act]",
        "lambda: act",
        "True",
        "None",
        "1",
        "'act'",
        "f'{act}'",
        "exit()",
        "__import__('os').system('true')",
    ],
)
def test_a_rule_holds_nothing_but_names_and_operators(line: str) -> None:
    with pytest.raises(ValueError, match="may hold only concept names, and, or, not, near and parentheses"):
        parse_rule(line)


@pytest.mark.parametrize(
    "line", ["(" * 500 + "act" + ")" * 500, "not " * 20_000 + "act", "act;weapon", "act\nand weapon"]
)
def test_a_rule_beyond_reason_is_refused_like_any_other(line: str) -> None:
    with pytest.raises(ValueError, match="is not a rule"):
        parse_rule(line)


EXPRESSIONS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: "({} {} {})".format(*parts)),
    ),
    max_leaves=6,
)


@given(line=EXPRESSIONS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_rule_means_what_the_same_words_mean_in_python(line: str) -> None:
    rule = parse_rule(line)
    for there in itertools.product([True, False], repeat=len(NAMES)):
        facts = dict(zip(NAMES, there, strict=True))
        expected = eval(line, {"__builtins__": {}}, facts)  # noqa: S307 - the test's own expression
        assert rule.holds({name: [0] for name, is_there in facts.items() if is_there}) is expected


@given(
    line=st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from([*NAMES, "and", "or", "not", "(", ")", " ", "\n", "1", "#", "x"]), max_size=20).map(
            " ".join
        ),
    )
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_line_is_a_rule_or_is_refused_with_its_words(line: str) -> None:
    try:
        rule = parse_rule(line)
    except ValueError as refused:
        assert f'"{line}"' in str(refused)
    else:
        assert rule == Rule(line)
        assert isinstance(rule.holds({name: [0] for name in rule.concepts()}), bool)
