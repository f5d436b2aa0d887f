"""`scrapy health`: how each source is, and which of them need a person."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import now, settings_of, told_in_one_line
from crawler.glue.newsroom import chosen_sources
from crawler.glue.terminal import console, counted, tell_json
from crawler.health import Health, health_of, in_words
from crawler.records import Verdict, iso
from crawler.storage import runs, visits
from crawler.storage.database import open_readonly

EXIT_NEEDS_A_PERSON = 8


class Command(ScrapyCommand):
    """Shows the health of the sources."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[NAME] [--json]"

    def short_desc(self) -> str:
        return "Tell how each source is, and which need a person"

    def long_desc(self) -> str:
        return (
            "Tell of each source when it last answered and last brought something new, its usual rhythm, the share of "
            "its visits that failed, and the verdict: ok, quiet for too long, moved, blocked, challenge page, broken "
            "feed, robots forbids, clock wrong, no answer. Those that need a person come first; exits with 8 when "
            "there are any. Example: scrapy health 'Kyiv Independent'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs: one JSON list instead of a table")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise BadInput("usage", f"scrapy health {self.syntax()}")
        settings = settings_of(self)
        names = [source.name for source in chosen_sources(settings, args[0] if args else None)]
        db = open_readonly(Path(settings["TOCSIN_DATABASE"]))
        known = visits.known(db)
        found = health_of(db, [name for name in names if name in known], now())
        found.sort(key=lambda health: not health.needs_a_person)
        if opts.json:
            tell_json([_facts(health) for health in found])
        else:
            console().print(_table(found), _summary(found, len(names), runs.last_run(db)), sep="\n")
        if any(health.needs_a_person for health in found):
            self.exitcode = EXIT_NEEDS_A_PERSON


def _facts(health: Health) -> dict[str, Any]:
    facts = asdict(health)
    facts["rhythm"] = round(health.rhythm.total_seconds()) if health.rhythm else None
    facts["error_share"] = round(health.error_share, 3)
    moments = {name: iso(value) for name, value in facts.items() if isinstance(value, datetime)}
    return {**facts, **moments, "needs_a_person": health.needs_a_person}


def _table(found: list[Health]) -> RenderableType:
    table = Table(title="How the sources are", title_justify="left", header_style="bold")
    for column in ("Source", "Verdict", "Since", "Last answer", "Last new", "Rhythm", "Errors", "What"):
        table.add_column(column, no_wrap=column not in ("Source", "What"), overflow="fold")
    for health in found:
        table.add_row(
            health.source,
            Text(health.verdict, style="red" if health.needs_a_person else ""),
            *(_shown(moment) for moment in (health.since, health.last_success, health.last_article)),
            in_words(health.rhythm) if health.rhythm else "",
            f"{health.error_share:.0%}" if health.error_share >= 0.005 else "",
            health.told,
        )
    return table


def _shown(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _summary(found: list[Health], listed: int, run: dict[str, Any] | None) -> str:
    needy = sum(health.needs_a_person for health in found)
    well = sum(health.verdict is Verdict.OK for health in found)
    lines = f"{counted(listed, 'source', 'sources')}: {well} ok, {needy} in need of a person."
    if listed > len(found):
        lines += f" {listed - len(found)} not asked yet."
    return lines + (f" The last run began {run['started_at'][:16].replace('T', ' ')} UTC." if run else "")
