"""The story's canonical address is on the crawler's own machine: it is a credit at most."""

from tests.faults.answers import answer
from tests.faults.expected import kept, unmet
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(head='<link rel="canonical" href="http://127.0.0.1/admin/delete-all">'))}
EXPECTED = {STORY: kept(), "http://127.0.0.1/admin/delete-all": unmet()}
