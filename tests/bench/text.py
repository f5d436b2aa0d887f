"""`make bench-text`: how well texts are extracted from pages, beside stock trafilatura in the same run.

Without arguments the project's own saved pages and its own press. Folders may be given, each of either kind:

- a recorded press: routes.json (URL -> file and content type), and expected.jsonl, a line an article: id, url,
  paragraphs, title, author, published, lang;
- real pages: html/ID.html.gz, and gold.jsonl, a line a page: id, url, text, title, author, date, and where the set
  gives them must_contain and must_not_contain, snippets of the text and of what stands around it.

`doubtful.toml` beside this file names pages whose gold text is doubtful, each with the reason: ID = "reason".
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from statistics import fmean, median
from typing import Any

import trafilatura
from rich.console import Console
from rich.progress import track
from rich.table import Table

from crawler.discovery.feeds import NotAFeed, links_in_feed
from crawler.discovery.sitemaps import NotASitemap, read_sitemap
from crawler.errors import BadInput, Unreadable
from crawler.reading import extraction
from crawler.reading.charsets import charset_of
from crawler.reading.language import detect_language
from crawler.reading.plain import extract_document
from crawler.records import Article, Link, Page
from crawler.urls import url_key
from tests.learning import host_of, learned_from
from tests.press.server import routes_of
from tests.press.sites import sites
from tests.saved import FETCHED, NAMES, Sample, is_published, saved, to_the_minute

RESULT = Path("build/bench/text.json")
DOUBTFUL = Path(__file__).with_name("doubtful.toml")
MOST_NAMES = 20  # printed a list; the file has them all
MARGIN = 0.05  # of F1: a page so far below stock trafilatura is one to look at
FIGURES = {
    "perfect": "word-perfect texts",
    "nothing_lost": "texts without a lost paragraph",
    "lost": "lost paragraphs, in all",
    "leaked": "leaked lines a page",
    "f1": "F1 of 4-word shingles, mean",
    "f1_undoubted": "the same, without doubtful gold",
    "f1_median": "F1 of 4-word shingles, median",
    "contained": "snippets of the text found",
    "kept_out": "snippets of chrome kept out",
    "title": "titles right",
    "authors": "authors right, where known",
    "published": "publication right, where known",
    "language": "languages right",
    "seconds": "seconds, in all",
    "cost": "the same, as a multiple of trafilatura's (with metadata)",
}
Row = dict[str, Any]


def main() -> int:
    """Read, compare, print; returns the exit code."""
    words, *_ = (__doc__ or "").splitlines()
    parser = argparse.ArgumentParser("make bench-text", description=words)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a recorded press, or real pages")
    try:
        materials = {
            "saved pages": [saved(name) for name in NAMES],
            "own press": list(own_press()),
            **{str(folder): list(samples_in(folder)) for folder in parser.parse_args().folders},
        }
    except BadInput as error:
        print(f"tocsin: {error}", file=sys.stderr)
        return error.exit_code
    doubtful = tomllib.loads(DOUBTFUL.read_text("utf-8")) if DOUBTFUL.exists() else {}
    results = {name: measure(name, samples, doubtful) for name, samples in materials.items() if samples}
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, ensure_ascii=False, indent=2), "utf-8")
    for name, result in results.items():
        show(name, result, doubtful)
    return 0


def own_press() -> Iterator[Sample]:
    """The project's own press, as its sites print it and as their feeds announce it."""
    press = sites()
    routes = routes_of(press)
    for site in press:
        for article in site.articles:
            url = site.root + article.path
            announced = Link(url, article.title, datetime.fromisoformat(article.published).astimezone(UTC))
            charset = charset_of(routes[url].content_type)
            page = Page(url, routes[url].body, FETCHED, site.host, charset=charset, announced=announced)
            answer = {"paragraphs": article.paragraphs, "title": article.title, "language": article.language}
            yield Sample(article.id, page, {**answer, **_signed(article.author), **_dated(article.published)})


def samples_in(folder: Path) -> Iterator[Sample]:
    """The pages of a folder, of whichever kind it is. Raises BadInput for one of neither kind."""
    if (folder / "routes.json").exists() and (folder / "expected.jsonl").exists():
        return recorded_press(folder)
    if (folder / "gold.jsonl").exists() and (folder / "html").is_dir():
        return real_pages(folder)
    raise BadInput(
        folder, "neither a recorded press (routes.json, expected.jsonl) nor pages with gold texts (gold.jsonl, html)"
    )


def recorded_press(folder: Path) -> Iterator[Sample]:
    """The articles of a recorded press, as its feeds and sitemaps announce them."""
    routes = json.loads((folder / "routes.json").read_text("utf-8"))
    announced = {url_key(link.url): link for link in _announced(folder, routes)}
    for stated in _lines(folder / "expected.jsonl"):
        url, route = stated["url"], routes[stated["url"]]
        body, charset = (folder / route["file"]).read_bytes(), charset_of(route["type"])
        page = Page(url, body, FETCHED, str(folder), charset=charset, announced=announced.get(url_key(url)))
        answer = {"paragraphs": stated["paragraphs"], "title": stated["title"], "language": stated["lang"]}
        yield Sample(stated["id"], page, {**answer, **_signed(stated["author"]), **_dated(stated["published"])})


