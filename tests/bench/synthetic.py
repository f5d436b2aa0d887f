"""Synthetic news for the index of copies, as many as you like, in six languages, at ARTICLES_A_DAY.

What is synthetic: the sentences are salads of the lexicon's terms, rare words, names, numbers and words of grammar, in
the amounts that the articles of tests/copies have. Ideas are as frequent as there; names follow Zipf's law, half of
them of the month. Reports tell stories: those of one story share its names, numbers and ideas, not their sentences.
"""

from __future__ import annotations

import random
import tomllib
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from math import exp

from wordfreq import top_n_list

from crawler.comparing.facts import DAYS, NUMBER_IDEAS, is_hard, is_idea, rarity
from crawler.comparing.traits import COUNTED_IDEA, INDEXED_RUNS, Traits, traits_of
from crawler.lexicon import ideas as lexicon

LANGUAGES = ("en", "ru", "de", "uk", "fr", "es")
SHARES = (0.4, 0.15, 0.12, 0.11, 0.11, 0.11)
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
ARTICLES_A_DAY, STORIES_A_DAY = 1_000, 350
POOL = 40 * ARTICLES_A_DAY  # articles that are made word by word
STORY_DAYS = 3
NAMES, NAMES_OF_MONTH = 40_000, 3_000
RARE_WORDS = range(2_000, 9_000)  # ranks by frequency
SENTENCES = range(8, 16)
ONSETS = dict(zip("b v g d z k l m n p r s t f".split(), "бвгдзклмнпрстф", strict=True)) | {"sh": "ш", "ch": "ч"}
VOWELS = dict(zip("aeiou", "аеиоу", strict=True))
CYRILLIC = ("ru", "uk")
CAST = ("name", "figure")  # what is other in each article of one mould
Item = tuple[str, str | int]  # what it is: idea, name, figure or rare; and which
Plan = tuple[tuple[Item, ...], ...]  # the sentences


