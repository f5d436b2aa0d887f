"""The feed never ends; whether its size or its time comes to a bound first depends on the line."""

from itertools import repeat

from tests.faults.answers import flow, head
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: flow(head("Content-Type: text/xml") + b"<rss><channel>", lambda: repeat(b"<item></item>" * 5000))}
EXPECTED = {FEED: troubled("large|in time")}
