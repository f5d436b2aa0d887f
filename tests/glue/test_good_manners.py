"""Rates, pauses and names: what the sites get to see of us."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.http import Request
from scrapy.settings import Settings

from crawler.glue.crawl_delay import MAX_CRAWL_DELAY, CrawlDelay
from crawler.glue.identity import Identity
from crawler.glue.retry_after import LONGEST, pause_of

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(0)),
        ("-5", timedelta(0)),
        ("999999999999999", LONGEST),
        ("Sat, 14 Mar 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Sat, 14 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("Sat, 14 Mar 2099 12:00:00 GMT", LONGEST),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_understood_as_seconds_and_as_a_date(header: str, pause: timedelta | None) -> None:
    assert pause_of(header, NOON) == pause


def _asked_delay(delay: float | None, own: float = 1.0) -> tuple[dict[str, dict[str, float]], SimpleNamespace]:
    slot = SimpleNamespace(delay=own, jitter=0.5)
    downloader = SimpleNamespace(per_slot_settings={}, slots={"slow.example": slot})
    crawler = SimpleNamespace(
        settings=Settings({"DOWNLOAD_DELAY": own, "USER_AGENT": "Tocsin"}),
        engine=SimpleNamespace(downloader=downloader),
    )
    parser = SimpleNamespace(crawl_delay=lambda _agent: delay)
    extension = CrawlDelay(crawler)  # type: ignore[arg-type]
    request = Request("https://slow.example/2026/a")
    extension.robots_parsed(parser, request)  # type: ignore[arg-type]
    slot.delay = min(slot.delay, own)  # as AutoThrottle would have it after a quick answer
    extension.response_downloaded(request)
    return downloader.per_slot_settings, slot


def test_a_crawl_delay_is_the_least_pause_whatever_autothrottle_thinks() -> None:
    for_later, slot = _asked_delay(7)
    assert (slot.delay, slot.jitter) == (7, 0)
    assert for_later == {"slow.example": {"delay": 7.0, "jitter": 0}}


def test_a_crawl_delay_below_our_own_pause_changes_nothing() -> None:
    for_later, slot = _asked_delay(0.2)
    assert (for_later, slot.delay) == ({}, 1.0)


def test_an_absurd_crawl_delay_is_capped() -> None:
    _, slot = _asked_delay(86_400)
    assert slot.delay == MAX_CRAWL_DELAY


@pytest.mark.parametrize(("contact", "inside"), [("me@desk.example", "; me@desk.example)"), ("", "(news monitor)")])
def test_the_user_agent_names_us_and_whom_to_write_to(contact: str, inside: str) -> None:
    settings = Settings({"TOCSIN_CONTACT": contact})
    Identity().update_settings(settings)
    assert settings["USER_AGENT"].startswith("Tocsin/")
    assert inside in settings["USER_AGENT"]


def test_a_contact_cannot_smuggle_a_header() -> None:
    settings = Settings({"TOCSIN_CONTACT": "me\r\nX-Evil: 1"})
    Identity().update_settings(settings)
    assert "\n" not in settings["USER_AGENT"]
