"""A person's decisions about a graph: ``decisions.tsv`` in its folder.

A decision is a line of text: what to do, with what, and who says so, when and why. The
file is the only place where decisions are kept, so that they are reviewed, merged and
undone like any other text; every build replays its lines in order.

Entities and statements are named by what an article says («علی رضایی @ isna-12»), not
by IRI: an IRI is made from a canonical key, and the next article may change that.
"""

from kg.decisions.file import (
    FILE_NAME,
    BadLine,
    DecisionFile,
    Line,
    add_decision,
    read_decisions,
    remove_decision,
)
from kg.decisions.values import (
    ABSENT,
    ENTITY_KINDS,
    STATEMENT_KINDS,
    Action,
    Anchor,
    Decision,
    Kind,
    comparable,
    parse_anchor,
    parse_decision,
    wanted_part,
)


__all__ = [
    "ABSENT",
    "ENTITY_KINDS",
    "FILE_NAME",
    "STATEMENT_KINDS",
    "Action",
    "Anchor",
    "BadLine",
    "Decision",
    "DecisionFile",
    "Kind",
    "Line",
    "add_decision",
    "comparable",
    "parse_anchor",
    "parse_decision",
    "read_decisions",
    "remove_decision",
    "wanted_part",
]
