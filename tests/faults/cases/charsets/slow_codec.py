"""The charset is a codec of quadratic time, on a megabyte of text that is no UTF-8."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(b"\xff" + b"a" * 1_000_000 + page().encode(), "text/html; charset=idna")}
EXPECTED = {STORY: either(kept(), ended("unreadable", "no text|HTML|large"))}
