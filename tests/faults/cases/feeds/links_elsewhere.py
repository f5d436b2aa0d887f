"""The entry links another host, as the feeds of aggregators do."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, item, page, rss

ELSEWHERE = "http://elsewhere.fault.example/2026/03/17/rockets-hit-the-harbour"
ROUTES = {FEED: answer(rss(item(ELSEWHERE)), RSS), ELSEWHERE: answer(page())}
EXPECTED = {ELSEWHERE: kept()}
