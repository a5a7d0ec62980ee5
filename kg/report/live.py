"""The pages of a site, made as they are asked for.

The page of one thing is read by itself, in a time that grows with what it shows. The
overview, the lists and the search need the whole graph; they are made once for each
version of it, in a thread, and only their text is kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.graph.vocab import Class
from kg.report.directory import page_name
from kg.report.reading import WholeGraph, read_corpus
from kg.report.site import ASSETS, Options, Site, asset
from kg.report.surroundings import read_surroundings
from kg.report.values import Kind


if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from kg.report.reading import Select

_PATIENCE_SECONDS = 2.0
_CLASSES = {
    Kind.PERSON: (Class.PERSON,),
    Kind.ORGANIZATION: (Class.ORGANIZATION,),
    Kind.PLACE: (Class.PLACE, Class.FACILITY),
    Kind.EVENT: (Class.EVENT,),
    Kind.ARTICLE: (Class.ARTICLE,),
}
_KINDS = frozenset(Kind)


class StillReadingError(Exception):
    """What is asked for needs the whole graph, which is being read."""


@dataclass(slots=True)
class _Version:
    """What is kept of one version of a graph."""

    key: Hashable
    select: Select
    overviews: dict[str, str] = field(default_factory=dict)
    iris: dict[Kind, dict[str, str]] = field(default_factory=dict)
    reader: threading.Thread | None = None
    failure: Exception | None = None


class LiveSite:
    """A graph's site without its files; safe to share between threads."""

    def __init__(
        self,
        open_graph: Callable[[], Select],
        version: Callable[[], Hashable],
        options: Options,
    ) -> None:
        """Take what opens the graph, and what changes whenever the graph does."""
        self._open = open_graph
        self._key = version
        self._options = replace(options, dossiers=True)
        self._lock = threading.Lock()
        self._current: _Version | None = None

    def file(self, path: str) -> str:
        """Return the content of a file of the site.

        Args:
            path: As in a written site: ``index.html``, ``person/….html``.

        Raises:
            KeyError: If the site has no such file.
            StillReadingError: If it has, but not yet.
            QueryError: If the graph cannot be read.
        """
        if path in ASSETS:
            return asset(path)
        version = self._version()
        folder, _, name = path.partition("/")
        if name:
            return self._page(version, Kind(folder) if folder in _KINDS else None, name)
        return self._overview(version, path)

    def _version(self) -> _Version:
        key = self._key()
        with self._lock:
            if self._current is None or self._current.key != key:
                self._current = _Version(key, self._open())
            return self._current

    def _page(self, version: _Version, kind: Kind | None, name: str) -> str:
        if kind is None:
            raise KeyError(name)
        stem, _, ending = name.partition(".")
        iri = self._iris(version, kind)[stem]
        corpus = read_surroundings(version.select, iri, lang=self._options.lang)
        site = Site.of(corpus, self._options)
        if ending == "html":
            return site.page(kind, iri)
        if ending == "md" and kind is Kind.PERSON:
            return site.dossier(iri)
        raise KeyError(name)

    def _iris(self, version: _Version, kind: Kind) -> dict[str, str]:
        """Return the IRIs of all things of a kind by the names of their pages."""
        with self._lock:
            if kind not in version.iris:
                graph = WholeGraph(version.select)
                version.iris[kind] = {
                    page_name(iri): iri
                    for class_ in _CLASSES[kind]
                    for iri in graph.members(class_)
                }
            return version.iris[kind]

    def _overview(self, version: _Version, path: str) -> str:
        with self._lock:
            if version.reader is None:
                version.reader = threading.Thread(
                    target=self._read, args=(version,), daemon=True
                )
                version.reader.start()
        version.reader.join(_PATIENCE_SECONDS)
        if version.reader.is_alive():
            raise StillReadingError
        if version.failure is not None:
            raise version.failure
        return version.overviews[path]

    def _read(self, version: _Version) -> None:
        try:
            corpus = read_corpus(
                version.select, lang=self._options.lang, tell=lambda _: None
            )
            version.overviews.update(Site.of(corpus, self._options).overviews())
        except Exception as error:  # noqa: BLE001 — raised again where it is waited for
            version.failure = error
