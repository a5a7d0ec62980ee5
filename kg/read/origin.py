"""Where a stream of bytes comes from, and the messages and ids that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from kg.model import Problem, Source


class RefusedError(Exception):
    """A stream or record cannot be read; the message is the reason given to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file, or a member of an archive.

    Attributes:
        name: Path below the folder that was asked for, with ``/``; articles without
            an id of their own are named by it.
        source: Path, member and encoding.
        file_name: The name whose ending tells the format, ``""`` where nothing does.
    """

    name: str
    source: Source
    file_name: str = ""

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in small letters, with its dot."""
        return PurePath(self.file_name).suffix.lower()

    def without_suffix(self) -> Origin:
        """Return the origin of what a compressed file holds."""
        return replace(self, file_name=self.file_name[: -len(self.suffix) or None])

    def member(self, name: str) -> Origin:
        """Return the origin of a member of this archive."""
        path = f"{self.source.member}/{name}" if self.source.member else name
        source = replace(self.source, member=path)
        return replace(self, source=source, file_name=name)

    def article_id(self, record: int | None) -> str:
        """Return the id of an article that gives none itself.

        >>> Origin(name="a/b.jsonl", source=Source(path="b.jsonl")).article_id(3)
        'a/b.jsonl:3'
        """
        source = replace(self.source, path=self.name, record=record)
        return str(source)

    def decoded(self, encoding: str) -> Origin:
        """Return the same origin with its encoding recognized."""
        return replace(self, source=replace(self.source, encoding=encoding))

    def at(self, record: int | None) -> Source:
        """Return the source of one record."""
        return replace(self.source, record=record)

    def problem(
        self, reason: str, *, record: int | None = None, kind: str = "error"
    ) -> Problem:
        """Return a problem with this origin or one of its records."""
        return Problem(source=self.at(record), reason=reason, kind=kind)
