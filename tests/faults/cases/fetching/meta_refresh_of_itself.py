"""A healthy page loads itself again every thirty seconds."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(head='<meta http-equiv="refresh" content="30">'))}
EXPECTED = {STORY: kept()}
