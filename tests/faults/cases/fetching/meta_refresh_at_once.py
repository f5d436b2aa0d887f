"""A healthy page orders to load itself at once, for ever."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(head=f'<meta http-equiv="refresh" content="0; url={STORY}">'))}
EXPECTED = {STORY: either(kept(), ended("waiting failed unreadable", "circle|redirect"))}
