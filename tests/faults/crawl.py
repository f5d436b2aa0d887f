"""`make test-faults`: crawls over every fault beside two healthy sites, and prints what was recorded of each, and when.

`make test-faults ARGS="feeds charsets/utf7"` takes those faults alone whose names begin so."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.table import Table

from crawler.glue.terminal import console
from tests.faults.crawling import Seen, Watched, crawl_over
from tests.faults.faults import faults
from tests.press.sites import sites

FOLDER = Path("build/faults")
LIMIT_SECONDS = 900  # a crawl that takes longer hangs
RECORDED_SECONDS = 30  # from the first request for a fault until it is recorded
HEALTHY_SECONDS = 60  # until the healthy sites are complete
MAX_REQUESTS = 300  # to one fault's host: who asks more is caught in a trap
MAX_BYTES = 1 << 30  # of all processes together
HEALTHY = ("meridianwire.example", "worldrelay.example")


def main() -> int:
    """Crawl, compare, print; returns 0 if every fault ended right."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    chosen = faults(sys.argv[1:])
    watched = crawl_over(chosen, [site for site in sites() if site.host in HEALTHY], FOLDER, LIMIT_SECONDS)
    show(watched)
    return 1 if complaints(watched) or any(map(why_not, watched.seen)) else 0


def why_not(seen: Seen) -> str | None:
    """Why a fault did not end right; None if it did."""
    if seen.seconds is None:
        return "not recorded"
    if not seen.is_right:
        return "recorded otherwise"
    if seen.requests > MAX_REQUESTS:
        return f"asked {seen.requests} times"
    return f"later than {RECORDED_SECONDS} s" if seen.seconds > RECORDED_SECONDS else None


def complaints(watched: Watched) -> list[str]:
    """What was wrong with the crawl as a whole."""
    hung = f"the crawl did not end within {LIMIT_SECONDS} s"
    on_time = watched.healthy_seconds is not None and watched.healthy_seconds <= HEALTHY_SECONDS
    found = {
        hung if watched.exit_code is None else f"the crawl ended with exit code {watched.exit_code}": watched.exit_code,
        f"the crawl took {watched.peak_bytes >> 20} MiB of memory": watched.peak_bytes > MAX_BYTES,
        f"the healthy sites lack {len(watched.missing)} articles": watched.missing,
        "the healthy sites were late": not on_time and not watched.missing,
        f"hosts were asked that are none of a fault: {', '.join(watched.strays[:5])}": watched.strays,
        f"the log holds errors: {FOLDER / 'crawl.log'}": " ERROR: " in watched.log,
    }
    return [words for words, is_so in found.items() if is_so not in (0, False, [])]


def show(watched: Watched) -> None:
    """The figures for a person."""
    table = Table(title="What was recorded of each fault", title_justify="left", header_style="bold")
    table.add_column("Fault", no_wrap=True)
    table.add_column("Expected", overflow="fold", ratio=2)
    table.add_column("Recorded", overflow="fold", ratio=3)
    table.add_column("Seconds", justify="right")
    table.add_column("Verdict", no_wrap=True)
    for seen in watched.seen:
        expected = "; ".join(dict.fromkeys(map(str, seen.fault.expected.values())))
        seconds = "" if seen.seconds is None else f"{seen.seconds:.1f}"
        table.add_row(seen.fault.name, expected, seen.recorded, seconds, why_not(seen) or "ok")
    terminal = console()
    terminal.print(table)
    wrong = sum(map(bool, map(why_not, watched.seen)))
    healthy = "never" if watched.healthy_seconds is None else f"after {watched.healthy_seconds:.0f} s"
    requests = sum(seen.requests for seen in watched.seen)
    terminal.print(
        f"{len(watched.seen)} faults, {len(watched.seen) - wrong} right, {wrong} not; {requests} requests in "
        f"{watched.seconds:.0f} s; at most {watched.peak_bytes >> 20} MiB; the healthy sites were complete {healthy}."
    )
    for complaint in complaints(watched):
        terminal.print(complaint, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
