"""Knowledge graphs from Persian news.

``kg.open("graphs/news")`` opens a graph for questions; ``kg.extract_records(paths)``
gives what articles state; the command line is ``kg --help``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from kg.api import Graph, Table
    from kg.api import open_graph as open
    from kg.pipeline import extract_records


__all__ = ["Graph", "Table", "extract_records", "open"]

_PLACES = {
    "Graph": ("kg.api", "Graph"),
    "Table": ("kg.api", "Table"),
    "extract_records": ("kg.pipeline", "extract_records"),
    "open": ("kg.api", "open_graph"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then, so that ``import kg`` is quick."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)
