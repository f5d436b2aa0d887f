"""Who signed an article: people, each once; neither the site, nor a desk, nor an agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.reading.calendars import is_of_calendar
from crawler.reading.dates import stamp_in
from crawler.reading.header import Header, names_of, text_of
from crawler.reading.labels import compared, labels, opens_with
from crawler.reading.structured import Node, kinds_of, texts_in
from crawler.words import storable

NOBODY = frozenset(
    compared(
        "admin administrator editor editors newsroom news desk staff reporter reporters webmaster root user redaction"
        " redaktion redakcja redazione redacción redacao redação rédaction redaksi redaktor redactor редакція редакция"
        " редактор редактори агенції агентства agencies author unknown anonymous guest correspondent muhabir editör"
        " haber المحرر التحرير محرر تحریریه מערכת"
    ).split()
) | {"staff reporter", "news desk", "web desk", "staff writer", "editorial team"}
# A name that holds one of these is a desk or a team of the paper, or the paper itself.
STAFF_WORDS = frozenset(
    compared(
        "admin staff desk newsroom team editorial editors redaktion redakcja redaksi redazione redacción rédaction"
        " редакція редакция рэдакцыя bureau correspondent reporter reporters writer masası merkezi servisi هيئة تحرير"
        " מערכת equipo équipe команда zespół"
    ).split()
)
PAPER_WORDS = frozenset(
    compared("агентство агенція news media newspaper tv online haber وكالة خبرگزاری סוכנות").split()
)
LABEL_PARTICLES = frozenset(("di", "von", "par", "por"))  # labels of bylines, and parts of names
PARTICLES = frozenset(
    "de del della di da dos das du la le van der den von und zu al el bin bint ibn ben abu ter af av y e".split()
)
META_NAMES = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "byline", "cxenseparse:author", "og:article:author",
)  # fmt: skip
AUTHOR_NAMES = frozenset(
    "author authors byline bylines autor autore auteur yazar reporter journalist writer username".split()
)
BESIDE_NAMES = frozenset(  # what stands beside an author's name
    "avatar image img photo picture desc description about role job email social links follow more comments bio icon"
    " count twitter date time".split()
)
MARKED_TAGS = (
    "a", "span", "div", "p", "address", "cite", "li", "strong", "b", "small", "h3", "h4", "h5", "em", "i", "section",
    "ul", "header", "td",
)  # fmt: skip
ORGANIZATION = re.compile(r"(Organization|Corporation|WebSite)$")
BETWEEN = re.compile(r"\s*(?:[;|/·•،\n]|\s[–—-]\s)\s*")
AND = re.compile(r"\s+(?:and|&|und|et|y|e|i|та|і|й|и|و|ve|en|og|och)\s+")
AUTHOR_PATH = re.compile(r"/(?:authors?|autor(?:es|i)?|auteurs?|yazar(?:lar)?|columnists?|contributors?|staff)/", re.I)
ADDRESS = re.compile(r"https?:|www\.|@|\d|\w\.(?:com|net|org|info)\b|^\S{3,}\.[a-z]{2,}$", re.I)
ROLE = re.compile(r"\s*[(\[].*$")  # "Nora Vale (in Port Amber)"
LISTING_WORDS = frozenset("view all more posts articles stories published".split())  # "View all posts by Nora Vale"
SENTENCE_END = re.compile(r"(?<!\s\w)[.!?…]$")  # "Nora V." ends none
HEADING_WORDS = frozenset(
    "a all and at for from how in more my of on our that the this to us we what who why with".split()
)
NAME_WORD = re.compile(r"[^\W\d_](?:\.|[\w'’-]*[^\W\d_])")
MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6
MAX_LONE_WORDS = 4
MAX_STATED = 30


class Byline:
    """What a page states of its authors, most trusted first, agencies included."""

    def __init__(self, tree: HtmlElement, documents: list[Node], header: Header, site: str | None) -> None:
        self._site = compared(site or "")
        self.stated: list[str] = []  # as it stands, all of it
        self.people: tuple[str, ...] = ()
        self._is_printed = False  # what comes is from the page, not from its head
        self._take(_in_documents(documents))
        self._take(_in_meta(header.parts["meta"]))
        self._is_printed = True
        self._take(_marked(header, header.near))
        self._take(_labelled(header))
        if not self.people:  # the whole page is searched only then
            self._take(_marked(header, tree.iter(*MARKED_TAGS)))
        if not self.people:
            self._take(_beside_date(header, tree))

    def _take(self, names: Iterable[str]) -> None:
        found = list(dict.fromkeys(names))[:MAX_STATED]
        self.stated += found
        self.people = self.people or tuple(self._people_in(found))

    def _people_in(self, stated: Iterable[str]) -> Iterator[str]:
        known: set[str] = set()
        for text in stated:
            for name in names_in(text):
                if compared(name) not in known and not self._is_site(compared(name)):
                    known.add(compared(name))
                    yield name

    def _is_site(self, name: str) -> bool:
        """Whether it is the site's own name, or on the page a part of it: a paper's blog signs like a person."""
        return name == self._site or (self._is_printed and f" {name} " in f" {self._site} ")


def names_in(stated: str) -> list[str]:
    """The people of a byline: "By Nora Vale and Jon Oak, Amber Wire" names two."""
    if ADDRESS.search(stated) and " " not in stated:
        return []
    names: list[str] = []
    for part in BETWEEN.split(_without_label(" ".join(storable(stated).split()))):
        pieces = [piece for piece in re.split(r"\s*,\s*", part) if piece]
        if len(pieces) == 2 and len(pieces[0].split()) == 1 and is_person(pieces[1]):
            pieces = [f"{pieces[1]} {pieces[0]}"]  # "Vale, Nora"
        for piece in pieces:
            both = AND.split(piece)
            for name in both if all(len(half.split()) > 1 for half in both) else [piece]:
                if len(name.split()) == 1 and len(names) > 0:
                    continue  # "Nora Vale, Dietitian"; "Nora Vale / AFP"
                person = _without_label(ROLE.sub("", name)).strip(" :,-–—")
                person = person.removesuffix(".") if len(person.split(" ")[-1]) > 4 else person  # not of "C.J."
                if is_person(person):
                    names.append(person)
    return names


def is_person(name: str) -> bool:
    """Whether a text can be the name of a person, and not of a desk or an agency."""
    plain = compared(name)
    return bool(
        plain
        and len(name) <= MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and not ADDRESS.search(name)
        and plain not in NOBODY
        and not plain.startswith("the ")
        and not any(plain in printed for printed in labels().values())
        and not is_of_calendar(plain)
        and STAFF_WORDS.isdisjoint(plain.split())
        and PAPER_WORDS.isdisjoint(plain.split())
    )


@lru_cache(maxsize=1)
def _longest_label() -> int:
    return max(len(label.split()) for label in labels()["byline"])


def _without_label(name: str) -> str:
    """A name without the "By" before it; what is only a label is no name. Di Maio and Von Trapp keep theirs."""
    words = name.split()
    if words[:1] and words[0].lower() in LISTING_WORDS and "by" in map(str.lower, words[:-1]):
        return " ".join(words[len(words) - [w.lower() for w in reversed(words)].index("by") :])
    if opens_with(name, "byline") is None:
        return name
    for count in range(min(_longest_label(), len(words)), 0, -1):
        if compared(" ".join(words[:count])) in labels()["byline"]:
            first, rest = words[0], words[count:]
            is_part = compared(first) in LABEL_PARTICLES and not first.endswith(":") and len(rest) == 1
            return name if is_part else " ".join(rest).strip(" :")
    return name


def _in_documents(documents: list[Node]) -> Iterator[str]:
    for document in documents:
        author = document.get("author") or document.get("creator")
        for each in author[:20] if isinstance(author, list) else [author]:
            if not (isinstance(each, dict) and any(map(ORGANIZATION.search, kinds_of(each)))):
                yield from texts_in(each)


def _in_meta(metas: Iterable[HtmlElement]) -> Iterator[str]:
    for meta in metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = meta.get("content") or ""
        if name in META_NAMES and 0 < len(content) <= 500:
            yield " ".join(storable(content).split())


def _marked(header: Header, elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The bylines that the markup names."""
    for element in header.own(filter(_is_author, elements))[:6]:
        if names := list(_names_of(element)):
            yield from names
            if any(names_in(name) for name in names):
                return  # the byline; what follows is a box about the author, or other people's


