"""A megabyte of NULs is declared HTML."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer(b"\x00" * 1_000_000)}
EXPECTED = {STORY: ended("unreadable waiting failed", "HTML|empty|no text")}
