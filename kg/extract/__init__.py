"""From an annotated document to its statements: entities, roles, events, quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.context import Context
from kg.extract.events import find_events
from kg.extract.persons import read_persons
from kg.extract.quotes import find_quotes
from kg.extract.roles import find_roles
from kg.model import Extraction


if TYPE_CHECKING:
    from kg.model import Document


__all__ = ["Context", "extract"]


def extract(document: Document) -> Extraction:
    """Return all that a document states, each statement with its evidence.

    Names are clustered first, then roles are read (they tell what a title refers to),
    then quotes and events.

    Args:
        document: A fully annotated document.

    Returns:
        Entities, roles, quotes and events in order of appearance; evidence counts the
        text as received.
    """
    context = read_persons(document)
    roles = find_roles(context)
    quotes = find_quotes(context)
    events = find_events(context)
    return Extraction(
        article=document.article,
        entities=tuple(context.coreference.entities),
        roles=tuple(roles),
        events=tuple(events),
        quotes=tuple(quotes),
        dropped=tuple(context.dropped),
    )
