"""`make demo`: serves the invented press on loopback, crawls it into a database of its own, shows what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.table import Table

from crawler.glue.desk import console
from crawler.storage.database import open_readonly
from tests.press.crawling import crawl
from tests.press.server import Press, source_list

FOLDER = Path("build/demo")
DATABASE = FOLDER / "news.db"


def main() -> int:
    """Crawl the press; returns the crawl's exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in [*FOLDER.glob("news.db*"), *FOLDER.glob("raw/*")]:
        old.unlink()
    sources = FOLDER / "sources.toml"
    sources.write_text(source_list(), "utf-8")
    with Press() as press:
        print(f"A press of 8 invented sites is served on {press.proxy}; crawling it ...", file=sys.stderr)
        exit_code = crawl(press.proxy, sources, DATABASE, *sys.argv[1:])
    if exit_code == 0:
        show(DATABASE)
    return exit_code


def show(database: Path) -> None:
    """What was kept, what not and why, who repeated whom."""
    terminal, db = console(), open_readonly(database)
    kept = Table(title="Kept: the reports, with those who repeated them", title_justify="left", header_style="bold")
    for column in ("Published", "Lang", "Source", "Title", "Repeated by"):
        kept.add_column(column, no_wrap=column in ("Published", "Lang"))
    for row in db.query(
        """select substr(published, 1, 10) as day, language, source, coalesce(title, substr(text, 1, 70) || '…') as title,
             (select group_concat(copy.source || ' (' || copy.copy_kind || ')', ', ') from articles copy
              where copy.copy_of = articles.id) as copies
           from articles where copy_of is null order by origin, published"""
    ):
        kept.add_row(row["day"] or "", row["language"], row["source"], row["title"], row["copies"] or "")
    terminal.print(kept)
    left = Table(title="Not kept, and why", title_justify="left", header_style="bold")
    for column in ("Source", "Outcome", "Title or address", "Reason"):
        left.add_column(column, no_wrap=column == "Outcome")
    for row in db.query(
        """select source, replace(outcome, '_', ' ') as outcome, coalesce(title, url) as title, reason from pages
           where outcome <> 'kept' order by outcome, source"""
    ):
        left.add_row(row["source"], row["outcome"], row["title"], row["reason"] or "")
    terminal.print(left)
    for row in db.query(
        """select (select count(*) from articles) as articles, (select count(*) from articles where copy_of is null)
             as originals, (select count(*) from pages) as pages"""
    ):
        terminal.print(
            f"{row['pages']} URLs met, {row['articles']} articles kept, {row['originals']} of them originals, in {database}."
        )
    terminal.print(f'Browse it: make browse ARGS="-s TOCSIN_DATABASE={database}"')


if __name__ == "__main__":
    sys.exit(main())
