"""How much a graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.nquads import TYPE
from kg.graph.vocab import Class


if TYPE_CHECKING:
    from collections.abc import Mapping


COUNTED: Mapping[str, Class] = {
    "articles": Class.ARTICLE,
    "outlets": Class.OUTLET,
    "persons": Class.PERSON,
    "organizations": Class.ORGANIZATION,
    "places": Class.PLACE,
    "facilities": Class.FACILITY,
    "posts": Class.POST,
    "roles held": Class.MEMBERSHIP,
    "events": Class.EVENT,
    "quotes": Class.QUOTATION,
}
"""What a summary counts, in its order."""


def count_classes(store: ox.Store) -> dict[str, int]:
    """Return the number of instances of each counted class."""
    predicate = ox.NamedNode(TYPE)
    return {
        name: sum(
            1
            for _ in store.quads_for_pattern(None, predicate, ox.NamedNode(kind), None)
        )
        for name, kind in COUNTED.items()
    }
