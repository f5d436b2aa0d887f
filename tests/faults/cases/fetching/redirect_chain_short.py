"""Three redirects lead to the story."""

from tests.faults.answers import answer, redirect
from tests.faults.expected import ended, kept
from tests.faults.story import STORY, page

LAST = "/2026/03/17/the-story-at-its-third-address"
ROUTES = {
    STORY: redirect("/second"),
    "/second": redirect("/third", status=301),
    "/third": redirect(LAST),
    LAST: answer(page()),
}
EXPECTED = {STORY: ended("moved", "redirects to"), LAST: kept()}
