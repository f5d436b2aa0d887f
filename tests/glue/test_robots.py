"""What an answer for robots.txt means."""

from __future__ import annotations

import pytest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser

from crawler.glue.robots import MAX_BYTES, known_lines, read_robots

SITE = "http://news.example"
FORBIDS = b"User-agent: *\nDisallow: /"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 302])
def test_no_robots_txt_forbids_nothing_whatever_its_page_says(status: int) -> None:
    robots = read_robots(SITE, Response(SITE, status=status, body=FORBIDS))
    assert (robots.trouble, robots.body) == (None, b"")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599, 999])
def test_a_failing_robots_txt_is_no_permission(status: int) -> None:
    robots = read_robots(SITE, Response(SITE, status=status, body=b"User-agent: *\nAllow: /"))
    assert str(status) in (robots.trouble or "")


def test_the_beginning_of_an_endless_robots_txt_counts() -> None:
    robots = read_robots(SITE, Response(SITE, body=FORBIDS + b"\n" + b"# words\n" * MAX_BYTES))
    assert robots.body.startswith(FORBIDS)
    assert len(robots.body) == MAX_BYTES


def _allowed(rules: str, path: str) -> bool:
    return ProtegoRobotParser(known_lines(rules.encode()), None).allowed(f"{SITE}{path}", "Tocsin")


@pytest.mark.parametrize("unknown", ["Noindex: /", "Clean-param: a /", "???", ":", "Host: x", "", "# a comment"])
def test_unknown_lines_between_groups_grant_nothing(unknown: str) -> None:
    rules = f"User-agent: *\n{unknown}\nUser-agent: other\n{unknown}\nDisallow: /private/\n"
    assert not _allowed(rules, "/private/a")
    assert _allowed(rules, "/2026/a")


@pytest.mark.parametrize("line", ["Disallow: /private/", "disallow:/private/", " DISALLOW : /private/ # own"])
def test_known_lines_stay(line: str) -> None:
    assert not _allowed(f"\ufeffUser-Agent: tocsin\r{line}\rCrawl-delay: 5", "/private/a")


def test_rules_for_us_come_before_those_for_all() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: Tocsin\nDisallow: /private/"
    assert _allowed(rules, "/2026/a")
    assert not _allowed(rules, "/private/a")
