"""Work that may be done beside other work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar


if TYPE_CHECKING:
    from collections.abc import Callable


_Found = TypeVar("_Found")


class Beside(Protocol):
    """Begins some work, and gives a function that returns what came of it."""

    def __call__(self, work: Callable[[], _Found], /) -> Callable[[], _Found]:
        """Begin ``work``; what it returns must be what pickle can carry."""


def afterwards(work: Callable[[], _Found], /) -> Callable[[], _Found]:
    """Do the work when it is asked for, as where there is only one process."""
    return work