def _announced(folder: Path, routes: dict[str, dict[str, str]]) -> Iterator[Link]:
    for url, route in routes.items():
        if "xml" in route["type"] or "json" in route["type"]:
            body = (folder / route["file"]).read_bytes()
            with suppress(NotASitemap):
                try:
                    yield from links_in_feed(body, url, route["type"])
                except NotAFeed:
                    yield from read_sitemap(body, url).links


def real_pages(folder: Path) -> Iterator[Sample]:
    """Real pages with gold texts, of which only the words are known, not the paragraphs."""
    for stated in _lines(folder / "gold.jsonl"):
        body = gzip.decompress((folder / "html" / f"{stated['id']}.html.gz").read_bytes())
        known = {key: stated[key] for key in ("text", "title", "must_contain", "must_not_contain") if stated.get(key)}
        page = Page(stated["url"], body, FETCHED, str(folder))
        yield Sample(stated["id"], page, {**known, **_signed(stated["author"]), **_dated(stated["date"])})


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _signed(names: str | None) -> dict[str, list[str]]:
    """The people of a byline. An account ("admin") is nobody; where none is given, none is known."""
    people = [words(name) for name in (names or "").split(",")]
    return {"authors": [name for name in people if " " in name]} if names else {}


def _dated(stated: str | None) -> dict[str, str]:
    if not stated or not stated[:4].isdecimal():
        return {}
    return {"published": stated if len(stated) == 10 else to_the_minute(stated)}


def words(text: str) -> str:
    """A text's words, each a space from the next."""
    return " ".join(text.split())


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one run."""
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[start : start + 4]) for start in range(max(1, len(found) - 3))}


def f1(text: str, gold: str) -> float:
    """How much two texts have in common, from 0 to 1: F1 of their shingles."""
    ours, theirs = shingles(text), shingles(gold)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def lost(text: str, paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs that are not in the text, whole."""
    whole = _padded(text)
    return [paragraph for paragraph in paragraphs if _padded(paragraph) not in whole]


def leaked(text: str, paragraphs: Iterable[str]) -> list[str]:
    """The lines of the text that are not in the paragraphs, or are there fewer times; the longest first, for these
    are an author's rather than a short one that happens to be in them."""
    rest, found = _padded(" ".join(paragraphs)), []
    for line in sorted(filter(str.strip, text.splitlines()), key=len, reverse=True):
        if _padded(line) in rest:
            rest = rest.replace(_padded(line), " \n ", 1)
        else:
            found.append(line)
    return found


def unmarked(text: str) -> str:
    """The text without the marks that trafilatura prints before list items and around table cells."""
    return re.sub(r"(?m)^- |\|(---\|)*", " ", text)


def _padded(text: str) -> str:
    return f" {words(text)} "  # so that only whole words are found in it


def compare(text: str, answer: dict[str, Any]) -> Row:
    """What an extracted text has in common with the answer."""
    row: Row = {}
    if "paragraphs" in answer:
        paragraphs = answer["paragraphs"]
        row = {
            "perfect": words(text) == words(" ".join(paragraphs)),
            "lost": lost(text, paragraphs),
            "leaked": leaked(text, paragraphs),
        }
    row["f1"] = round(f1(text, answer.get("text") or " ".join(answer["paragraphs"])), 4)
    whole = words(text).casefold()
    for key, name, wanted in (("must_contain", "contained", True), ("must_not_contain", "kept_out", False)):
        if key in answer:
            row[name] = fmean((words(snippet).casefold() in whole) is wanted for snippet in answer[key])
    return row


def rights(article: Article | None, answer: dict[str, Any]) -> dict[str, bool]:
    """What is right of all that is known of a page besides its text. Titles are compared by their words, for
    typography differs between a page and its head."""
    judges: dict[str, Callable[[Article, Any], bool]] = {
        "title": lambda article, title: re.findall(r"\w+", article.title or "") == re.findall(r"\w+", title),
        "authors": lambda article, names: sorted(map(words, article.authors)) == sorted(names),
        "published": is_published,
        "language": lambda article, code: detect_language(article.text, article.declared_language).code == code,
    }
    return {
        name: article is not None and judge(article, answer[name]) for name, judge in judges.items() if name in answer
    }


