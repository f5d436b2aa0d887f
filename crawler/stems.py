"""Words and their stems by language, so that a term in its base form meets its inflected forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import simplemma
import snowballstemmer

# A dictionary of lemmas knows irregular forms; a stemmer knows words that no dictionary has. Where both are at hand,
# both are asked; for German, Polish and Russian the stemmer alone, since their dictionaries take seconds to load; for
# English the dictionary alone, since its stemmer folds an attacker into an attack and an explosive into an explosion.
LEMMAS = frozenset("bg cs en es fr he it mk sk uk".split())
SNOWBALL = {
    "ar": "arabic", "de": "german", "es": "spanish", "fa": "persian", "fr": "french", "it": "italian", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian", "sr": "serbian", "tr": "turkish",
}  # fmt: skip
SPLIT_APOSTROPHE = frozenset(["fr", "it", "ca"])  # l'attaque: two words
KEEP_APOSTROPHE = frozenset(["uk", "be", "he"])  # п'ять, צ'צ'ניה: one word; elsewhere it parts a suffix
# Written together with their word: and, that, the, in, to, from, as; Arabic's article comes behind them.
HEBREW_PREFIX = re.compile(r"[ושהבלמכ]")
ARABIC_PREFIX = re.compile(r"(?:[وف]?[بكل]?ال|[وف]?لل|[وفبلك])")
PREFIXES = {"he": HEBREW_PREFIX, "ar": ARABIC_PREFIX}
ARTICLES = {"he": re.compile("ה"), "ar": re.compile("ال")}
MIN_STEM = 3  # letters that must remain when a prefix or an ending is taken off: less means anything
PERSIAN_DERIVED = re.compile("(.{2,}(?:گاه|نده|بان|مند))(?:ي|ها|هاي|ان)?")  # court is no justice, a fighter jet no war
BELARUSIAN_ENDINGS = re.compile(r"(ам[іи]|ах|ях|ам|ям|аў|яў|оў|ай|яй|ой|ую|юю|аго|яга|ыя|ія|[аяоеэыіуюью])$")

_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u200b"  # stand in words, are no letters
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ׳\"״\u200c]{_LETTER}+)*")
_VOWEL_SIGNS = re.compile(rf"[{_MARKS}]")
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ё": "е",
        "’": "'",
        "ʼ": "'",
        "׳": "'",
        "״": '"',
    }
)
_SENTENCE = re.compile(r"(?<=[.!?…؟۔])['\"”“»’)\]]*\s+")
_ABBREVIATION = re.compile(r"\b([A-Z]|Dr|Mr|Mrs|Ms|Lt|Gen|Col|Maj|Capt|Sgt|Brig|St|Sen|Rep|Gov|Prof|No)\.$")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line's end ends a sentence too, an abbreviation's full stop does not."""
    sentences: list[str] = []
    for line in text.split("\n"):
        open_end = False
        for part in _SENTENCE.split(line):
            if open_end:
                sentences[-1] += f" {part.strip()}"
            elif part.strip():
                sentences.append(part.strip())
            open_end = bool(sentences) and bool(_ABBREVIATION.search(part))
    return sentences


def words_of(sentence: str, language: str) -> list[tuple[str, str]]:
    """The words of a sentence: (as it stands, normalised). A half-space parts words: Persian endings go by stem."""
    words = []
    for found in _WORD.finditer(sentence.replace("\u200c", " ")):
        whole = found[0]
        composed = unicodedata.normalize("NFKC", whole)  # before marks go: é is a letter, not e with a mark
        plain = _VOWEL_SIGNS.sub("", composed).replace("İ", "i")
        folded = (plain.replace("I", "ı") if language in ("tr", "az") else plain).casefold()
        folded = folded.replace("\u0307", "").translate(_LETTERS)
        if language in SPLIT_APOSTROPHE:
            words += [(part, part) for part in folded.split("'") if part]
        elif language in KEEP_APOSTROPHE:
            words.append((whole, folded))
        else:
            words.append((whole, folded.split("'")[0]))
    return words


def stems_of(word: str, language: str) -> frozenset[str]:
    """The stems that a normalised word of a text may have; a term's word is found where the two share one."""
    return _stems_of(word, language, PREFIXES.get(language))


def stems_of_term(word: str, language: str) -> frozenset[str]:
    """The stems of a word of a term: it is given in its base form, so that only an article stands before it, and no
    letter of its own is taken for a prefix."""
    return _stems_of(word, language, ARTICLES.get(language))


@lru_cache(maxsize=50_000)  # some 20 MB
def _stems_of(word: str, language: str, prefix: re.Pattern[str] | None) -> frozenset[str]:
    if language == "he":
        forms = _without_prefixes(word, prefix)
        return frozenset(forms | {_lemma(form, "he") for form in forms})
    if language in LEMMAS:
        stemmed = _stemmer(language)
        # Marked, so that a stem is compared with stems and not with words that happen to be spelled like it.
        more = (f"~{stemmed.stemWord(word)}",) if stemmed else ()
        return frozenset((word, _lemma(word, language), *more))
    if language == "be":
        return frozenset((word, BELARUSIAN_ENDINGS.sub("", word) if len(word) > 4 else word))
    stemmer = _stemmer(language)
    if stemmer is None:
        return frozenset((word,))
    if language == "fa" and (derived := PERSIAN_DERIVED.fullmatch(word)):
        return frozenset((derived[1],))
    forms = _without_prefixes(word, prefix)
    stems = {_stemmed(stemmer, form) for form in forms}
    if language in ("ar", "tr"):
        # Once more: a long chain of suffixes (füze-ler-le) may take two passes to reach the stem of the bare word.
        # What is left of it may be as short as the bare word, but no shorter.
        stems |= forms | {again for stem in stems if len(again := _stemmed(stemmer, stem)) > MIN_STEM}
    return frozenset(stems)


def _stemmed(stemmer: snowballstemmer.stemmer, word: str) -> str:
    stem = stemmer.stemWord(word)
    return stem if len(stem) >= MIN_STEM else word


def _without_prefixes(word: str, prefix: re.Pattern[str] | None) -> set[str]:
    forms = {word}
    rest = word
    while (
        prefix is not None and (found := prefix.match(rest)) and len(rest) - found.end() >= MIN_STEM and len(forms) <= 3
    ):
        rest = rest[found.end() :]
        forms.add(rest)
    return forms


def _lemma(word: str, language: str) -> str:
    # The packed dictionaries: a fifth of the memory; slower, but the stems of a word are looked up once.
    return str(simplemma.lemmatize(word, lang=language, low_memory=True)).casefold() if word else ""


@lru_cache(maxsize=32)
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    return snowballstemmer.stemmer(SNOWBALL[language]) if language in SNOWBALL else None
