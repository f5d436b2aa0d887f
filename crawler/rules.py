"""The boolean language of a watchlist's rule: concept names, `and`, `or`, `not`, parentheses."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One line of the rule. `holds` says whether a sentence with these concepts satisfies it."""

    text: str

    def concepts(self) -> frozenset[str]:
        """The concept names that the line mentions."""
        return frozenset(node.id for node in ast.walk(_parsed(self.text)) if isinstance(node, ast.Name))

    def holds(self, present: frozenset[str] | set[str]) -> bool:
        """Evaluate the line over the set of concepts found in one sentence."""
        return _evaluate(_parsed(self.text), present)


def parse_rule(text: str) -> Rule:
    """A checked rule. Raises ValueError, with the reason in words, for anything but names and operators."""
    for node in ast.walk(_parsed(text)):
        if not isinstance(node, ast.BoolOp | ast.And | ast.Or | ast.UnaryOp | ast.Not | ast.Name | ast.Load):
            raise ValueError(f'"{text}" may hold only concept names, and, or, not and parentheses')
    return Rule(text)


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f'"{text}" is not a rule: write it like "act and (weapon or harm)"') from None


def _evaluate(node: ast.expr, present: frozenset[str] | set[str]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_evaluate(value, present) for value in values)
        case ast.BoolOp(values=values):
            return any(_evaluate(value, present) for value in values)
        case ast.UnaryOp(operand=operand):
            return not _evaluate(operand, present)
        case ast.Name(id=name):
            return name in present
    raise ValueError(f"not part of a rule: {ast.dump(node)}")
