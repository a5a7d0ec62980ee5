"""What an upgrade makes stale: told before anything is done, and never mixed.

The ledger keeps which version made each extraction and which wrote the graph. What
another version made is made again before the next state of the graph is committed, so
that one graph never holds two versions' statements.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import msgspec

from kg.graph.ontology import ontology_fingerprint, ontology_version
from kg.pipeline import versions


if TYPE_CHECKING:
    from kg.graph.ledger import Ledger


_SETTING = "written by"


@dataclass(frozen=True, slots=True)
class Writer:
    """What wrote a graph.

    Attributes:
        kg: Version of this package.
        ontology: Version of the ontology.
        code: Fingerprint of the code that writes graphs.
        terms: Fingerprint of the ontology's file.
    """

    kg: str
    ontology: str
    code: str
    terms: str

    def __str__(self) -> str:
        """The versions, as people know them."""
        return f"kg {self.kg} with ontology {self.ontology}"


def this_writer() -> Writer:
    """Return what this package is."""
    return Writer(
        kg=versions.package_version(),
        ontology=ontology_version(),
        code=versions.builder_fingerprint(),
        terms=ontology_fingerprint(),
    )


def note_writer(ledger: Ledger) -> None:
    """Keep that this package wrote the graph, within a transaction."""
    writer = msgspec.json.encode(asdict(this_writer())).decode()
    ledger.change_setting(_SETTING, writer)


def find_stale(ledger: Ledger) -> list[str]:
    """Return what has to be done again after an upgrade, for people to read."""
    told = []
    stale = ledger.count_stale(versions.extractor_fingerprint())
    if stale:
        told.append(
            f"{stale} articles were extracted by another version of kg and are "
            "extracted again"
        )
    found = ledger.setting(_SETTING)
    before = msgspec.json.decode(found, type=Writer) if found else None
    now = this_writer()
    if before is not None and before != now:
        told.append(f"{_difference(before, now)}; what differs is written again")
    return told


def _difference(before: Writer, now: Writer) -> str:
    if str(before) != str(now):
        return f"the graph was written by {before}, this is {now}"
    what = "ontology" if before.code == now.code else "code"
    return f"the graph was written by {now}, but its {what} has changed since"
