"""The feed never answers."""

from tests.faults.answers import silence
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: silence()}
EXPECTED = {FEED: troubled("in time|timed out")}
