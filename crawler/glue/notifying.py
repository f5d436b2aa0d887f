"""Tells a person what changed, by any service that apprise knows: mail, Telegram, Matrix, Slack and many more."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from crawler.errors import BadInput

if TYPE_CHECKING:
    from apprise import Apprise


def notifier(settings: BaseSettings) -> Apprise | None:
    """Where notes are sent; None where nobody wants any. Raises BadInput."""
    if not (addresses := settings["TOCSIN_NOTIFY"]):
        return None
    from apprise import Apprise  # takes half a second to load, which most runs need not wait for

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # what it says may hold passwords
    found = Apprise()
    if not found.add(addresses):
        raise BadInput("TOCSIN_NOTIFY", "is no address that apprise knows; see https://github.com/caronc/apprise/wiki")
    return found


def notify(to: Apprise, lines: Sequence[str]) -> str | None:
    """Send lines as one note; what went wrong, in words, or None. It is sent once: `scrapy health` knows it too."""
    title = f"Tocsin: {lines[0]}" if len(lines) == 1 else f"Tocsin: {len(lines)} sources changed"
    if to.notify(title=title, body="\n".join(lines)):
        return None
    return "the note about it could not be sent: is the address of TOCSIN_NOTIFY right?"
