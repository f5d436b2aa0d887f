"""The page counts its years in other calendars, and says them in machine's places."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

STATED = '<meta property="article:published_time" content="2569-03-17"><time datetime="1404-12-26">26 اسفند 1404</time>'
ROUTES = {STORY: answer(page(published="", head=STATED))}
EXPECTED = {STORY: kept(published="2026-03-17")}
