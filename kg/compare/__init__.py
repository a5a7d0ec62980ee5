"""What changed between two states of a graph: entities, roles, events, quotations.

The states may be two graph folders, RDF files or endpoints, or one folder before and
after its last build. Of folders only the named graphs whose recorded signatures differ
are read, so that comparing costs what changed and not what there is.
"""

from kg.compare.changes import KINDS, Change, compare
from kg.compare.states import State, open_previous_state, open_state
from kg.compare.telling import tell


__all__ = [
    "KINDS",
    "Change",
    "State",
    "compare",
    "open_previous_state",
    "open_state",
    "tell",
]
