"""The feed asks to be left alone for an hour."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer("", RSS, "Retry-After: 3600", status=429)}
EXPECTED = {FEED: troubled("429.*left alone until")}
