"""Crawl-delay is infinite."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import either, kept, postponed
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer("User-agent: *\nCrawl-delay: inf\n", TEXT)}
EXPECTED = {STORY: either(kept(), postponed("Crawl-delay|delay"))}
