"""Which commands there are."""

from __future__ import annotations

from types import MappingProxyType


COMMANDS = MappingProxyType(
    {
        "build": "building",
        "stats": "checking",
        "validate": "checking",
        "who": "questions",
        "person": "questions",
        "said": "questions",
        "events": "questions",
        "top": "questions",
        "path": "questions",
        "find": "questions",
        "query": "querying",
        "queries": "querying",
        "view": "viewing",
        "report": "reporting",
        "dossier": "reporting",
        "serve": "serving",
        "export": "exporting",
        "diff": "comparing",
        "conflicts": "linking",
        "explain-entity": "linking",
        "decide": "deciding",
        "push": "pushing",
        "extract": "extracting",
        "annotate": "reading",
        "explain": "reading",
        "eval": "judging",
    }
)
"""Each command's module, so that one command need not wait for the others' imports.

The order is that of help, and of a user's work: build, ask, look, take away, correct,
look inside.
"""
