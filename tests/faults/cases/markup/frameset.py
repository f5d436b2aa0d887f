"""The page is a frameset: its text is elsewhere."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        '<html><head><title>Amber Post</title></head><frameset cols="20%,*"><frame src="a.html"><frame src="b.html"><noframes>Your browser shows no frames.</noframes></frameset></html>'
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article", "frame|no text|HTML|scripts|empty|short")}
