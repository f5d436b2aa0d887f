"""`scrapy watch`: what the watchlists say of a text, and what in them is of no use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.progress import track
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import console, now, one_argument, seed_page, settings_of, told_in_one_line
from crawler.glue.terminal import tell_json
from crawler.reading.language import detect_language
from crawler.reading.linting import Finding, lint, usage_of
from crawler.reading.reading import read
from crawler.reading.relevance import judge_relevance, read_sentences, signs_of
from crawler.records import Page
from crawler.rereading import stored_page
from crawler.seeds import EXCLUDE, Watchlist, is_web_address, read_document, read_watchlist, read_watchlists
from crawler.storage.database import open_readonly
from crawler.storage.ledger import page_row
from crawler.storage.site_lines import chrome_of
from crawler.urls import canonical_url

MOST_SIGNS = 20  # that a person is shown
MAX_ARTICLES = 5000  # the newest ones tell how a term is used; more take minutes
SPEAKS_FOR, SPEAKS_OF_OTHER_THINGS, HIDES = "green", "yellow", "strike"  # styles of a term by its concept
PAGES, DOCUMENTS = (".html", ".htm"), (".txt",)
WHAT = "a text, a file (.txt, .html) or a URL: scrapy watch test TEXT"


class Command(ScrapyCommand):
    """test, lint."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "test TEXT|FILE|URL [--language xx] | lint [FILE] [--json]"

    def short_desc(self) -> str:
        return "Try a watchlist on a text, or look for terms that are of no use"

    def long_desc(self) -> str:
        return (
            "scrapy watch test TEXT: tell which terms of the watchlists stand in a text, which sentences satisfy a "
            "rule, what each sign adds to the score, and the verdict. A first line before a blank one is the title. A "
            "file (.txt, .html) is read like a page; the page of a URL comes from the archive, never from the "
            "network. scrapy watch lint [FILE]: tell which terms found nothing in the stored articles, find the same "
            "as others or stand everywhere, and which concepts nobody asks for; exits with 2 where something is an "
            "error. Example: scrapy watch test 'Two drones struck a depot.'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--language", metavar="xx", help="of the text (default: as detected)")
        parser.add_argument("--json", action="store_true", help="for programs")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        watchlist = Path(settings_of(self)["TOCSIN_WATCHLIST"])
        match args:
            case ["test", *given]:
                self._test(one_argument(given, WHAT), read_watchlists(watchlist), opts.language, opts.json)
            case ["lint"]:
                self._lint(sorted(watchlist.glob("*.toml")) if watchlist.is_dir() else [watchlist], opts.json)
            case ["lint", file]:
                self._lint([Path(file)], opts.json)
            case _:
                raise BadInput("usage", f"scrapy watch {self.syntax()}")

    def _test(self, given: str, watchlists: tuple[Watchlist, ...], language: str | None, as_json: bool) -> None:
        if is_web_address(given) or _is_file(given):
            title, text, detected = self._read(given, watchlists)
        else:
            title, text = _titled(given)
            detected = detect_language(text).code
        code = language or detected
        verdicts = [verdict_of(watchlist, code, title, text) for watchlist in watchlists]
        if as_json:
            tell_json({"title": title, "language": code, "watchlists": verdicts})
            return
        console().print(Text(title or "", style="bold"), f"language: {code or 'unknown'}", sep="\n")
        for verdict in verdicts:
            console().print(*told(verdict), sep="\n")

    def _read(self, given: str, watchlists: tuple[Watchlist, ...]) -> tuple[str | None, str, str | None]:
        """The title, text and language of a page. Raises BadInput."""
        page, chrome = self._archived(given) if is_web_address(given) else (_page_of(Path(given)), frozenset())
        reading = read(page, watchlists, chrome)
        if reading.article is None:
            raise BadInput(given, f"holds no article: {reading.unreadable}")
        return reading.article.title, reading.article.text, reading.language.code

    def _archived(self, url: str) -> tuple[Page, frozenset[str]]:
        """The archived page of a URL, and what its site prints on every page. Raises BadInput if there is none."""
        path = Path(settings_of(self)["TOCSIN_DATABASE"])
        if path.is_file():
            db = open_readonly(path)
            row = page_row(db, canonical_url(url) or url)
            if row and row["raw"] and (page := stored_page(db, path.parent / "raw", row["raw"], row["source"])):
                return page, chrome_of(db, row["source"])
        raise BadInput(url, f"was never fetched, or its page is gone; fetch it: scrapy crawl page -a url='{url}'")

    def _lint(self, paths: list[Path], as_json: bool) -> None:
        if not paths:
            raise BadInput(settings_of(self)["TOCSIN_WATCHLIST"], "holds no watchlist (*.toml)")
        articles, of_all = self._articles()
        quiet = not sys.stderr.isatty()
        found: list[tuple[Path, Finding]] = []
        for path in paths:
            watchlist = read_watchlist(path)
            looked_at = track(articles, path.name, console=console(stderr=True), transient=True, disable=quiet)
            findings = lint(watchlist, read_document(path), usage_of(watchlist, looked_at))
            found += ((path, finding) for finding in findings)
        if any(finding.is_error for _, finding in found):
            self.exitcode = 2
        if as_json:
            facts = [{"file": str(path), **asdict(finding)} for path, finding in found]
            tell_json({"articles": len(articles), "findings": facts})
            return
        if found:
            console().print(_findings_table(found))
        newest = f" (the newest of {of_all})" if of_all > len(articles) else ""
        console().print(f"{len(found)} findings; {len(articles)} stored articles looked at{newest}.")

    def _articles(self) -> tuple[list[tuple[str, str | None, str]], int]:
        """The newest stored articles, each as (language, title, text), and how many there are in all."""
        path = Path(settings_of(self)["TOCSIN_DATABASE"])
        if not path.is_file():
            return [], 0
        db = open_readonly(path)
        rows = db.execute("select language, title, text from articles order by id desc limit ?", [MAX_ARTICLES])
        return rows.fetchall(), db.execute("select count(*) from articles").fetchone()[0]


