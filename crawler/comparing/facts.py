"""What a sentence states that survives re-wording and translation: numbers, times, days, names, ideas.

Each is a token: a number "#14", a time of day "t6:20", a weekday or month "dmonday", a name "@" and its consonants in
classes that transliterations keep apart (Kharkiv, Харьков and خاركيف are "@KRKP"), an idea its name in the lexicon.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from wordfreq import available_languages, get_frequency_dict

from crawler.lexicon.ideas import Named, ideas_in, weight_of
from crawler.stems import stems_of

NUMBER_IDEAS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
DAY_WEIGHT, TIME_WEIGHT = 0.8, 1.5
NAME_WEIGHT = 0.25  # for each consonant of the first four
WORD_WEIGHT = 0.3  # of a rare word that is no name, where both texts are in one language
MAX_NAME, NAME_STEM = 5, 3  # consonants: endings of cases come later; spellings differ less at the beginning
STEM_WEIGHT = 0.4
MIN_LETTERS = 3
# Zipf scale, log10 of uses in 10^9 words (van Heuven et al. 2014): from 6.2 on words are grammar, below 3 often names.
COMMON_ZIPF, RARE_ZIPF = 6.2, 3.0
RARE = 0.99
SAME_LANGUAGE = {"bs": "sh", "hr": "sh", "sr": "sh", "be": "ru"}  # whose frequencies stand for it
ALL_NOUNS_CAPITAL = frozenset(["de"])

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:٫٬]\d+)*")
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_THOUSANDS = re.compile(r"[.,٫٬ \u00a0\u202f](?=\d{3}\b)")
_DECIMAL = str.maketrans(",٫", "..")
_CLUSTERS = (
    ("sch", "S"), ("tch", "S"), ("dzh", "S"), ("dj", "S"), ("ch", "S"), ("sh", "S"), ("zh", "S"), ("kh", "K"),
    ("gh", "K"), ("th", "T"), ("dh", "T"), ("ph", "P"), ("ts", "S"), ("tz", "S"), ("cz", "S"), ("sz", "S"),
    ("rz", "S"), ("ck", "K"), ("qu", "K"), ("x", "KS"),
)  # fmt: skip
_CLASSES = {
    **dict.fromkeys("bpfv", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("szjc", "S"),
    **dict.fromkeys("kqg", "K"), "l": "L", "r": "R", "m": "M", "n": "N",
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What a sentence states: weights by token, and for a person the words that say it. `words` are the rare words
    beside them, by stem, which only a text in the same language can share."""

    weights: dict[str, float]
    said: dict[str, str]
    words: dict[str, float]

    def hard(self) -> dict[str, float]:
        """Numbers, times and days: a copy keeps them, another event has others."""
        return {token: weight for token, weight in self.weights.items() if is_hard(token)}

    def names(self) -> dict[str, float]:
        """The names, by all their consonants."""
        return {token: weight for token, weight in self.weights.items() if is_whole_name(token)}


def is_hard(token: str) -> bool:
    """Whether a token is a number, a time or a day."""
    return (token[0] in "#t" and token[1:2].isdigit()) or (token[0] == "d" and token[1:] in DAYS)


def is_whole_name(token: str) -> bool:
    """Whether a token is a name by all its consonants, not by the first of them."""
    return token[0] == "@" and token[-1] != "-"


def is_idea(token: str) -> bool:
    """Whether a token is an idea of the lexicon."""
    return token[0] not in "@#" and not is_hard(token)


def facts_in(sentence: str, words: list[tuple[str, str]], language: str) -> Facts:
    """All that a sentence states; `words` are its words, each as (as it stands, normalised)."""
    weights: dict[str, float] = {}
    said: dict[str, str] = {}

    def state(token: str, weight: float, by: str) -> None:
        if weight > weights.get(token, 0.0):
            weights[token] = weight
            said[token] = by

    for token, weight, by in _figures(sentence):
        state(token, weight, by)
    named = ideas_in([word for _, word in words], language)
    for token, weight, places in [*_number_words(named), *_ideas(named)]:
        state(token, weight, " ".join(words[place][0] for place in places))
    plain = {number for idea in named for number in idea.words}
    rare: dict[str, float] = {}
    for number, (whole, word) in enumerate(words):
        if number not in plain:
            names, stem = _told_by(whole, word, language, is_first=number == 0)
            for token, weight in names:
                state(token, weight, whole)
            if stem:
                rare[stem] = WORD_WEIGHT
    return Facts(weights, said, rare)


