"""The language of a text: the votes of langdetect, of py3langid, and of the text's own letters and frequent words."""

from __future__ import annotations

import copy
import json
import math
import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from langdetect import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.lang_profile import LangProfile
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crawler.records import Language

DetectorFactory.seed = 0  # else langdetect answers differently from call to call (langdetect#13)

SAMPLE_CHARS = 1500  # more changes no answer and costs time
PASSAGES = 3  # a long text may open with another's words: its beginning, middle and end speak
ODDS = 4.0  # how much likelier a frequent word makes its language; a letter that a language lacks, how much less so
WORD_LETTERS = 6  # a text of one such word is as likely told wrong as right
DECLARED_LETTERS = 60  # what a page declares weighs one vote in a headline and less, the longer the text
ALIASES = {"iw": "he", "ji": "yi", "ua": "uk", "nb": "no", "nn": "no", "in": "id", "bs": "hr", "sh": "hr"}
ONE_NAME = {"zh-cn": "zh", "zh-tw": "zh"}  # in langdetect
OTHER_SCRIPTS = tuple("am bn el gu hi hy ja ka km kn ko lo ml mr my ne pa si ta te th zh".split())

_WORD = re.compile(r"[^\W\d_]+")
_KEYBOARDS = str.maketrans("يىك", "ییک")  # Persian and Urdu are typed with Arabic letters too


class Votes(NamedTuple):
    """What one witness says: a share of its vote for each language. Of a language it does not know it says nothing."""

    witness: str
    shares: dict[str, float]
    known: frozenset[str]
    weight: float = 1.0


def detect_language(text: str, declared: str | None = None) -> Language:
    """The language of most words of a text. `declared` is what the page says of itself: it counts in a short text.
    Text without letters has no language (code None, confidence 0)."""
    sample = _sample(unicodedata.normalize("NFC", text))
    words = _WORD.findall(sample)
    if not words:
        return Language(None, 0.0, "no letters")
    script = Counter(map(_script_of, words)).most_common(1)[0][0]
    # Words in another script are names and quotes.
    sample = _WORD.sub(lambda word: word[0] if _script_of(word[0]) == script else " ", sample)
    spoken = [word for word in words if _script_of(word) == script]
    letters = sum(map(len, spoken))
    votes = [_langdetect(sample, script), _py3langid(sample, script), _letters_and_words(spoken, script)]
    declared = ALIASES.get(declared or "", declared)
    if declared in _languages(script):
        votes.append(Votes("page", {declared: 1.0}, _languages(script), min(1.0, DECLARED_LETTERS / letters)))
    scores = {code: _score(code, votes) for code in sorted(_languages(script))}
    code = max(scores, key=lambda language: scores[language])
    by_support = sorted(votes, key=lambda vote: -vote.shares.get(code, 0.0))
    said = [vote.witness for vote in by_support if vote.shares.get(code, 0.0) >= 0.5] or [by_support[0].witness]
    certainty = letters / (sum(map(len, words)) + WORD_LETTERS)
    return Language(code, round(scores[code] * certainty, 3), " and ".join(said))


def _sample(text: str) -> str:
    """The text, or as many characters of it as are needed, from several places."""
    if len(text) <= SAMPLE_CHARS:
        return text
    size, step = SAMPLE_CHARS // PASSAGES, (len(text) - SAMPLE_CHARS // PASSAGES) // (PASSAGES - 1)
    return " ".join(text[start : start + size] for start in range(0, len(text), step)[:PASSAGES])


def _score(code: str, votes: list[Votes]) -> float:
    """The mean of what those say of a language who know it."""
    heard = [vote for vote in votes if vote.shares and code in vote.known]
    weights = sum(vote.weight for vote in heard)
    return sum(vote.weight * vote.shares.get(code, 0.0) for vote in heard) / weights if weights else 0.0


def _langdetect(sample: str, script: str) -> Votes:
    factory = _profiles(script)
    known = frozenset(_named(code) for code in factory.langlist)
    shares: dict[str, float] = {}
    try:
        detector = factory.create()
        detector.append(sample.lower() if sample.isupper() else sample)  # it skips words in capitals
        for found in detector.get_probabilities():
            shares[_named(found.lang)] = shares.get(_named(found.lang), 0.0) + found.prob
    except LangDetectException:  # nothing in the text that it could tell a language by
        pass
    return Votes("langdetect", shares, known)


def _py3langid(sample: str, script: str) -> Votes:
    identifier = _identifier(script)
    shares = {str(code): float(share) for code, share in identifier.rank(sample)}
    return Votes("py3langid", shares, frozenset(shares))


def _letters_and_words(words: list[str], script: str) -> Votes:
    telling = _telling(script)
    odds = dict.fromkeys(telling.languages, 0.0)
    for word in words:
        folded = word.lower()
        for code in telling.by_word.get(folded.translate(_KEYBOARDS), ()):
            odds[code] += 1
        if word[0].islower() or script != "latin":
            foreign = {code for letter in folded for code in telling.lacking.get(letter, ())}
            for code in foreign:
                odds[code] -= 1
    most = max(odds.values(), default=0.0)
    likelihood = {code: math.pow(ODDS, value - most) for code, value in odds.items()}
    total = sum(likelihood.values())
    shares = {code: value / total for code, value in likelihood.items()}
    return Votes("letters", shares, telling.languages)
