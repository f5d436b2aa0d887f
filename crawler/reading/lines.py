"""Takes the lines that a theme prints out of a text, by label, position and form: for pages and plain documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.reading.authors import NOBODY
from crawler.reading.dates import Stamp, stamp_in
from crawler.reading.labels import (
    compared,
    heads_comments,
    holds,
    is_label,
    is_made_of_labels,
    labels,
    leads_with,
    line_key,
    opens_short,
    opens_with,
)
from crawler.records import SITE_LINE, Removed
from crawler.words import storable, words_in

SENTENCE_END = re.compile(r"[.!?…؟۔。।։！？:;]['\"”»’“«‘)\]]*\s*\*?$")
SENTENCE_WITHIN = re.compile(r"\w{3,}[.!?؟۔]['\"”»’)]*\s+\S")
MIN_PARAGRAPH_CHARS = 160
MAX_TAIL_HEADLINE_WORDS = 20
MIN_RIGHTS_WORDS = 3  # "all rights reserved", in the middle of a last line
MIN_SURE_WORDS = 4  # "sign up for our newsletter" is the site even in a sentence, "sign up for" may be an author
MAX_BYLINE_CHARS = 60
MAX_SIGN_OFF_WORDS = 4
MAX_SOURCE_WORDS = 4
MAX_BOX_LINES = 4
MIN_SAME_WORDS = 0.7  # of all words of a line and the title
QUOTES_AND_BRACKETS = "()\"“”„«»'‘’"
MAX_HEAD_LINES = 15  # a header of name, slogan and a menu with a line for each section
MAX_LABELLED_CHARS = 500  # a longer line is a paragraph, whatever it begins with
MAX_SECTION_WORDS = 3
MAX_HEADLINE_WORDS = 30  # a line under "Most read" longer than this is a paragraph
CLOCK_ALONE = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
MAX_CALL_CHARS = 200  # of a call to follow in a whole sentence
ENDINGS = frozenset(("share row", "asks to subscribe", "tags"))  # what themes print below a text
NOTES = ("notes", "comments", "reading", "listing", "support", "consent", "login")
MAX_CAPTION_CHARS = 240
SPACES = re.compile(r"[ \t\r\f\v]+")  # not the no-break space: it is the author's
MIN_TAIL_SHARE = 0.5  # a comment form's heading may end the text only in its second half
ROW = re.compile(r"[|·•]|\s[–—-]\s")  # what parts the things of a row
SIGNED = re.compile(r"[^\W\d]\s?/")  # initials with a slash: "hta/ joz/", "Red/Cro"
SOURCES = re.compile(r"https?://|\b1\s*/.*\b2\s*/")
# "Baghdad – AFP": a place of one or two words, and a name
CREDIT = re.compile(r"^[^\W\d_][\w.'’-]*( [\w.'’-]+)?\s[–—-]\s(?P<name>[^\W\d_][\w .&'’-]{1,30})$")


@dataclass
class Lines:
    """A text's lines on their way through the rules; what is taken out is kept with its reason."""

    kept: list[str]
    removed: list[Removed] = field(default_factory=list)
    stamp: Stamp | None = None
    tail: int | None = None  # how many lines stand above the last share row, list of tags or call to subscribe

    def take(self, index: int, reason: str) -> None:
        self.removed.append(Removed(self.kept.pop(index), reason))


def strip_chrome(
    lines: Sequence[str],
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    site: str | None = None,
    menu: frozenset[str] = frozenset(),
    links: frozenset[str] | None = None,
    site_lines: frozenset[str] = frozenset(),
) -> Lines:
    """The author's lines. `menu` are the labels of the page's menus, `links` the texts of all its links (None for a
    plain document), both in compared form; `site_lines` the keys of what the site is known to print on its pages."""
    text = Lines(
        [line for line in (SPACES.sub(" ", storable(line).replace("\u200b", "")).strip() for line in lines) if line]
    )
    _take_site_lines(text, site_lines)
    _cut_comment_form(text)
    _take_head(text, menu, title)
    _take_labelled(text, site, links)
    _take_boxes(text)
    _take_tail_headlines(text, links)
    _cut_author_box(text)
    _take_edges(text, title, authors, site)
    return text