@dataclass(frozen=True)
class Story:
    """What the reports of an event have in common."""

    names: tuple[int, ...]
    figures: tuple[str, ...]
    ideas: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A word or term as it stands in a text, with what the real code finds in it: what it is looked up by alone, and
    the ideas by which a number in its sentence counts."""

    text: str
    tokens: frozenset[str]
    counted: tuple[str, ...]


@dataclass(frozen=True)
class Synthetic:
    """An article."""

    number: int
    language: str
    published: datetime
    plan: Plan
    text: str
    tokens: frozenset[str]  # but for the runs of words: those of traits_of(text).tokens()


def article(number: int) -> Synthetic:
    """The article of this number, the same on every machine."""
    if number < POOL:
        return _mould(number).of
    mould, epoch = _mould(number % POOL), number // POOL
    plan = tuple(tuple(_recast(item, epoch) if item[0] in CAST else item for item in items) for items in mould.of.plan)
    recast = [item for items in plan for item in items if item[0] in CAST]
    is_cyrillic = mould.of.language in CYRILLIC
    names = {value: _name(value, is_cyrillic) for kind, value in recast if kind == "name" and isinstance(value, int)}
    text = mould.form.format(*(names[value].text if isinstance(value, int) else value for _, value in recast))
    tokens = mould.fixed.union(*(name.tokens for name in names.values()))
    figures = [str(value) for kind, value in recast if kind == "figure"]
    tokens |= {
        token
        for value, ideas in zip(figures, mould.counted, strict=True)
        for token in (*_plain(value, "").tokens, *(f"{_figure(value)} {idea}" for idea in ideas))
    }
    return Synthetic(number, mould.of.language, _time_of(number), plan, text, tokens)


@dataclass(frozen=True)
class Mould:
    """An article with its names and figures taken out: the others of its number are cast in it, 40 days apart, which
    is more than copies are looked for."""

    of: Synthetic
    form: str
    fixed: frozenset[str]
    counted: tuple[frozenset[str], ...]  # by figure, the ideas beside it


@lru_cache(maxsize=POOL)
def _mould(number: int) -> Mould:
    return _made(number, _time_of(number), random.Random(number))  # noqa: S311


def fresh(number: int, published: datetime, rng: random.Random) -> Synthetic:
    """Another report of a story of the day, like none that is stored."""
    return _made(number, published, rng).of


def _made(number: int, published: datetime, rng: random.Random) -> Mould:
    day = (published - BEGIN).days
    told = story(STORIES_A_DAY * max(0, day - rng.randrange(STORY_DAYS)) + int(STORIES_A_DAY * rng.random() ** 1.5))
    language = rng.choices(LANGUAGES, SHARES)[0]
    plan = tuple(_sentence(told, language, day // 30, rng) for _ in range(rng.choice(SENTENCES)))
    return _moulded(number, language, published, plan, rng)


def written(number: int, language: str, published: datetime, plan: Plan, rng: random.Random) -> Synthetic:
    """A plan put in the words of a language: each idea by any of its terms."""
    return _moulded(number, language, published, plan, rng).of


def _moulded(number: int, language: str, published: datetime, plan: Plan, rng: random.Random) -> Mould:
    sentences, forms, fixed, tokens, beside = [], [], set[str](), set[str](), []
    for items in plan:
        terms = [_term(item, language, rng) for item in items]
        counted = frozenset(idea for term in terms for idea in term.counted)
        for (kind, value), term in zip(items, terms, strict=True):
            (tokens if kind in CAST else fixed).update(term.tokens)
            if kind == "figure":
                beside.append(counted)
                tokens |= {f"{_figure(str(value))} {idea}" for idea in counted}
        small = _small_words(language)
        between = [small[int(len(small) * rng.random())] for _ in range(len(terms) + 1)]
        kept = ["{}" if kind in CAST else term.text for (kind, _), term in zip(items, terms, strict=True)]
        sentences.append(_sentence_of([term.text for term in terms], between))
        forms.append(_sentence_of(kept, between))
    of = Synthetic(number, language, published, plan, "\n\n".join(sentences), frozenset(tokens | fixed))
    return Mould(of, "\n\n".join(forms), frozenset(fixed), tuple(beside))


def _sentence_of(terms: list[str], between: list[str]) -> str:
    parts = [between[0].capitalize()]
    for term, word in zip(terms, between[1:], strict=True):
        parts += (term, word)
    return " ".join(parts) + "."


@lru_cache(maxsize=300_000)
def _recast(item: Item, epoch: int) -> Item:
    """Another name or number in the place of this one, for all reports of its story; of the lasting names half stay."""
    kind, value = item
    rng = random.Random(f"{value} {epoch}")  # noqa: S311
    if kind == "name" and int(value) >= NAMES:
        return kind, int(value) + epoch * NAMES_OF_MONTH * 2
    if kind == "name" and rng.random() < 0.5:
        return kind, int(NAMES ** rng.random())
    if kind == "figure" and ":" in str(value):
        return kind, f"{rng.randrange(24)}:{rng.randrange(60):02}"
    if kind == "figure":
        return kind, _number(rng) if int(value) < 100 else str(rng.randrange(100, 5_000))
    return item  # a lasting name


def _time_of(number: int) -> datetime:
    return BEGIN + timedelta(seconds=86_400 * number / ARTICLES_A_DAY)


@lru_cache(maxsize=STORIES_A_DAY * STORY_DAYS * 2)
def story(number: int) -> Story:
    """The story of this number."""
    rng = random.Random(-1 - number)  # noqa: S311
    month = number // STORIES_A_DAY // 30
    names = tuple(_name_number(month, rng) for _ in range(rng.randint(3, 9)))
    figures = [_number(rng) for _ in range(rng.randint(3, 7))]
    figures += [str(rng.randrange(100, 5_000)) for _ in range(rng.randint(0, 2))]
    figures += [f"{rng.randrange(24)}:{rng.randrange(60):02}" for _ in range(rng.randint(0, 2))]
    return Story(names, tuple(figures), tuple(_idea(rng) for _ in range(30)))


def edited(of: Synthetic, number: int, rng: random.Random) -> Synthetic:
    """A copy by an editor: the last sentences cut, two changed places, some words of grammar others."""
    kept = list(range(max(5, len(of.plan) - 2)))
    place = rng.randrange(1, len(kept) - 1)
    kept[place : place + 2] = kept[place + 1], kept[place]
    lines, small = of.text.split("\n\n"), _small_words(of.language)
    text = "\n\n".join(
        " ".join(
            rng.choice(small) if word in small and rng.random() < 0.15 else word for word in lines[number].split(" ")
        )
        for number in kept
    )
    return Synthetic(number, of.language, _later(of, rng), tuple(of.plan[line] for line in kept), text, of.tokens)


def spun(of: Synthetic, number: int, rng: random.Random) -> Synthetic:
    """A copy with every idea in any other word for it, and other words of grammar between them."""
    return written(number, of.language, _later(of, rng), _shortened(of.plan, rng), rng)


def translated(of: Synthetic, number: int, rng: random.Random) -> Synthetic:
    """A copy in another language, of which nothing but ideas, names and figures is left."""
    language = rng.choice([other for other in LANGUAGES if other != of.language])
    plan = tuple(tuple(item for item in items if item[0] != "rare") for items in _shortened(of.plan, rng))
    return written(number, language, _later(of, rng), plan, rng)


def random_runs(number: int) -> Iterator[int]:
    """As many runs of words as are looked up, in the place of an article's own."""
    rng = random.Random(number)  # noqa: S311
    return (rng.getrandbits(32) for _ in range(INDEXED_RUNS))


def _later(of: Synthetic, rng: random.Random) -> datetime:
    return of.published + timedelta(hours=1 + 71 * rng.random())


def _shortened(plan: Plan, rng: random.Random) -> Plan:
    left_out = rng.randrange(1, len(plan))
    return tuple(items for number, items in enumerate(plan) if number != left_out)


