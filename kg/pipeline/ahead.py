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

from kg.model import Resolution
from kg.pipeline.aside import Listener
from kg.pipeline.packing import unpack_profile
from kg.resolve import read_people, resolve_people


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.resolve import Profile


class _Changes(msgspec.Struct):
    """How the articles differ from those that were known ahead.

    Attributes:
        gone: Digests of those that are no more.
        new: Packed profiles of new ones.
    """

    gone: list[str]
    new: list[bytes]


_encoder = msgspec.msgpack.Encoder()
_changes = msgspec.msgpack.Decoder(_Changes)
_resolutions = msgspec.msgpack.Decoder(Resolution)


class PeopleAhead:
    """The persons of a corpus, told apart in a process of their own."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        """Begin.

        Args:
            packed: Packed profiles of most of the articles, by digest.
        """
        self._known = packed.keys()
        self._process = Listener(partial(_tell_apart, packed))

    def resolve(
        self,
        profiles: Mapping[str, Profile],
        digests: Mapping[str, str],
        load: Callable[[str], bytes | None],
    ) -> Callable[[], Resolution]:
        """Say which articles there are, and return what gives their persons.

        Args:
            profiles: The articles by id.
            digests: Of their content, by id.
            load: Gives the packed profile of an article by its digest.
        """
        wanted = {digests[article_id] for article_id in profiles}
        new = map(load, sorted(wanted - self._known))
        changes = _Changes(
            gone=sorted(self._known - wanted), new=[one for one in new if one]
        )
        given = self._process.tell(
            _encoder.encode(changes), partial(_resolve_here, profiles)
        )
        return lambda: _resolutions.decode(given())

    def dismiss(self) -> None:
        """End the process, unless what it found was taken."""
        self._process.dismiss()


def _tell_apart(packed: Mapping[str, bytes], hear: Callable[[], bytes]) -> bytes:
    """Read the persons of articles, hear which articles changed, and resolve."""
    read = {
        digest: read_people(unpack_profile(profile))
        for digest, profile in packed.items()
    }
    changes = _changes.decode(hear())
    for digest in changes.gone:
        del read[digest]
    new = (read_people(unpack_profile(profile)) for profile in changes.new)
    return _encoder.encode(resolve_people([*read.values(), *new]))


def _resolve_here(profiles: Mapping[str, Profile]) -> bytes:
    return _encoder.encode(resolve_people(map(read_people, profiles.values())))