def _take_site_lines(text: Lines, site_lines: frozenset[str]) -> None:
    for index in reversed(range(len(text.kept))):
        if line_key(text.kept[index]) in site_lines:
            text.take(index, SITE_LINE)


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
        if heads_comments(line) and before / total >= MIN_TAIL_SHARE and not _is_prose(text.kept[index + 1 :]):
            while len(text.kept) > index:
                text.take(index, "comment form")
            return
        before += len(line)


def _cut_author_box(text: Lines) -> None:
    """What a site says of the author, below the text: a heading and a few lines."""
    for index in range(max(1, len(text.kept) - MAX_BOX_LINES), len(text.kept)):
        heads = is_label(text.kept[index], "about") or leads_with(text.kept[index], "about")
        if heads and sum(map(len, text.kept[:index])) > sum(map(len, text.kept[index:])):
            while len(text.kept) > index:
                text.take(len(text.kept) - 1, "of the author, by the site")
            return


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether an author goes on here: two long paragraphs or more. Readers' comments are short."""
    return sum(len(line) > MIN_PARAGRAPH_CHARS and is_sentence(line) for line in lines) >= 2


def _take_head(text: Lines, menu: frozenset[str], title: str | None) -> None:
    """What stands above the headline, or, above the first sentence, down to the last category line, is the site's own
    header: slogan, name, menu, priority and slug of a wire."""
    last = -1
    for index, line in enumerate(text.kept[:MAX_HEAD_LINES]):
        if title and compared(line) == compared(title):
            last = -1 if any(map(is_sentence, text.kept[:index])) else index - 1
            break
        if len(line) > MIN_PARAGRAPH_CHARS:
            break
        is_entry = compared(line) in labels()["sections"] | menu and not any(char.isdigit() for char in line)
        if is_entry or is_category_line(line, menu):
            last = max(last, index) if not any(map(is_sentence, text.kept[: index + 1])) else last
    for _ in range(last + 1):
        text.take(0, "site header")


def _take_labelled(text: Lines, site: str | None, links: frozenset[str] | None) -> None:
    """Lines that are chrome wherever they stand: notes, share rows, tags, bylines with a date, other stories."""
    index = 0
    while index < len(text.kept):
        line = text.kept[index]
        reason = _label_reason(line, site, links)
        if reason is None:
            index += 1
            continue
        follows = opens_with(line, "related") == ""
        text.take(index, reason)
        if reason in ENDINGS:
            text.tail = index
        if follows and index < len(text.kept) and _leads_away(text.kept[index], links):
            text.take(index, "headline of another story")


def _leads_away(line: str, links: frozenset[str] | None) -> bool:
    return not is_sentence(line) if links is None else compared(line) in links


def _label_reason(line: str, site: str | None, links: frozenset[str] | None) -> str | None:
    if len(line) > MAX_LABELLED_CHARS:
        return None
    if any(is_label(line, kind) for kind in NOTES):
        return "note of the site"
    if _is_media_note(line):
        return "caption of a picture"
    if is_made_of_labels(line, ("share", "comments")):
        return "share row"
    if is_label(line, "related") or (leads_with(line, "related") and _may_lead_away(line, links)):
        return "leads to another story"
    if opens_short(line, "support") and (not is_sentence(line) or _label_words(line, "support") >= MIN_SURE_WORDS):
        return "asks for support"
    if opens_short(line, "reading") and not is_sentence(line):
        return "note of the site"
    is_call = not is_sentence(line) or ("," not in line and _label_words(line, "follow") >= MIN_SURE_WORDS)
    if opens_short(line, "follow") and is_call:
        return "asks to subscribe"
    is_told = is_sentence(line) and "," in line and not line.endswith("!")  # a message that somebody wrote, said…
    if len(line) <= MAX_CALL_CHARS and not is_told and opens_with(line, "follow") is not None and _names_platform(line):
        return "asks to subscribe"
    if links and _is_row_of_links(line, links):
        return "row of links"
    if CLOCK_ALONE.fullmatch(line):
        return "time of an entry"
    if is_label(line, "rights") or (opens_short(line, "rights") and not is_sentence(line)) or line.startswith("©"):
        return "rights line"
    if leads_with(line, "tags") and not is_sentence(line):
        return "tags"
    if opens_with(line, "sources") is not None and SOURCES.search(line):
        return "sources footer"
    if site and compared(line) == compared(site):
        return "name of the site"
    return "category line" if is_category_line(line) and line.count(",") > 1 else None


