"""Crawl-delays that are no numbers, negative, infinite, not a number."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

RULES = "".join(f"Crawl-delay: {value}\n" for value in ("soon", "-5", "nan", "1e999", "0x10", "1,5", ""))
ROUTES = {ROBOTS: answer(f"User-agent: *\n{RULES}", TEXT)}
EXPECTED = {STORY: kept()}
