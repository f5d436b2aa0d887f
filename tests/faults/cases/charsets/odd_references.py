"""Character references name controls, NUL, noncharacters and what lies beyond Unicode."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ODD = "&#x0B; &#0; &#x1F; &#xFFFF; &#x110000; &#99999999999; &#x; &#; &#-1; &nosuch; &#x80; &#xFDD0;"
ROUTES = {STORY: answer(page(after=f"<p>The odd ones {ODD} stand between the words of this line.</p>"))}
EXPECTED = {STORY: kept()}
