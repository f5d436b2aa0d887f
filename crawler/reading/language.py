"""The language of a text: langdetect, with py3langid as a second opinion."""

from __future__ import annotations

from functools import lru_cache

from langdetect import DetectorFactory, detect_langs
from langdetect.lang_detect_exception import LangDetectException
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crawler.records import Language

DetectorFactory.seed = 0  # else langdetect answers differently from call to call (langdetect#13)

SAMPLE_CHARS = 2000  # more changes no answer and costs time
SHORT_CHARS = 120  # below it the page's own lang attribute has a say
DECLARED_WEIGHT = 0.8  # of a vote; double for a headline
ALIASES = {"iw": "he", "ua": "uk", "nb": "no", "nn": "no"}  # as pages write them
SCRIPTS = {
    "Cyrillic": frozenset("uk ru be bg mk sr kk ky mn tg tt".split()),
    "Arabic": frozenset("ar fa ur ps ckb sd ug".split()),
    "Hebrew": frozenset(("he", "yi")),
}
# Spoken where we watch, but without a profile in langdetect, which then is surely wrong about them:
ONLY_LANGID = frozenset("am az be ckb ha hy ka kk ku ky mn my ps sd si sr tg ti tt ug uz yo zu ig".split())
# The languages that langdetect knows (its profiles).
LANGDETECT = frozenset(
    "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ne nl no pa pl"
    " pt ro ru sk sl so sq sv sw ta te th tl tr uk ur vi zh".split()
)


def detect_language(text: str, declared: str | None = None) -> Language:
    """The language of a text. `declared` is what the page says of itself: believed only where the text is short.
    Text without letters has no language (code None, confidence 0)."""
    sample = text[:SAMPLE_CHARS]
    if not any(char.isalpha() for char in sample):
        return Language(None, 0.0, "no letters")
    first = _langdetect(sample)
    second_code, second = _second_opinion(sample)
    if second_code in ONLY_LANGID and second >= 0.5:
        return Language(second_code, round(second, 3), "py3langid")
    votes = dict(first)
    votes[second_code] = votes.get(second_code, 0.0) + second
    declared = ALIASES.get(declared or "", declared)
    if declared and len(sample) < SHORT_CHARS and _script_of(declared) == _script_of(second_code):
        votes[declared] = votes.get(declared, 0.0) + DECLARED_WEIGHT * (2 if len(sample) < SHORT_CHARS / 2 else 1)
    code = max(votes, key=lambda language: (votes[language], language))
    said = (("langdetect", code in first), ("py3langid", code == second_code))
    detector = " and ".join(name for name, agrees in said if agrees)
    return Language(code, round(min(1.0, votes[code] / 2 if code in first else second), 3), detector)


def _script_of(language: str) -> str:
    return next((script for script, languages in SCRIPTS.items() if language in languages), "other")


def _langdetect(sample: str) -> dict[str, float]:
    try:
        return {_plain(found.lang): found.prob for found in detect_langs(sample)}
    except LangDetectException:
        return {}


def _second_opinion(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages(sorted(known & (LANGDETECT | ONLY_LANGID)))  # dialects would split the vote
    return identifier


def _plain(code: str) -> str:
    return code.split("-")[0]  # zh-cn
