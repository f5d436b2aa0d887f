"""An error page is answered with 200."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        "<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1><p>The page that you are looking for does not exist or was moved.</p></body></html>"
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article", "error page")}
