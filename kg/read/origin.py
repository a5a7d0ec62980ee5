"""Where a stream of bytes comes from, and the messages and ids that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """

    name: str
    source: Source

    @property
    def file_name(self) -> str:
        """The name that tells the format: of the member, else of the file."""
        return self.source.member or self.source.path

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
