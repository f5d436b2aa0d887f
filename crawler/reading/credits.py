"""Whom a page credits with its story as a whole: an agency, a paper, the addresses of a sources footer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.reading.labels import compared, labels, opens_with
from crawler.words import storable

# "Baghdad – AFP", "KYIV, March 12 (Reuters) -", "МОСКВА, 12 марта. /ТАСС/": a head in parts, by what stands between.
BETWEEN = re.compile(r"\s*(?:[()\[\]/,.:]+\s*)+(?:[–—-]+\s*)?|\s+[–—-]+\s*|[–—-]+\s+|[–—]")
CLOSES = re.compile(r"[–—)\]/.:-]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
NUMBERED = re.compile(r"\s*\b\d{1,2}\s*[/.)]\s*")
LISTED = re.compile(
    r"\s*[,;،/|]\s*|(?:\s+|[(\[])(?:and|und|et|y|e|i|та|і|и|و|ve|with|via|mit|for|avec|con|com|z)\s+", re.I
)
INITIALS = re.compile(r"^[a-z]{2,3}$")
ENDING = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*\.?$|^(?:[–—-]+|©|\(c\))\s*(.{2,40})$", re.I)
# What an agency or a paper calls itself, where it is none of the known ones.
PRESS_WORDS = frozenset(
    compared(
        "agency agencia agence agenzia agentur ajansı agencja news newswire wire press post times herald media tribune"
        " агентство агенція новости новини وكالة خبرگزاری סוכנות presse prensa stampa"
    ).split()
)
SMALL = frozenset(("afp", "dpa", "epd", "kna", "pap"))  # written in small letters too
COLONS = " :\uff1a"
AROUND_AGENCY = re.compile(r"^(?:by|the)\s+|\s+(?:staff|team|writer|reporter|contributor)$", re.I)
MAX_HEAD_CHARS = 90
MAX_HEAD_PARTS = 6
MAX_PLACE_WORDS = 4
MAX_CREDIT_CHARS = 200
MAX_NAME_WORDS = 8
HEAD, FOOT = 6, 8  # lines
MAX_SOURCES = 10


def credit_of(
    lines: Sequence[str], *, authors: Sequence[str] = (), sources: Sequence[str] = (), chrome: Sequence[str] = ()
) -> str | None:
    """The agency, paper or addresses that the page credits with its story, joined by "; ", agencies first; or None.

    `lines` is the text before any line is stripped, `authors` the bylines as they are stated, `sources` what the markup
    credits, `chrome` lines that were set apart from the text. That somebody "told Reuters" is no credit.
    """
    text = [_clean(line) for line in lines if line.strip()]
    apart = [_clean(line) for line in chrome if len(line) <= MAX_CREDIT_CHARS]
    found = [
        *(name for line in text[:HEAD] for name in _in_dateline(line)),
        *(name for author in authors for name in _agencies_in(author[:MAX_CREDIT_CHARS])),
        *(name for line in apart for name in (*_in_dateline(line), *_in_ending(line))),
        *(name for line in text[-FOOT:] for name in _in_ending(line)),
        *_in_source_lines(text[:HEAD] if len(text) > HEAD + FOOT else []),
        *_in_source_lines(text[-FOOT:] if len(text) > HEAD + FOOT else text),
        *_in_source_lines(apart),
        *(storable(source) for source in sources),
    ]
    names: dict[str, str] = {}
    for name in found:
        key = name if ADDRESS.match(name) else compared(name).removeprefix("the ")
        if key:
            names.setdefault(key, name)
    ordered = sorted(list(names.values())[:MAX_SOURCES], key=lambda name: not _is_agency(name))
    return "; ".join(ordered) or None


def _clean(line: str) -> str:
    return " ".join(storable(line).split())


def _is_agency(name: str) -> bool:
    plain = compared(name)
    if plain.removeprefix("the ") not in labels()["agency"]:
        return False
    return len(plain) > 4 or " " in plain or any(c != c.lower() for c in name) or plain in SMALL or not plain.isascii()


def _is_press(name: str) -> bool:
    """Whether a name in brackets is that of an agency or paper: "(Amber Wire)", "(SPA)"; not "(Iraq)"."""
    words = compared(name).split()
    is_named = 0 < len(words) <= MAX_PLACE_WORDS and not name[0].islower() and not PRESS_WORDS.isdisjoint(words)
    return is_named or bool(re.fullmatch(r"[A-Z]{3,6}", name))


def _in_dateline(line: str) -> Iterator[str]:
    """The agencies of a line's head: of the parts behind place and date, those that are their names."""
    parts = _parts_of(line)
    for index, (before, part, after) in enumerate(parts):
        if _is_credit_label(part):
            return
        if _is_agency(part) and (index or after.strip() not in (",", ".")):
            yield from (agency for _, agency, _ in parts[index:] if _is_agency(agency))
            return
        is_bracketed = "(" in before and re.search(r"\)\s*[–—:-]", after)
        is_last = (
            index == len(parts) - 1 == 1 and re.search(r"[–—-]", before) and not after
        )  # "Port Amber – Amber Wire"
        if (is_bracketed or is_last) and _is_press(part):
            yield part
            return


