"""A graph folder: its settings, its ledger, its lock.

``graphs/NAME/`` holds ``kg.toml`` (settings), ``ledger.sqlite``, ``store/`` (numbered
generations), ``report.json`` and ``report.tsv``, and ``lock``, which a build holds
while it runs and which then says what process that is.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import tomllib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph.iri import DEFAULT_BASE, Minter
from kg.graph.ledger import Ledger
from kg.graph.store import generation_path, open_generation


if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox


LEDGER = "ledger.sqlite"
CONFIGURATION = "kg.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The settings of a graph, kept in its ``kg.toml``.

    Attributes:
        base_iri: What every IRI of the graph starts with.
        min_confidence: Statements below it are left out.
    """

    base_iri: str = DEFAULT_BASE
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        Minter(self.base_iri)
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence is not in 0–1: {self.min_confidence}")

    def to_toml(self) -> str:
        """Return the text of ``kg.toml``."""
        return (
            "# Settings of this graph; a change takes effect at the next build.\n"
            f"base_iri = {json.dumps(self.base_iri, ensure_ascii=False)}\n"
            f"min_confidence = {self.min_confidence}\n"
        )


def read_configuration(folder: Path) -> Configuration:
    """Return the settings of a graph folder; defaults where it has none yet.

    Raises:
        GraphError: If ``kg.toml`` is damaged or has an unknown or wrong setting.
    """
    path = folder / CONFIGURATION
    if not path.is_file():
        return Configuration()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = sorted(found.keys() - {one.name for one in fields(Configuration)})
        if unknown:
            raise GraphError(f"{path}: unknown setting: {unknown[0]!r}")
        return Configuration(**found)
    except (ValueError, TypeError) as error:
        raise GraphError(f"{path}: {error}") from error


def configure(
    folder: Path, base_iri: str | None, min_confidence: float | None
) -> Configuration:
    """Return the settings of a graph folder, with what is given in place.

    Raises:
        GraphError: If ``kg.toml`` or a given setting is wrong.
    """
    given = {"base_iri": base_iri, "min_confidence": min_confidence}
    changes = {key: value for key, value in given.items() if value is not None}
    try:
        return replace(read_configuration(folder), **changes)  # type: ignore[arg-type]
    except ValueError as error:
        raise GraphError(str(error)) from error


def write_configuration(folder: Path, configuration: Configuration) -> None:
    """Write ``kg.toml``, unless it says so already."""
    path = folder / CONFIGURATION
    if not path.is_file() or read_configuration(folder) != configuration:
        write_whole(path, configuration.to_toml().encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file of a graph folder: all of it, or nothing as on a full disk.

    Raises:
        GraphError: If it cannot be written; what it held is then left.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise GraphError(f"{path}: cannot write: {error.strerror}") from error


def is_graph_folder(path: Path) -> bool:
    """Say whether a path is a graph folder."""
    return (path / LEDGER).is_file()


@contextmanager
def writing(folder: Path) -> Iterator[Ledger]:
    """Lock a graph folder, made if need be, and give its ledger.

    Raises:
        GraphError: If another build holds the lock, or the folder cannot be written.
    """
    with _locked(folder):
        ledger = Ledger(folder / LEDGER)
        try:
            yield ledger
        finally:
            ledger.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a graph folder; the file says who does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise GraphError(f"{folder}: cannot write: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip()
            raise GraphError(
                f"{folder}: another build is writing this graph"
                f"{holder and f' ({holder})'}; try again when it ends"
            ) from error
        # words for people only: on a full disk the lock holds without them
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _holder().encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _holder() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def open_store(folder: Path) -> ox.Store:
    """Open the committed state of a graph folder for reading.

    Raises:
        GraphError: If it is no graph folder, or holds no built graph.
    """
    ledger = Ledger(folder / LEDGER, read_only=True)
    try:
        generation = ledger.generation
    finally:
        ledger.close()
    return open_generation(folder, generation)


def open_earlier_store(folder: Path) -> ox.Store:
    """Open the state of a graph folder before the last build that changed it.

    Raises:
        GraphError: If it is no graph folder, or has had one state only.
    """
    with reading_ledger(folder) as ledger:
        earlier = ledger.generation - 1
    if earlier < 1 or not generation_path(folder, earlier).is_dir():
        raise GraphError(
            f"{folder}: no earlier state; one is kept from the second build on that "
            "changes the graph"
        )
    return open_generation(folder, earlier)


def version_of(graph: Path) -> int:
    """Return a number that changes whenever what is committed in a graph does.

    Args:
        graph: A graph folder, a file, or what is neither (``0``).
    """
    if is_graph_folder(graph):
        with reading_ledger(graph) as ledger:
            return ledger.generation
    return graph.stat().st_mtime_ns if graph.is_file() else 0


@contextmanager
def reading_ledger(folder: Path) -> Iterator[Ledger]:
    """Give the ledger of a graph folder for reading."""
    ledger = Ledger(Path(folder) / LEDGER, read_only=True)
    try:
        yield ledger
    finally:
        ledger.close()
