"""Questions that people ask of a graph, without SPARQL.

Each function takes a ``select`` (runs a SELECT query) and gives frozen rows; the same
functions serve the command line, the Python API and the server.
"""

from kg.ask.answers import (
    Companion,
    EventRow,
    Hit,
    Holding,
    PersonAnswer,
    Quote,
    Ranked,
    Step,
    Support,
)
from kg.ask.lookup import Candidate, NotFoundError, find_candidates, find_entity
from kg.ask.paths import find_path
from kg.ask.people import find_holders, find_person
from kg.ask.statements import Period, find_events, find_quotes, find_words, rank
from kg.graph.subjects import Select


__all__ = [
    "Candidate",
    "Companion",
    "EventRow",
    "Hit",
    "Holding",
    "NotFoundError",
    "Period",
    "PersonAnswer",
    "Quote",
    "Ranked",
    "Select",
    "Step",
    "Support",
    "find_candidates",
    "find_entity",
    "find_events",
    "find_holders",
    "find_path",
    "find_person",
    "find_quotes",
    "find_words",
    "rank",
]
