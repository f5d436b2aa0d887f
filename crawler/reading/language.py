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

PASSAGE = 100  # characters, about a sentence
PASSAGES = 10  # of a text, from its beginning to its end; more change no answer and cost time
SLOW_PASSAGES = 4  # of them for langdetect, which takes most of the time
ODDS = 6.0  # how much likelier a frequent word makes its language; a letter that a language lacks, how much less so
SENTENCE = 60  # letters; langdetect is as sure of two words as of a page, so its vote counts half in such a text
DOUBT = 0.5  # what a witness says of a language it does not know, as a share of what it says of its favourite
WORD = 6  # letters; of one word alone nobody can be surer than by half
ALIASES = {"iw": "he", "ji": "yi", "ua": "uk", "nb": "no", "nn": "no", "in": "id", "bs": "hr", "sh": "hr"}
OTHER_SCRIPTS = tuple("am bn el gu hi hy ja ka km kn ko lo ml mr my ne pa si ta te th zh".split())

_WORD = re.compile(r"[^\W\d_]+")
_KEYBOARDS = str.maketrans("يىك", "ییک")  # Persian and Urdu are typed with Arabic letters too


class Vote(NamedTuple):
    """What one witness says: how likely is each language that it knows."""

    witness: str
    shares: dict[str, float]
    weight: float = 1.0

    def share(self, code: str) -> float:
        """Of a language it does not know, half as likely as its favourite: it takes Serbian for Macedonian."""
        return self.shares[code] if code in self.shares else DOUBT * max(self.shares.values())


class Telling(NamedTuple):
    """What tells the languages of a script apart."""

    by_word: dict[str, set[str]]  # a frequent word -> its languages
    lacking: dict[str, set[str]]  # a letter -> the languages that lack it


def detect_language(text: str, declared: str | None = None) -> Language:
    """The language of most words of a text. `declared` is what the page says of itself: it counts in a short text.
    Text without letters has no language (code None, confidence 0)."""
    text = unicodedata.normalize("NFKC", text)
    words = _WORD.findall(text)
    if not words:
        return Language(None, 0.0, "no letters")
    script = Counter(_script_of(word[0]) for word in words).most_common(1)[0][0]
    letters = sum(len(word) for word in words if _script_of(word[0]) == script)
    # Words in another script are names and quotes.
    text = _WORD.sub(lambda word: word[0] if _script_of(word[0][0]) == script else " ", text)
    passages = _spread(_passages(text), PASSAGES)
    slow = _spread(passages, SLOW_PASSAGES)
    votes = [
        Vote("langdetect", _by_langdetect(" ".join(slow), script), letters / (letters + SENTENCE)),
        Vote("py3langid", _mean([_by_py3langid(passage, script) for passage in passages])),
        Vote("letters", _mean([_by_letters(passage, script) for passage in passages])),
        Vote("page", _by_page(declared, script), SENTENCE / (letters + SENTENCE)),
    ]
    votes = [vote for vote in votes if vote.shares]
    code = max(_languages(script), key=lambda language: _score(language, votes))
    knowing = [vote for vote in votes if code in vote.shares]
    most = max(vote.share(code) for vote in knowing)
    said = [vote.witness for vote in knowing if vote.share(code) >= min(0.5, most)]
    certainty = letters / (sum(map(len, words)) + WORD)
    return Language(code, round(_score(code, knowing) * certainty, 3), " and ".join(said))


def _passages(text: str) -> list[str]:
    """A text in passages of about a sentence."""
    text = " ".join(text.split())
    count = max(1, len(text) // PASSAGE)
    return [text[at * len(text) // count : (at + 1) * len(text) // count] for at in range(count)]


def _spread(passages: list[str], most: int) -> list[str]:
    """At most so many of the passages, evenly taken from the whole."""
    count = min(most, len(passages))
    return [passages[at * len(passages) // count] for at in range(count)]


def _mean(shares: list[dict[str, float]]) -> dict[str, float]:
    """So that passages in a second language count no more than they are many."""
    return {code: sum(share[code] for share in shares) / len(shares) for code in shares[0]}


def _score(code: str, votes: list[Vote]) -> float:
    """The weighted mean of what the witnesses say of a language."""
    return sum(vote.weight * vote.share(code) for vote in votes) / sum(vote.weight for vote in votes)


def _by_langdetect(sample: str, script: str) -> dict[str, float]:
    """Nothing where it finds nothing to tell a language by."""
    factory = _profiles(script)
    shares = {_named(code): 0.0 for code in factory.langlist}
    try:
        detector = factory.create()
        detector.append(sample.lower() if sample.isupper() else sample)  # it skips words in capitals
        for found in detector.get_probabilities():
            shares[_named(found.lang)] += found.prob
    except LangDetectException:
        return {}
    return shares


def _by_py3langid(passage: str, script: str) -> dict[str, float]:
    return {str(code): float(share) for code, share in _identifier(script).rank(passage)}


def _by_letters(passage: str, script: str) -> dict[str, float]:
    """By the letters and words of letters.toml; nothing for a script that it does not hold."""
    telling = _telling(script)
    odds = dict.fromkeys(_languages(script) if telling.by_word else (), 0)
    for word in _WORD.findall(passage):
        folded = word.lower()
        for code in telling.by_word.get(folded.translate(_KEYBOARDS), ()):
            odds[code] += 1
        if not word[0].isupper():  # it may be a foreign name
            for code in {code for letter in folded for code in telling.lacking.get(letter, ())}:
                odds[code] -= 1
    most = max(odds.values(), default=0)
    likelihood = {code: ODDS ** (odd - most) for code, odd in odds.items()}
    total = sum(likelihood.values())
    return {code: likely / total for code, likely in likelihood.items()}


def _by_page(declared: str | None, script: str) -> dict[str, float]:
    """Nothing where it declares a language of another script, or none."""
    declared = ALIASES.get(declared or "", declared)
    return {code: float(code == declared) for code in _languages(script)} if declared in _languages(script) else {}


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    """One that several languages share (letters.toml), or "other"."""
    name = unicodedata.name(letter, "").split(" ")[0].lower()
    return name if name in _letters() else "other"


def _languages(script: str) -> tuple[str, ...]:
    return tuple(_letters().get(script, OTHER_SCRIPTS))


@lru_cache(maxsize=1)
def _letters() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "letters.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def frequent_words() -> dict[str, frozenset[str]]:
    """The most frequent words of each language that letters.toml tells of."""
    return {code: frozenset(known["words"].split()) for script in _letters().values() for code, known in script.items()}


@lru_cache(maxsize=8)
def _telling(script: str) -> Telling:
    by_word: dict[str, set[str]] = {}
    having: dict[str, set[str]] = {}
    for code, known in _letters().get(script, {}).items():
        for word in known["words"].translate(_KEYBOARDS).split():
            by_word.setdefault(word, set()).add(code)
        for letter in known["letters"]:
            having.setdefault(letter, set()).add(code)
    return Telling(by_word, {letter: set(_languages(script)) - codes for letter, codes in having.items()})


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
    identifier.set_languages(set(identifier.labels) & set(_languages(script)))
    return identifier


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _named(code: str) -> str:
    return code.split("-")[0]  # zh-cn
