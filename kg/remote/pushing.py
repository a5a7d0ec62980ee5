"""Writing what changed of a graph folder to a server.

Where the server applies one update as a whole and the change fits one, it is one: its
readers see all of it or nothing. Else article graphs go in batches of many where the
server takes N-Quads, one by one elsewhere, and entities in batches; the ledger notes
each batch, so that an interrupted run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.folder import LEDGER, is_graph_folder, read_configuration, writing
from kg.graph.iri import Minter
from kg.graph.store import open_generation


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.graph.ledger import Ledger
    from kg.remote.client import Client


_UPDATE_TRIPLES = 1_000
"""Triples of one update in batches: Virtuoso's compiler has memory for about 4,900."""

_PART_TRIPLES = 20_000
"""Triples that go to a large named graph at once."""

_BATCH_BYTES = 32 * 1024 * 1024
"""N-Quads of article graphs that go to a server at once: about 370 articles."""

_NOTED = 100
"""Named graphs after which the ledger notes what was written."""

_AFRESH = 0.5
"""Share of changed entities from which all are written again: it is faster."""

_IS_THERE = "SELECT ?p { GRAPH <%s> { ?s ?p ?o } } LIMIT 1"
_GRAPHS = """
SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "%s")) }"""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was written to a server.

    Attributes:
        url: The server.
        graphs: Number of named graphs written.
        entities: Number of entities written.
        removed: Number of named graphs and entities removed.
        transaction: Whether all was written as one, or nothing would have been.
    """

    url: str
    graphs: int
    entities: int
    removed: int
    transaction: bool

    def __str__(self) -> str:
        """The line that a push ends with."""
        whole = ", in one transaction" if self.transaction else ""
        return (
            f"{self.url}: {self.graphs} named graphs and {self.entities} entities "
            f"written, {self.removed} removed{whole}"
        )


@dataclass(frozen=True, slots=True)
class _Delta:
    """What a server should hold and does not, and the other way round."""

    changed: Mapping[str, str]
    removed: Sequence[str]

    @classmethod
    def between(cls, there: Mapping[str, str], here: Mapping[str, str]) -> _Delta:
        changed = {one: sign for one, sign in here.items() if there.get(one) != sign}
        return cls(changed, sorted(there.keys() - here.keys()))


def push(
    folder: Path,
    client: Client,
    on_progress: Callable[[int], None] = lambda _count: None,
) -> Pushed:
    """Write what a server lacks of a built graph, and remove what it has too much.

    Args:
        folder: The graph folder; its ledger notes what the server has.
        client: The server.
        on_progress: Told how many named graphs are written.

    Raises:
        GraphError: If the folder is no built graph, or a build is writing it.
        RemoteError: If the server cannot be reached, or refuses something.
    """
    if not is_graph_folder(folder):  # writing() would make one
        raise GraphError(f"{folder}: not a graph folder (no {LEDGER})")
    with writing(folder) as ledger:
        return _Push(folder, ledger, client, on_progress).run()


class _Push:
    """One write to one server."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        client: Client,
        on_progress: Callable[[int], None],
    ) -> None:
        self._ledger = ledger
        self._client = client
        self._on_progress = on_progress
        self._server = client.endpoints.update
        self._store = open_generation(folder, ledger.generation)
        self._minter = Minter(read_configuration(folder).base_iri)
        self._entities = self._minter.entities_graph
        there = self._recorded()
        self._graphs = _Delta.between(there["graphs"], ledger.signatures("graphs"))
        self._blocks = _Delta.between(there["blocks"], ledger.signatures("blocks"))
        self._had_blocks = len(there["blocks"])

    def _recorded(self) -> dict[str, dict[str, str]]:
        """Return what the server has: as the ledger notes it, else as it says itself.

        A server that has lost its data is written to as if it were new.
        """
        there = {
            table: self._ledger.pushed(self._server, table)
            for table in ("graphs", "blocks")
        }
        provenance = self._minter.provenance_graph
        if not self._client.values(_IS_THERE % provenance):
            there = {"graphs": {}, "blocks": {}}
        if not there["graphs"]:
            found = self._client.values(_GRAPHS % self._minter.article_graph(""))
            there["graphs"] = dict.fromkeys(found, "")
            # Noted, so that they are removed even if this run is interrupted before.
            self._note("graphs", there["graphs"], ())
        return there

    def run(self) -> Pushed:
        """Write the difference: in one update if that is safe and small."""
        graphs, blocks = self._graphs, self._blocks
        removed = len(graphs.removed) + len(blocks.removed)
        anything = graphs.changed or blocks.changed or removed
        whole = bool(anything) and self._fits_one_update()
        if whole:
            self._client.update("".join(self._whole_update()))
            self._note("graphs", graphs.changed, graphs.removed)
            self._note("blocks", blocks.changed, blocks.removed)
        elif anything:
            self._write_entities()
            self._write_graphs()
        return Pushed(
            self._client.endpoints.url,
            len(graphs.changed),
            len(blocks.changed),
            removed,
            whole,
        )

    def _note(
        self, table: str, changed: Mapping[str, str], removed: Iterable[str]
    ) -> None:
        with self._ledger.transaction():
            self._ledger.change_pushed(self._server, table, changed, removed)

    # --------------------------------------------------------------- one update

    def _fits_one_update(self) -> bool:
        most = self._client.endpoints.transaction
        if len(self._graphs.changed) + len(self._blocks.changed) > most:
            return False
        count = 0
        for triples in self._changed_triples():
            count += triples.count(b"\n")
            if count > most:
                return False
        return True

    def _changed_triples(self) -> Iterator[bytes]:
        yield from map(self._graph, self._graphs.changed)
        yield from map(self._block, self._blocks.changed)

    def _whole_update(self) -> Iterator[str]:
        for graph in (*self._graphs.removed, *self._graphs.changed):
            yield f"DROP SILENT GRAPH <{graph}> ;\n"
        yield from self._block_removals((*self._blocks.removed, *self._blocks.changed))
        yield "INSERT DATA {\n"
        for graph in self._graphs.changed:
            yield _within(graph, self._graph(graph))
        blocks = b"".join(map(self._block, self._blocks.changed))
        yield _within(self._entities, blocks)
        yield "}\n"

    def _block_removals(self, subjects: Iterable[str]) -> Iterator[str]:
        for one in subjects:
            yield f"DELETE WHERE {{ GRAPH <{self._entities}> {{ <{one}> ?p ?o }} }} ;\n"

    # ------------------------------------------------------------------ in parts

    def _write_graphs(self) -> None:
        """Put each changed graph in place of what it was, and remove the others."""
        if self._client.endpoints.quads is None:
            self._put_graphs()
        else:
            self._load_graphs()
        for graph in self._graphs.removed:
            self._remove(graph)
            self._note("graphs", {}, [graph])

    def _load_graphs(self) -> None:
        """Write graphs many at a time, as N-Quads.

        Between dropping them and noting that they are written the ledger knows of none
        of a batch, so that an interrupted run writes it again, whatever came of it.
        """
        done = 0
        for batch in self._graph_batches():
            self._note("graphs", {}, batch)
            drops = (f"DROP SILENT GRAPH <{graph}>" for graph in batch)
            self._client.update(" ;\n".join(drops))
            self._client.add_quads(b"".join(batch.values()))
            changed = self._graphs.changed
            self._note("graphs", {graph: changed[graph] for graph in batch}, ())
            done += len(batch)
            self._on_progress(done)

    def _graph_batches(self) -> Iterator[dict[str, bytes]]:
        """Yield the changed graphs as N-Quads, a good size together."""
        batch: dict[str, bytes] = {}
        size = 0
        for graph in self._graphs.changed:
            end = f" <{graph}> .\n".encode()
            batch[graph] = self._graph(graph).replace(b" .\n", end)
            size += len(batch[graph])
            if size >= _BATCH_BYTES:
                yield batch
                batch, size = {}, 0
        if batch:
            yield batch

    def _put_graphs(self) -> None:
        """Write graphs one by one."""
        waiting: dict[str, str] = {}
        for count, (graph, signature) in enumerate(self._graphs.changed.items()):
            self._replace(graph, self._graph(graph))
            waiting[graph] = signature
            if len(waiting) == _NOTED:
                self._note("graphs", waiting, ())
                waiting = {}
                self._on_progress(count + 1)
        self._note("graphs", waiting, ())

    def _write_entities(self) -> None:
        """Write the changed entities, or all if these are most."""
        changed, removed = self._blocks.changed, self._blocks.removed
        if len(changed) + len(removed) > _AFRESH * self._had_blocks:
            self._replace(self._entities, self._graph(self._entities))
            self._note("blocks", changed, removed)
            return
        for subjects in _batches([*removed, *changed], 50):
            blocks = (self._block(one) for one in subjects if one in changed)
            removals = "".join(self._block_removals(subjects))
            first, *others = _parts(b"".join(blocks), _UPDATE_TRIPLES)
            self._client.update(removals + _insertion(self._entities, first))
            for part in others:
                self._client.update(_insertion(self._entities, part))
            written = {one: changed[one] for one in subjects if one in changed}
            gone = [one for one in subjects if one not in changed]
            self._note("blocks", written, gone)

    def _replace(self, graph: str, triples: bytes) -> None:
        """Put a named graph in place of what it was, in parts if it is large."""
        if self._client.endpoints.graphs is None:
            self._client.update(f"DROP SILENT GRAPH <{graph}>")
            for part in _parts(triples, _UPDATE_TRIPLES):
                self._client.update(_insertion(graph, part))
            return
        first, *others = _parts(triples, _PART_TRIPLES)
        self._client.put(graph, first)
        for part in others:
            self._client.append(graph, part)

    def _remove(self, graph: str) -> None:
        if self._client.endpoints.graphs is None:
            self._client.update(f"DROP SILENT GRAPH <{graph}>")
        else:
            self._client.delete(graph)

    # ----------------------------------------------------------------- the triples

    def _graph(self, graph: str) -> bytes:
        """Return a named graph of the folder as sorted N-Triples."""
        name = ox.NamedNode(graph)
        form = ox.RdfFormat.N_TRIPLES
        return _sorted(self._store.dump(format=form, from_graph=name))

    def _block(self, subject: str) -> bytes:
        """Return an entity of the folder as sorted N-Triples."""
        node, graph = ox.NamedNode(subject), ox.NamedNode(self._entities)
        quads = self._store.quads_for_pattern(node, None, None, graph)
        triples = (quad.triple for quad in quads)
        return _sorted(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))


def _sorted(triples: bytes | None) -> bytes:
    lines = sorted((triples or b"").splitlines())
    return b"".join(line + b"\n" for line in lines)


def _within(graph: str, triples: bytes) -> str:
    return f"GRAPH <{graph}> {{\n{triples.decode()}}}\n"


def _insertion(graph: str, triples: bytes) -> str:
    return f"INSERT DATA {{ {_within(graph, triples)} }}"


def _parts(triples: bytes, size: int) -> Iterator[bytes]:
    """Yield N-Triples in parts of at most ``size`` lines; one empty part for none."""
    lines = triples.splitlines(keepends=True)
    for at in range(0, max(len(lines), 1), size):
        yield b"".join(lines[at : at + size])


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
