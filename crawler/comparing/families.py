"""The origin of a family of copies, and what shows that the others repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.comparing.facts import is_hard
from crawler.comparing.likeness import Likeness, likeness
from crawler.comparing.traits import Traits, traits_of
from crawler.records import CopyKind, Member, Relation
from crawler.urls import is_same_site, url_key
from crawler.words import words_in

NO_DATE = "9999"  # after all that have one
MOSTLY_SAME = 0.5  # the share of runs of words from which a copy was edited rather than re-worded


def origin_of(family: Iterable[Member]) -> Member:
    """The earliest that credits nobody else; of those of one minute the longest. Where all credit others, the earliest
    of all; a text without a date cannot be shown to be earlier than one that has a date. An article that another names
    as its canonical address is the origin before any that credits it. The same family gives the same origin whatever
    the order of arrival."""
    members = list(family)
    named = {url_key(member.canonical) for member in members if member.canonical and credits_others(member)}
    return min(
        members,
        key=lambda member: (
            member.published is None,
            credits_others(member),
            url_key(member.url) not in named,
            (member.published or NO_DATE)[:16],  # to the minute
            -len(member.text),
            member.url,
        ),
    )


def credits_others(member: Member) -> bool:
    """Whether an article says that the text is another's: by an agency's or an outlet's name that is not its own, or by
    a canonical address on another site."""
    own = {_plain(name) for name in (member.source, member.site) if name}
    named = _plain(member.credit) if member.credit else ""
    is_other = bool(named) and not any(_holds(name, named) or _holds(named, name) for name in own if name)
    return is_other or bool(member.canonical and not is_same_site(member.canonical, member.url))


def relation_of(member: Member, origin: Member) -> Relation:
    """How a member repeats the origin, with the evidence. One that repeats it by way of another copy is judged by what
    it shares with the origin all the same."""
    mine, theirs = traits_of(member.text, member.language), traits_of(origin.text, origin.language)
    found = likeness(mine, theirs)
    if member.words_hash == origin.words_hash:
        kind, score = CopyKind.EXACT, 1.0
    else:
        kind, score = found.kind or _likeliest(mine, theirs, found), found.score
        kind = CopyKind.NEAR if kind is CopyKind.EXACT else kind
    return Relation(member.article, origin.article, kind, score, evidence(member, origin, mine, theirs, found))


def evidence(member: Member, origin: Member, mine: Traits, theirs: Traits, found: Likeness) -> dict[str, object]:
    """What a person can check: the sentences side by side, and the names, numbers and times that both state."""
    names: dict[str, None] = {}
    figures: dict[str, None] = {}
    pairs = []
    for pair in found.pairs:
        ours, others = (
            [sentences[number] for number in numbers]
            for sentences, numbers in ((mine.sentences, pair.mine), (theirs.sentences, pair.theirs))
        )
        said = {token: by for sentence in ours for token, by in sentence.facts.said.items()}
        shared = [token for token in said if any(token in sentence.facts.weights for sentence in others)]
        names |= {said[token]: None for token in shared if token[0] == "@"}
        figures |= {said[token]: None for token in shared if is_hard(token)}
        pairs.append(
            {
                "copy": " ".join(sentence.text for sentence in ours),
                "origin": " ".join(sentence.text for sentence in others),
                "similarity": round(pair.similarity, 2),
                "agreement": round(pair.agreement, 2),
                "shared": [said[token] for token in shared],
            }
        )
    return {
        "sentences": pairs,
        "names": list(names),
        "numbers": list(figures),
        "credit": member.credit or (member.canonical if credits_others(member) else None),
        "published": [member.published, origin.published],
        "signs": {name: round(value, 3) for name, value in found.signs.items()},
    }


def _likeliest(mine: Traits, theirs: Traits, found: Likeness) -> CopyKind:
    if mine.language != theirs.language:
        return CopyKind.TRANSLATED
    return CopyKind.NEAR if found.signs.get("runs", 1.0) >= MOSTLY_SAME else CopyKind.SPUN


def _holds(name: str, part: str) -> bool:
    """Whether all words of a part stand in a name: AP is no part of Japan."""
    return f" {part} " in f" {name} "


def _plain(name: str) -> str:
    return " ".join(words_in(name))
