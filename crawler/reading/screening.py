"""Setting aside, before any work is spent on it, what no watchlist can keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from crawler.reading.matching import hits_in
from crawler.records import Link
from crawler.seeds import Watchlist
from crawler.stems import words_of

MIN_TITLE_WORDS = 3  # shorter ones ("Live", "Photos of the day") say nothing


def screened_out(watchlists: Sequence[Watchlist], language: str | None, link: Link) -> str | None:
    """Why a link need not be fetched: neither its title, nor its summary, nor the words of its address hold a term
    that a report would. None where they do, and where too little is said of it."""
    if len((link.title or "").split()) < MIN_TITLE_WORDS and not link.summary:
        return None
    said = [link.title or "", link.summary or "", _words_of_address(link.url)]
    for watchlist in watchlists:
        for code in [language] if language in watchlist.terms else watchlist.terms:
            hits = (hit for line in said for hit in hits_in(watchlist, str(code), words_of(line, str(code))))
            if any(hit.concept in watchlist.report for hit in hits):
                return None
    return "screened out: no term of a watchlist in title, summary and address"


def _words_of_address(url: str) -> str:
    return " ".join(re.split(r"[\W_]+", unquote(urlsplit(url).path)))
