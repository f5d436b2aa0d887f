"""`scrapy sources`: the outlets, how they did last, whether they answer, and lists from elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import urlsplit

import listparser
from rich.table import Table
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import console, one_argument, process_of, say, settings_of, told_in_one_line
from crawler.glue.terminal import tell_json
from crawler.records import Source
from crawler.seeds import is_web_address, read_sources, source_block
from crawler.storage.database import open_readonly


class Command(ScrapyCommand):
    """list (the default), check, import."""

    requires_project = True
    default_settings = {"LOG_LEVEL": "ERROR"}  # noqa: RUF012 - Scrapy's way

    def syntax(self) -> str:
        return "[check [NAME] | import FILE.opml] [--json]"

    def short_desc(self) -> str:
        return "List the outlets, check that they answer, import an OPML list"

    def long_desc(self) -> str:
        return (
            "scrapy sources: list the outlets with their health. scrapy sources check [NAME]: ask each and say what "
            "answered, which feeds and sitemaps it offers and what is wrong. scrapy sources import FILE.opml: add the "
            "feeds of an OPML list to the source list. Example: scrapy sources check 'Kyiv Independent'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs: one JSON list instead of a table")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        path = Path(settings_of(self)["TOCSIN_SOURCES"])
        match args:
            case [] | ["list"]:
                self._list(read_sources(path), opts.json)
            case ["check", *names]:
                self._check([s for s in read_sources(path) if not names or s.name in names], names, path, opts.json)
            case ["import", *files]:
                self._import(path, Path(one_argument(files, "the OPML file: scrapy sources import FILE.opml")))
            case _:
                raise BadInput("usage", f"scrapy sources {self.syntax()}")

    def _list(self, sources: list[Source], as_json: bool) -> None:
        health = self._health()
        rows = [
            {
                "name": source.name,
                "url": source.url,
                "language": source.language,
                "ways_in": _ways(source),
                "last_success": health.get(source.name, {}).get("last_success"),
                "error": health.get(source.name, {}).get("last_error"),
            }
            for source in sources
        ]
        if as_json:
            tell_json(rows)
            return
        table = Table(title=f"{len(rows)} sources", title_justify="left", header_style="bold")
        for column in ("Name", "Lang", "Found by", "Last answer", "Trouble"):
            table.add_column(column, no_wrap=column in ("Lang", "Last answer"))
        for row in rows:
            last = (row["last_success"] or "never")[:16].replace("T", " ")
            table.add_row(row["name"], row["language"] or "", row["ways_in"], last, row["error"] or "")
        console().print(table)

    def _health(self) -> dict[str, dict[str, str | None]]:
        path = Path(settings_of(self)["TOCSIN_DATABASE"])
        if not path.is_file():
            return {}
        return {
            row["name"]: row
            for row in open_readonly(path).query(
                """select name, last_success, coalesce(last_error, (select error from ways_in
                     where ways_in.source = sources.name and error is not null)) as last_error from sources"""
            )
        }

    def _check(self, sources: list[Source], names: list[str], path: Path, as_json: bool) -> None:
        if not sources:
            raise BadInput(path, f'has no source named "{names[0]}"; `scrapy sources` lists them')
        findings: list[dict[str, str]] = []
        process_of(self).crawl("check", sources=sources, findings=findings)
        process_of(self).start()
        findings.sort(key=lambda finding: finding["source"])
        if not any(finding["answer"] == "ok" for finding in findings):
            self.exitcode = 3
        if as_json:
            tell_json(findings)
            return
        table = Table(title=f"{len(sources)} sources asked", title_justify="left", header_style="bold")
        for column in ("Source", "Asked", "Answer", "Offers"):
            table.add_column(column, overflow="fold")
        for finding in findings:
            style = "" if finding["answer"] == "ok" else "red"
            table.add_row(finding["source"], finding["url"], finding["answer"], finding["offers"], style=style)
        console().print(table)

    def _import(self, path: Path, opml: Path) -> None:
        added, skipped = feeds_in_opml(opml, read_sources(path) if path.exists() else [])
        if added:
            _append(path, "".join(f"\n{source_block(source)}" for source in added))
        say(f"{len(added)} sources added to {path}, {skipped} left out (known, or no web address).")


def feeds_in_opml(opml: Path, known: list[Source]) -> tuple[list[Source], int]:
    """The feeds of an OPML list as sources, under names that are not taken; and how many were left out, because they
    are known or no web address. Raises BadInput for what is no OPML list."""
    try:
        found = listparser.parse(opml.read_bytes())
    except OSError as error:
        raise BadInput(opml, f"cannot be read: {error.strerror}") from None
    except Exception as error:  # listparser trips over tags that do not pair
        raise BadInput(opml, "is no OPML list that can be read: its tags do not pair") from error
    if not found.feeds:
        why = f" ({found.bozo_exception})" if found.get("bozo_exception") else ""
        raise BadInput(opml, f"holds no feeds: is it an OPML list?{why}")
    names, feeds = {source.name for source in known}, {feed for source in known for feed in source.feeds}
    added: list[Source] = []
    for feed in found.feeds:
        if feed.url in feeds or not is_web_address(feed.url):
            continue
        name = _unused(" ".join((feed.title or urlsplit(feed.url).hostname or feed.url).split()), names)
        names.add(name)
        feeds.add(feed.url)
        parts = urlsplit(feed.url)
        added.append(Source(name, f"{parts.scheme}://{parts.netloc}/", feeds=(feed.url,)))
    return added, len(found.feeds) - len(added)


def _ways(source: Source) -> str:
    counted = [
        (len(urls), word)
        for urls, word in ((source.feeds, "feed"), (source.sitemaps, "sitemap"), (source.listings, "listing"))
    ]
    given = ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counted if n)
    return given or "home page"


def _unused(name: str, names: set[str]) -> str:
    number = 2
    unused = name
    while unused in names:
        unused, number = f"{name} {number}", number + 1
    return unused


def _append(path: Path, text: str) -> None:
    """Add to the list, whole or not at all."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")
        read_sources(draft)
        draft.replace(path)
    except OSError as error:
        raise BadInput(path, f"cannot be written: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)
