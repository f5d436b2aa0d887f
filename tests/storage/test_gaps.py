"""Pages taken out of a WARC file: the others are found where they always were."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import BadInput
from crawler.records import Page
from crawler.storage import gaps
from crawler.storage.archive import Archive, page_at, pages_in
from crawler.storage.gaps import gaps_of, length_at, take_out

MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
COUNT = 8


def archived(folder: Path, count: int = COUNT) -> list[str]:
    """A file of pages; returns where they stand."""
    archive = Archive(folder, "run")
    pages = [Page(f"https://gulfwire.example/{n}", b"x" * n * 50, MORNING, "Gulf Wire") for n in range(count)]
    places = [archive.add(page, {}) for page in pages]
    archive.close()
    return places


def ranges_of(folder: Path, places: list[str], numbers: set[int]) -> list[tuple[int, int]]:
    offsets = [int(places[number].rpartition("@")[2]) for number in numbers]
    with (folder / "run.warc.gz").open("rb") as file:
        return [(offset, length_at(file, offset) or 0) for offset in offsets]


def found(folder: Path, places: list[str]) -> set[int]:
    """The numbers of the pages that are found at their places, each with its own body."""
    pages = {number: page_at(folder, place) for number, place in enumerate(places)}
    assert all(page.url.endswith(f"/{number}") for number, page in pages.items() if page)
    return {number for number, page in pages.items() if page and len(page.body) == number * 50}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sets(st.integers(0, COUNT - 1)), max_size=3))
def test_the_places_of_all_other_pages_stay_what_they_were(
    tmp_path_factory: pytest.TempPathFactory, taken: list[set[int]]
) -> None:
    folder = tmp_path_factory.mktemp("raw")
    places, left = archived(folder), set(range(COUNT))
    for numbers in taken:
        take_out(folder / "run.warc.gz", ranges_of(folder, places, numbers & left))
        left -= numbers
        assert found(folder, places) == left
        assert [page.raw for page in pages_in(folder / "run.warc.gz")] == [places[number] for number in sorted(left)]


def test_what_is_taken_out_takes_no_room(tmp_path: Path) -> None:
    places = archived(tmp_path, 200)
    before = (tmp_path / "run.warc.gz").stat().st_size
    take_out(tmp_path / "run.warc.gz", ranges_of(tmp_path, places, set(range(199))))
    assert (tmp_path / "run.warc.gz").stat().st_size < before / 50


def test_taken_out_twice_is_taken_out_once(tmp_path: Path) -> None:
    places = archived(tmp_path)
    ranges = ranges_of(tmp_path, places, {2, 3, 5})
    take_out(tmp_path / "run.warc.gz", ranges)
    once = (tmp_path / "run.warc.gz").read_bytes()
    take_out(tmp_path / "run.warc.gz", ranges)
    assert (tmp_path / "run.warc.gz").read_bytes() == once


def test_an_end_that_a_kill_cut_off_stays_as_it_is(tmp_path: Path) -> None:
    places = archived(tmp_path)
    path = tmp_path / "run.warc.gz"
    path.write_bytes(path.read_bytes()[:-20])
    assert found(tmp_path, places) == set(range(COUNT - 1))
    end = path.read_bytes()[int(places[-1].rpartition("@")[2]) :]
    take_out(path, ranges_of(tmp_path, places, {0, 4}))
    assert found(tmp_path, places) == {1, 2, 3, 5, 6}
    assert path.read_bytes().endswith(end)


def test_a_file_that_cannot_be_written_anew_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = archived(tmp_path)
    before = (tmp_path / "run.warc.gz").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gaps, "_copy", full)
    with pytest.raises(OSError, match="No space left"):
        take_out(tmp_path / "run.warc.gz", ranges_of(tmp_path, places, {1}))
    assert (tmp_path / "run.warc.gz").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["run.warc.gz"]


def test_a_damaged_list_of_gaps_is_told_and_costs_no_other_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gaps._record(((0, 7),))[:-9])
    with path.open("rb") as file, pytest.raises(BadInput, match="is damaged"):
        gaps_of(file)
    assert page_at(tmp_path, "x.warc.gz@40") is None


def test_a_file_of_another_program_has_no_gaps(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc"
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    with path.open("rb") as file:
        assert gaps_of(file).position(77) == 77
