"""The header says UTF-8, the page windows-1251: the page is right."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

PAGE = page(UKRAINIAN, head='<meta charset="windows-1251">').encode("cp1251", "xmlcharrefreplace")
ROUTES = {STORY: answer(PAGE, "text/html; charset=utf-8")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
