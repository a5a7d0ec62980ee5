"""Finding the files to read, in an order that never changes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Problem, Source
from kg.read.remote import canonical, is_url, list_remote


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


STDIN = "-"
GRAPH_FILES = ("kg.toml", "ledger.sqlite")
"""What lies in every graph folder; such a folder may lie among the articles."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read.

    Attributes:
        name: Its path below the folder that was given, with ``/`` on every system;
            its file name where the file itself was given, ``-`` for standard input.
            It does not depend on where the folder lies.
        path: Its path, as given or found, to open it by.
        asked: Whether the file itself was given, not a folder it lies in; then it is
            read whatever its name ends in.
    """

    name: str
    path: str
    asked: bool = False


def list_files(inputs: Iterable[str | Path]) -> Iterator[InputFile | Problem]:
    """Yield the files of ``inputs``: files as given, folders recursively by name.

    Hidden files and folders (``.name``) below a given folder are skipped; a file that
    is given by its own name is taken whatever it is called. A file that is reached
    twice comes once. A graph folder holds no articles, wherever it lies.

    Args:
        inputs: Paths or addresses (``s3://…``) of files and folders; ``-`` is standard
            input.

    Yields:
        Files, and a problem for what is missing, loops, or cannot be listed.
    """
    seen: set[str] = set()
    for given in map(str, inputs):
        for found in _iter_input(given):
            if isinstance(found, Problem):
                yield found
                continue
            real = real_path(found.path)
            if real not in seen:
                seen.add(real)
                yield found


def real_path(path: str) -> str:
    """Return the one path or address of a file; standard input stays ``-``.

    It is a key and :func:`readable`: a file is opened by the path it was found by.
    """
    if is_url(path):
        return canonical(path)
    return path if path == STDIN else readable(os.path.realpath(path))


def readable(path: str) -> str:
    r"""Return a path as text, with the bytes of a name that is not UTF-8 written out.

    Such names come from archives that were packed under Windows.

    >>> readable("\udce9.txt")
    '\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def to_input_file(file: InputFile | str | Path) -> InputFile:
    """Return ``file`` as an input named by its last part, unless it is one already."""
    if isinstance(file, InputFile):
        return file
    return InputFile(readable(Path(file).name), str(file), asked=True)


def _iter_input(given: str) -> Iterator[InputFile | Problem]:
    if given == STDIN:
        yield InputFile(STDIN, STDIN, asked=True)
    elif is_url(given):
        yield from _iter_address(given)
    elif Path(given).is_dir():
        yield from _iter_folder(Path(given), "", (os.path.realpath(given),))
    elif Path(given).exists():
        yield InputFile(readable(Path(given).name), given, asked=True)
    elif Path(given).is_symlink():
        yield _problem(given, "a symbolic link that leads nowhere or to itself")
    else:
        yield _problem(given, "no such file or folder")


def _iter_address(given: str) -> Iterator[InputFile | Problem]:
    try:
        found = list_remote(given)
    except OSError as error:
        yield _problem(given, error.strerror or str(error))
        return
    for name, address, asked in found:
        yield InputFile(name, address, asked=asked)


def _iter_folder(
    folder: Path, prefix: str, above: tuple[str, ...]
) -> Iterator[InputFile | Problem]:
    """Yield what lies in ``folder``; ``above`` are the real folders that lead to it."""
    if all((folder / name).is_file() for name in GRAPH_FILES):
        yield _problem(str(folder), "a graph folder, no articles", kind="skipped")
        return
    try:
        names = sorted(child.name for child in folder.iterdir())
    except OSError as error:
        yield _problem(str(folder), f"the folder cannot be listed: {error.strerror}")
        return
    for name in names:
        if not name.startswith("."):
            yield from _iter_child(folder / name, prefix + name, above)


def _iter_child(
    child: Path, name: str, above: tuple[str, ...]
) -> Iterator[InputFile | Problem]:
    if child.is_dir():
        real = os.path.realpath(child)
        if real in above:
            yield _problem(str(child), "a symbolic link to a folder that it lies in")
        else:
            yield from _iter_folder(child, f"{name}/", (*above, real))
    elif child.is_file():
        yield InputFile(readable(name), str(child))
    elif child.is_symlink():
        yield _problem(str(child), "a symbolic link that leads nowhere or to itself")
    else:
        yield _problem(str(child), "neither a file nor a folder")


def _problem(path: str, reason: str, *, kind: str = "error") -> Problem:
    return Problem(source=Source(path=readable(path)), reason=reason, kind=kind)
