"""The language of a text: the votes of langdetect, of py3langid, and of the text's own letters and frequent words."""

from __future__ import annotations

import copy
import json
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
ODDS = 6.0  # how much likelier a frequent word makes its language; a letter that a language lacks, how much less so
SENTENCE = 60  # letters; langdetect is as sure of two words as of a page, so its vote counts half in such a text
DOUBT = 0.5  # what a witness says of a language it does not know, as a share of what it says of its favourite
WORD = 6  # letters; of one word alone nobody can be surer than by half
ALIASES = {"iw": "he", "ji": "yi", "ua": "uk", "nb": "no", "nn": "no", "in": "id", "bs": "hr", "sh": "hr"}
OTHER_SCRIPTS = tuple("am bn el gu hi hy ja ka km kn ko lo ml mr my ne pa si ta te th zh".split())

_WORD = re.compile(r"[^\W\d_]+")
_KEYBOARDS = str.maketrans("يىك", "ییک")  # Persian and Urdu are typed with Arabic letters too


class Vote(NamedTuple):
    """What one witness says: its shares for the languages it knows, one in all."""

    witness: str
    shares: dict[str, float]
    known: frozenset[str]
    weight: float = 1.0

    @property
    def doubt(self) -> float:
        """Its share for any language it does not know: who lacks Serbian takes it for Macedonian."""
        return DOUBT * max(self.shares.values())


class Telling(NamedTuple):
    """What tells the languages of a script apart."""

    by_word: dict[str, set[str]]  # a frequent word -> its languages
    lacking: dict[str, frozenset[str]]  # a letter -> the languages that lack it


def detect_language(text: str, declared: str | None = None) -> Language:
    """The language of most words of a text. `declared` is what the page says of itself: it counts in a short text.
    Text without letters has no language (code None, confidence 0)."""
    sample = unicodedata.normalize("NFKC", _sample(text))
    words = _WORD.findall(sample)
    if not words:
        return Language(None, 0.0, "no letters")
    script = Counter(map(_script_of, words)).most_common(1)[0][0]
    # Words in another script are names and quotes.
    sample = _WORD.sub(lambda word: word[0] if _script_of(word[0]) == script else " ", sample)
    spoken = [word for word in words if _script_of(word) == script]
    letters = sum(map(len, spoken))
    votes = [
        _langdetect(sample, script, letters / (letters + SENTENCE)),
        _py3langid(sample, script),
        _letters_and_words(spoken, script),
    ]
    declared = ALIASES.get(declared or "", declared)
    if declared in _languages(script):
        votes.append(Vote("page", {declared: 1.0}, _languages(script), SENTENCE / (letters + SENTENCE)))
    votes = [vote for vote in votes if vote.shares]
    code = max(sorted(_languages(script)), key=lambda language: _score(language, votes))
    sure = _score(code, [vote for vote in votes if code in vote.known])
    shares = {vote.witness: vote.shares.get(code, 0.0) for vote in votes}
    said = [witness for witness, share in shares.items() if share >= min(0.5, max(shares.values()))]
    certainty = letters / (sum(map(len, words)) + WORD)
    return Language(code, round(sure * certainty, 3), " and ".join(said))


def _sample(text: str) -> str:
    """The text, or as many characters of it as are needed, from several places."""
    if len(text) <= SAMPLE_CHARS:
        return text
    size, step = SAMPLE_CHARS // PASSAGES, (len(text) - SAMPLE_CHARS // PASSAGES) // (PASSAGES - 1)
    return " ".join(text[start : start + size] for start in range(0, len(text), step)[:PASSAGES])


def _score(code: str, votes: list[Vote]) -> float:
    """The weighted mean of what the witnesses say of a language."""
    total = sum(vote.weight * (vote.shares.get(code, 0.0) if code in vote.known else vote.doubt) for vote in votes)
    return total / sum(vote.weight for vote in votes)


def _langdetect(sample: str, script: str, weight: float) -> Vote:
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
    return Vote("langdetect", shares, known, weight)


def _py3langid(sample: str, script: str) -> Vote:
    identifier = _identifier(script)
    shares = {str(code): float(share) for code, share in identifier.rank(sample)}
    return Vote("py3langid", shares, frozenset(shares))


def _letters_and_words(words: list[str], script: str) -> Vote:
    telling = _telling(script)
    odds = dict.fromkeys(_languages(script) if telling.by_word else (), 0)
    for word in words:
        folded = word.lower()
        for code in telling.by_word.get(folded.translate(_KEYBOARDS), ()):
            odds[code] += 1
        if word[0].islower() or script != "latin":
            foreign = {code for letter in folded for code in telling.lacking.get(letter, ())}
            for code in foreign:
                odds[code] -= 1
    likelihood = {code: ODDS ** (odd - max(odds.values())) for code, odd in odds.items()}
    total = sum(likelihood.values())
    return Vote("letters", {code: share / total for code, share in likelihood.items()}, frozenset(odds))


@lru_cache(maxsize=4096)
def _script_of(word: str) -> str:
    """The script of a word: one that several languages share (letters.toml), or "other"."""
    name = unicodedata.name(word[0], "").split(" ")[0].lower()
    return name if name in _letters() else "other"


def _languages(script: str) -> frozenset[str]:
    return frozenset(_letters().get(script, OTHER_SCRIPTS))


@lru_cache(maxsize=1)
def _letters() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "letters.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _telling(script: str) -> Telling:
    by_word: dict[str, set[str]] = {}
    having: dict[str, set[str]] = {}
    for code, known in _letters().get(script, {}).items():
        for word in known["words"].translate(_KEYBOARDS).split():
            by_word.setdefault(word, set()).add(code)
        for letter in known["letters"]:
            having.setdefault(letter, set()).add(code)
    return Telling(by_word, {letter: _languages(script) - codes for letter, codes in having.items()})


@lru_cache(maxsize=8)
def _profiles(script: str) -> DetectorFactory:
    """langdetect with its profiles of one script's languages: surer and faster than with all."""
    files = [path for path in sorted(Path(PROFILES_DIRECTORY).iterdir()) if _named(path.name) in _languages(script)]
    factory = DetectorFactory()
    for index, path in enumerate(files):
        factory.add_profile(LangProfile(**json.loads(path.read_text(encoding="utf-8"))), index, len(files))
    return factory


@lru_cache(maxsize=8)
def _identifier(script: str) -> LanguageIdentifier:
    identifier = copy.copy(_model())
    identifier.set_languages(set(identifier.labels) & _languages(script))
    return identifier


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _named(code: str) -> str:
    return code.split("-")[0]  # zh-cn
