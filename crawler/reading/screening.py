"""Setting aside, before much work is spent on it, what no watchlist can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.body import article_body
from crawler.reading.language import detect_language
from crawler.reading.lines import is_sentence
from crawler.reading.matching import hits_in
from crawler.reading.normal_form import INLINE_TAGS, UNWRAPPED_TAGS
from crawler.reading.relevance import (
    LEAD_SENTENCES,
    MAX_SENTENCES,
    Sentence,
    judge_relevance,
    read_sentences,
    signs_of,
)
from crawler.records import Link, Relevance
from crawler.rules import Place
from crawler.seeds import Model, Watchlist
from crawler.stems import words_of

MIN_TITLE_WORDS = 3  # shorter ones ("Live", "Photos of the day") say nothing
MIN_RAW_CHARS = 400  # of a page's main block: one with less may be a flash, a wall, or keep its text elsewhere
MIN_CERTAINTY = 0.9  # of the language of its words
SAMPLE_CHARS = 800  # of them, from all lines, to tell it
PIECE_CHARS = 20  # of each line, at least
HOPELESS = 0.5  # of a watchlist's threshold: what the clutter of a page changes in its score is less
HOPELESS_STRETCH = 0.8  # of it, for a stretch: nothing else is in its way
STRETCH = 6  # paragraphs, of which one may be all that a report has, or all that a comment leaves of it
TELLING = 3  # concepts of a report in a sentence, without which a stretch is not looked at by itself
MAX_TITLE_CHARS = 300
MOSTLY_LINKED = 0.6  # of the characters of a line that is no sentence: a headline of another story, with its label
MIN_LINE_CHARS = 25  # shorter ones are labels, unless they close like a sentence
UNREAD_TAGS = frozenset(("script", "style", "head"))
WITHIN_TEXT = INLINE_TAGS | frozenset((*UNWRAPPED_TAGS, "nobr"))


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
    """The verdict on a page that need not be read: its raw words are far from what any watchlist keeps, all of them,
    those of its main block, and those of every stretch of lines: whatever of them is the article, and whatever is
    chrome. None where that is not sure. `title` is what its feed calls it."""
    body = article_body(tree)
    if body is None:
        return None
    main, around = _raw_lines(tree, body)
    if sum(map(len, main)) < MIN_RAW_CHARS:
        return None
    code = _language_of([*main, *around], tree)
    if code is None:
        return None
    headline = " ".join(dict.fromkeys([*_titles(tree), *([title] if title else [])]))
    verdicts = []
    for watchlist in watchlists:
        if code not in watchlist.terms:
            verdicts.append(judge_relevance([watchlist], code, None, ""))
            continue
        sentences = list(read_sentences(watchlist, code, headline, "\n".join([*main, *around])))
        if len(sentences) >= MAX_SENTENCES:
            return None
        if watchlist.model is None:
            if any(sentence.concepts & watchlist.ruled for sentence in sentences):
                return None
            score, told = None, "no term of its rule"
        else:
            score, highest = _scores_of(watchlist, watchlist.model, sentences, len(main))
            threshold = watchlist.model.threshold
            if score >= HOPELESS * threshold or highest >= HOPELESS_STRETCH * threshold:
                return None
            told = f"score {score:.2f}"
        verdicts.append(Relevance(False, f"set aside by its raw words: {told}", watchlist.name, score))
    return verdicts[0]


def _scores_of(watchlist: Watchlist, model: Model, sentences: Sequence[Sentence], main: int) -> tuple[float, float]:
    """The higher score of all sentences and of those in the first `main` paragraphs; and the highest of the stretches
    of paragraphs in which a sentence tells something of a report, each with the title."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    numbers = [number for number in paragraphs if number]
    titles = paragraphs.get(0, [])
    texts: list[Sequence[Sentence]] = [sentences, [s for s in sentences if s.paragraph <= main]]
    stretches: list[Sequence[Sentence]] = []
    for start in range(0, len(numbers), STRETCH // 2):
        stretch = [sentence for number in numbers[start : start + STRETCH] for sentence in paragraphs[number]]
        if any(len(sentence.concepts & watchlist.report) >= TELLING for sentence in stretch):
            stretches.append([*titles, *_led(stretch)])

    def score(part: Sequence[Sentence]) -> float:
        return model.score(signs_of(part, watchlist.report))

    return max(map(score, texts)), max(map(score, stretches), default=0.0)


def _led(stretch: Sequence[Sentence]) -> list[Sentence]:
    """As if the article began here."""
    places = [Place.LEAD] * LEAD_SENTENCES + [Place.BODY] * len(stretch)
    return [replace(sentence, place=place) for sentence, place in zip(stretch, places, strict=False)]


def _language_of(lines: Sequence[str], tree: HtmlElement) -> str | None:
    """The language of these lines, from beginning to end; None where it is in doubt, or the page says another."""
    declared = (tree.get("lang") or "").split("-")[0].lower()
    step = max(1, sum(map(len, lines)) // SAMPLE_CHARS)
    found = detect_language(" ".join(line[: max(PIECE_CHARS, len(line) // step)] for line in lines))
    if found.confidence < MIN_CERTAINTY or (declared and declared != found.code):
        return None
    return found.code


def _titles(tree: HtmlElement) -> Iterator[str]:
    stated = tree.xpath("//meta[@property='og:title' or @name='twitter:title' or @property='twitter:title']/@content")
    printed = (element.text_content() for tag in ("h1", "title") for element in islice(tree.iter(tag), 1))
    for text in (*printed, *stated[:2]):
        if words := " ".join(text[:MAX_TITLE_CHARS].split()):
            yield words


def _raw_lines(tree: HtmlElement, body: HtmlElement) -> tuple[list[str], list[str]]:
    """The runs of text of a page, but for links that stand alone: in its main block, and around it."""
    main: list[str] = []
    around: list[str] = []
    run: list[str] = []
    inside = unread = linked = in_link = 0

    def flush() -> None:
        nonlocal linked
        line = " ".join("".join(run).split())
        is_link = linked >= MOSTLY_LINKED * len(line) and not is_sentence(line)
        if line and not is_link and (len(line) >= MIN_LINE_CHARS or is_sentence(line)):
            (main if inside else around).append(line)
        run.clear()
        linked = 0

    def take(text: str | None) -> None:
        nonlocal linked
        if text and not unread:
            run.append(text)
            linked += len(text) if in_link else 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag == "br" or not (element.tag in WITHIN_TEXT or "-" in element.tag):
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
