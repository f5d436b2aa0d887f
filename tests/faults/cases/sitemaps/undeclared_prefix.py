"""The elements have a prefix that nobody declared."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

XML_TEXT = (
    urlset(root_of(__name__) + STORY)
    .replace("<url", "<sm:url")
    .replace("</url", "</sm:url")
    .replace("loc>", "sm:loc>")
    .replace("</sm:loc", "</sm:loc")
    .replace("<sm:sm:", "<sm:")
)
ROUTES = {SITEMAP: answer(XML_TEXT.replace("</loc", "</sm:loc"), XML)}
EXPECTED = {STORY: kept()}
