"""No Content-Type stands beside a healthy page."""

from tests.faults.answers import head
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: head() + page().encode()}
EXPECTED = {STORY: kept()}
