"""The page wants a password."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Authorization required</h1>", HTML, 'WWW-Authenticate: Basic realm="x"', status=401)}
EXPECTED = {STORY: postponed("401 Unauthorized")}
