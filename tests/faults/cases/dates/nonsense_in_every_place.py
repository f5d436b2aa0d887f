"""Every place for a date holds nonsense; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ODD = "".join(
    f'<meta name="{name}" content="{value}">'
    for name in ("date", "pubdate", "article:published_time", "dc.date", "parsely-pub-date")
    for value in (
        "",
        "null",
        "NaN",
        "today",
        "Invalid Date",
        "00/00/0000",
        "99999999999999999999",
        "\u0661\u0662",
        "1e400",
    )
)
ROUTES = {STORY: answer(page(published="", head=ODD))}
EXPECTED = {STORY: kept(published="2026-03-17")}
