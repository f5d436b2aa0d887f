"""The database in Datasette: for reading only, nothing loaded from elsewhere, CSV that no spreadsheet runs."""

from __future__ import annotations

from pathlib import Path

from crawler.glue.csv_cells import App, with_defused_csv

METADATA = Path(__file__).parent / "datasette.yaml"
SETTINGS = {
    "truncate_cells_html": 300,  # characters of a text that a table shows; the row's own page shows all
    "default_page_size": 50,
    "allow_download": False,
}


def browsable(database: Path) -> App:
    """The web application."""
    import yaml  # here, since every command loads its file and none other needs them
    from datasette.app import Datasette

    metadata = yaml.safe_load(METADATA.read_text("utf-8"))
    metadata["databases"] = {database.stem: {"tables": metadata.pop("tables")}}
    return with_defused_csv(Datasette([str(database)], metadata=metadata, settings=SETTINGS).app())
