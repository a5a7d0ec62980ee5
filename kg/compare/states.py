"""A state of a graph: what is asked, and signatures of its named graphs if known."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.folder import is_graph_folder, open_earlier_store, reading_ledger
from kg.graph.sources import StoreSource, open_source, select_values


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.graph.sources import Source


Select: TypeAlias = "Callable[[str], Iterable[Sequence[str | None]]]"


@dataclass(frozen=True, slots=True)
class State:
    """A state of a graph.

    Attributes:
        name: What it is called to people.
        select: Runs SELECT queries on it.
        graphs: Its named graphs of articles and their signatures; ``None`` where these
            are not recorded, as of a file or an endpoint.
        blocks: Likewise its entities.
    """

    name: str
    select: Select
    graphs: Mapping[str, str] | None = None
    blocks: Mapping[str, str] = field(default_factory=dict)


def open_state(target: str) -> State:
    """Open a graph folder, an RDF file or an endpoint as it is now.

    Raises:
        GraphError: If a folder is no graph folder.
        QueryError: If a file is no RDF.
    """
    select = _select(open_source(target))
    if not is_graph_folder(Path(target)):
        return State(target, select)
    with reading_ledger(Path(target)) as ledger:
        return State(
            target, select, ledger.signatures("graphs"), ledger.signatures("blocks")
        )


def open_previous_state(folder: Path) -> State:
    """Open a graph folder as it was before the last build that changed it.

    Raises:
        GraphError: If it is no graph folder, or has had one state only.
    """
    store = open_earlier_store(folder)
    with reading_ledger(folder) as ledger:
        graphs = ledger.earlier_signatures("graphs")
        blocks = ledger.earlier_signatures("blocks")
    name = f"{folder} before its last build"
    return State(name, _select(StoreSource(store)), graphs, blocks or {})


def _select(source: Source) -> Select:
    return partial(select_values, source)


def scope(before: State, after: State) -> tuple[str, ...] | None:
    """Return the named graphs that may differ, sorted; ``None`` for all."""
    if before.graphs is None or after.graphs is None:
        return None
    return _differing(before.graphs, after.graphs)


def block_scope(before: State, after: State) -> tuple[str, ...] | None:
    """Return the entities that may differ, sorted; ``None`` for all."""
    if before.graphs is None or after.graphs is None:
        return None
    return _differing(before.blocks, after.blocks)


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    names = one.keys() | other.keys()
    return tuple(sorted(name for name in names if one.get(name) != other.get(name)))