def _is_author(element: HtmlElement) -> bool:
    names = names_of(element)
    if not AUTHOR_NAMES.isdisjoint(names) and BESIDE_NAMES.isdisjoint(names):
        return True
    if "author" in (element.get("itemprop") or "").split():
        return True
    return element.tag == "a" and (
        "author" in (element.get("rel") or "").split() or AUTHOR_PATH.search(element.get("href") or "") is not None
    )


def _names_of(element: HtmlElement) -> Iterator[str]:
    """The names within a byline: marked as names, or linked; else all that it says before a date."""
    named = [e for e in element.iter("*") if e.get("itemprop") == "name" or {"name", "fn"} & set(names_of(e))]
    linked = [a for a in element.iter("a") if text_of(a)]
    for inner in (named, linked):
        texts = [text for e in inner[:10] if _is_name_like(text := text_of(e))]
        if texts:
            yield from texts
            return
    text = before_date(text_of(element))
    if len(text) <= 3 * MAX_NAME_CHARS:
        yield text


def _labelled(header: Header) -> Iterator[str]:
    """Lines near the headline that open with "By"."""
    found = [name for _, text in header.lines if (name := signed(before_date(text)))]
    if found:
        yield min(found, key=lambda name: (" " not in name, len(name)))  # the innermost element that says it


