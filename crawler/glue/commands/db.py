"""`scrapy db`: is the database sound, a copy of it, and what is old in it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput, DatabaseRefused
from crawler.glue.desk import max_age_days, now, one_argument, settings_of, told_in_one_line
from crawler.glue.terminal import console, counted, size, tell_json
from crawler.storage.backup import back_up
from crawler.storage.checks import check_database
from crawler.storage.database import open_database, open_readonly
from crawler.storage.lock import lock_for_writing
from crawler.storage.pruning import Pruned, prunable, prune

PAGES_DAYS = 90  # off-topic pages are read again when a watchlist changes: a season of them is kept
ROWS_DAYS = 365  # an address without a row is new again, if its site still offers it
MOST_DAYS = 100_000


class Command(ScrapyCommand):
    """check, backup, prune."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "check | backup FILE | prune [--older-than DAYS] [--rows-older-than DAYS] [--dry-run] [--json]"

    def short_desc(self) -> str:
        return "Check the database, copy it, or drop what is old in it"

    def long_desc(self) -> str:
        return (
            "scrapy db check: tell whether the database holds together, one line a check; exits with 5 where something "
            "is wrong. scrapy db backup FILE: copy the database into a new file, also while a run is writing; the raw "
            "pages are no part of it. scrapy db prune: drop the raw pages of off-topic addresses, which only `scrapy "
            "reprocess` would read again, and rows of the ledger that are older still; never an article nor its page. "
            "--dry-run tells what would go. Example: scrapy db prune --older-than 30 --dry-run"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--older-than", type=int, metavar="DAYS", default=PAGES_DAYS, help="prune: raw pages (default: %(default)s)"
        )
        parser.add_argument(
            "--rows-older-than", type=int, metavar="DAYS", default=ROWS_DAYS, help="prune: rows (default: %(default)s)"
        )
        parser.add_argument("--dry-run", action="store_true", help="prune: tell what would go, and change nothing")
        parser.add_argument("--json", action="store_true", help="for programs")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        path = Path(settings_of(self)["TOCSIN_DATABASE"])
        match args:
            case ["check"]:
                self._check(path, opts.json)
            case ["backup", *given]:
                self._back_up(path, Path(one_argument(given, "one new file: scrapy db backup FILE")), opts.json)
            case ["prune"]:
                self._prune(path, opts)
            case _:
                raise BadInput("usage", f"scrapy db {self.syntax()}")

    def _check(self, path: Path, as_json: bool) -> None:
        found = []
        for checked in check_database(path):
            found.append(checked)
            if not as_json:  # each as soon as it is known: the first ones read the whole file
                verdict = Text("wrong", style="bold red") if checked.wrong else Text("ok", style="green")
                line = Table.grid(padding=(0, 2))
                line.add_column(width=16)
                line.add_column(width=5)
                line.add_column(overflow="fold")
                line.add_row(checked.name, verdict, Text(checked.told))
                console().print(line)
        if any(checked.wrong for checked in found):
            self.exitcode = DatabaseRefused.exit_code
        if as_json:
            tell_json([asdict(checked) for checked in found])

    def _back_up(self, path: Path, copy: Path, as_json: bool) -> None:
        with _bar("copied") as bar:
            task = bar.add_task("copied", total=None)
            count = back_up(path, copy, lambda done, of_all: bar.update(task, completed=done, total=of_all))
        if as_json:
            tell_json({"file": str(copy), "bytes": count})
        else:
            console().print(
                f"{path} is copied to {copy} ({size(count)}). The raw pages in {path.parent / 'raw'} are not in it."
            )

    def _prune(self, path: Path, opts: argparse.Namespace) -> None:
        for name, days in (("--older-than", opts.older_than), ("--rows-older-than", opts.rows_older_than)):
            if not 0 <= days <= MOST_DAYS:
                raise BadInput(name, f"{days} is no number of days from 0 up")
        bound = max_age_days(settings_of(self))
        # Without a bound on the age of articles, an address that is forgotten would be fetched again.
        rows_before = _days_ago(max(opts.rows_older_than, bound)) if bound else None
        pages_before, raw_folder = _days_ago(opts.older_than), path.parent / "raw"
        open_readonly(path).close()  # a prune makes no database
        if opts.dry_run:
            db = open_readonly(path)
            found = prunable(db, raw_folder, pages_before, rows_before)
        else:
            lock = lock_for_writing(path)
            try:
                db = open_database(path)
                found = prunable(db, raw_folder, pages_before, rows_before)
                with _bar("files") as bar:
                    task = bar.add_task("files", total=len(found.pages))
                    prune(db, raw_folder, found, rows_before, lambda _file: bar.advance(task))
            finally:
                lock.release()
        db.close()
        if opts.json:
            facts = {"done": not opts.dry_run, "raw_pages": found.page_count, "bytes": found.page_bytes}
            tell_json({**facts, "files": len(found.pages), "rows": found.rows})
        else:
            _tell(found, opts, rows_spared=rows_before is None)


def _days_ago(days: float) -> datetime:
    return now() - timedelta(days=days)


def _tell(found: Pruned, opts: argparse.Namespace, *, rows_spared: bool) -> None:
    """What went, or would go."""
    verb = "Would drop" if opts.dry_run else "Dropped"
    pages = counted(found.page_count, "raw page", "raw pages")
    files = counted(len(found.pages), "file", "files")
    lines = [f"{verb} {pages} of off-topic addresses, fetched more than {opts.older_than} days ago: "]
    lines[0] += f"{size(found.page_bytes)} in {files}."
    if rows_spared:
        lines.append("The ledger's rows stay: without TOCSIN_MAX_AGE_DAYS their addresses would be fetched again.")
    else:
        rows = counted(found.rows, "row", "rows")
        lines.append(
            f"{verb} {rows} of the ledger, of addresses without an article, older than {opts.rows_older_than} days."
        )
    if found.unfinished:
        lines.append(
            f"{counted(found.unfinished, 'file', 'files')} left by an interrupted prune: "
            + ("would be finished." if opts.dry_run else "finished.")
        )
    if opts.dry_run:
        lines.append("Nothing was changed.")
    console().print(*lines, sep="\n")


def _bar(what: str) -> Progress:
    columns = (TextColumn(what), BarColumn(bar_width=24), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    return Progress(*columns, console=console(stderr=True), transient=True, disable=not sys.stderr.isatty())
