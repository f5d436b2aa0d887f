"""`make bench-screening`: what setting pages aside by their raw words spares, and whether it loses anything.

Each page is read whole, and looked at. A page is off topic when no watchlist keeps it; it is lost when one keeps it and
it would have been set aside. Without arguments: the project's examples, each in the page of a theme among headlines of
others, its saved pages and its own press. Folders may be given: recorded presses, and real pages (see
`tests/bench/text.py`). Times are of one core, and only their ratios mean anything.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from rich.progress import track
from rich.table import Table

from crawler.errors import BadInput
from crawler.glue.terminal import console
from crawler.reading.extraction import extract
from crawler.reading.reading import read
from crawler.records import Page
from crawler.seeds import Watchlist, read_watchlists
from tests.bench.relevance import examples
from tests.bench.text import own_press, samples_in
from tests.press.labels import LABELS
from tests.press.sites import sites
from tests.press.themes import THEMES, article_page
from tests.saved import FETCHED, NAMES, saved

WATCHLISTS = Path("seeds/watchlists")
RESULT = Path("build/bench/screening.json")
HEADLINES = 8  # of other stories on a page, reports of attacks among them
WARM = 100  # pages, before times count


def main() -> int:
    """Read, look, print; returns the exit code: 1 where a page was lost."""
    parser = argparse.ArgumentParser("make bench-screening", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a recorded press, or real pages")
    try:
        materials = {
            "the examples, in themes": list(example_pages()),
            "saved pages and own press": [sample.page for sample in (*map(saved, NAMES), *own_press())],
            **{folder.name: [sample.page for sample in samples_in(folder)] for folder in parser.parse_args().folders},
        }
    except BadInput as error:
        print(f"tocsin: {error}", file=sys.stderr)
        return error.exit_code
    watchlists = tuple(read_watchlists(WATCHLISTS))
    for page in materials["the examples, in themes"][:WARM]:
        read(page, watchlists)
    results = {name: measure(pages, watchlists) for name, pages in materials.items()}
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, ensure_ascii=False, indent=2), "utf-8")
    show(results)
    return int(any(result["lost"] for result in results.values()))


def example_pages() -> Iterator[Page]:
    """The examples with a title, one theme after another, in the languages that the themes have labels for."""
    random = Random(1)  # noqa: S311 - no secret
    titled = [item for item in examples() if item.title and item.language in LABELS]
    site, article = sites()[0], sites()[0].articles[0]
    for number, item in enumerate(titled):
        theme = sorted(THEMES)[number % len(THEMES)]
        others = random.sample([other for other in titled if other.language == item.language], HEADLINES)
        body = article_page(
            replace(site, theme=theme, language=item.language, charset="utf-8"),
            replace(article, title=str(item.title), paragraphs=item.text.split("\n\n")),
            [replace(article, title=str(other.title)) for other in others],
        )
        yield Page(f"https://example.org/{number}", body.encode(), FETCHED, "examples", charset="utf-8")


def measure(pages: Iterable[Page], watchlists: tuple[Watchlist, ...]) -> dict[str, object]:
    """How many pages are off topic, how many of them were set aside, what that spares; and which pages were lost."""
    count, seconds, lost = Counter[str](), Counter[str](), []
    for page in track(list(pages), "reading", console=console(stderr=True), transient=True):
        started = time.perf_counter()
        reading = read(page, watchlists)
        whole = time.perf_counter() - started
        if page.content_type == "text/plain" or reading.article is None or reading.relevance is None:
            continue
        started = time.perf_counter()
        aside = read(page, watchlists, screens=True).article is None
        screened = time.perf_counter() - started
        started = time.perf_counter()
        extract(page)
        extraction = time.perf_counter() - started
        if reading.relevance.kept:
            count["kept"] += 1
            lost += [{"url": page.url, "title": reading.article.title}] if aside else []
            continue
        count.update(["off_topic", *(["set_aside"] if aside else [])])
        seconds.update(extraction=extraction, whole=whole, screened=screened)
        seconds.update(spared=extraction if aside else 0.0)
    return {
        **{name: count[name] for name in ("kept", "off_topic", "set_aside")},
        "extraction_spared": round(seconds["spared"] / (seconds["extraction"] or 1), 3),
        "reading_spared": round(1 - seconds["screened"] / (seconds["whole"] or 1), 3),
        "lost": lost,
    }


def show(results: dict[str, dict[str, object]]) -> None:
    """The figures for a person."""
    table = Table(title="Pages set aside by their raw words", title_justify="left", header_style="bold")
    columns = {
        "kept": "Kept",
        "off_topic": "Off topic",
        "set_aside": "Set aside",
        "extraction_spared": "Extraction spared",
        "reading_spared": "Reading spared, the look paid",
    }
    table.add_column("Pages")
    for words in (*columns.values(), "Lost"):
        table.add_column(words, justify="right")
    for name, result in results.items():
        lost = result["lost"]
        assert isinstance(lost, list)
        table.add_row(name, *(str(result[key]) for key in columns), str(len(lost)))
    terminal = console()
    terminal.print(table)
    for result in results.values():
        for page in result["lost"]:  # type: ignore[attr-defined]
            terminal.print(f"lost: {page['url']} {page['title']}", soft_wrap=True)
    terminal.print(f"All figures: {RESULT}")


if __name__ == "__main__":
    sys.exit(main())