def _parts_of(line: str) -> list[tuple[str, str, str]]:
    """The parts of a line's head, each with what parts it from those around it, up to the first words of a sentence."""
    head = line[:MAX_HEAD_CHARS]
    betweens = [*BETWEEN.finditer(head)][: MAX_HEAD_PARTS + 1]
    parts: list[tuple[str, str, str]] = []
    start, before = 0, ""
    for between in betweens:
        part = head[start : between.start()].strip(" ©*\"'")
        if len(part.split()) > MAX_PLACE_WORDS:
            return parts
        if part and CLOSES.search(between[0]):
            parts.append((before, part, between[0]))
        start, before = between.end(), between[0]
    rest = head[start:].strip(" ©*\"'")
    if rest and len(line) <= MAX_HEAD_CHARS and len(betweens) <= MAX_HEAD_PARTS:
        parts.append((before, rest, ""))
    return parts


def _agencies_in(stated: str) -> Iterator[str]:
    """The agencies of a byline: "Nora Vale / AFP", "Reuters Staff", "Staff and agencies"."""
    for part in LISTED.split(_clean(stated)):
        name = AROUND_AGENCY.sub("", part).strip(" ()[].")
        if _is_agency(name) or (compared(name) in labels()["agency"] and len(compared(name)) > 4):
            yield name


def _in_ending(line: str) -> Iterator[str]:
    """The agency in brackets or behind a dash that closes a text, as in "(dpa/afp)"; or with initials: "AFP/nv"."""
    found = ENDING.search(line)
    parts = [part for part in LISTED.split((found[1] or found[2]) if found else line) if part]
    if not found and (len(line) > 40 or "/" not in line):
        return
    agencies = [part for part in parts if _is_agency(part) or (found and compared(part) in labels()["agency"])]
    if agencies and all(part in agencies or INITIALS.match(part) or part[:1].isdigit() for part in parts):
        yield from agencies


def credited_in(lines: Sequence[str]) -> Iterator[str]:
    """Whom labelled lines credit that stand apart from the text: "Source: Reuters" above it."""
    return _in_source_lines([line for line in lines if opens_with(line, "credit") is not None and _labelled(line)[0]])


def _in_source_lines(lines: Sequence[str]) -> Iterator[str]:
    """What follows a label, or stands under it: "Source: Reuters", "Джерело: …", "Sources 1/ … 2/ https://…"."""
    is_open = False
    for line in lines:
        if len(line) > 3 * MAX_CREDIT_CHARS:
            is_open = False
            continue
        plain = line.strip("()[]*–—- ")
        label, rest = _labelled(plain)
        if label:
            found = list(_sources_in(rest, is_sure=_is_sure(label, rest)))
            is_open = not rest.strip(COLONS)
        elif is_open and (found := list(_sources_in(line, is_sure=False))):
            pass
        else:
            found, is_open = [], False
        yield from found


def _is_sure(label: str, rest: str) -> bool:
    """Whether whatever follows is a source: behind a colon, or a name behind "originally published by"."""
    return rest.startswith((":", "\uff1a")) or (len(label.split()) > 2 and rest[:1] != rest[:1].lower())


def _is_credit_label(text: str) -> bool:
    return compared(text) in labels()["credit"]


def _labelled(line: str) -> tuple[str, str]:
    """The credit label that a line opens with, and what follows it, colon and all."""
    words = line.split(" ")
    for count in range(min(8, len(words)), 0, -1):
        opening = " ".join(words[:count])
        head, colon, tail = opening.partition(":")
        if _is_credit_label(head) and (not tail or colon):
            return head, line[len(head) :].strip()
    return "", ""


def _sources_in(rest: str, *, is_sure: bool) -> Iterator[str]:
    """The names and addresses of a list of sources. Without a colon before them only agencies and addresses count."""
    yield from (address.rstrip(".,;)") for address in ADDRESS.findall(rest))
    names = ADDRESS.sub(" ", rest.strip(COLONS))
    for part in NUMBERED.split(names) if NUMBERED.search(names) else [names]:
        name = part.strip(" .,;:()[]–—-")
        if not compared(name):
            continue
        listed = [piece.strip(" .()") for piece in LISTED.split(name) if piece.strip(" .()")]
        if all(map(_is_agency, listed)) or (is_sure and any(map(_is_agency, listed))):
            yield from listed
        elif is_sure and len(name.split()) <= MAX_NAME_WORDS and not re.search(r"[.!?؟。]\s", name):
            yield name
