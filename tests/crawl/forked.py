"""Scrapy commands, each in a process that is forked from one which has imported and read everything: they start at
once, can be run by the hundred, and be killed."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from tempfile import TemporaryDirectory

from scrapy.cmdline import execute

PROJECT = Path(__file__).parent.parent.parent


def start(words: Sequence[str], environment: Mapping[str, str], said: Path, complained: Path) -> BaseProcess:
    """A command as a shell calls it (`scrapy crawl news` and so on), in the project's folder. What it says and
    complains of is added to two files, or one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crawl.forked", "tests.crawl.warm"])
    process = context.Process(target=_execute, args=(list(words), dict(environment), said, complained))
    process.start()
    return process


def run(words: Sequence[str], environment: Mapping[str, str], limit_seconds: float) -> CompletedProcess[str]:
    """A command from start to end. Raises TimeoutExpired for one that hangs."""
    with TemporaryDirectory() as folder:
        said, complained = Path(folder, "stdout"), Path(folder, "stderr")
        process = start(words, environment, said, complained)
        process.join(limit_seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutExpired(list(words), limit_seconds, stderr=complained.read_text("utf-8", "replace"))
        return CompletedProcess(list(words), process.exitcode, said.read_text("utf-8"), complained.read_text("utf-8"))


def _execute(words: list[str], environment: dict[str, str], said: Path, complained: Path) -> None:
    os.chdir(PROJECT)
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in ((1, said), (2, complained)):
        with path.open("a") as file:
            os.dup2(file.fileno(), stream)
    sys.argv = words
    execute(words)
