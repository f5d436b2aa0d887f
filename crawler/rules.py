"""A rule: concept names, `and`, `or`, `not`, `near`, parentheses; and where it stands, before a colon."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

NEAR_WORDS = 8  # `near`: no more words than these lie between two concepts; about a clause
_PLACE = re.compile(r"\s*(title|lead|body)\s*:(.*)", re.DOTALL)
_NEAR = re.compile(r"\bnear\b")
_AT = "@"  # binds closer than `and`, as `near` does when it is read aloud


class Place(StrEnum):
    """Where in an article a sentence stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True)
class Rule:
    """One line of the rule: `title: attack`, `act near weapon and (harm or target)`."""

    text: str

    def concepts(self) -> frozenset[str]:
        """The concept names that the line mentions."""
        return frozenset(node.id for node in ast.walk(_parsed(self.text)[1]) if isinstance(node, ast.Name))

    def holds(self, found: Mapping[str, Sequence[int]], place: Place = Place.BODY) -> bool:
        """Whether a sentence satisfies the line: `found` has the concepts in it, each with the numbers of its words."""
        where, expression = _parsed(self.text)
        return where in (None, place) and _holds(expression, found)


def parse_rule(text: str) -> Rule:
    """A checked rule. Raises ValueError, with the reason in words, for anything but names and operators."""
    expression = _parsed(text)[1]
    for node in ast.walk(expression):
        if not isinstance(
            node,
            ast.BoolOp | ast.And | ast.Or | ast.UnaryOp | ast.Not | ast.Name | ast.Load | ast.BinOp | ast.MatMult,
        ):
            raise ValueError(f'"{text}" may hold only concept names, and, or, not, near and parentheses')
        if isinstance(node, ast.BinOp) and any(isinstance(part, ast.UnaryOp) for part in ast.walk(node)):
            raise ValueError(f'"{text}" says near what is not there; near stands between concepts')
    return Rule(text)


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[Place | None, ast.expr]:
    found = _PLACE.fullmatch(text)
    place, line = (Place(found[1]), found[2]) if found else (None, text)
    try:
        if _AT in line:
            raise SyntaxError
        return place, ast.parse(_NEAR.sub(_AT, line).strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f'"{text}" is not a rule: write it like "act and (weapon or harm)"') from None


def _holds(node: ast.expr, found: Mapping[str, Sequence[int]]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_holds(value, found) for value in values)
        case ast.BoolOp(values=values):
            return any(_holds(value, found) for value in values)
        case ast.UnaryOp(operand=operand):
            return not _holds(operand, found)
        case ast.BinOp() | ast.Name():
            return bool(_words(node, found))
    raise ValueError(f"not part of a rule: {ast.dump(node)}")


def _words(node: ast.expr, found: Mapping[str, Sequence[int]]) -> set[int]:
    """The words of a sentence that satisfy a part of the line."""
    match node:
        case ast.Name(id=name):
            return set(found.get(name, ()))
        case ast.BoolOp(op=ast.Or(), values=values):
            return set().union(*(_words(value, found) for value in values))
        case ast.BoolOp(values=values):
            every = [_words(value, found) for value in values]
            return set().union(*every) if all(every) else set()
        case ast.BinOp(left=left, right=right):
            return _near(_words(left, found), _words(right, found))
    return set()


def _near(some: Iterable[int], others: Iterable[int]) -> set[int]:
    return {word for one in some for other in others if abs(one - other) <= NEAR_WORDS + 1 for word in (one, other)}
