"""The sitemap breaks off within its last address."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept, unmet
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROOT = root_of(__name__)
ROUTES = {SITEMAP: answer(urlset(ROOT + STORY, f"{ROOT}/2026/03/17/never-whole")[:-90], XML)}
EXPECTED = {
    STORY: kept(),
    "/2026/03/17/never-whole": unmet(),
    "/2026/03/17/never-w": unmet(),
    "/2026/03/17/ne": unmet(),
}
