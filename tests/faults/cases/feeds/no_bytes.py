"""The feed is an empty answer."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer("", RSS)}
EXPECTED = {FEED: troubled("empty")}
