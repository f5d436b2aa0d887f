"""`make test-locks`, for a moment."""

from __future__ import annotations

from pathlib import Path

from tests.bench.locks import RUNS, overlap, told_of


def test_runs_that_overlap_and_readers_that_stay_lose_nothing(tmp_path: Path) -> None:
    seen = overlap(tmp_path / "news.db", seconds=2, stays=0.5)
    assert (seen.errors, seen.lost, seen.wrong) == ([], [], [])
    assert {url.split("/")[3] for url in seen.written} == {str(number) for number in range(RUNS)}
    assert seen.turned_away == RUNS - 1
    assert seen.looks
    assert seen.stays > 1
    assert told_of(seen).row_count == 7