def _may_lead_away(line: str, links: frozenset[str] | None) -> bool:
    """Whether what a label leads to may be a headline: a sentence that nothing links is the author's."""
    return links is None or not is_sentence(line) or any(link and compared(line).endswith(link) for link in links)


def _names_platform(line: str) -> bool:
    """Whether a messenger or a network is named, with an article or a case ending at most: "הוואטסאפ", "Телеграмі"."""
    text = compared(line)
    return any(name in text for name in labels()["platform"])


def _is_row_of_links(line: str, links: frozenset[str]) -> bool:
    """Whether the line is several links or notes in a row: "Print | Send to a friend | Views: 12"."""
    parts = [part for part in re.split(r"[|·•»]", line) if compared(part)]
    return len(parts) > 2 and all(
        compared(part) in links
        or any(is_label(part, kind) for kind in (*NOTES, "share"))
        or opens_with(part, "reading") is not None
        for part in parts
    )


def _is_media_note(line: str) -> bool:
    """A label or a source of a picture, alone, or as what a short line ends with: "The gate. Photo: R. Vale"."""
    if is_label(line, "media"):
        return True
    before, colon, source = line.rpartition(":")
    if not colon or len(line) > MAX_CAPTION_CHARS or len(source.split()) > MAX_SOURCE_WORDS or is_sentence(line):
        return False
    label = compared(re.split(r"[.(\[|/–—-]", before)[-1])
    return label in labels()["media"]


def _label_words(line: str, kind: str) -> int:
    """How many words of the line are the label that it opens with."""
    return len(compared(line).split()) - len((opens_with(line, kind) or "").split())


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


def _take_tail_headlines(text: Lines, links: frozenset[str] | None) -> None:
    """Headlines that trail the last sentence behind something already known for chrome are other stories'.
    Without such a witness they stay: they may be the author's list."""
    known = {removed.reason for removed in text.removed}
    if not known & {*ENDINGS, "comment form"}:
        return
    while len(text.kept) > 1 and _is_tail_headline(text.kept[-1]) and any(map(is_sentence, text.kept[:-1])):
        is_below = text.tail is not None and len(text.kept) > text.tail
        if links is not None and not is_below and compared(text.kept[-1]) not in links:
            return
        text.take(len(text.kept) - 1, "headline of another story")


def _take_edges(text: Lines, title: str | None, authors: Sequence[str], site: str | None) -> None:
    """Title, date stamp, byline and credit at the top; date stamp, byline and name of the site at the bottom."""
    names = {compared(name) for name in (*authors, site or "")} - {""}
    imprint = compared(site or "")
    for position in (0, -1):
        while text.kept:
            line = text.kept[position]
            index = 0 if position == 0 else len(text.kept) - 1
            if len(text.kept) > 1 and title and _says_the_same(line, title):
                text.take(index, "title")
            elif stamp := stamp_in(line, names):
                text.stamp = text.stamp or stamp
                text.take(index, "date stamp")
            elif position == 0 and len(text.kept) > 1 and _is_info_row(line, names):
                text.take(index, "date stamp")
            elif compared(line) in names or _is_byline(line, names):
                text.take(index, "byline")
            elif (position == 0 and (credit := CREDIT.match(line)) and _is_name(credit["name"])) or _is_source(line):
                text.take(index, "credit")
            elif position == -1 and _is_signed(text.kept, names):
                text.take(index, "signed by its desk")
            elif position == -1 and holds(line, "rights", words=MIN_RIGHTS_WORDS):
                text.take(index, "rights line")
            elif position == -1 and imprint and compared(line).startswith(f"{imprint} ") and not is_sentence(line):
                text.take(index, "imprint of the site")
            else:
                break


