"""Reads and checks what the user edits: the source list, the watchlist, the corpus folder."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from langcodes import standardize_tag, tag_is_valid

from crawler.errors import BadInput
from crawler.records import Source
from crawler.rules import Rule, parse_rule

SOURCE_LISTS_OF_URLS = ("feeds", "sitemaps", "listings")
SOURCE_KEYS = ("name", "url", "language", "screen", *SOURCE_LISTS_OF_URLS)
SCREENS = ("title",)  # by what a source's links may be screened
WATCHLIST_KEYS = ("name", "about", "rule", "report", "context", "model", "terms")
EXCLUDE = "exclude"  # the concept whose phrases hide their words from all others


@dataclass(frozen=True)
class Model:
    """What a watchlist's examples taught: how much each sign in a text speaks for a report, or against one."""

    bias: float
    threshold: float  # of the score: from here on a text is kept
    weights: dict[str, float]

    def score(self, signs: Mapping[str, float]) -> float:
        """From 0 to 1: how likely these are the signs of a report (logistic regression)."""
        return 1 / (1 + math.exp(-self.bias - math.fsum(value for _, value in self.contributions(signs))))

    def contributions(self, signs: Mapping[str, float]) -> list[tuple[str, float]]:
        """What each sign adds to the score, before the logistic function."""
        return [(name, self.weights[name] * value) for name, value in signs.items() if name in self.weights]


@dataclass(frozen=True, eq=False)  # a list is itself: what is made of its terms is kept for it
class Watchlist:
    """What to watch for: terms by language and concept, and the rule over concepts within a sentence. With a model,
    the verdict is the model's, and the rule one of the signs that it weighs."""

    name: str
    rules: tuple[Rule, ...]
    terms: dict[str, dict[str, tuple[str, ...]]]
    model: Model | None = None
    report: frozenset[str] = frozenset()  # the concepts that speak for a report; the others, against one
    context: frozenset[str] = frozenset()  # those of them that say nothing without another in their sentence

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The concepts that the rule speaks of."""
        return frozenset(concept for rule in self.rules for concept in rule.concepts())


def read_sources(path: Path) -> list[Source]:
    """The outlets of a source list, in its order. Raises BadInput with FILE:LINE and the reason."""
    text = _text_of(path)
    document = _toml_of(path, text)
    for key in document:
        if key != "source":
            raise BadInput(f"{path}:{_line_of(text, key)}", f'unknown key "{key}": outlets are [[source]] blocks')
    blocks = document.get("source", [])
    if not isinstance(blocks, list) or not blocks:
        raise BadInput(path, "holds no outlet: add a [[source]] block with name and url")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    sources: list[Source] = []
    for block, line in zip(blocks, lines or [1] * len(blocks), strict=False):
        source = _source_of(block, lambda key, line=line: f"{path}:{_line_of(text, key, after=line)}")  # type: ignore[misc]
        if any(source.name == other.name for other in sources):
            raise BadInput(f"{path}:{line}", f'the name "{source.name}" is taken by an earlier block')
        sources.append(source)
    return sources


def _source_of(block: object, place: Callable[[str], str]) -> Source:
    if not isinstance(block, dict):
        raise BadInput(place("source"), "a source is a [[source]] block")
    for key, value in block.items():
        if key not in SOURCE_KEYS:
            raise BadInput(place(key), f'unknown key "{key}"; a source has {", ".join(SOURCE_KEYS)}')
        if key in SOURCE_LISTS_OF_URLS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise BadInput(place(key), f'{key} must be a list of addresses, like ["https://…"]')
        elif not isinstance(value, str) or not value.strip():
            raise BadInput(place(key), f"{key} must be a text in quotes")
        elif re.search(r"[\x00-\x1f\x7f]", value):
            raise BadInput(place(key), f"{key} must be one line without control characters")
    for key in ("name", "url"):
        if key not in block:
            raise BadInput(place("source"), f"this source has no {key}")
    if block.get("screen", "title") not in SCREENS:
        raise BadInput(place("screen"), f'screen may be "title", not "{block["screen"]}"')
    for key in ("url", *SOURCE_LISTS_OF_URLS):
        value = block.get(key, [])
        for url in [value] if isinstance(value, str) else value:
            if not is_web_address(url):
                raise BadInput(place(key), f'"{url}" is not an http or https address')
    return Source(
        name=block["name"].strip(),
        url=block["url"],
        language=block.get("language"),
        screen=block.get("screen"),
        **{key: tuple(block.get(key, ())) for key in SOURCE_LISTS_OF_URLS},
    )


def is_web_address(url: str) -> bool:
    """Whether a text is a whole http or https URL with a host."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0  # raises for a port that is none
        return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port and not re.search(r"\s", url)
    except ValueError:
        return False


