"""Marks that turn the direction of the text, and invisible ones, are strewn over it."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ENGLISH, STORY, page

ROUTES = {STORY: answer(page().replace(" harbor", " \u202eharbor\u202c\u2066").replace(" fire", " fire\u200b\ufeff"))}
EXPECTED = {STORY: kept(ENGLISH.paragraphs[1], without="\u202e")}