def verdict_of(watchlist: Watchlist, language: str | None, title: str | None, text: str) -> dict[str, Any]:
    """What a watchlist says of a text and why, as JSON can hold it."""
    relevance = judge_relevance([watchlist], language, title, text)
    known = language is not None and language in watchlist.terms
    sentences = list(read_sentences(watchlist, str(language), title, text)) if known else []
    signs = signs_of(sentences, watchlist.report)
    model = watchlist.model
    weighed = [("bias", 1.0, model.bias)] if model else []
    weighed += [(name, signs[name], adds) for name, adds in (model.contributions(signs) if model else [])]
    return {
        "watchlist": watchlist.name,
        "kept": relevance.kept,
        "reason": relevance.reason,
        "score": relevance.score,
        "threshold": model.threshold if model else None,
        "hits": [
            {
                "concept": hit.concept,
                "term": hit.term,
                "found": hit.found,
                "place": sentence.place.value,
                "sentence": sentence.text,
                "reporting": hit.concept in watchlist.report,
            }
            for sentence in sentences
            for hit in sorted(sentence.hits, key=lambda hit: hit.words.start)
        ],
        "rules": [
            {"rule": sentence.rule.text, "place": sentence.place.value, "sentence": sentence.text}
            for sentence in sentences
            if sentence.rule
        ],
        "signs": [
            {"sign": name, "value": round(value, 3), "adds": round(adds, 3)}
            for name, value, adds in sorted(weighed, key=lambda sign: -abs(sign[2]))
        ],
    }


