"""A graph as a static site or as tables, and a person as a Markdown dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.report.dossier import person_dossier
from kg.report.index import Index
from kg.report.reading import read_corpus
from kg.report.site import Options, Written, write_site
from kg.report.wording import Wording


if TYPE_CHECKING:
    from pathlib import Path

    from kg.report.reading import Select


__all__ = ["Options", "Written", "dossier_of", "write_site", "write_tables"]


def write_tables(select: Select, output: Path) -> dict[str, int]:
    """Write roles, events and quotes with their evidence as tables.

    Args:
        select: Runs a SELECT query on the graph.
        output: A workbook if it ends in ``.xlsx``, else a folder of CSV files.

    Returns:
        The number of rows of each table.
    """
    # Only tables need the writer of workbooks, and it takes a while to import.
    from kg.report.tables import write_csv, write_workbook  # noqa: PLC0415

    corpus = read_corpus(select, lang="fa", tell=lambda _: None)
    write = write_workbook if output.suffix == ".xlsx" else write_csv
    return write(corpus, output)


def dossier_of(select: Select, person: str, *, lang: str = "fa") -> str:
    """Return the Markdown dossier of the person with an IRI.

    Raises:
        KeyError: If the graph has no such entity.
    """
    corpus = read_corpus(select, lang=lang, tell=lambda _: None)
    return person_dossier(Index(corpus), person, Wording(lang))
