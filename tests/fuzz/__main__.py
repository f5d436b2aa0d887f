"""`make fuzz`: tries every parser of foreign bytes on what chance makes of whole documents, a minute each.

`make fuzz ARGS="--minutes 10 feeds sitemaps"` takes the named ones, for longer; `make fuzz ARGS="--again
build/fuzz/feeds-1a2b3c4d"` tries one input again that broke a parser."""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from crawler.glue.terminal import console
from tests.fuzz.fuzzing import Escaped, fuzz, replay
from tests.fuzz.targets import TARGETS

FOLDER = Path("build/fuzz")


def main() -> int:
    """Returns 0 if nothing escaped."""
    parser = argparse.ArgumentParser(
        prog="make fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"parsers (all): {', '.join(TARGETS)}", metavar="NAME")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each parser (1)")
    parser.add_argument("--again", type=Path, help="try this input again", metavar="FILE")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.names if name not in TARGETS]:
        parser.error(f"no parser is named {unknown[0]}; there are {', '.join(TARGETS)}")
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if chosen.again:
        return _again(chosen.again)
    terminal = console()
    broken = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[tried]:,} inputs"),
    )
    for name in chosen.names or TARGETS:
        with Progress(*columns, console=terminal, transient=True) as progress:
            task = progress.add_task(TARGETS[name].about, total=chosen.minutes * 60, tried=0)
            started = time.monotonic()
            escaped = fuzz(TARGETS[name], _until(started + chosen.minutes * 60, progress, task))
            tried = int(progress.tasks[task].fields["tried"])
        terminal.print(f"{name:12} {tried:9,} inputs in {time.monotonic() - started:.0f} s, {len(escaped)} broke it")
        for one in escaped:
            terminal.print(f'  {one.error}\n  make fuzz ARGS="--again {_kept(name, one)}"', soft_wrap=True)
        broken += len(escaped)
    return 1 if broken else 0


def _until(end: float, progress: Progress, task: TaskID) -> Iterator[int]:
    """The numbers of inputs, until the time (monotonic seconds) is over."""
    began = time.monotonic()
    for number in count():
        if (moment := time.monotonic()) >= end:
            return
        progress.update(task, completed=moment - began, tried=number + 1)
        yield number


def _kept(name: str, escaped: Escaped) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}-{sha256(escaped.data).hexdigest()[:8]}"
    path.write_bytes(escaped.data)
    return path


def _again(path: Path) -> int:
    name = path.name.rpartition("-")[0]
    if name not in TARGETS or not path.is_file():
        print(
            f"make fuzz: {path}: no such input; its name begins with that of its parser: feeds-1a2b3c4d",
            file=sys.stderr,
        )
        return 2
    error = replay(TARGETS[name], path.read_bytes())
    print(error or "nothing escapes any more")
    return 1 if error else 0


if __name__ == "__main__":
    sys.exit(main())