def told(verdict: dict[str, Any]) -> Iterator[RenderableType]:
    """A verdict for a person at a terminal. Nothing of a text is taken for markup."""
    yield Text(f"\nWatchlist {verdict['watchlist']}", style="bold")
    if verdict["hits"]:
        hits = _table("Terms found", "Concept", "Term", "Found", "Sentence")
        for hit in verdict["hits"]:
            cells = [Text(hit[name], style=_style_of(hit)) for name in ("concept", "term", "found")]
            hits.add_row(*cells, Text(hit["sentence"]))
        yield hits
    if verdict["rules"]:
        rules = _table("Sentences that satisfy the rule", "Line of the rule", "Place", "Sentence")
        for rule in verdict["rules"]:
            rules.add_row(*(Text(rule[name]) for name in ("rule", "place", "sentence")))
        yield rules
    if verdict["signs"]:
        signs = _table("What the model weighs", "Sign", "Value", "Adds to the score")
        shown, rest = verdict["signs"][:MOST_SIGNS], verdict["signs"][MOST_SIGNS:]
        for sign in shown:
            signs.add_row(Text(sign["sign"].replace("_", " ")), f"{sign['value']:.2f}", _added(sign["adds"]))
        if rest:
            signs.add_row(f"{len(rest)} more (--json tells them)", "", _added(sum(sign["adds"] for sign in rest)))
        yield signs
    of_model = f" (score {verdict['score']:.2f}, threshold {verdict['threshold']:.2f})" if verdict["signs"] else ""
    keeps = Text("keep" if verdict["kept"] else "do not keep", style="bold")
    yield Text.assemble("verdict: ", keeps, f"{of_model}: {verdict['reason']}")


def _added(value: float) -> Text:
    return Text(f"{value:+.2f}", style=SPEAKS_FOR if value > 0 else SPEAKS_OF_OTHER_THINGS)


def _style_of(hit: dict[str, Any]) -> str:
    if hit["concept"] == EXCLUDE:
        return HIDES
    return SPEAKS_FOR if hit["reporting"] else SPEAKS_OF_OTHER_THINGS


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _findings_table(found: list[tuple[Path, Finding]]) -> Table:
    """One row for what is said alike of the terms of one line."""
    table = Table(header_style="bold", box=None, pad_edge=False)
    table.add_column("Where", overflow="fold", min_width=20)
    table.add_column("In", no_wrap=True)
    table.add_column("Terms", overflow="fold", min_width=12)
    table.add_column("Finding", min_width=20)
    alike = groupby(
        sorted(found, key=lambda item: (str(item[0]), item[1].line, item[1].told)),
        key=lambda item: (item[0], item[1].line, item[1].language, item[1].concept, item[1].told, item[1].is_error),
    )
    for (path, line, language, concept, told, is_error), findings in alike:
        terms = ", ".join(f'"{finding.term}"' for _, finding in findings if finding.term is not None)
        place = " ".join(name for name in (language, concept) if name)
        cells = (f"{_from_here(path)}:{line}", place, terms, f"error: {told}" if is_error else told)
        table.add_row(*(Text(cell) for cell in cells), style="red" if is_error else None)
    return table


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _is_file(given: str) -> bool:
    """Whether a file is meant: it is there, or its name ends like one's. Raises BadInput where it is not there."""
    if "\n" in given or not given.strip() or len(given) > 255:
        return False
    path = Path(given)
    if path.exists():
        return True
    if path.suffix in (*PAGES, *DOCUMENTS):
        raise BadInput(path, "no such file")
    return False


def _page_of(path: Path) -> Page:
    """A saved page or a document as it would be fetched. Raises BadInput."""
    if path.suffix not in PAGES:
        return seed_page(path, read_document(path))
    try:
        return Page(path.resolve().as_uri(), path.read_bytes(), now(), path.name)
    except OSError as error:
        raise BadInput(path, f"cannot be read: {error.strerror}") from None


def _titled(given: str) -> tuple[str | None, str]:
    """The title of a text, if its first line is one, and the rest. Raises BadInput for nothing at all."""
    lines = given.strip().splitlines()
    if not lines:
        raise BadInput("usage", f"give {WHAT}")
    if len(lines) > 2 and not lines[1].strip():
        return lines[0].strip(), "\n".join(lines[2:]).strip()
    return None, given.strip()
