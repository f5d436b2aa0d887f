"""A trap costs a bounded part of a run."""

from __future__ import annotations

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Request, Response

from crawler.glue import budgets
from crawler.glue.budgets import MAX_SILENCES, Budgets, LeftForLater

TRAP, OTHER = Request("http://trap.example/calendar/9999/"), Request("http://news.example/a")


def test_a_host_is_asked_so_often_in_a_run_and_others_all_the_same() -> None:
    budget = Budgets(host_requests=3, run_minutes=0)
    for _ in range(3):
        budget.process_request(TRAP)
    with pytest.raises(LeftForLater, match=r"asked trap\.example 3 times"):
        budget.process_request(TRAP)
    budget.process_request(OTHER)


def test_a_run_asks_for_nothing_new_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "monotonic", lambda: 100.0)
    budget = Budgets(host_requests=0, run_minutes=10)
    budget.process_request(OTHER)
    monkeypatch.setattr(budgets, "monotonic", lambda: 701.0)
    with pytest.raises(LeftForLater, match="lasted 10 minutes"):
        budget.process_request(OTHER)


@pytest.mark.parametrize("silence", [DownloadTimeoutError(), CannotResolveHostError()])
def test_a_silent_host_is_left_alone_and_one_that_answers_now_and_then_is_not(silence: Exception) -> None:
    budget = Budgets(host_requests=0, run_minutes=0)
    for request in (TRAP, OTHER):
        for _ in range(MAX_SILENCES):
            budget.process_request(request)
            budget.process_exception(request, silence)
            if request is OTHER:
                budget.process_response(request, Response(request.url, status=500))
    budget.process_request(OTHER)
    with pytest.raises(LeftForLater, match="gave no answer"):
        budget.process_request(TRAP)


def test_a_broken_page_is_no_silence() -> None:
    budget = Budgets(host_requests=0, run_minutes=0)
    for _ in range(2 * MAX_SILENCES):
        budget.process_request(OTHER)
        budget.process_exception(OTHER, ValueError("a broken page"))


def test_no_bound_is_none() -> None:
    budget = Budgets(host_requests=0, run_minutes=0)
    for _ in range(5000):
        budget.process_request(TRAP)
