"""The real command over a press that a proxy serves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def settings_for(sources: Path, database: Path) -> dict[str, object]:
    """The settings of a crawl of a press: it may be old, and on loopback it needs no pauses."""
    return {
        "TOCSIN_SOURCES": sources,
        "TOCSIN_DATABASE": database,
        "TOCSIN_MAX_AGE_DAYS": 0,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
    }


def scrapy_command(name: str, settings: dict[str, object], *more: str) -> list[str]:
    """A scrapy command with settings, as a list of words."""
    options = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
    return [sys.executable, "-m", "scrapy", name, *options, *more]


def crawl(proxy: str, sources: Path, database: Path, *more: str) -> int:
    """One run of the main job through a proxy; returns its exit code."""
    command = scrapy_command("crawl", settings_for(sources, database), "news", *more)
    return subprocess.run(command, env={**os.environ, "http_proxy": proxy}, check=False).returncode
