"""Persons that are read before all articles are known.

Of a large corpus few articles change from one build to the next, so what can be done
for the articles that were there is done while it is not yet known which they will be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.evidence import Tally
from kg.resolve.people import read_people


if TYPE_CHECKING:
    from kg.resolve.evidence import Usage
    from kg.resolve.people import PeopleOf
    from kg.resolve.profile import Profile


class EarlyPeople:
    """The persons of articles that may still come and go."""

    def __init__(self) -> None:
        """Begin with no articles."""
        self._read: dict[str, PeopleOf] = {}
        self._tally = Tally()

    def add(self, digest: str, profile: Profile) -> None:
        """Take the persons of an article in."""
        self._read[digest] = read = read_people(profile)
        self._tally.add(read.named)

    def remove(self, digest: str) -> None:
        """Leave the persons of an article out again."""
        self._tally.remove(self._read.pop(digest).named)

    @property
    def read(self) -> list[PeopleOf]:
        """The persons of each article."""
        return list(self._read.values())

    @property
    def usage(self) -> Usage:
        """How common names and companions are."""
        return self._tally.usage()
