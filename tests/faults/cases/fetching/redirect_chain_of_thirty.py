"""Thirty redirects stand before the story."""

from tests.faults.answers import answer, redirect
from tests.faults.expected import ended
from tests.faults.story import STORY, page

CHAIN = {f"/hop/{n}": redirect(f"/hop/{n + 1}") for n in range(29)}
ROUTES = {STORY: redirect("/hop/0"), **CHAIN, "/hop/29": answer(page())}
EXPECTED = {STORY: ended("waiting failed not_an_article", "redirect")}
