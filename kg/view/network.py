"""What a page shows: nodes, edges, facts with their evidence, articles.

These are values of the view alone; :mod:`kg.view.reading` makes them from a graph.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvidence:
    """A stretch of an article with the text around it.

    Attributes:
        article: Index in :attr:`Network.articles`.
        before: Text before the stretch, to the start of its sentence or paragraph.
        exact: The stretch itself.
        after: Text after it.
    """

    article: int
    before: str
    exact: str
    after: str

    def to_json(self) -> dict[str, object]:
        """Return the value as the page's script reads it."""
        return {
            "article": self.article,
            "before": self.before,
            "exact": self.exact,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """One statement in words.

    Attributes:
        kind: ``role``, ``event`` or ``quote``.
        text: The statement for people to read.
        date: Its date in both calendars, or ``""``.
        month: Index in :attr:`Network.months`, or ``None`` where undated.
        status: Status of a role or modality of an event, or ``""``.
        confidence: 0–1.
        sources: Number of independent articles that state it; copies count once.
        evidence: Where it is stated.
    """

    kind: str
    text: str
    date: str = ""
    month: int | None = None
    status: str = ""
    confidence: float = 1.0
    sources: int = 1
    evidence: tuple[ShownEvidence, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the value as the page's script reads it."""
        return {
            "kind": self.kind,
            "text": self.text,
            "date": self.date,
            "month": self.month,
            "status": self.status,
            "confidence": self.confidence,
            "sources": self.sources,
            "evidence": [evidence.to_json() for evidence in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """An article as a page names it."""

    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the value as the page's script reads it."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity on the page.

    Attributes:
        facts: Indices in :attr:`Network.facts`.
        count: Number of statements on it, of which ``facts`` may be a part; 0 for none
            but these.
    """

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    count: int = 0
    community: int = 0
    x: float = 0.0
    y: float = 0.0
    size: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link between two entities; ``facts`` are indices in :attr:`Network.facts`."""

    source: str
    target: str
    kind: str
    label: str
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A page's whole content.

    Attributes:
        nodes: Sorted by id, with positions.
        edges: Sorted; both ends are in ``nodes``.
        facts: What nodes and edges refer to by index.
        articles: What evidence refers to by index.
        months: Labels of the Jalali months of the slider, in order.
        left_out: How many nodes were left out because of a limit.
        focus: Id of the node that the page is about, ``""`` for none.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    facts: tuple[ShownFact, ...] = ()
    articles: tuple[ShownArticle, ...] = ()
    months: tuple[str, ...] = ()
    left_out: int = 0
    focus: str = ""
