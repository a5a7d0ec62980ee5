"""A graph on a SPARQL server: what changed since it was last written there.

The folder stays the place where a graph is built; a server gets the named graphs whose
signatures differ from what the ledger knows it to have, by SPARQL 1.1 Update and the
Graph Store Protocol.
"""

from kg.remote.client import Client, Credentials
from kg.remote.endpoints import Endpoints, find_endpoints
from kg.remote.pushing import Pushed, push


__all__ = [
    "Client",
    "Credentials",
    "Endpoints",
    "Pushed",
    "find_endpoints",
    "push",
]
