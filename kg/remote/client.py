"""HTTP to a SPARQL server: credentials, retries, one connection.

Every request here may be repeated without harm, so that a dropped connection or a busy
server (429, 502, 503, 504) is answered by trying again, later each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth, HTTPDigestAuth
from urllib3.util import Retry

from kg.errors import RemoteError


if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.remote.endpoints import Endpoints


_TRIES = 5
_BUSY = (429, 502, 503, 504)
_MISSING = 404
_UNAUTHORIZED = 401
_N_TRIPLES = "application/n-triples"
_N_QUADS = "application/n-quads"


@dataclass(frozen=True, slots=True)
class Credentials:
    """How one is let in: a user with a password, or a token; all empty for neither."""

    user: str = ""
    password: str = ""
    token: str = ""


class Client:
    """Talks to one graph store.

    Attributes:
        endpoints: Its addresses.
    """

    def __init__(
        self,
        endpoints: Endpoints,
        credentials: Credentials | None = None,
        *,
        timeout: float = 120.0,
        pause: float = 0.5,
    ) -> None:
        self.endpoints = endpoints
        self._credentials = credentials or Credentials()
        self._timeout = timeout
        self._session = requests.Session()
        retry = Retry(
            total=_TRIES,
            backoff_factor=pause,
            status_forcelist=_BUSY,
            allowed_methods=None,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        # What a user has set for other programs (.netrc, proxies) is not for this one.
        self._session.trust_env = False
        if self._credentials.token:
            bearer = f"Bearer {self._credentials.token}"
            self._session.headers["Authorization"] = bearer

    def update(self, text: str) -> None:
        """Run an update.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        # UTF-8 by definition; Virtuoso waits for ever where a charset is told.
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self.endpoints.update, text.encode(), headers=headers)

    def put(self, graph: str, triples: bytes) -> None:
        """Put a named graph in place of what it was.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        self._store("PUT", graph, triples)

    def append(self, graph: str, triples: bytes) -> None:
        """Add triples to a named graph.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        self._store("POST", graph, triples)

    def delete(self, graph: str) -> None:
        """Remove a named graph, if there is one.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        self._store("DELETE", graph, None)

    def add_quads(self, quads: bytes) -> None:
        """Add N-Quads to the named graphs that they name.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        if self.endpoints.quads is None:
            raise ValueError("the server takes no quads of many graphs")
        headers = {"Content-Type": _N_QUADS}
        self._send("POST", self.endpoints.quads, quads, headers=headers)

    def _store(self, method: str, graph: str, triples: bytes | None) -> None:
        if self.endpoints.graphs is None:
            raise ValueError("the server has no graph store protocol")
        headers = {} if triples is None else {"Content-Type": _N_TRIPLES}
        address = self.endpoints.graphs
        self._send(method, address, triples, headers=headers, graph=graph)

    def values(self, query: str) -> list[str]:
        """Return the first column of a SELECT query.

        Raises:
            RemoteError: If the server refuses it, or cannot be reached.
        """
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/sparql-results+json",
        }
        body = urlencode({"query": query}).encode()
        answer = self._send("POST", self.endpoints.query, body, headers=headers)
        try:
            found = answer.json()
            name = found["head"]["vars"][0]
            return [row[name]["value"] for row in found["results"]["bindings"]]
        except (ValueError, KeyError, IndexError) as error:
            told = answer.text[:200]
            raise RemoteError(f"{answer.url}: not an answer: {told!r}") from error

    def _send(
        self,
        method: str,
        url: str,
        body: bytes | None,
        *,
        headers: Mapping[str, str],
        graph: str | None = None,
    ) -> requests.Response:
        """Send a request, again with the password if the server asks for it.

        It is not sent before, because how is the server's choice: Virtuoso refuses
        basic authentication without saying what it wants.
        """
        parameters = {} if graph is None else {"graph": graph}
        answer = self._request(method, url, body, headers, parameters)
        one = self._credentials
        unknown = self._session.auth is None and one.user
        if answer.status_code == _UNAUTHORIZED and unknown:
            offered = answer.headers.get("WWW-Authenticate", "").lower()
            scheme = HTTPDigestAuth if "digest" in offered else HTTPBasicAuth
            self._session.auth = scheme(one.user, one.password)
            answer = self._request(method, url, body, headers, parameters)
        if method == "DELETE" and answer.status_code == _MISSING:
            return answer
        if not answer.ok:
            raise RemoteError(_refusal(answer, self._credentials))
        return answer

    def _request(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
        parameters: Mapping[str, str],
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                url,
                data=body,
                headers=dict(headers),
                params=dict(parameters),
                timeout=self._timeout,
            )
        except requests.RequestException as error:
            raise RemoteError(f"{url}: cannot be reached: {_cause(error)}") from error


def _cause(error: BaseException) -> str:
    """Return what an error comes from in the end, less the layers that passed it on.

    ``[Errno 111] Connection refused`` says more than four lines of urllib3 around it.
    """
    while (before := error.__cause__ or error.__context__) is not None:
        error = before
    return str(error)


def _refusal(answer: requests.Response, credentials: Credentials) -> str:
    """Return what a refused request is told with, and the cure where one is known."""
    told = " ".join(answer.text.split())[:300] or answer.reason
    if answer.status_code in {_UNAUTHORIZED, 403}:
        known = credentials.user or credentials.token
        cure = "are they right?" if known else "are not set"
        return (
            f"{answer.url}: {answer.status_code}: not let in; KG_STORE_USER and "
            f"KG_STORE_PASSWORD (or KG_STORE_TOKEN) {cure}"
        )
    return f"{answer.url}: {answer.status_code}: {told}"
