"""The page declares its charset behind 100 kilobytes of comment."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

PAGE = page(UKRAINIAN, head=f"<!--{'x' * 100_000}--><meta charset='windows-1251'>").encode(
    "cp1251", "xmlcharrefreplace"
)
ROUTES = {STORY: answer(PAGE, "text/html")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
