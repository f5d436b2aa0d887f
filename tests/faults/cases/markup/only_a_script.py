"""The text is shown only by a script."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        '<html><head><title>Amber Post</title></head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>'
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article", "script")}
