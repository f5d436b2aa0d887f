"""`make bench-copies-scale`: what comparing an article costs beside 10,000, 100,000 and 1,000,000 others, on one core.

The stored articles are synthetic (synthetic.py says how) and entered in bulk: by the tokens that the real code finds in
each of their words alone, which are nine in ten of those that it finds in their texts, and by random runs of words; the
full-text index is left out. What is timed is the product: new articles of any day go through link_copies, each in a
transaction of its own as in a crawl, half of them copies of stored ones that were edited, spun or translated within
three days; their originals are entered by the real code. ARGS="--articles 100000" stops there. A build that was
interrupted goes on where it stopped; delete build/bench/copies_scale_*.db to begin anew.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import struct
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any
from unittest.mock import patch
from zlib import crc32

import numpy as np
from rich.progress import track
from rich.table import Table
from sqlite_utils import Database

from crawler import copies as product
from crawler.comparing.traits import traits_of
from crawler.glue.terminal import console
from crawler.storage import copies
from crawler.storage.database import open_database, transaction
from crawler.words import words_hash
from tests.bench import synthetic
from tests.bench.synthetic import Synthetic

FOLDER, RESULT = Path("build/bench"), Path("build/bench/copies_scale.json")
SIZES = (10_000, 100_000, 1_000_000)
CHUNK = 2_000  # articles made at once
PARTS = 24  # of the index, one transaction each
TIMED, WARMING = 600, 60  # articles at each size; those before them fill the caches, as a crawl's first do
FIRST_TIMED = 1_000_000_000  # ids from here on
KINDS = {"edited": synthetic.edited, "spun": synthetic.spun, "translated": synthetic.translated}
STEPS = ("traits", "lookup", "comparison", "writing")
TIMED_BY_STEP = (
    (product, "traits_of", "traits"),  # of the candidates as well
    (copies, "candidates", "lookup"),
    (product, "_links", "comparison"),
)
Row = tuple[object, ...]
Entry = tuple[int, int, bytes]

_terminal = console(stderr=True)


def database_of(size: int) -> Path:
    """The file with so many articles: one for each size, so that it always holds what its figures say."""
    return FOLDER / f"copies_scale_{size}.db"


def rows_of(item: Synthetic, article_id: int) -> Row:
    """The article's row."""
    url = f"https://outlet{article_id % 211}.example/{article_id}"
    published = item.published.isoformat()
    return (
        *(article_id, published, f"Outlet {article_id % 211}", item.language, item.text[:80], item.text, url, "crawl"),
        *(published, url, f"{article_id:032x}" if article_id < FIRST_TIMED else words_hash(item.text)),
    )


def entered(item: Synthetic) -> tuple[Row, Entry]:
    """A stored article, with what the index holds of it."""
    keys = {crc32(token.encode()) for token in item.tokens} | set(synthetic.random_runs(item.number))
    day, article_id = date.toordinal(item.published.date()), item.number + 1
    return rows_of(item, article_id), (article_id, day, struct.pack(f"<{len(keys)}I", *sorted(keys)))


