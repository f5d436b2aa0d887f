"""A feed stands where the story was."""

from tests.faults.answers import XML, answer
from tests.faults.expected import ended
from tests.faults.story import STORY, item, root_of, rss

ROUTES = {STORY: answer(rss(item(root_of(__name__) + STORY)), XML)}
EXPECTED = {STORY: ended("unreadable not_an_article", ".")}
