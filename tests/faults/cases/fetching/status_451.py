"""The page is barred by law."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Unavailable in your country</h1>", status=451)}
EXPECTED = {STORY: postponed("451 Unavailable For Legal Reasons")}
