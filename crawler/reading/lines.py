"""Takes the lines that a theme prints out of a text, by label, position and form: for pages and plain documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.reading.dates import Stamp, stamp_in
from crawler.reading.labels import compared, is_label, labels, opens_short, opens_with
from crawler.records import Removed

SENTENCE_END = re.compile(r"[.!?…؟۔。:;]['\"”»’)\]]*\s*\*?$")
SENTENCE_WITHIN = re.compile(r"\w{3,}[.!?؟۔]['\"”»’)]*\s+\S")
MAX_HEAD_LINES = 15  # a header of name, slogan and a menu with a line for each section
MAX_LABELLED_CHARS = 500  # a longer line is a paragraph, whatever it begins with
MAX_SECTION_WORDS = 3
MAX_HEADLINE_WORDS = 30  # a line under "Most read" longer than this is a paragraph
MIN_TAIL_SHARE = 0.5  # a comment form's heading may end the text only in its second half
SOURCES = re.compile(r"https?://|\b1\s*/")
CREDIT = re.compile(r"^[^\W\d_][\w .,'’()-]{1,40}\s[–—-]\s[^\W\d_][\w .&'’-]{1,30}$")
MAX_CREDIT_WORDS = 7


@dataclass
class Lines:
    """A text's lines on their way through the rules; what is taken out is kept with its reason."""

    kept: list[str]
    removed: list[Removed] = field(default_factory=list)
    stamp: Stamp | None = None
    credit: str | None = None

    def take(self, index: int, reason: str) -> None:
        self.removed.append(Removed(self.kept.pop(index), reason))


def strip_chrome(
    lines: Sequence[str],
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    site: str | None = None,
    menu: frozenset[str] = frozenset(),
) -> Lines:
    """The author's lines. `menu` are the labels of the page's menus, in compared form."""
    text = Lines([line for line in (" ".join(line.split(" ")).strip() for line in lines) if line])
    _cut_comment_form(text)
    _take_head(text, menu)
    _take_labelled(text, site)
    _take_boxes(text)
    _take_tail_headlines(text)
    _take_edges(text, title, authors, site)
    return text


def is_sentence(line: str) -> bool:
    """Whether the line closes like a sentence; headlines, labels and links do not."""
    return bool(SENTENCE_END.search(line))


def is_category_line(line: str, menu: frozenset[str] = frozenset()) -> bool:
    """Whether the line lists sections, most of them known ones: `Всі новини, Політика, Світ`."""
    parts = [part for part in map(compared, re.split(r"[,|/·•»›>]+", line)) if part]
    if len(parts) < 2 or is_sentence(line) or any(len(part.split()) > MAX_SECTION_WORDS for part in parts):
        return False
    return sum(part in labels()["sections"] or part in menu for part in parts) * 2 >= len(parts)


def _cut_comment_form(text: Lines) -> None:
    """Everything from the heading of the comment form on is the site's or its readers'."""
    total = sum(map(len, text.kept)) or 1
    before = 0
    for index, line in enumerate(text.kept):
        if is_label(line, "comments") and before / total >= MIN_TAIL_SHARE:
            while len(text.kept) > index:
                text.take(index, "comment form")
            return
        before += len(line)


def _take_head(text: Lines, menu: frozenset[str]) -> None:
    """The last category line above the first sentence ends the site's own header: slogan, name, menu."""
    last = -1
    for index, line in enumerate(text.kept[:MAX_HEAD_LINES]):
        if is_sentence(line):
            break
        if is_category_line(line, menu) or compared(line) in labels()["sections"] | menu:
            last = index
    for _ in range(last + 1):
        text.take(0, "site header")


def _take_labelled(text: Lines, site: str | None) -> None:
    """Lines that are chrome wherever they stand: notes, share rows, tags, bylines with a date, other stories."""
    index = 0
    while index < len(text.kept):
        line = text.kept[index]
        reason = _label_reason(line, site)
        if reason is None:
            index += 1
            continue
        follows = opens_with(line, "related") == ""
        text.take(index, reason)
        if follows and index < len(text.kept) and not is_sentence(text.kept[index]):
            text.take(index, "headline of another story")


def _label_reason(line: str, site: str | None) -> str | None:
    if len(line) > MAX_LABELLED_CHARS:
        return None
    if is_label(line, "notes") or is_label(line, "comments"):
        return "note of the site"
    if is_label(line, "share") or (opens_short(line, "share") and not is_sentence(line)):
        return "share row"
    rest = opens_with(line, "related")
    if rest is not None and (not rest or (":" in line[:40] and len(rest.split()) <= MAX_HEADLINE_WORDS)):
        return "leads to another story"
    if opens_short(line, "follow"):
        return "asks to subscribe"
    if opens_short(line, "rights") or line.lstrip().startswith("©"):
        return "rights line"
    if opens_short(line, "tags") and ":" in line[:30]:
        return "tags"
    if is_category_line(line):
        return "category line"
    if opens_with(line, "sources") is not None and SOURCES.search(line):
        return "sources footer"
    if site and compared(line) == compared(site):
        return "name of the site"
    return None


def _take_boxes(text: Lines) -> None:
    """A box of other stories: its heading and the headlines under it, until a sentence comes."""
    index = 0
    while index < len(text.kept):
        if not is_label(text.kept[index], "box"):
            index += 1
            continue
        text.take(index, "list of other stories")
        while index < len(text.kept) and _is_headline(text.kept[index]):
            text.take(index, "headline of another story")


def _take_tail_headlines(text: Lines) -> None:
    """Headlines that trail the last sentence behind something already known for chrome are other stories'.
    Without such a witness they stay: they may be the author's list."""
    known = {removed.reason for removed in text.removed}
    if not known & {"share row", "asks to subscribe", "comment form", "tags"}:
        return
    while len(text.kept) > 1 and _is_headline(text.kept[-1]) and any(map(is_sentence, text.kept[:-1])):
        text.take(len(text.kept) - 1, "headline of another story")


def _take_edges(text: Lines, title: str | None, authors: Sequence[str], site: str | None) -> None:
    """Title, date stamp, byline and credit at the top; date stamp, byline and name of the site at the bottom."""
    names = {compared(name) for name in (*authors, site or "")} - {""}
    for position in (0, -1):
        while text.kept:
            line = text.kept[position]
            index = 0 if position == 0 else len(text.kept) - 1
            if title and len(text.kept) > 1 and compared(line) == compared(title):
                text.take(index, "title")
            elif stamp := stamp_in(line, names):
                text.stamp = text.stamp or stamp
                text.take(index, "date stamp")
            elif compared(line) in names or (opens_short(line, "byline") and _is_headline(line) and len(line) < 60):
                text.take(index, "byline")
            elif position == 0 and len(line.split()) <= MAX_CREDIT_WORDS and CREDIT.match(line):
                text.credit = line
                text.take(index, "credit")
            else:
                break


def _is_headline(line: str) -> bool:
    return not is_sentence(line) and not SENTENCE_WITHIN.search(line) and len(line.split()) <= MAX_HEADLINE_WORDS
