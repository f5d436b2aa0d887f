"""A bot challenge is answered with 403."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        "<html><head><title>Just a moment...</title><script>window._cf_chl_opt={};</script></head><body><p>Checking your browser.</p></body></html>",
        HTML,
        "Server: cloudflare",
        "cf-mitigated: challenge",
        status=403,
    )
}
EXPECTED = {STORY: postponed("403 Forbidden|challenge")}
