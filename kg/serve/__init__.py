"""Serving a graph over HTTP: SPARQL 1.1 Protocol, JSON answers, a query page.

Read-only. Every query runs in a worker process of its own, so that one that takes too
long can be ended; the graph is opened anew for each, so that a finished build shows.
"""

from kg.serve.app import create_app, serve
from kg.serve.runner import Limits


__all__ = ["Limits", "create_app", "serve"]
