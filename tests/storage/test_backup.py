"""A backup is there whole or not at all, and holds one state of the database."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.errors import BadInput, DatabaseRefused, WriteFailed
from crawler.storage import backup
from crawler.storage.backup import back_up
from crawler.storage.database import open_database, transaction
from crawler.storage.runs import set_fact


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with closing(open_database(path)) as db, transaction(db):
        set_fact(db, "tide", "high" * 3000)
    return path


def _write(path: Path, started: object, done: object) -> None:
    """A run that writes two facts at a time until it is told to stop."""
    db = open_database(path)
    number = 0
    while not done.is_set():  # type: ignore[attr-defined]
        number += 1
        with transaction(db):
            set_fact(db, "left", str(number))
            set_fact(db, "right", str(number))
        started.set()  # type: ignore[attr-defined]
    db.close()


def test_a_backup_of_a_database_that_is_written_to_holds_one_state(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES_A_STEP", 1)
    context = multiprocessing.get_context("spawn")
    started, done = context.Event(), context.Event()
    writer = context.Process(target=_write, args=(path, started, done))
    writer.start()
    try:
        assert started.wait(30)
        for number in range(5):
            copy = tmp_path / f"{number}.db"
            steps: list[tuple[int, int]] = []
            back_up(path, copy, lambda *step, steps=steps: steps.append(step))  # type: ignore[misc]
            assert len(steps) > 10
            with closing(sqlite3.connect(copy)) as connection:
                facts = dict(connection.execute("select name, value from facts").fetchall())
                assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            assert facts["left"] == facts["right"]
    finally:
        done.set()
        writer.join()
    assert writer.exitcode == 0


def test_a_backup_is_one_file_and_opens_as_a_database(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    assert back_up(path, folder / "news.db") == (folder / "news.db").stat().st_size
    assert [file.name for file in folder.iterdir()] == ["news.db"]
    assert (folder / "news.db").stat().st_mode == path.stat().st_mode
    open_database(folder / "news.db").close()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_nothing_is_overwritten(path: Path, tmp_path: Path, kind: str) -> None:
    copy = tmp_path / "copy.db"
    if kind == "file":
        copy.write_text("mine")
    else:
        copy.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(BadInput, match="is there already"):
        back_up(path, copy)
    assert not (tmp_path / "elsewhere.db").exists()
    assert kind == "link" or copy.read_text() == "mine"


def test_a_file_that_comes_up_meanwhile_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with pytest.raises(BadInput, match="is there already"):
        back_up(path, copy, lambda _done, _all: copy.write_text("mine") and None)
    assert copy.read_text() == "mine"


def test_a_full_disk_leaves_nothing_behind(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_sync", full)
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(WriteFailed, match="No space left"):
        back_up(path, folder / "copy.db")
    assert list(folder.iterdir()) == []


def test_a_damaged_database_makes_no_backup(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096])
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises((BadInput, DatabaseRefused, WriteFailed), match=r"malformed|damaged"):
        back_up(path, folder / "copy.db")
    assert list(folder.iterdir()) == []
