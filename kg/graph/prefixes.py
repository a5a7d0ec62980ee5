"""The prefixes that every query may use, and IRIs shortened by them for people."""

from __future__ import annotations

import re
from urllib.parse import unquote

from kg.graph.vocab import PREFIXES


_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)


def declare_prefixes(query: str) -> str:
    """Return ``query`` with declarations of the prefixes it does not declare itself."""
    own = set(_DECLARED.findall(query))
    lines = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in PREFIXES.items()
        if prefix not in own
    ]
    return "\n".join([*lines, query])


def shorten(iri: str) -> str:
    """Return an IRI as people read it: with a prefix, percent-encoding undone.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return unquote(iri)
