"""Which articles repeat which: relations between texts, and the origin of a family of copies."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.records import CopyKind, Member, Relation
from crawler.words import shingles_in, words_in

# Similarity (Jaccard, of runs of three words) from which a text is an edited copy. Edited copies keep 0.5 and more;
# two newsrooms' own reports of one event, or of two at one place, share less than 0.1.
NEAR = 0.4


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of the runs of three words of two texts, 0 to 1."""
    mine, theirs = shingles_in(one), shingles_in(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def are_copies(one: str, other: str) -> bool:
    """Whether one text is the other again, word for word or edited."""
    return similarity(one, other) >= NEAR


def relations_in(family: Iterable[Member]) -> list[Relation]:
    """Each member pointed to the origin: the earliest published one, where none states a time the first by URL.
    The same family gives the same relations whatever the order of arrival."""
    members = sorted(family, key=lambda member: (member.published or "9999", member.url))
    if not members:
        return []
    origin = members[0]
    relations = [Relation(origin.article, None, None, None)]
    for member in members[1:]:
        score = similarity(member.text, origin.text)
        exact = words_in(member.text) == words_in(origin.text)
        kind = CopyKind.EXACT if exact else CopyKind.NEAR
        relations.append(Relation(member.article, origin.article, kind, 1.0 if exact else round(score, 3)))
    return relations
