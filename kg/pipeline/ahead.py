"""Telling persons apart, begun while the inputs are still read.

Of a large graph few articles change, and who the persons of all the others are takes
longest. So a second process reads their names and posts as soon as a file is seen to
have changed; which articles there are in the end it is told when all are known. What
comes of it is what :func:`kg.resolve.resolve_people` gives.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from kg.decisions import Decision  # noqa: TC001 — msgspec looks it up
from kg.model import Resolution
from kg.pipeline.aside import Listener
from kg.pipeline.packing import unpack_names, unpack_profile
from kg.resolve import EarlyPeople, read_people, recall_names, resolve_people


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.resolve import Profile


class _Changes(msgspec.Struct):
    """How the articles differ from those that were known ahead.

    Attributes:
        gone: Digests of those that are no more.
        new: Packed profiles of new ones.
        decisions: What people decided, in the order of their lines.
    """

    gone: list[str]
    new: list[bytes]
    decisions: list[Decision]


_encoder = msgspec.msgpack.Encoder()
_changes = msgspec.msgpack.Decoder(_Changes)
_resolutions = msgspec.msgpack.Decoder(Resolution)


class PeopleAhead:
    """The persons of a corpus, told apart in a process of their own."""

    def __init__(self, packed: Mapping[str, bytes], names: bytes = b"") -> None:
        """Begin.

        Args:
            packed: Packed profiles of most of the articles, by digest.
            names: What their names become, packed, if that is known.
        """
        self._known = packed.keys()
        self._process = Listener(partial(_tell_apart, packed, names))

    def resolve(
        self,
        profiles: Mapping[str, Profile],
        digests: Mapping[str, str],
        load: Callable[[str], bytes | None],
        decisions: Sequence[Decision] = (),
    ) -> Callable[[], Resolution]:
        """Say which articles there are, and return what gives their persons.

        Args:
            profiles: The articles by id.
            digests: Of their content, by id.
            load: Gives the packed profile of an article by its digest.
            decisions: What people decided, in the order of their lines.
        """
        wanted = {digests[article_id] for article_id in profiles}
        new = map(load, sorted(wanted - self._known))
        changes = _Changes(
            gone=sorted(self._known - wanted),
            new=[one for one in new if one],
            decisions=list(decisions),
        )
        given = self._process.tell(
            _encoder.encode(changes), partial(_resolve_here, profiles, decisions)
        )
        return lambda: _resolutions.decode(given())

    def dismiss(self) -> None:
        """End the process, unless what it found was taken."""
        self._process.dismiss()


def _tell_apart(
    packed: Mapping[str, bytes], names: bytes, hear: Callable[[], bytes]
) -> bytes:
    """Read the persons of articles, hear which articles changed, and resolve."""
    recall_names(unpack_names(names))
    people = EarlyPeople()
    for digest, profile in packed.items():
        people.add(digest, unpack_profile(profile))
    changes = _changes.decode(hear())
    for digest in changes.gone:
        people.remove(digest)
    for number, profile in enumerate(changes.new):
        people.add(f"new {number}", unpack_profile(profile))
    resolution = resolve_people(people.read, changes.decisions, people.usage)
    return _encoder.encode(resolution)


def _resolve_here(
    profiles: Mapping[str, Profile], decisions: Sequence[Decision]
) -> bytes:
    read = map(read_people, profiles.values())
    return _encoder.encode(resolve_people(read, decisions))