def _sentence(told: Story, language: str, month: int, rng: random.Random) -> tuple[Item, ...]:
    words, chance = _rare_words(language), rng.random
    items: list[Item] = [
        ("idea", told.ideas[int(len(told.ideas) * chance())] if chance() < 0.4 else _idea(rng))
        for _ in range(3 + int(4 * chance()))
    ]
    for _ in range(int(3 * chance())):
        own = chance() < 0.5
        items.append(("name", _name_number(month, rng) if own else told.names[int(len(told.names) * chance())]))
    for _ in range(int(2.5 * chance())):
        own = chance() < 0.4
        items.append(("figure", _number(rng) if own else told.figures[int(len(told.figures) * chance())]))
    items += [("rare", words[int(len(words) ** chance()) - 1]) for _ in range(1 + int(3 * chance()))]
    return tuple(sorted(items, key=lambda _: chance()))


def _number(rng: random.Random) -> str:
    """A small number mostly, as texts have them."""
    return str(int(2 + 60 * rng.random() ** 3))


def _term(item: Item, language: str, rng: random.Random) -> Term:
    kind, value = item
    if kind == "idea":
        terms = _terms(language).get(str(value)) or (Term("", frozenset(), ()),)
        return terms[int(len(terms) * rng.random())]
    if kind == "name":
        return _name(int(value), language in CYRILLIC)
    return _plain(str(value), language if kind == "rare" else "")


@cache
def _terms(language: str) -> dict[str, tuple[Term, ...]]:
    """The terms of each idea in a language."""
    ideas: dict[str, list[Term]] = {}
    for idea, terms in tomllib.loads((lexicon.FOLDER / f"{language}.toml").read_text("utf-8")).items():
        if idea not in DAYS and idea not in NUMBER_IDEAS:
            ideas[idea] = [
                Term(term, told, counted_in(found))
                for term in terms
                for found in [traits_of(term, language)]
                for told in [facts_tokens(found)]
                if not any(sentence.facts.hard() for sentence in found.sentences)
            ]
    return {idea: tuple(terms) for idea, terms in ideas.items() if terms}


@cache
def _frequencies() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The ideas, and their cumulative frequencies: a weight is how few sentences name the idea."""
    ideas = tuple(_terms("en"))
    return ideas, tuple(accumulate(exp(-8 * lexicon.weight_of(idea)) for idea in ideas))


def _idea(rng: random.Random) -> str:
    ideas, cumulative = _frequencies()
    return ideas[bisect(cumulative, rng.random() * cumulative[-1])]


def _name_number(month: int, rng: random.Random) -> int:
    if rng.random() < 0.5:
        return int(NAMES ** rng.random())
    return NAMES + NAMES_OF_MONTH * month + int(NAMES_OF_MONTH ** rng.random())


@lru_cache(maxsize=500_000)
def _name(number: int, is_cyrillic: bool) -> Term:
    """A name of three or four syllables, and what the real code makes of it."""
    rng = random.Random(number)  # noqa: S311
    syllables = [(rng.choice(tuple(ONSETS)), rng.choice(tuple(VOWELS))) for _ in range(rng.choice((3, 3, 4)))]
    end = rng.choice(tuple(ONSETS)) if rng.random() < 0.5 else ""
    if is_cyrillic:
        text = "".join(ONSETS[onset] + VOWELS[vowel] for onset, vowel in syllables) + ONSETS.get(end, "")
    else:
        text = "".join(onset + vowel for onset, vowel in syllables) + end
    return _plain(text.capitalize(), "ru" if is_cyrillic else "en")


@lru_cache(maxsize=100_000)
def _plain(text: str, language: str) -> Term:
    found = traits_of(text, language)
    return Term(text, facts_tokens(found), counted_in(found))


@lru_cache(maxsize=10_000)
def _figure(text: str) -> str:
    return next(token for token in traits_of(text, "").sentences[0].facts.weights if is_hard(token))


def facts_tokens(found: Traits) -> frozenset[str]:
    """What a text is looked up by, but for its runs of words."""
    return found.tokens() - {f"r{run}" for run in found.runs}


def counted_in(found: Traits) -> tuple[str, ...]:
    """The ideas by which a number in the text counts."""
    weights = (item for sentence in found.sentences for item in sentence.facts.weights.items())
    return tuple(token for token, weight in weights if is_idea(token) and weight >= COUNTED_IDEA)


@cache
def _rare_words(language: str) -> tuple[str, ...]:
    words = top_n_list(language, RARE_WORDS.stop, "small")[RARE_WORDS.start :]
    return tuple(
        word
        for word in words
        if word.isalpha() and len(word) > 3 and rarity(word, language) > 0.5 and not lexicon.ideas_in([word], language)
    )


@cache
def _small_words(language: str) -> tuple[str, ...]:
    """Words of grammar, which state nothing."""
    words = [word for word in top_n_list(language, 200, "small") if word.isalpha()]
    return tuple(word for word in words if not facts_tokens(traits_of(f"{word} {word}", language)))[:80]
