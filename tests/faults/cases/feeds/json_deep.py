"""A JSON feed of a hundred thousand brackets."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer('{"items": ' + "[" * 100_000 + "]" * 100_000 + "}", "application/feed+json")}
EXPECTED = {FEED: troubled("JSON|no .*entr|nothing")}
