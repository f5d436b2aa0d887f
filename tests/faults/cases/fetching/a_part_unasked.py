"""206: half of the page, though nobody asked for a part."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import ended
from tests.faults.story import STORY, page

PAGE = page().encode()
ROUTES = {
    STORY: answer(PAGE[: len(PAGE) // 2], HTML, f"Content-Range: bytes 0-{len(PAGE) // 2 - 1}/{len(PAGE)}", status=206)
}
EXPECTED = {STORY: ended("waiting failed unreadable", "206|part")}
