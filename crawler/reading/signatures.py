"""Who signs a text within its own lines, where the page around it names nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.reading.authors import MAX_NAME_CHARS, MAX_NAME_WORDS, before_date, is_lone_name, names_in, signed
from crawler.reading.labels import compared

# What a reporter is called behind or before the name: "Nora Vale, our correspondent".
REPORTERS = frozenset(
    compared(
        "correspondent reporter journalist корр корреспондент спецкор журналист кореспондент журналіст карэспандэнт"
        " dziennikarz dziennikarka korespondent korespondentka muhabir muhabiri corresponsal periodista redactora"
        " journaliste correspondant correspondante corrispondente inviato inviata redakteur redakteurin reporterin"
        " korrespondent korrespondentin مراسل مراسلة مراسلنا خبرنگار כתב כתבת כתבנו"
    ).split()
)
BRACKETED = re.compile(r"[(/\[]([^()/\[\]]{5,80})[)/\]]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"")  # the paper whose reporter it is
SENTENCE_MARKS = (".", "!", "?", "…", "”", "»")
MAX_HEAD_CHARS = 120
HEAD, FOOT = 3, 6  # lines of a text that may be signed


def signed_by(lines: Sequence[str]) -> tuple[str, ...]:
    """Who signs a text in its own lines: behind a label or as a reporter in the first or last of them, or with nothing
    but a name below the last sentence."""
    first, last = lines[:HEAD], lines[max(HEAD, len(lines) - FOOT) :]
    for line in (*last, *first):
        stated = signed(before_date(line)) if len(line) <= MAX_HEAD_CHARS else None
        if names := names_in(stated or _reporter_in(line[:MAX_HEAD_CHARS]) or ""):
            return tuple(names)
    for index, line in enumerate(last[1:], 1):
        closes = last[index - 1][-1:] in SENTENCE_MARKS and len(last[index - 1]) > MAX_NAME_CHARS
        if closes and is_lone_name(line) and index >= len(last) - 2:
            return (line,)
    return ()


def _reporter_in(line: str) -> str | None:
    """The name beside the word for a reporter: "Nora Vale, our correspondent"; "(Amber Wire correspondent Nora Vale)"
    in the head of a dispatch."""
    for part in (line, *(found[1] for found in BRACKETED.finditer(line))):
        words = QUOTED.sub(" ", part).replace(",", " , ").split()
        roles = [i for i, word in enumerate(words) if compared(word) in REPORTERS]
        if not roles or len(words) > MAX_NAME_WORDS + 2:
            continue
        before, after = " ".join(words[: roles[0]]).split(" ,")[0], " ".join(words[roles[-1] + 1 :])
        for name in (before, after):
            if is_lone_name(name):
                return name
    return None
