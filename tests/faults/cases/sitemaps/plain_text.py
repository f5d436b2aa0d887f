"""The sitemap is a list of addresses, with Windows line ends and a BOM."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of

ROUTES = {SITEMAP: answer(b"\xef\xbb\xbf" + f"{root_of(__name__)}{STORY}\r\n\r\n".encode(), TEXT)}
EXPECTED = {STORY: kept()}
