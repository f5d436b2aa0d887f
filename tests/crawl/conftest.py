"""A whole crawl of the invented press, made once and looked at by many tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawl.running import Newsstand
from tests.press.server import Press


@pytest.fixture
def newsstand(tmp_path: Path) -> Iterator[Newsstand]:
    """A press of its own, and a database that nobody else uses."""
    with Press() as press:
        yield Newsstand(press, tmp_path)


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """The press after one crawl. For looking only."""
    with Press() as press:
        stand = Newsstand(press, tmp_path_factory.mktemp("crawled"))
        finished = stand.crawl()
        assert finished.returncode == 0, finished.stderr
        yield stand