def source_block(source: Source) -> str:
    """A source as a block of the source list."""
    lines = ["[[source]]", f"name = {_quoted(source.name)}", f"url = {_quoted(source.url)}"]
    if source.language:
        lines.append(f"language = {_quoted(source.language)}")
    if source.screen:
        lines.append(f"screen = {_quoted(source.screen)}")
    for key in SOURCE_LISTS_OF_URLS:
        if urls := getattr(source, key):
            lines.append(f"{key} = [{', '.join(_quoted(url) for url in urls)}]")
    return "\n".join(lines) + "\n"


def read_watchlists(path: Path) -> tuple[Watchlist, ...]:
    """The watchlist of a file, or those of all files of a folder, by name. Raises BadInput."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise BadInput(path, "holds no watchlist (*.toml); write one, or name another folder with TOCSIN_WATCHLIST")
    return tuple(read_watchlist(file) for file in files)


def read_watchlist(path: Path) -> Watchlist:
    """The watchlist of a file. Raises BadInput with FILE:LINE and the reason."""
    text = _text_of(path)
    document = _toml_of(path, text)
    for key in document:
        if key not in WATCHLIST_KEYS:
            raise BadInput(f"{path}:{_line_of(text, key)}", f'unknown key "{key}"; use {", ".join(WATCHLIST_KEYS)}')
    terms = document.get("terms")
    if not isinstance(terms, dict) or not terms:
        raise BadInput(path, "has no terms: add a block like [terms.en]")
    checked: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, concepts in terms.items():
        if not re.fullmatch(r"[a-z]{2,3}", language) or not isinstance(concepts, dict):
            block = _line_of(text, f"[terms.{language}]")
            raise BadInput(f"{path}:{block}", f'"{language}" is not a language block like [terms.en]')
        if (code := standardize_tag(language)) != language or not tag_is_valid(language):
            block = _line_of(text, f"[terms.{language}]")
            meant = f"write {code}" if tag_is_valid(code) else "codes are of ISO 639-1, like en, uk, ar"
            raise BadInput(f"{path}:{block}", f'"{language}" is not the code of a language; {meant}')
        for concept, phrases in concepts.items():
            if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
                line = _line_of(text, concept, after=_line_of(text, f"[terms.{language}]"))
                raise BadInput(f"{path}:{line}", f'{concept} must be a list of terms, like ["drone", "car bomb"]')
        checked[language] = {concept: tuple(phrases) for concept, phrases in concepts.items()}
    known = {concept for concepts in checked.values() for concept in concepts}
    rules = _rules_of(path, text, document.get("rule"), known)
    model = _model_of(path, text, document["model"]) if "model" in document else None
    ruled = {concept for rule in rules for concept in rule.concepts()}
    report = _concepts_of(path, text, document, "report", known, ruled)
    context = _concepts_of(path, text, document, "context", report, set())
    return Watchlist(str(document.get("name", path.stem)), rules, checked, model, report, context)


def _concepts_of(
    path: Path, text: str, document: dict[str, object], key: str, known: Collection[str], default: set[str]
) -> frozenset[str]:
    """The concepts that a list of the watchlist names."""
    named = document.get(key, sorted(default))
    place = f"{path}:{_line_of(text, key)}"
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise BadInput(place, f'{key} must be a list of concepts, like ["act", "weapon"]')
    if unknown := [name for name in named if name not in known]:
        where = "no language has terms for it" if key == "report" else "report does not"
        raise BadInput(place, f'{key} names "{unknown[0]}", but {where}')
    return frozenset(named)


def _model_of(path: Path, text: str, name: object) -> Model:
    place = f"{path}:{_line_of(text, 'model')}"
    if not isinstance(name, str) or not _is_file(path.parent / name):
        raise BadInput(place, f'model must name a file beside this one; there is no "{name}"')
    file = path.parent / name
    stated = _toml_of(file, _text_of(file))
    bias, threshold, weights = stated.get("bias"), stated.get("threshold"), stated.get("weights")
    if (
        not isinstance(bias, int | float)
        or not isinstance(threshold, int | float)
        or not isinstance(weights, dict)
        or not all(isinstance(weight, int | float) for weight in weights.values())
    ):
        raise BadInput(file, "is no model: it needs a bias, a threshold and weights; `make bench-relevance` writes one")
    return Model(float(bias), float(threshold), {sign: float(weight) for sign, weight in weights.items()})


def _rules_of(path: Path, text: str, lines: object, known: set[str]) -> tuple[Rule, ...]:
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) for line in lines):
        raise BadInput(f"{path}:{_line_of(text, 'rule')}", 'rule must be a list like ["act and weapon"]')
    rules = []
    for line in lines:
        try:
            rule = parse_rule(line)
            if unknown := sorted(rule.concepts() - known):
                raise ValueError(f'the rule names "{unknown[0]}", but no language has terms for it')
        except ValueError as error:
            raise BadInput(f"{path}:{_line_of(text, line, key=False)}", str(error)) from None
        rules.append(rule)
    return tuple(rules)


def corpus_files(folder: Path) -> list[Path]:
    """The seed documents of a folder, by name. Raises BadInput for a missing folder."""
    if not folder.is_dir():
        raise BadInput(folder, "no such folder; name the folder that holds the seed documents (*.txt)")
    return sorted(path for path in folder.glob("*.txt") if path.is_file())


def read_document(path: Path) -> str:
    """The text of a seed document. Raises BadInput if it is not UTF-8 text."""
    text = _text_of(path)
    if "\x00" in text:
        raise BadInput(path, "is not a text file: it holds NUL bytes")
    return text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long, say
        return False


def _text_of(path: Path) -> str:
    try:
        body = path.read_bytes()
    except IsADirectoryError:
        raise BadInput(path, "is a folder, not a file") from None
    except FileNotFoundError:
        raise BadInput(path, "no such file") from None
    except OSError as error:
        raise BadInput(path, f"cannot be read: {error.strerror}") from None
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}:{line}", "is not UTF-8 text; save the file as UTF-8") from None


def _toml_of(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"^(.*) \(at line (\d+), column \d+\)$", str(error))
        reason, line = (found[1], found[2]) if found else (str(error), str(len(text.splitlines())))
        raise BadInput(f"{path}:{line}", f"not valid TOML: {reason[0].lower()}{reason[1:]}") from None
    except (RecursionError, ValueError) as error:
        raise BadInput(path, f"not valid TOML: {error}") from None


def _line_of(text: str, wanted: str, *, after: int = 1, key: bool = True) -> int:
    """The first line from `after` on where a key (or a text) stands; `after` itself if there is none."""
    header = wanted.startswith("[")
    ending = "" if header else r"\"?\s*[=.\]]"
    pattern = re.compile(rf"\s*(\[+\s*)?\"?{re.escape(wanted)}{ending}" if key else re.escape(wanted))
    for number, line in enumerate(text.split("\n"), 1):
        if number >= after and (pattern.match(line) if key else pattern.search(line)):
            return number
    return after


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'
