"""A run that is told to stop leaves in time, whatever the hosts do."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.crawl.running import Newsstand


@pytest.fixture
def held(newsstand: Newsstand) -> Iterator[subprocess.Popen[bytes]]:
    """A run whose hosts have taken its requests and do not answer."""
    newsstand.press.gate.clear()
    running = newsstand.start()
    try:
        deadline = time.monotonic() + 60
        while not newsstand.has_run() or not newsstand.press.held:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield running
    finally:
        running.kill()
        running.wait()
        newsstand.press.gate.set()


def test_a_run_that_is_told_to_stop_does_not_wait_for_hosts_that_do_not_answer(
    held: subprocess.Popen[bytes], newsstand: Newsstand
) -> None:
    held.send_signal(signal.SIGTERM)
    assert held.wait(timeout=15) == 6
    assert newsstand.rows("select exit from runs") == [{"exit": 6}]
    assert newsstand.rows("select name from sources where failures > 0 or due_at is not null") == []


def test_told_twice_it_leaves_at_once(held: subprocess.Popen[bytes]) -> None:
    held.send_signal(signal.SIGINT)
    time.sleep(0.3)
    held.send_signal(signal.SIGINT)
    assert held.wait(timeout=5) == 6
