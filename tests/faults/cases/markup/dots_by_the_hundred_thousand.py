"""A paragraph is made for rules that try again and again: letters, dots and blanks by the hundred thousand."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ODD = "".join(f"<p>{piece * 30_000}</p>" for piece in ("a.", "- ", "12:", "( ", "| ", "«»", "By "))
ROUTES = {STORY: answer(page(after=ODD))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large|longer than"))}
