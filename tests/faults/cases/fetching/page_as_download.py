"""A healthy page is declared a binary file."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), "application/octet-stream")}
EXPECTED = {STORY: either(kept(), ended("not_an_article", "octet-stream"))}
