"""Whether a text reports what a watchlist watches for, and why: its rule, and where it has one its model."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.lexicon.ideas import ideas_in
from crawler.reading.matching import Hit, hits_in
from crawler.records import Match, Relevance
from crawler.rules import Place, Rule
from crawler.seeds import EXCLUDE, Watchlist
from crawler.stems import sentences_of, words_of

LEAD_SENTENCES = 3  # of the text: where a report says what happened
MAX_MATCHES = 300  # of one text; a page that lists every incident of a war has enough evidence by then
MAX_SENTENCES = 400  # of one text that are read; the longest reports have as many
SIGNS = frozenset(["rule", "plain", "passage"])  # speak for a report; "other matter" does against one
IDEA = "idea"  # begins the signs that may speak for a report or against one, as the examples have it
BESIDE = " beside "  # in those of an idea and a concept in one sentence
IDEAS_LENGTH = 10.0  # of all ideas of a text as a vector: a report and a handbook of 400 sentences weigh the same
SHORT = 8.0  # before that: the ideas of a flash, whose vector is shorter, say less
MAX_REASONS = 3  # that are told, for and against


@dataclass(frozen=True)
class Sentence:
    """A sentence with what the watchlist finds in it."""

    place: Place
    paragraph: int  # its number; the title has none of its own, and is 0
    text: str
    hits: tuple[Hit, ...]
    rule: Rule | None  # the line that it satisfies
    ideas: frozenset[str]  # of the lexicon

    @property
    def concepts(self) -> set[str]:
        return {hit.concept for hit in self.hits}


def judge_relevance(watchlists: Sequence[Watchlist], language: str | None, title: str | None, text: str) -> Relevance:
    """The verdict of the first watchlist that keeps a text; of the first of all where none does."""
    verdicts = [_judged(watchlist, language, title, text) for watchlist in watchlists]
    return next((verdict for verdict in verdicts if verdict.kept), verdicts[0])


def _judged(watchlist: Watchlist, language: str | None, title: str | None, text: str) -> Relevance:
    if language is None or language not in watchlist.terms:
        name = f'the language "{language}"' if language else "a text without a known language"
        return Relevance(False, f"the watchlist {watchlist.name} has no terms for {name}", watchlist.name)
    sentences = list(read_sentences(watchlist, language, title, text))
    matches = tuple(
        Match(hit.concept, hit.term, hit.found, sentence.text) for sentence in sentences for hit in sentence.hits
    )
    reports = [sentence for sentence in sentences if sentence.rule]
    others = sorted(match.term for match in matches if match.concept == EXCLUDE)
    if watchlist.model is None:
        kept, score = len(reports) > len(others), None
        reason = _told_by_rule(reports, others, matches)
    else:
        signs = signs_of(sentences, watchlist.report)
        score = watchlist.model.score(signs)
        kept = score >= watchlist.model.threshold
        reason = _told_by_model(watchlist.model.contributions(signs), reports, score)
    return Relevance(kept, reason, watchlist.name, score, matches[:MAX_MATCHES])


def read_sentences(watchlist: Watchlist, language: str, title: str | None, text: str) -> Iterator[Sentence]:
    body = [(number, line) for number, lines in enumerate(text.split("\n"), 1) for line in sentences_of(lines)]
    placed = [(Place.TITLE, 0, title)] if title else []
    placed += [
        (Place.LEAD if number < LEAD_SENTENCES else Place.BODY, *numbered)
        for number, numbered in enumerate(body[:MAX_SENTENCES])
    ]
    for place, paragraph, line in placed:
        words = words_of(line, language)
        hits = hits_in(watchlist, language, words)
        if not any(hit.concept in watchlist.report - watchlist.context for hit in hits):
            hits = [hit for hit in hits if hit.concept not in watchlist.context]
        found: dict[str, list[int]] = {}
        for hit in hits:
            if hit.concept != EXCLUDE:
                found.setdefault(hit.concept, []).extend(hit.words)
        rule = next((rule for rule in watchlist.rules if rule.holds(found, place)), None) if found else None
        ideas = frozenset(named.idea for named in ideas_in([word for _, word in words], language))
        yield Sentence(place, paragraph, line, tuple(hits), rule, ideas)


def signs_of(sentences: Sequence[Sentence], report: frozenset[str]) -> dict[str, float]:
    """What a model weighs. How many sentences hold a concept (logarithm), and its share of those of title, lead and
    body; as much for the sentences that satisfy the rule, and for those of them that speak of nothing else ("plain").
    What the fullest paragraph holds ("passage"), and which share of all that a report says: it may come late in a text
    about something else. Of the other matters how many different terms the one has that has most ("other matter",
    logarithm): what a text is about, it says in many words. And how many sentences name an idea, those of title and
    lead apart from those of the body, and how many name it beside a concept of a report (logarithms, scaled): a shot
    beside a goal is none. `report` are the concepts that speak for one."""
    return {
        **_concepts(sentences, report),
        **_passage([sentence for sentence in sentences if sentence.place is not Place.TITLE], report),
        **_other_matter(sentences, report),
        **_ideas(sentences),
        **_ideas_beside(sentences, report),
    }


def _concepts(sentences: Sequence[Sentence], report: frozenset[str]) -> dict[str, float]:
    counts, shares = Counter[str](), defaultdict[str, float](float)
    lengths = Counter(sentence.place for sentence in sentences)
    for sentence in sentences:
        found = sentence.concepts
        if sentence.rule:
            found |= {"rule"} if found - report else {"rule", "plain"}
        counts.update(found)
        for concept in found:
            shares[f"{concept} in {sentence.place}"] += 1 / lengths[sentence.place]
    return {**shares, **{concept: math.log1p(count) for concept, count in counts.items()}}


def _passage(body: Sequence[Sentence], report: frozenset[str]) -> dict[str, float]:
    said: defaultdict[int, set[str]] = defaultdict(set)
    for sentence in body:
        said[sentence.paragraph] |= sentence.concepts | ({"rule"} if sentence.rule else set())
    fullest = max(said.values(), key=lambda concepts: len(concepts & {*report, "rule"}), default=set())
    together = len(fullest & report)
    if not together:
        return {}
    return {"passage": together / len(report), **{f"{concept} in passage": 1.0 for concept in fullest}}


def _other_matter(sentences: Sequence[Sentence], report: frozenset[str]) -> dict[str, float]:
    terms: defaultdict[str, set[str]] = defaultdict(set)
    for hit in (hit for sentence in sentences for hit in sentence.hits):
        if hit.concept not in report and hit.concept != EXCLUDE:
            terms[hit.concept].add(hit.term)
    most = max(map(len, terms.values()), default=0)
    return {"other matter": math.log1p(most)} if most else {}


def _ideas(sentences: Sequence[Sentence]) -> dict[str, float]:
    counts = Counter(
        f"{IDEA} {idea} {'below' if sentence.place is Place.BODY else 'at the top'}"
        for sentence in sentences
        for idea in sorted(sentence.ideas)
    )
    return _of_one_length(counts)


def _ideas_beside(sentences: Sequence[Sentence], report: frozenset[str]) -> dict[str, float]:
    counts = Counter(
        f"{IDEA} {idea}{BESIDE}{concept}"
        for sentence in sentences
        for concept in sorted(sentence.concepts & report)
        for idea in sorted(sentence.ideas)
    )
    return _of_one_length(counts)


def _of_one_length(counts: Counter[str]) -> dict[str, float]:
    """The logarithms of the counts, as a vector of IDEAS_LENGTH, or a shorter one for a flash."""
    signs = {sign: math.log1p(count) for sign, count in counts.items()}
    length = max(SHORT, math.hypot(*signs.values()))
    return {sign: value * IDEAS_LENGTH / length for sign, value in signs.items()}


def _told_by_model(contributions: list[tuple[str, float]], reports: list[Sentence], score: float) -> str:
    told_names = ((name.replace("_", " "), adds) for name, adds in contributions)
    ranked = sorted(told_names, key=lambda item: (-abs(item[1]), item[0]))
    speaks = [f"{name} ({value:+.1f})" for name, value in ranked if value > 0][:MAX_REASONS]
    against = [f"{name} ({value:+.1f})" for name, value in ranked if value < 0][:MAX_REASONS]
    evidence = f"; {_evidence(reports[0])}" if reports else ""
    told = f"score {score:.2f}: {', '.join(speaks) or 'nothing speaks for a report'}"
    return f"{told}{'; against it: ' + ', '.join(against) if against else ''}{evidence}"


def _told_by_rule(reports: list[Sentence], others: list[str], matches: Sequence[Match]) -> str:
    against = f"; against it: {', '.join(list(dict.fromkeys(others))[:5])}" if others else ""
    if reports:
        counted = "1 sentence reports it" if len(reports) == 1 else f"{len(reports)} sentences report it"
        return f"{counted} ({_evidence(reports[0])}){against}"
    found = sorted({match.concept for match in matches if match.concept != EXCLUDE})
    apart = f" (found apart: {', '.join(found)})" if found else ""
    return f"no sentence satisfies the rule{apart}{against}" if found or others else "no term of the watchlist"


def _evidence(sentence: Sentence) -> str:
    assert sentence.rule is not None  # noqa: S101 - only sentences that satisfy a line are told
    named: dict[str, str] = {}
    for hit in sentence.hits:
        if hit.concept in sentence.rule.concepts():
            named.setdefault(hit.concept, hit.found)
    words = ", ".join(f'{concept} "{found}"' for concept, found in named.items())
    return f"{sentence.rule.text}: {words}"
