"""`make test-kill`: SIGKILLs at random moments of a crawl, `scrapy db check` after each; then what the database holds,
beside that of a run that nobody killed. Each run must ask for exactly what the killed ones left.
"""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from crawler.errors import DatabaseRefused
from crawler.glue.terminal import console
from crawler.storage.checks import check_database
from tests.crawl.running import Newsstand
from tests.press.many import many
from tests.press.server import Press

KILLS, ARTICLES, SEED = 200, 2000, 1
HANGS_SECONDS = 900  # a run without an end
PAUSE_SECONDS = 0.1  # at the most, from a request to the kill: about as long as a page is on its way

State = Mapping[str, set[tuple]]


@dataclass
class Seen:
    """What came of it."""

    kills: int = 0
    too_late: int = 0  # runs that had ended when they were to be killed
    without_database: int = 0  # kills before there was a database
    wrong: list[str] = field(default_factory=list)  # what `scrapy db check` finds, after a kill or at the end
    asked_though_known: list[str] = field(default_factory=list)
    asked_twice_by_a_run: list[str] = field(default_factory=list)
    never_asked: list[str] = field(default_factory=list)
    asked_again: int = 0  # requests for pages that were in flight at a kill
    exit_code: int | None = None  # of the last run, which nobody kills
    killed: State = field(default_factory=dict)
    unkilled: State = field(default_factory=dict)
    seconds: float = 0.0

    def differing(self, what: str) -> list[str]:
        """The rows that are not the same in both, each with what differs."""
        mine, others = ({str(row[0]): row for row in state[what]} for state in (self.killed, self.unkilled))
        found = []
        for key in sorted({str(row[0]) for row in self.killed[what] ^ self.unkilled[what]}):
            one, other = mine.get(key), others.get(key)
            if one and other:
                pairs = [(str(a)[:80], str(b)[:80]) for a, b in zip(one, other, strict=True) if a != b]
                found.append(f"{key}: " + ", ".join(f"{a} instead of {b}" for a, b in pairs))
            else:
                found.append(f"{key}: {'one too many' if one else 'missing'}")
        return found

    @property
    def is_good(self) -> bool:
        faults = (self.wrong, self.asked_though_known, self.asked_twice_by_a_run, self.never_asked)
        return self.kills > 0 and self.exit_code == 0 and not any(faults) and self.killed == self.unkilled


class History:
    """A crawl that is killed again and again."""

    def __init__(self, stand: Newsstand, random: Random) -> None:
        self.stand, self.press, self.random, self.seen = stand, stand.press, random, Seen()
        self.asked: Counter[str] = Counter()  # article pages
        self.startup = 1.0  # seconds from a run's start to its first request, about

    def run_and_kill(self, moment: int) -> None:
        """One run, killed a little after so many pages were asked for, by all runs together; one that begins with as
        many is killed on its way to the first request."""
        known = self._known()
        self.press.log.clear()
        process = self.stand.fork()
        if len(self.asked) >= moment:
            process.join(self.random.uniform(0, self.startup))
        else:
            began = time.monotonic()
            while self._asked_so_far() < moment and process.is_alive():
                if self.press.log and began:
                    self.startup, began = time.monotonic() - began, 0.0
                time.sleep(0.002)
            time.sleep(self.random.uniform(0, PAUSE_SECONDS))
        process.kill()
        process.join()
        if process.exitcode is not None and process.exitcode < 0:
            self.seen.kills += 1
        else:
            self.seen.too_late += 1
        self._look(known)

    def finish(self) -> None:
        """The last run."""
        known = self._known()
        self.press.log.clear()
        self.seen.exit_code = _to_the_end(self.stand)
        asked = self._look(known)
        self.seen.never_asked = sorted(self.press.pages - known - asked.keys())
        self.seen.asked_again = self.asked.total() - len(self.asked)
        self.seen.killed = self.stand.state()

    def _asked_so_far(self) -> int:
        return len(self.asked.keys() | {asked.url for asked in self.press.asked(articles=True)})

    def _look(self, known: set[str]) -> Counter[str]:
        """Whether the database holds together after a run, and whether the run asked for what was missing alone."""
        self.press.drain()
        asked = Counter(asked.url for asked in self.press.asked(articles=True))
        self.asked += asked
        self.seen.asked_though_known += sorted(asked.keys() & known)
        self.seen.asked_twice_by_a_run += [url for url, times in asked.items() if times > 1]
        try:
            checked = list(check_database(self.stand.database))
        except DatabaseRefused:
            if self.stand.database.exists() and self.asked:
                raise
            self.seen.without_database += 1
            return asked
        self.seen.wrong += [f"{found.name}: {found.told}" for found in checked if found.wrong]
        return asked

    def _known(self) -> set[str]:
        """The article pages of which the ledger tells how they ended."""
        try:
            rows = self.stand.rows("select url from pages where outcome <> 'waiting'")
        except DatabaseRefused:
            return set()
        return self.press.pages & {row["url"] for row in rows}


