"""`make test-months`, for two weeks of a slow press."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def fortnight() -> dict[str, object]:
    """What came of two weeks. In a process of its own: Scrapy runs without a reactor there."""
    finished = subprocess.run([sys.executable, "-m", "tests.bench.months", "--short"], capture_output=True, text=True)
    assert finished.stdout, finished.stderr
    return json.loads(finished.stdout)


def test_each_article_is_there_once_with_its_newest_text(fortnight: dict[str, object]) -> None:
    assert (fortnight["missing"], fortnight["twice"], fortnight["stale"]) == ([], [], [])
    assert fortnight["articles"] > 50


def test_each_edit_is_a_revision(fortnight: dict[str, object]) -> None:
    assert fortnight["unrevised"] == []
    assert fortnight["revisions"] > 5


def test_each_trouble_is_told_in_time_and_nothing_else_is(fortnight: dict[str, object]) -> None:
    assert (fortnight["untold"], fortnight["false_alarms"]) == ([], [])


def test_hosts_are_asked_one_thing_at_a_time_and_unchanged_feeds_not_again(fortnight: dict[str, object]) -> None:
    assert fortnight["crowded"] == []
    assert fortnight["not_modified"] >= 0.95


def test_the_database_holds_together(fortnight: dict[str, object]) -> None:
    assert fortnight["wrong"] == []
