"""Who we say we are."""

from __future__ import annotations

from scrapy.settings import BaseSettings

VERSION = "0.1.0"


class Identity:
    """Add-on: puts the operator's contact into the user agent."""

    def update_settings(self, settings: BaseSettings) -> None:
        contact = " ".join(str(settings["TOCSIN_CONTACT"] or "").split())
        agent = f"Tocsin/{VERSION} (news monitor; {contact})" if contact else f"Tocsin/{VERSION} (news monitor)"
        settings.set("USER_AGENT", agent, priority="addon")
