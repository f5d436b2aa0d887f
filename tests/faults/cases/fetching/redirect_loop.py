"""Two addresses redirect to each other."""

from tests.faults.answers import redirect
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: redirect("/2026/03/17/one-of-two"), "/2026/03/17/one-of-two": redirect(STORY)}
EXPECTED = {STORY: ended("waiting failed not_an_article", "circle|redirect")}
