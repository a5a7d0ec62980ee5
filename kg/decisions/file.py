"""The file of decisions: read whole, one line added or removed at a time.

Lines that nobody can read are reported with their number and never removed, nor is a
comment (``#``): the file belongs to people.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions.values import COLUMNS, Decision, parse_decision
from kg.errors import GraphError


if TYPE_CHECKING:
    from collections.abc import Sequence


FILE_NAME = "decisions.tsv"
_HEADING = "\t".join(COLUMNS)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """A decision and the number of its line, from 1."""

    number: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no decision, its number from 1, and what is wrong with it."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What the file of a graph folder holds.

    Attributes:
        path: The file.
        lines: Its decisions, in order.
        bad: Lines that are none, in order.
    """

    path: Path
    lines: tuple[Line, ...] = ()
    bad: tuple[BadLine, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions, in order."""
        return tuple(line.decision for line in self.lines)


def read_decisions(folder: Path) -> DecisionFile:
    """Return the decisions of a graph folder; none where it has no such file.

    Raises:
        GraphError: If the file cannot be read.
    """
    path = Path(folder) / FILE_NAME
    lines: list[Line] = []
    bad: list[BadLine] = []
    first: dict[str, int] = {}
    for number, raw in enumerate(_raw_lines(path), start=1):
        try:
            decision = _decision(raw)
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
            continue
        if decision is None:
            continue
        if decision.id in first:
            bad.append(BadLine(number, f"repeats line {first[decision.id]}"))
        else:
            first[decision.id] = number
            lines.append(Line(number, decision))
    return DecisionFile(path, tuple(lines), tuple(bad))


def _raw_lines(path: Path) -> list[bytes]:
    if not path.exists():
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror}") from error
    if content.startswith(_UTF16):  # «Unicode text» of a spreadsheet
        content = content.decode("utf-16", "replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def _decision(raw: bytes) -> Decision | None:
    """Return the decision of a line; ``None`` for a heading, comment or empty line.

    Raises:
        ValueError: If it is none of these.
    """
    try:
        text = raw.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: {error.reason}") from error
    if not text.strip() or text.startswith("#") or text == _HEADING:
        return None
    return parse_decision(text.split("\t"))


def add_decision(folder: Path, decision: Decision) -> Line:
    """Add a decision as the last line of the file, made if need be.

    Returns:
        Its line; the line that it already has, if the file holds it.

    Raises:
        GraphError: If the file cannot be read or written.
    """
    held = read_decisions(folder)
    for line in held.lines:
        if line.decision == decision:
            return line
    raw = _raw_lines(held.path) or [_HEADING.encode()]
    if not raw[-1].strip():
        raw.pop()
    raw.append(decision.line.encode())
    _write(held.path, raw)
    return Line(len(raw), decision)


def remove_decision(folder: Path, line: Line) -> None:
    """Remove a line that :func:`read_decisions` gave.

    Raises:
        GraphError: If the file cannot be written, or has changed meanwhile.
    """
    held = read_decisions(folder)
    if line not in held.lines:
        raise GraphError(f"{held.path}:{line.number}: the line has changed; try again")
    raw = _raw_lines(held.path)
    del raw[line.number - 1]
    while raw and not raw[-1].strip():
        raw.pop()
    _write(held.path, raw)


def _write(path: Path, lines: Sequence[bytes]) -> None:
    """Put the file in place at once, so that a build never reads half of it."""
    content = b"".join(line + b"\n" for line in lines)
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(content)
        temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise GraphError(f"{path}: cannot be written: {error.strerror}") from error
