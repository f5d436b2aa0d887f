"""A feed that is gone is not asked for in every run, and not for ever left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from crawler.glue import gone
from crawler.glue.gone import ASKED_AGAIN, Gone, LeaveGoneAlone
from crawler.storage.database import open_database

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
FEED = "http://news.example/feed.xml"


@pytest.fixture
def middleware(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LeaveGoneAlone]:
    db = open_database(tmp_path / "news.db")
    monkeypatch.setattr(gone, "now", lambda: NOON)
    yield LeaveGoneAlone(SimpleNamespace(db=db, is_open=True))  # type: ignore[arg-type]
    db.conn.close()


def _answered(middleware: LeaveGoneAlone, status: int, **meta: bool) -> Request:
    request = Request(FEED, meta=meta)
    middleware.process_request(request)
    middleware.process_response(request, Response(FEED, status=status))
    return request


def test_a_feed_that_is_gone_rests_for_a_month(middleware: LeaveGoneAlone, monkeypatch: pytest.MonkeyPatch) -> None:
    request = _answered(middleware, 410)
    with pytest.raises(Gone, match="410 Gone on 2026-03-14; it is asked again after 2026-04-13"):
        middleware.process_request(request)
    monkeypatch.setattr(gone, "now", lambda: NOON + ASKED_AGAIN + timedelta(hours=1))
    middleware.process_request(request)


@pytest.mark.parametrize("status", [200, 404, 500])
def test_other_answers_are_no_end(middleware: LeaveGoneAlone, status: int) -> None:
    middleware.process_request(_answered(middleware, status))


@pytest.mark.parametrize("kind", ["is_article", "dont_obey_robotstxt"])
def test_articles_and_robots_txt_are_no_matter_of_it(middleware: LeaveGoneAlone, kind: str) -> None:
    middleware.process_request(_answered(middleware, 410, **{kind: True}))
