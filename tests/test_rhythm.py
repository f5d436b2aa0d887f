"""When to ask again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler import rhythm

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURLY = [3600] * 10


def test_a_source_is_asked_twice_as_often_as_it_brings_something_new() -> None:
    assert rhythm.pause(HOURLY, timedelta(0)) == HOUR / 2


@pytest.mark.parametrize(("gaps", "wanted"), [([1] * 9, rhythm.SHORTEST), ([10**6] * 9, rhythm.LONGEST)])
def test_however_busy_or_slow_it_is_asked_between_bounds(gaps: list[int], wanted: timedelta) -> None:
    assert rhythm.pause(gaps, timedelta(0)) == wanted


def test_a_source_that_falls_silent_is_asked_less_often_but_asked() -> None:
    assert rhythm.pause(HOURLY, 2 * DAY) == 2 * DAY / rhythm.SILENCE_SHARE
    assert rhythm.pause(HOURLY, 400 * DAY) == rhythm.LONGEST


def test_a_source_that_fails_is_left_for_longer_each_time_and_never_for_good() -> None:
    pauses = [rhythm.back_off(HOUR, failures) for failures in (1, 2, 3, 1000)]
    assert pauses == [2 * HOUR, 4 * HOUR, 8 * HOUR, rhythm.LONGEST_BACK_OFF]


def test_a_weekend_is_no_silence_and_one_long_gap_does_not_stretch_the_bound() -> None:
    assert rhythm.longest_quiet(HOURLY) == rhythm.SHORTEST_QUIET
    assert rhythm.longest_quiet([*HOURLY * 9, 30 * 86400]) == rhythm.SHORTEST_QUIET
    assert rhythm.longest_quiet([7 * 86400] * 9) == 14 * DAY


def test_an_article_is_looked_at_after_an_hour_six_hours_a_day_and_a_week() -> None:
    seen, moment = [], NOW
    while following := rhythm.next_look(NOW, moment):
        seen.append(following - NOW)
        moment = following
    assert seen == [HOUR, 6 * HOUR, DAY, 7 * DAY]


def test_looks_that_were_missed_are_not_made_up_for() -> None:
    assert rhythm.next_look(NOW, NOW + 2 * DAY) == NOW + 7 * DAY


def test_a_look_that_showed_nothing_is_made_again_for_two_weeks_and_not_for_ever() -> None:
    assert rhythm.next_look(NOW, NOW + HOUR, answered=False) == NOW + 2 * HOUR
    moment, looks = NOW + 7 * DAY, 0
    while following := rhythm.next_look(NOW, moment, answered=False):
        moment, looks = following, looks + 1
    assert looks == 3
    assert moment < NOW + rhythm.LAST_LOOK


def test_a_page_without_an_answer_is_tried_ten_times_in_a_bit_more_than_a_day() -> None:
    moment = NOW
    for attempts in range(1, 10):
        moment = rhythm.next_try(moment, attempts)
    assert DAY < moment - NOW < 2 * DAY
