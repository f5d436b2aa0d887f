"""A feed's only entry has an address of 5,000 characters."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, item, root_of, rss

ROUTES = {FEED: answer(rss(item(f"{root_of(__name__)}/2026/03/17/{'drones-' * 700}")), RSS)}
EXPECTED = {FEED: troubled("address|long")}
