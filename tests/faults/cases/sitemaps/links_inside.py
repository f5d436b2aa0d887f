"""Addresses lead to the crawler's own machine and network, and to its files."""

from tests.faults.answers import XML, answer
from tests.faults.expected import ended
from tests.faults.story import SITEMAP, urlset

ADDRESSES = [
    "http://127.0.0.1/2026/03/17/a-story",
    "http://169.254.169.254/latest/meta-data",
    "http://0/2026/03/17/a-story",
]
ROUTES = {SITEMAP: answer(urlset(*ADDRESSES, "file:///etc/passwd"), XML)}
EXPECTED = {
    address: ended("failed not_an_article forbidden", "internal|private|own network|not public")
    for address in ADDRESSES[:2]
}