@lru_cache(maxsize=100_000)
def _told_by(whole: str, word: str, language: str, *, is_first: bool) -> tuple[tuple[tuple[str, float], ...], str]:
    """What a word that names no idea states: a name by its tokens, or its stem where it is rare."""
    if len(word) < MIN_LETTERS or not word.isalpha():
        return (), ""
    if is_name(whole, word, language, is_first=is_first):
        return _name(word), ""
    return (), min(stems_of(word, language)) if rarity(word, language) > 0.5 else ""


def weight_of_number(token: str) -> float:
    """Small numbers stand in every text, long ones hardly ever by chance."""
    return {2: 0.6, 3: 1.0}.get(len(token), 1.4)


def is_name(whole: str, word: str, language: str, *, is_first: bool) -> bool:
    """Whether a word may be a name: a rare one, and where its script knows capitals a capital one."""
    if whole[0].lower() == whole[0].upper():
        return rarity(word, language) > RARE
    surely = is_first or language in ALL_NOUNS_CAPITAL
    return whole[0].isupper() and rarity(word, language) > (RARE if surely else 0.5)


@lru_cache(maxsize=200_000)
def rarity(word: str, language: str) -> float:
    """From 0.02 for words of grammar to 1 for words that are hardly ever used."""
    frequency = _frequencies(language).get(word)
    if frequency is None:
        return 1.0
    return min(1.0, max(0.02, (COMMON_ZIPF - math.log10(frequency) - 9) / (COMMON_ZIPF - RARE_ZIPF)))


@lru_cache(maxsize=100_000)
def consonants(name: str) -> str:
    """The classes of the consonants of a name in any script: what most transliterations of it have in common."""
    letters = re.sub("[^a-z]", "", unicodedata.normalize("NFKD", anyascii(name)).lower())
    for cluster, letter in _CLUSTERS:
        letters = letters.replace(cluster, letter)
    classes = "".join(letter if letter.isupper() else _CLASSES.get(letter, "") for letter in letters)
    return re.sub(r"(.)\1+", r"\1", classes)


def _figures(sentence: str) -> Iterable[tuple[str, float, str]]:
    """The numbers and times of day in figures, of any script."""
    for match in _NUMBER.finditer(sentence):
        digits = "".join(str(unicodedata.digit(char, char)) for char in match[0])
        if time := _TIME.fullmatch(digits):
            yield f"t{int(time[1])}:{time[2]}", TIME_WEIGHT, match[0]
            continue
        number = _THOUSANDS.sub("", digits).translate(_DECIMAL).lstrip("0")
        if number not in ("", "1"):  # one is an article in many languages
            yield f"#{number}", weight_of_number(f"#{number}"), match[0]


def _number_words(named: list[Named]) -> Iterable[tuple[str, float, range]]:
    """Numbers in words; twenty and six side by side are 26."""
    found = [(NUMBER_IDEAS[idea.idea], idea.words) for idea in named if idea.idea in NUMBER_IDEAS]
    for number, (value, words) in enumerate(found):
        before, after = found[number - 1 : number], found[number + 1 : number + 2]
        if after and 20 <= value <= 90 and after[0][0] < 10 and after[0][1].start - words.stop in (0, 1):
            value, words = value + after[0][0], range(words.start, after[0][1].stop)
        elif before and value < 10 and 20 <= before[0][0] <= 90 and words.start - before[0][1].stop in (0, 1):
            continue
        if value > 1:
            yield f"#{value}", weight_of_number(f"#{value}"), words


def _ideas(named: list[Named]) -> Iterable[tuple[str, float, range]]:
    for idea in named:
        if idea.idea in DAYS:
            yield f"d{idea.idea}", DAY_WEIGHT, idea.words
        elif idea.idea not in NUMBER_IDEAS:
            yield idea.idea, weight_of(idea.idea), idea.words


@lru_cache(maxsize=100_000)
def _name(word: str) -> tuple[tuple[str, float], ...]:
    """A name by its consonants, and by the first of them, which cases and spellings leave alone."""
    found = consonants(word)
    if len(found) < 2:
        return ()
    whole = (f"@{found[:MAX_NAME]}", NAME_WEIGHT * min(4, len(found)))
    return (whole, (f"@{found[:NAME_STEM]}-", STEM_WEIGHT)) if len(found) > NAME_STEM else (whole,)


@lru_cache(maxsize=64)
def _frequencies(language: str) -> dict[str, float]:
    code = SAME_LANGUAGE.get(language, language)
    return get_frequency_dict(code, "small") if code in available_languages("small") else {}
