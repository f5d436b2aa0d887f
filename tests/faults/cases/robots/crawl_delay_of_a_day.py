"""Crawl-delay is a day: mostly a slip, and a run cannot wait for it."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import either, kept, postponed
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer("User-agent: *\nCrawl-delay: 86400\n", TEXT)}
EXPECTED = {STORY: either(kept(), postponed("Crawl-delay|delay"))}
