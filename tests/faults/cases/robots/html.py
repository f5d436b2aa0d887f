"""A page stands where robots.txt was."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

ROUTES = {
    ROBOTS: answer(
        "<!DOCTYPE html><html><body><h1>Welcome</h1><p>User-agent: you. Disallow: /nothing</p></body></html>"
    )
}
EXPECTED = {STORY: kept()}
