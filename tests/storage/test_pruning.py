"""What a prune takes, what it leaves, and what a kill in the middle of it costs: nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.errors import WriteFailed
from crawler.records import Outcome, Page
from crawler.storage import copies, ledger, pruning
from crawler.storage.archive import Archive, page_at
from crawler.storage.checks import check_database
from crawler.storage.database import open_database, transaction
from crawler.storage.pruning import Pruned, prunable, prune

TODAY = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
SITE = "https://gulfwire.example"


def days_ago(days: int) -> datetime:
    return TODAY - timedelta(days=days)


class Stock:
    """A database with an archive, to be pruned of pages of ninety days and rows of a year."""

    def __init__(self, folder: Path) -> None:
        self.path, self.raw = folder / "news.db", folder / "raw"
        self.db: Database = open_database(self.path)
        self._archive = Archive(self.raw, "run")

    def add(self, name: str, outcome: Outcome, age: int, *, asked: str | None = None, article: bool = False) -> str:
        """An archived page, and its rows in the ledger; returns its place."""
        page = Page(f"{SITE}/{name}", b"x" * 500, days_ago(age), "Gulf Wire", asked_url=f"{SITE}/{asked or name}")
        raw = self._archive.add(page, {})
        with transaction(self.db):
            row = None
            if article:
                facts = {"source": "Gulf Wire", "text": name, "url": page.url, "origin": "crawl", "key": name}
                inserted = self.db.table("articles").insert({**facts, "fetched_at": "", "words_hash": name})
                row = inserted.last_pk
                copies.enter(self.db, int(str(row)), [name])
            self.end(page.url, outcome, age, raw, row)
            if asked:
                self.end(page.ledger_url, Outcome.MOVED, age, raw, row)
        return raw

    def end(self, url: str, outcome: Outcome, age: int, raw: str | None = None, article: object = None) -> None:
        moment = days_ago(age)
        told = {"source": "Gulf Wire", "now": moment, "fetched_at": moment if raw else None, "raw": raw}
        ledger.end(self.db, url, outcome, "", article=article, **told)  # type: ignore[arg-type]

    def prune(self, rows_before: datetime | None = days_ago(365)) -> Pruned:  # noqa: B008 - a constant
        found = prunable(self.db, self.raw, days_ago(90), rows_before)
        prune(self.db, self.raw, found, rows_before)
        return found

    def rows(self) -> set[str]:
        return {url.removeprefix(f"{SITE}/") for (url,) in self.db.execute("select url from pages")}

    def has(self, raw: str) -> bool:
        """Whether a page is both in the ledger and in its file."""
        named = self.db.execute("select count(*) from pages where raw = ?", [raw]).fetchone()[0] > 0
        assert named == (page_at(self.raw, raw) is not None)
        return named

    def is_sound(self) -> bool:
        return not any(checked.wrong for checked in check_database(self.path))


@pytest.fixture
def stock(tmp_path: Path) -> Iterator[Stock]:
    stock = Stock(tmp_path)
    yield stock
    stock.db.close()


def test_only_old_pages_of_off_topic_addresses_go(stock: Stock) -> None:
    old = stock.add("recipe", Outcome.OFF_TOPIC, 100)
    young = stock.add("match", Outcome.OFF_TOPIC, 80)
    kept = stock.add("depot-hit", Outcome.KEPT, 900, article=True)
    unreadable = stock.add("broken", Outcome.UNREADABLE, 100)
    found = stock.prune()
    assert [stock.has(raw) for raw in (old, young, kept, unreadable)] == [False, True, True, True]
    assert (found.page_count, found.rows) == (1, 0)
    assert stock.rows() == {"recipe", "match", "depot-hit", "broken"}
    assert stock.is_sound()


def test_rows_that_are_older_still_go_with_their_pages(stock: Stock) -> None:
    gone = [stock.add("recipe", Outcome.OFF_TOPIC, 400), stock.add("broken", Outcome.UNREADABLE, 400)]
    kept = stock.add("depot-hit", Outcome.KEPT, 900, asked="?p=1", article=True)
    stock.end(f"{SITE}/about", Outcome.NOT_AN_ARTICLE, 400)
    stock.end(f"{SITE}/next", Outcome.WAITING, 400)
    found = stock.prune()
    assert stock.rows() == {"depot-hit", "?p=1", "next"}
    assert [stock.has(raw) for raw in (*gone, kept)] == [False, False, True]
    assert (found.page_count, found.rows) == (2, 3)
    assert stock.is_sound()


def test_rows_stay_where_they_are_spared(stock: Stock) -> None:
    stock.add("recipe", Outcome.OFF_TOPIC, 4000)
    assert stock.prune(None).rows == 0
    assert stock.rows() == {"recipe"}


def test_a_page_under_two_addresses_goes_when_both_are_done_with_it(stock: Stock) -> None:
    together = stock.add("recipe", Outcome.OFF_TOPIC, 100, asked="?p=1")
    shared = stock.add("match", Outcome.OFF_TOPIC, 100)
    stock.end(f"{SITE}/same-match", Outcome.UNREADABLE, 100, shared)
    stock.prune()
    assert [stock.has(raw) for raw in (together, shared)] == [False, True]


def test_a_page_that_is_gone_already_is_forgotten(stock: Stock) -> None:
    raw = stock.add("recipe", Outcome.OFF_TOPIC, 100)
    (stock.raw / "run.warc.gz").unlink()
    assert not stock.is_sound()
    assert stock.prune().page_bytes == 0
    assert not stock.has(raw)
    assert stock.is_sound()


def test_a_place_where_another_page_stands_is_left_alone(stock: Stock) -> None:
    other = stock.add("depot-hit", Outcome.KEPT, 100, article=True)
    with transaction(stock.db):
        stock.end(f"{SITE}/recipe", Outcome.OFF_TOPIC, 100)
        stock.db.execute("update pages set raw = ?, fetched_at = found_at where url like '%recipe'", [other])
        stock.db.execute("update pages set raw = null where url like '%depot-hit'")
    assert stock.prune().page_count == 0
    assert page_at(stock.raw, other) is not None


class Killed(BaseException):
    """The process ends here."""


def _before(_take_out: Callable[..., None]) -> Callable[..., None]:
    def killed(*_: object) -> None:
        raise Killed

    return killed


def _after(take_out: Callable[..., None]) -> Callable[..., None]:
    def killed(*args: object) -> None:
        take_out(*args)
        raise Killed

    return killed


@pytest.mark.parametrize("moment", [_before, _after], ids=["before-the-file-is-changed", "after-it"])
def test_a_prune_that_was_killed_lost_nothing_and_is_finished_by_the_next(
    stock: Stock, monkeypatch: pytest.MonkeyPatch, moment: Callable[..., Callable[..., None]]
) -> None:
    old = stock.add("recipe", Outcome.OFF_TOPIC, 100)
    kept = stock.add("depot-hit", Outcome.KEPT, 100, article=True)
    with monkeypatch.context() as killed:
        killed.setattr(pruning, "take_out", moment(pruning.take_out))
        with pytest.raises(Killed):
            stock.prune()
    assert stock.is_sound()
    assert stock.prune().unfinished == 1
    assert [stock.has(raw) for raw in (old, kept)] == [False, True]
    assert stock.prune().unfinished == 0
    assert stock.is_sound()


def test_a_full_disk_stops_a_prune_with_all_that_was_to_stay(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kept = stock.add("depot-hit", Outcome.KEPT, 100, article=True)
    stock.add("recipe", Outcome.OFF_TOPIC, 100)
    monkeypatch.setattr(pruning, "take_out", full)
    with pytest.raises(WriteFailed, match="No space left on device"):
        stock.prune()
    assert stock.has(kept)
    assert stock.is_sound()
