"""The labels that themes print, by kind (labels.toml), and how a line is compared with them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u0591-\u05c7]")  # Arabic and Hebrew vowel signs, kashida
_MARK = re.compile(r"([:：|→»>–—])")
# Spellings of one letter that keyboards and fonts mix up, and what the fold of a capital I with a dot leaves behind.
_FOLDED = str.maketrans(
    {"\u0307": "", "\u200c": " ", "ё": "е", "ı": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ى": "ی", "ك": "ک"}
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")

# How many words a line may have beside a label of an open kind and still be chrome. "Sign up for our newsletter
# and never miss a story" is; a sentence about people who sign up for the army is longer.
MAX_HEADING_WORDS = 5
EXTRA_WORDS = {"follow": 7, "rights": 8, "support": 7, "reading": 3}


@lru_cache(maxsize=1)
def labels() -> dict[str, frozenset[str]]:
    """The labels of each kind, all languages together, in the compared form."""
    kinds = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    return {
        kind: frozenset(compared(label) for group in by_language.values() for label in group)
        for kind, by_language in kinds.items()
    }


@lru_cache(maxsize=32)
def _by_first_word(kind: str) -> dict[str, list[list[str]]]:
    """The labels of a kind, in words, by their first; the longest first."""
    found: dict[str, list[list[str]]] = {}
    for label in sorted(labels()[kind], key=len, reverse=True):
        words = label.split()
        found.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=4096)  # each line is asked for by a dozen rules
def compared(line: str) -> str:
    """A line without case, digits, punctuation, vowel signs and half-spaces: what labels are compared in."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", line)).casefold().translate(_FOLDED)
    return _NOT_LETTERS.sub(" ", folded).strip()


def is_label(line: str, kind: str) -> bool:
    """Whether the line is a label of this kind and nothing else."""
    return compared(line) in labels()[kind]


def opens_with(line: str, kind: str) -> str | None:
    """What follows a label of this kind on the line ('' if nothing), or None if the line opens otherwise."""
    words = compared(line).split()
    count = _opening(words, kind)
    return " ".join(words[count:]) if count else None


def _opening(words: list[str], kind: str) -> int:
    """How many words at the beginning are a label of this kind, the longest there is; 0 for none."""
    known = _by_first_word(kind).get(words[0], ()) if words else ()
    return next((len(label) for label in known if words[: len(label)] == label), 0)


def line_key(line: str) -> str:
    """What tells a line from others of its site: its compared form, and its digits. A toll is no slogan."""
    digits = "".join(char for char in line if char.isdigit())
    return f"{compared(line)} {digits}".strip()


def holds(line: str, kind: str, *, words: int = 1) -> bool:
    """Whether a label of this kind, of so many words at least, stands anywhere in the line."""
    found = compared(line).split()
    known = _by_first_word(kind)
    return any(
        len(label) >= words and found[at : at + len(label)] == label
        for at, word in enumerate(found)
        for label in known.get(word, ())
    )


def opens_short(line: str, kind: str) -> bool:
    """Whether the line opens with a label of this kind and is short enough to be no sentence of the author's."""
    rest = opens_with(line, kind)
    return rest is not None and len(rest.split()) <= EXTRA_WORDS[kind]


def heads_comments(line: str) -> bool:
    """Whether the line heads readers' comments: "Comments", "3 comments on …", "I commenti dei lettori"."""
    words = compared(line).split()
    if is_label(line, "comments") or not 0 < len(words) <= MAX_HEADING_WORDS or line.rstrip().endswith((".", "!")):
        return is_label(line, "comments")
    if any(char.isdigit() for char in line):
        return any(is_label(word, "comments") for word in words)
    return is_label(words[0], "comments") or is_label(words[-1], "comments")


def leads_with(line: str, kind: str) -> bool:
    """Whether what stands before the line's first colon, bar or arrow is a label of this kind: "Tags: Iraq"."""
    parts = _MARK.split(line, maxsplit=1)
    return len(parts) > 1 and is_label(parts[0], kind)


def is_made_of_labels(line: str, kinds: tuple[str, ...]) -> bool:
    """Whether the line is one or more labels of these kinds in a row: "Facebook Twitter", "Поделиться Комментарии"."""
    words = compared(line).split()
    is_made = bool(words)
    while words and is_made:
        count = max(_opening(words, kind) for kind in kinds)
        words, is_made = words[count:], count > 0
    return is_made
