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
from kg.ask.conflicts import KINDS as CONFLICT_KINDS
from kg.ask.conflicts import Claim, Conflict, find_conflicts
from kg.ask.linking import KINDS as ENTITY_KINDS
from kg.ask.linking import EntityAnswer, Judged, explain_entity
from kg.ask.lookup import Candidate, NotFoundError, find_candidates, find_entity
from kg.ask.paths import find_path
from kg.ask.people import find_holders, find_person
from kg.ask.statements import Period, find_events, find_quotes, find_words, rank
from kg.graph.subjects import Select


__all__ = [
    "CONFLICT_KINDS",
    "ENTITY_KINDS",
    "Candidate",
    "Claim",
    "Companion",
    "Conflict",
    "EntityAnswer",
    "EventRow",
    "Hit",
    "Holding",
    "Judged",
    "NotFoundError",
    "Period",
    "PersonAnswer",
    "Quote",
    "Ranked",
    "Select",
    "Step",
    "Support",
    "explain_entity",
    "find_candidates",
    "find_conflicts",
    "find_entity",
    "find_events",
    "find_holders",
    "find_path",
    "find_person",
    "find_quotes",
    "find_words",
    "rank",
]
