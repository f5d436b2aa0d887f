"""Setting aside, before much work is spent on it, what no watchlist can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.body import article_body
from crawler.reading.language import detect_language
from crawler.reading.matching import hits_in
from crawler.reading.normal_form import INLINE_TAGS, MAX_LINKED, MIN_PARAGRAPH_CHARS
from crawler.reading.relevance import Sentence, judge_relevance, read_sentences, signs_of
from crawler.reading.weights import SILENT_TAGS
from crawler.records import Link, Relevance
from crawler.seeds import Watchlist
from crawler.stems import words_of

MIN_TITLE_WORDS = 3  # shorter ones ("Live", "Photos of the day") say nothing
MIN_RAW_CHARS = 400  # of a page's main block: one with less may be a flash, a wall, or keep its text elsewhere
MIN_CERTAINTY = 0.9  # of the language of its words
SAMPLE_CHARS = 600  # of them, to tell it
HOPELESS = 0.5  # of a watchlist's threshold: what the clutter of a page changes in its score is less
UNREAD_TAGS = SILENT_TAGS | frozenset("select textarea button iframe svg nav footer form".split())


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


def set_aside(tree: HtmlElement, title: str | None, watchlists: Sequence[Watchlist]) -> Relevance | None:
    """The verdict on a page that need not be read: its raw words, chrome and all, and those of its main block alone,
    are far from what any watchlist keeps. None where that is not sure. `title` is what its feed calls it."""
    body = article_body(tree)
    if body is None:
        return None
    main, around = _raw_lines(tree, body)
    if sum(map(len, main)) < MIN_RAW_CHARS:
        return None
    language = detect_language(" ".join(main)[:SAMPLE_CHARS])
    if language.confidence < MIN_CERTAINTY or language.code is None:
        return None
    code, titles = language.code, " ".join(dict.fromkeys([*_titles(tree), *([title] if title else [])]))
    verdicts = []
    for watchlist in watchlists:
        if code not in watchlist.terms:
            verdicts.append(judge_relevance([watchlist], code, None, ""))
            continue
        sentences = list(read_sentences(watchlist, code, titles, "\n".join([*main, *around])))
        inside = [sentence for sentence in sentences if sentence.paragraph <= len(main)]
        if not (is_hopeless(watchlist, sentences) and is_hopeless(watchlist, inside)):
            return None
        score = watchlist.model.score(signs_of(inside, watchlist.report)) if watchlist.model else None
        told = f"score {score:.2f}" if score is not None else "no sentence satisfies the rule"
        verdicts.append(Relevance(False, f"set aside by its raw words: {told}", watchlist.name, score))
    return verdicts[0]


def is_hopeless(watchlist: Watchlist, sentences: Sequence[Sentence]) -> bool:
    """Whether these are so far from what the watchlist keeps that some more or fewer would not make it keep them."""
    if watchlist.model is None:
        return not any(sentence.rule for sentence in sentences)
    return watchlist.model.score(signs_of(sentences, watchlist.report)) < HOPELESS * watchlist.model.threshold


def _titles(tree: HtmlElement) -> Iterator[str]:
    for element in chain(islice(tree.iter("h1"), 1), islice(tree.iter("title"), 1)):
        if text := " ".join(element.text_content().split()):
            yield text


def _raw_lines(tree: HtmlElement, body: HtmlElement) -> tuple[list[str], list[str]]:
    """The runs of text of a page, but for those that are links: in its main block, and around it, where short ones
    are labels."""
    main: list[str] = []
    around: list[str] = []
    run: list[str] = []
    inside = linked = unread = in_link = 0

    def flush() -> None:
        nonlocal linked
        line = " ".join("".join(run).split())
        if line and linked <= MAX_LINKED * len(line) and (inside or len(line) >= MIN_PARAGRAPH_CHARS):
            (main if inside else around).append(line)
        run.clear()
        linked = 0

    def take(text: str | None) -> None:
        nonlocal linked
        if text and not unread:
            run.append(text)
            linked += len(text) if in_link else 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag == "br" or element.tag not in INLINE_TAGS:
            flush()
        step = 1 if event == "start" else -1
        unread += step * (element.tag in UNREAD_TAGS)
        in_link += step * (element.tag == "a")
        inside += step * (element is body)
        take(element.text if event == "start" else element.tail)
    flush()
    return main, around


def _words_of_address(url: str) -> str:
    return " ".join(re.split(r"[\W_]+", unquote(urlsplit(url).path)))
