"""What a graph folder keeps of its articles, in the exchange format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph.folder import is_graph_folder, reading_ledger
from kg.pipeline.packing import unpack_extraction
from kg.pipeline.records import Record, to_record


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def stored_records(folder: Path) -> Iterator[Record]:
    """Return what ``kg extract`` printed of the articles of a graph, in reading order.

    Of articles with one id the first counts, as in the graph; statements below the
    graph's least confidence are here, too.

    Raises:
        GraphError: If it is no graph folder; an RDF file or an endpoint is none.
    """
    if not is_graph_folder(folder):
        raise GraphError(f"{folder}: not a graph folder, which records come from")
    return _records(folder)


def _records(folder: Path) -> Iterator[Record]:
    with reading_ledger(folder) as ledger:
        seen: set[str] = set()
        failures = ledger.failures()
        for row in ledger.articles():
            if row.id in seen or row.digest in failures:
                continue
            seen.add(row.id)
            packed = ledger.extraction(row.digest)
            if packed is not None:
                yield to_record(unpack_extraction(packed))
