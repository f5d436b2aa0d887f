"""A login wall stands in the place of the article."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        '<html><head><title>Sign in</title></head><body><h1>Sign in</h1><form method="post"><label>E-mail<input name="user"></label><label>Password<input type="password" name="secret"></label><button>Sign in</button></form><p>Forgot your password?</p></body></html>'
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article", "login wall")}