class Stopwatch:
    """The seconds of processor time that calls took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def clock(self, call: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """The answer of a call."""
        start = time.thread_time()
        try:
            return call(*arguments, **options)
        finally:
            self.seconds += time.thread_time() - start


def by_us(site_lines: dict[str, frozenset[str]], page: Page) -> Article | None:
    """The article of a page; None where there is none to be read. `site_lines` are what sites print, by host."""
    with suppress(Unreadable):
        if page.content_type == "text/plain":
            return extract_document(page)
        return extraction.extract(page, site_lines.get(host_of(page), frozenset()))
    return None


def by_stock(page: Page) -> str:
    """What trafilatura on its own takes for the text of a page; it reads the metadata as well, as we do."""
    document = trafilatura.bare_extraction(page.body, include_comments=False, url=page.url, with_metadata=True)
    return unmarked(getattr(document, "text", None) or "")


def measure(name: str, samples: list[Sample], doubtful: dict[str, str]) -> dict[str, Any]:
    """The summary of a material and a row for each of its pages. Each page is read by both, which take turns at being
    the first; by us with what its site has taught when all pages were read once, as after a crawl."""
    ours, stock = Stopwatch(), Stopwatch()
    read = partial(by_us, learned_from([sample.page for sample in samples]))
    readers = {"ours": partial(ours.clock, read), "stock": partial(stock.clock, by_stock)}
    rows = []
    read(samples[0].page), by_stock(samples[0].page)  # what is loaded once is nobody's work
    terminal = Console(stderr=True)
    progress = track(samples, name, console=terminal, transient=True, disable=not terminal.is_terminal)
    for count, sample in enumerate(progress):
        found = {who: readers[who](sample.page) for who in sorted(readers, reverse=count % 2 == 1)}
        article = found["ours"]
        rows.append(
            {
                "id": sample.name,
                "ours": compare(article.text if article else "", sample.answer),
                "stock": compare(found["stock"], sample.answer),
                "right": rights(article, sample.answer),
            }
        )
    seconds = {
        "seconds": [ours.seconds, stock.seconds],
        "cost": [ours.seconds / stock.seconds, None],
    }
    return {"pages": len(rows), "figures": {**summary(rows, doubtful), **seconds}, "rows": rows}


def summary(rows: list[Row], doubtful: Iterable[str]) -> dict[str, list[float | None]]:
    """The figures of a material that its rows give, each ours and stock trafilatura's; None where there is none."""
    undoubted = [row for row in rows if row["id"] not in doubtful]
    figures: dict[str, list[float | None]] = {}

    def both(figure: str, some: list[Row], value: Callable[[Row], float], average: Callable = fmean) -> None:
        figures[figure] = [round(average(value(row[who]) for row in some), 4) for who in ("ours", "stock")]

    whole = [row for row in rows if "perfect" in row["ours"]]
    if whole:
        both("perfect", whole, lambda read: read["perfect"])
        both("nothing_lost", whole, lambda read: not read["lost"])
        both("lost", whole, lambda read: len(read["lost"]), sum)
        both("leaked", whole, lambda read: len(read["leaked"]))
    both("f1", rows, lambda read: read["f1"])
    if 0 < len(undoubted) < len(rows):
        both("f1_undoubted", undoubted, lambda read: read["f1"])
    both("f1_median", rows, lambda read: read["f1"], median)
    for figure in ("contained", "kept_out"):
        if some := [row for row in rows if figure in row["ours"]]:
            both(figure, some, itemgetter(figure))
    for figure in ("title", "authors", "published", "language"):
        if known := [row["right"][figure] for row in rows if figure in row["right"]]:
            figures[figure] = [round(fmean(known), 4), None]
    return figures


def show(name: str, result: dict[str, Any], doubtful: dict[str, str]) -> None:
    """A material's figures for a person, and the pages to look at."""
    table = Table(title=f"{name}: {result['pages']} pages", title_justify="left", header_style="bold")
    table.add_column("Figure", min_width=max(map(len, FIGURES.values())))
    for column in ("Tocsin", "trafilatura"):
        table.add_column(column, justify="right", min_width=11)
    for figure, label in FIGURES.items():
        if figure in result["figures"]:
            table.add_row(label, *(_printed(figure, value) for value in result["figures"][figure]))
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(table)
    rows = result["rows"]
    below = [row for row in rows if row["ours"]["f1"] < row["stock"]["f1"] - MARGIN and row["id"] not in doubtful]
    below.sort(key=lambda row: row["ours"]["f1"] - row["stock"]["f1"])
    spoilt = [row for row in rows if not row["ours"].get("perfect", True)]
    lists = {
        f"More than {MARGIN} of F1 below trafilatura, the worst first": [
            f"{row['id']}  {row['ours']['f1']:.3f} for {row['stock']['f1']:.3f}" for row in below
        ],
        "Not word-perfect": [
            f"{row['id']}  {len(row['ours']['lost'])} lost, {len(row['ours']['leaked'])} leaked" for row in spoilt
        ],
        "Doubtful gold": [
            f"{row['id']}  {row['ours']['f1']:.3f} for {row['stock']['f1']:.3f}: {doubtful[row['id']]}"
            for row in rows
            if row["id"] in doubtful
        ],
    }
    for title, lines in lists.items():
        if lines:
            console.print(f"\n{title}: {len(lines)}")
            console.print(*(f"  {line}" for line in lines[:MOST_NAMES]), sep="\n")
        if len(lines) > MOST_NAMES:
            console.print(f"  and {len(lines) - MOST_NAMES} more in {RESULT}")
    console.print()


def _printed(figure: str, value: float | None) -> str:
    if value is None:
        return "–"
    return {"lost": f"{value}", "seconds": f"{value:.2f}"}.get(figure, f"{value:.3f}")


if __name__ == "__main__":
    sys.exit(main())