def kill(
    stand: Newsstand, kills: int, seed: int, unkilled: State, told: Callable[[int, int], None] = lambda *_: None
) -> Seen:
    """Crawl a press, killed so often, and once to the end; compare with a run that was never killed. `told` hears of
    the number of runs that are over and of the pages that were asked for."""
    began = time.monotonic()
    random = Random(seed)  # noqa: S311 - the same moments every time, as far as a machine allows
    history = History(stand, random)
    for number, moment in enumerate(sorted(random.randint(0, len(stand.press.pages)) for _ in range(kills)), 1):
        history.run_and_kill(moment)
        told(number, len(history.asked))
    history.finish()
    history.seen.unkilled = unkilled
    history.seen.seconds = time.monotonic() - began
    return history.seen


def never_killed(stand: Newsstand) -> State:
    """What a crawl brings that nobody killed."""
    exit_code = _to_the_end(stand)
    assert exit_code == 0, (stand.folder / "runs.log").read_text()
    return stand.state()


def _to_the_end(stand: Newsstand) -> int | None:
    """A run's exit code; None for one that hangs."""
    process = stand.fork()
    process.join(HANGS_SECONDS)
    exit_code = process.exitcode
    process.kill()
    process.join()
    return exit_code


def told_of(seen: Seen) -> Table:
    """The report for a person."""
    title = f"{seen.kills} runs killed, one more to the end, {seen.seconds:,.0f} s"
    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(style="cyan")
    table.add_column()
    for what, rows in seen.unkilled.items():
        differing = seen.differing(what)
        counts = f"{len(seen.killed[what]):,} rows, {len(rows):,} without kills"
        table.add_row(what, "\n".join([f"{counts}, {len(differing):,} not the same", *differing[:5]]))
    for name, value in (
        ("exit code of the last run", str(seen.exit_code)),
        ("db check after each kill", "; ".join(seen.wrong[:5]) or "sound"),
        ("kills before there was a database", str(seen.without_database)),
        ("runs that had ended before their kill", str(seen.too_late)),
        ("asked again, in flight at a kill", f"{seen.asked_again:,}"),
        ("asked though known how it ended", _first(seen.asked_though_known)),
        ("asked twice by one run", _first(seen.asked_twice_by_a_run)),
        ("missing, and not asked by the last run", _first(seen.never_asked)),
    ):
        table.add_row(name, value)
    return table


def _first(urls: list[str]) -> str:
    return " ".join([str(len(urls)), *urls[:3]])


def _stand(folder: Path, press: Press) -> Newsstand:
    folder.mkdir()
    return Newsstand(press, folder)


def main(arguments: list[str]) -> int:
    """Kill and compare; 1 if something was lost, doubled or damaged."""
    parser = ArgumentParser(prog="make test-kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(arguments)
    columns = (TextColumn("kills"), BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.fields[pages]}"))
    with (
        tempfile.TemporaryDirectory() as folder,
        Press(press=many(given.articles, given.seed)) as press,
        Progress(*columns, TimeElapsedColumn(), console=console(stderr=True)) as bar,
    ):
        task = bar.add_task("kills", total=given.kills, pages="a run that nobody kills ...")

        def told(runs: int, pages: int) -> None:
            bar.update(task, completed=runs, pages=f"{pages:,} pages")

        unkilled = never_killed(_stand(Path(folder) / "unkilled", press))
        stand = _stand(Path(folder) / "killed", press)
        seen = kill(stand, given.kills, given.seed, unkilled, told)
    console().print(told_of(seen))
    return 0 if seen.is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
