"""An empty database, and an intake in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.storage.database import open_database
from tests.intake.desk import Desk


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = open_database(tmp_path / "news.db")
    yield opened
    opened.close()


@pytest.fixture
def desk(db: Database) -> Desk:
    """An intake without a bound on age."""
    return Desk(db)