def signed(line: str) -> str | None:
    """Whom a line names behind a label: "By Nora Vale (with AFP)"."""
    rest = _without_label(line)
    if rest in ("", line) or SENTENCE_END.search(line) or not _is_name_like(ROLE.sub("", rest)):
        return None
    return rest if not any(compared(line) in printed for printed in labels().values()) else None  # "Text size"


def _beside_date(header: Header, tree: HtmlElement) -> Iterator[str]:
    """A name that stands alone before or behind the date near the headline, and that nothing links to: a section
    would stand there too."""
    for (_, before), (_, after) in pairwise(header.lines):
        for name, date in ((before, after), (after, before)):
            if is_lone_name(name) and stamp_in(date) and not _is_linked(name, tree):
                yield name
                return


def is_lone_name(text: str) -> bool:
    """Whether a text that nothing introduces is nothing but a name: two to four words with capitals."""
    words = text.split()
    return (
        2 <= len(words) <= MAX_LONE_WORDS
        and all(word in PARTICLES or _is_name_word(word) for word in words)
        and words[0] not in PARTICLES
        and names_in(text) == [text]
    )


def _is_name_word(word: str) -> bool:
    """Whether it is written like a part of a name: "Nora", "V.", "Ben-Oak"; no acronym, no small word in a heading."""
    is_capital = word[0].isupper() and (len(word) < 3 or not word.isupper())
    return is_capital and NAME_WORD.fullmatch(word) is not None and word.lower() not in HEADING_WORDS


def _is_linked(name: str, tree: HtmlElement) -> bool:
    return any(text_of(link) == name for link in tree.iter("a") if not _is_author(link))


def before_date(text: str) -> str:
    """What stands before the first date or separator: "By Nora Vale - March 12, 2026"."""
    before = re.split(r"\d|\s[-–—|•·]\s|[|•·]", text, maxsplit=1)[0]
    words = before.strip(" -–—|•·,").split()
    if text[len(before) :][:1].isdecimal():
        while count := next((n for n in (3, 2, 1) if len(words) >= n and _is_of_stamp(words[-n:])), 0):
            del words[-count:]
    return " ".join(words).strip(" ,")


def _is_of_stamp(words: list[str]) -> bool:
    """Whether words introduce a date, or begin it."""
    return compared(" ".join(words)) in labels()["stamp"] or (len(words) == 1 and is_of_calendar(words[0].strip(".,")))


def _is_name_like(text: str) -> bool:
    """Whether every word is written like a part of a name, in scripts with capitals; few words in others."""
    words = [w for w in re.split(r"[\s,;&]+", text) if w]
    has_case = any(word != word.swapcase() for word in words)
    is_capital = all(w[0].isupper() or w.lower() in PARTICLES or AND.fullmatch(f" {w} ") for w in words)
    return 0 < len(words) <= (2 * MAX_NAME_WORDS if has_case else 4) and (is_capital or not has_case)
