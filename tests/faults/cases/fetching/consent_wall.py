"""A consent wall stands before the page."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

WALL = "https://consent.news.example/collectConsent?sessionId=1"
ROUTES = {
    STORY: answer(
        f'<html><head><title>Before you continue</title></head><body><form action="{WALL}"><h1>Before you continue</h1><p>We and our 842 partners store and access information on a device, such as cookies, and process personal data.</p><button>Accept all</button><button>Reject all</button></form></body></html>'
    )
}
EXPECTED = {STORY: ended("unreadable not_an_article", "consent wall")}
