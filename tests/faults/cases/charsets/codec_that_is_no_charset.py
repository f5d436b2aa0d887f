"""The charset is the name of a codec that turns no bytes into text, on a page that is no UTF-8."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

PAGE = page(UKRAINIAN, head='<meta charset="rot_13">').encode("cp1251", "xmlcharrefreplace")
ROUTES = {STORY: answer(PAGE, "text/html; charset=zlib_codec")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
