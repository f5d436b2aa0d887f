"""The story moved to https, where nobody answers."""

from tests.faults.answers import redirect
from tests.faults.expected import postponed
from tests.faults.story import STORY, root_of

ROUTES = {STORY: redirect(root_of(__name__).replace("http:", "https:") + STORY, status=301)}
EXPECTED = {STORY: postponed("refuse|not reached|tunnel|https|502")}
