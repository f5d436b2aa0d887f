"""A bot challenge stands before the page."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        '<html><head><title>Just a moment...</title><script>window._cf_chl_opt={cvId:"3"};</script></head><body><h1>News</h1><p>Checking your browser before you go on. This may take a few seconds.</p></body></html>'
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article waiting", "challenge")}
