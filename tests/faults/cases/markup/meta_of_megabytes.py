"""Twenty thousand meta elements, one of them a megabyte long."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

META = '<meta name="author" content="a">' * 20_000 + f'<meta name="description" content="{"x " * 500_000}">'
ROUTES = {STORY: answer(page(head=META))}
EXPECTED = {STORY: kept()}
