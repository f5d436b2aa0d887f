"""The story is UTF-8, a box below it windows-1251."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

BOX = "<aside><p>Погода на завтра: дощ, вітер західний, до десяти метрів за секунду.</p></aside>".encode("cp1251")
ROUTES = {STORY: answer(page(UKRAINIAN).encode().replace(b"</main>", b"</main>" + BOX))}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