def _is_signed(lines: Sequence[str], names: set[str]) -> bool:
    """Whether the last line signs the text for an agency or a desk: "(red)", "hta/ joz/", "END"; below a sentence, or
    below a byline or another such line."""
    if len(lines) < 2 or not _is_sign_off(lines[-1]):
        return False
    return is_sentence(lines[-2]) or _is_sign_off(lines[-2]) or _is_byline(lines[-2], names)


def _is_sign_off(line: str) -> bool:
    words = len(line.split())
    if words > MAX_SIGN_OFF_WORDS or is_sentence(line):
        return False
    in_brackets = words == 1 and line[0] + line[-1] in ("()", "[]")
    return is_label(line, "end") or in_brackets or SIGNED.search(line) is not None


def _says_the_same(line: str, title: str) -> bool:
    """Whether the line is the title, or the title in hardly other words: with no number and no two words of its own."""
    if compared(line) == compared(title):
        return True
    mine, its = set(words_in(line)), set(words_in(title))
    own = mine - its
    has_news = len(own) > 1 or any(word.isdigit() for word in own)
    return not has_news and len(mine & its) >= MIN_SAME_WORDS * len(mine | its)


def _is_info_row(line: str, names: set[str]) -> bool:
    """Whether a line above the text is a row of several things, one of them a date: place, section, text size."""
    parts = [part.strip() for part in ROW.split(line)]
    return len(parts) > 1 and not is_sentence(line) and any(stamp_in(part, names) for part in parts if part)


def _is_source(line: str) -> bool:
    """A short line that names the agency or paper, and says so: "Source: AFP", "Con información de Colprensa"."""
    rest = opens_with(line, "credit") or ""
    if not rest or len(rest.split()) > MAX_SOURCE_WORDS or is_sentence(line):
        return False
    return leads_with(line, "credit") or line.split()[-1][0].isupper()


def _is_byline(line: str, names: set[str]) -> bool:
    """A label with a known name, with a colon and a name, or with two names and more: By Dana Reyes; Автор: …"""
    rest = opens_with(line, "byline")
    if rest is None or len(line) > MAX_BYLINE_CHARS or is_sentence(line):
        return rest == "" and len(line) <= MAX_BYLINE_CHARS
    words = line.split()[1:]
    is_name = len(words) > 1 and all(map(_is_name, words))
    return is_name or rest in names or rest in NOBODY or leads_with(line, "byline")


def _is_name(words: str) -> bool:
    """Whether it is written like a name: with a capital, in scripts that have them."""
    return words[0].isupper()


def _is_tail_headline(line: str) -> bool:
    """A headline, and neither an item of a list, nor somebody's words, nor a paragraph that only lacks its stop."""
    words = len(line.split())
    quoted = line[0] in QUOTES_AND_BRACKETS or line[-1] in QUOTES_AND_BRACKETS
    is_item = words < 4 and any(char.isdigit() for char in line)  # "Amir Salim, 42"
    return 1 < words <= MAX_TAIL_HEADLINE_WORDS and not quoted and not is_item and _is_headline(line)


def _is_headline(line: str) -> bool:
    return not is_sentence(line) and not SENTENCE_WITHIN.search(line) and len(line.split()) <= MAX_HEADLINE_WORDS
