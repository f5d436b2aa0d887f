"""Runs of the main job, each a process that is forked from one which has imported and read everything: they start at
once, and can be killed by the hundred."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

from scrapy.cmdline import execute

from tests.crawl.running import LIMIT_SECONDS, PROJECT, Newsstand


def start(stand: Newsstand) -> BaseProcess:
    """The main job, as cron calls it. What it says is in the stand's runs.log."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crawl.forked", "tests.crawl.warm"])
    words = stand.command("crawl", "news")[2:]
    process = context.Process(target=_crawl, args=(words, stand.environment, stand.folder / "runs.log"))
    process.start()
    return process


def run(stand: Newsstand, limit_seconds: float = LIMIT_SECONDS) -> int | None:
    """The main job from start to end; its exit code."""
    process = start(stand)
    process.join(limit_seconds)
    process.kill()
    process.join()
    return process.exitcode


def _crawl(words: list[str], environment: dict[str, str], log: Path) -> None:
    os.chdir(PROJECT)
    os.environ.update(environment)
    with log.open("a") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.argv = words
    execute(words)