def insert(db: Database, rows: list[Row]) -> None:
    """Write rows of articles."""
    db.conn.executemany(
        """insert into articles (id, published, source, language, title, text, url, origin, fetched_at, key,
             words_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows,
    )


def fill(db: Database, size: int) -> None:
    """Store articles up to this number, from where an earlier fill stopped."""
    stored = db.execute("select coalesce(max(id), 0) from articles where id < ?", [FIRST_TIMED]).fetchone()[0]
    chunks = range(stored, size, CHUNK)
    for first in told(chunks, f"making {size:,} articles", len(chunks)):
        made = [entered(synthetic.article(number)) for number in range(first, min(size, first + CHUNK))]
        with transaction(db):
            insert(db, [row for row, _ in made])
            db.conn.executemany("insert into copy_keys values (?, ?, ?)", [entry for _, entry in made])
    first, part = noted(db)
    if first < size:
        for number in told(range(part, PARTS), "building the index", PARTS - part):
            with transaction(db):
                index(db, first, size, number)
                note(db, *((first, number + 1) if number + 1 < PARTS else (size, 0)))


def index(db: Database, first: int, last: int, part: int) -> None:
    """Enter one part of all keys, in their order: what articles state from the one after the first to the last."""
    low, high = part * 2**32 // PARTS, (part + 1) * 2**32 // PARTS
    keys, entries = [], []
    for article, day, packed in db.execute(
        "select article, day, keys from copy_keys where article > ? and article <= ?", [first, last]
    ):
        some = np.frombuffer(packed, "<u4")
        some = some[np.searchsorted(some, low) : np.searchsorted(some, high)]  # they stand in order
        keys.append(some)
        entries.append((day, article, len(some)))
    days, articles, counts = (np.array(column) for column in zip(*entries, strict=True))
    all_keys, all_days, all_articles = np.concatenate(keys), np.repeat(days, counts), np.repeat(articles, counts)
    order = np.lexsort((all_articles, all_days, all_keys))
    columns = (column[order].tolist() for column in (all_keys, all_days, all_articles))
    db.conn.executemany("insert into copy_index values (?, ?, ?)", zip(*columns, strict=True))


def leave_out_full_text(db: Database) -> None:
    """Without the triggers that fill the full-text index."""
    triggers = db.execute("select name from sqlite_master where type = 'trigger' and tbl_name = 'articles'").fetchall()
    for (name,) in triggers:
        db.execute(f"drop trigger {name}")


def noted(db: Database) -> tuple[int, int]:
    """How many articles the index holds in full, and how many parts of the next ones."""
    row = db.execute("select value from facts where name = 'bench'").fetchone()
    first, part = json.loads(row[0]) if row else (0, 0)
    return first, part


def note(db: Database, first: int, part: int) -> None:
    """Remember how far the index is."""
    db.execute("insert or replace into facts (name, value) values ('bench', ?)", [json.dumps([first, part])])


def told(items: Any, what: str, total: int) -> Any:
    """The items, with their progress for a person."""
    return track(items, what, total=total, console=_terminal, transient=True, disable=not _terminal.is_terminal)


class Clock:
    """Process time by step, milliseconds."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def on(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; a step inside another one counts as part of that."""

        def timed(*arguments: Any) -> Any:
            begun, before = time.process_time(), sum(self.spent.values())
            result = function(*arguments)
            result = list(result) if isinstance(result, Iterator) else result
            self.spent[step] += (time.process_time() - begun) * 1000 - (sum(self.spent.values()) - before)
            return result

        return timed


def planted(size: int) -> list[tuple[str, Synthetic, Synthetic]]:
    """The articles that are timed, after those that fill the caches: what each is, the original, the article."""
    rng = random.Random(size)  # noqa: S311
    articles = []
    for number in range(WARMING + TIMED):
        original = synthetic.article(rng.randrange(size))
        kind = [*KINDS][number // 2 % len(KINDS)] if number % 2 else "new"
        make = KINDS.get(kind)
        new = make(original, number, rng) if make else synthetic.fresh(number, original.published, rng)
        articles.append((kind, original, new))
    return articles


def measured(path: Path, size: int, articles: Sequence[tuple[str, Synthetic, Synthetic]]) -> dict[str, Any]:
    """Time the product beside so many stored articles; what was written for it goes again."""
    db = open_database(path)
    forget(db)
    wall: list[float] = []
    steps: dict[str, list[float]] = {step: [] for step in ("all", *STEPS)}
    kinds, found, joined = Counter[str](), Counter[str](), 0
    for _, original, _ in articles:
        with transaction(db):
            copies.enter(db, original.number + 1, traits_of(original.text, original.language).tokens())
    for number, (kind, original, item) in enumerate(told(articles, f"beside {size:,}", len(articles))):
        clock = Clock()
        article_id = FIRST_TIMED + number
        with ExitStack() as stack:
            for holder, name, step in TIMED_BY_STEP:
                stack.enter_context(patch.object(holder, name, clock.on(step, getattr(holder, name))))
            with transaction(db):
                insert(db, [rows_of(item, article_id)])
                stored = time.perf_counter(), time.process_time()
                place = product.link_copies(db, article_id)
            ended = time.perf_counter(), time.process_time()
        if number < WARMING:
            continue
        kinds[kind] += 1
        is_found = original.number + 1 in copies.pointing_together(db, article_id)
        found[kind] += is_found
        joined += kind == "new" and place.origin is not None
        wall.append((ended[0] - stored[0]) * 1000)
        steps["all"].append((ended[1] - stored[1]) * 1000)
        clock.spent["writing"] = steps["all"][-1] - sum(clock.spent.values())
        for step in STEPS:
            steps[step].append(clock.spent[step])
    forget(db)
    return {
        "ms": {"all, by the clock on the wall": spread(wall), **{step: spread(steps[step]) for step in steps}},
        "found": {kind: round(found[kind] / kinds[kind], 4) for kind in KINDS},
        "new articles joined": joined,
        "new articles": kinds["new"],
        "database MB": round(path.stat().st_size / 1e6, 1),
        "index MB": round(index_bytes(db) / 1e6, 1),
        "entries": db.execute("select count(*) from copy_index").fetchone()[0],
        "peak memory MB": peak_mb(),
    }


def forget(db: Database) -> None:
    """Take out the articles that were timed."""
    for (article_id,) in db.execute("select id from articles where id >= ?", [FIRST_TIMED]).fetchall():
        with transaction(db):
            product.cut_loose(db, article_id)
            db.execute("delete from articles where id = ?", [article_id])


def index_bytes(db: Database) -> int:
    """What the index of copies takes on disk."""
    sizes = db.execute("select sum(pgsize) from dbstat where aggregate = true and name in ('copy_index', 'copy_keys')")
    return int(sizes.fetchone()[0])


def peak_mb() -> int:
    """The most memory that this process had. The system's count of it for a child begins with its parent's, so it is
    read from /proc (kB)."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return round(int(found[1]) / 1000) if found else 0


def spread(values: list[float]) -> dict[str, float]:
    """The median, the 90th and the 99th percentile."""
    cuts = quantiles(values, n=100)
    return {"median": round(cuts[49], 2), "90 %": round(cuts[89], 2), "99 %": round(cuts[98], 2)}


def show(results: dict[str, Any]) -> None:
    """The figures, for a person."""
    table = Table(title="Comparing one article, ms of one core", title_justify="left", header_style="bold")
    names = ["median", "90 %", "99 %"]
    for column in ("Stored", "Step", *names):
        table.add_column(column, justify="left" if column == "Step" else "right")
    for size, row in results.items():
        for step, values in row["ms"].items():
            table.add_row(
                f"{int(size):,}" if step.startswith("all,") else "", step, *(f"{values[n]:.1f}" for n in names)
            )
        table.add_section()
    console().print(table)
    table = Table(title="What it takes, and what is found", title_justify="left", header_style="bold")
    for column in ("Stored", "Index MB", "Database MB", "Peak memory MB", *KINDS, "Others joined"):
        table.add_column(column, justify="right")
    for size, row in results.items():
        shares = (f"{row['found'][kind]:.0%}" for kind in KINDS)
        amounts = (f"{row[name]:,.0f}" for name in ("index MB", "database MB", "peak memory MB"))
        joined = f"{row['new articles joined']} of {row['new articles']}"
        table.add_row(f"{int(size):,}", *amounts, *shares, joined)
    console().print(table)
    first, last = (results[size]["ms"]["all"]["median"] for size in (min(results, key=int), max(results, key=int)))
    console().print(f"With the most articles comparing one takes {last / first:.2f} times as long as with the fewest.")


def main() -> int:
    """Build, measure and print; returns the exit code."""
    parser = argparse.ArgumentParser("make bench-copies-scale", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=SIZES[-1], help="the most to be stored; 1,000,000 by default")
    most = parser.parse_args().articles
    sizes = sorted({min(size, most) for size in SIZES})
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size in sizes:  # all are there before the first is measured, so that they are measured under the same load
        with closing(open_database(database_of(size)).conn) as connection:
            db = Database(connection)
            leave_out_full_text(db)
            fill(db, size)
    results: dict[str, Any] = {}
    for size in sizes:
        # A process of its own, so that its memory is the product's.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            results[str(size)] = process.submit(measured, database_of(size), size, planted(size)).result()
        RESULT.write_text(json.dumps(results, indent=2), "utf-8")
    show(results)
    console().print(f"All figures: {RESULT}; the databases stay for the next time: {FOLDER}/copies_scale_*.db")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
