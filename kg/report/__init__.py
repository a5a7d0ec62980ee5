"""A graph as a static site, and a person as a Markdown dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.report.dossier import person_dossier
from kg.report.index import Index
from kg.report.live import LiveSite, StillReadingError
from kg.report.site import Options, Written, write_site
from kg.report.surroundings import read_surroundings
from kg.report.wording import Wording


if TYPE_CHECKING:
    from kg.report.reading import Select


__all__ = [
    "LiveSite",
    "Options",
    "StillReadingError",
    "Written",
    "dossier_of",
    "write_site",
]


def dossier_of(select: Select, person: str, *, lang: str = "fa") -> str:
    """Return the Markdown dossier of the person with an IRI.

    Raises:
        KeyError: If the graph has no such entity.
    """
    corpus = read_surroundings(select, person, lang=lang)
    return person_dossier(Index(corpus), person, Wording(lang))
