"""The page redirects to itself and sets a cookie each time, which it wants to see."""

from tests.faults.answers import redirect
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: redirect(STORY, "Set-Cookie: seen=1; Path=/")}
EXPECTED = {STORY: ended("waiting failed not_an_article", "circle|redirect")}
