"""From what a person types to what a decision is about.

A decision names an entity or a statement by articles and by what they say; here that is
found out from a typed name, a few words, or an IRI. What fits several is never guessed:
the error lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ask.lookup import (
    Candidate,
    NotFoundError,
    canonical_names,
    find_candidates,
    is_iri,
    suggest,
)
from kg.decisions import ABSENT, Anchor, Kind, comparable, parse_anchor
from kg.errors import QueryError
from kg.graph.vocab import Class
from kg.pipeline.packing import unpack_profile
from kg.resolve.deciding import ENTITY_KINDS


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.ledger import Ledger
    from kg.graph.subjects import Row, Select


_KINDS = {
    Class.PERSON: Kind.PERSON,
    Class.ORGANIZATION: Kind.ORGANIZATION,
    Class.PLACE: Kind.PLACE,
    Class.FACILITY: Kind.FACILITY,
    Class.ENTITY: Kind.ENTITY,
    Class.MEMBERSHIP: Kind.ROLE,
    Class.EVENT: Kind.EVENT,
    Class.QUOTATION: Kind.QUOTE,
}
_LOOKED_UP = {
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "place",
    Kind.FACILITY: "place",
    Kind.ENTITY: "entity",
}
_ANCHORED = 3
"""Articles that an anchor names, so that the loss of one does not undo a decision."""

_SHOWN = 10
_QUOTE_LENGTH = 60
"""Code points of a quotation that an anchor keeps."""

_TYPES = "SELECT ?type { <%s> a ?type }"
_ENTITY = """
SELECT ?name ?id { <%s> rdfs:label ?name
  OPTIONAL { ?article schema:mentions <%s> ; schema:identifier ?id } } ORDER BY ?id"""
_ACCOUNTS = """
SELECT DISTINCT ?e ?id { VALUES ?known { %s }
  ?o kg:account ?known , ?e . ?e prov:wasDerivedFrom/schema:identifier ?id }"""
_STATEMENTS = {
    Kind.ROLE: """
SELECT ?s ?id ?person ?title ?body ?status {
  ?s a kg:Membership ; prov:wasDerivedFrom/schema:identifier ?id ;
    org:member/rdfs:label ?person ; kg:roleTitle ?title ; kg:status ?iri .
  BIND(STRAFTER(STR(?iri), "#") AS ?status)
  OPTIONAL { ?s org:organization/rdfs:label ?body } %s }""",
    Kind.EVENT: """
SELECT ?s ?id ?name ?place ?day {
  ?s a kg:Event ; prov:wasDerivedFrom/schema:identifier ?id ; rdfs:label ?name .
  OPTIONAL { ?s kg:placeName ?place } OPTIONAL { ?s schema:startDate ?day } %s }""",
    Kind.QUOTE: """
SELECT ?s ?id ?speaker ?text {
  ?s a kg:Quotation ; prov:wasDerivedFrom/schema:identifier ?id ;
    kg:speakerName ?speaker ; schema:text ?text . %s }""",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person means.

    Attributes:
        kind: Of entity or statement.
        anchor: How a decision names it.
        articles: Ids of all articles that name or state it, sorted.
        iris: IRIs of the statements, sorted; empty for an entity.
    """

    kind: Kind
    anchor: Anchor
    articles: tuple[str, ...] = ()
    iris: tuple[str, ...] = ()


class Finder:
    """Finds what is meant in a built graph."""

    def __init__(self, select: Select, ledger: Ledger) -> None:
        self._select = select
        self._digests: dict[str, str] = {}
        self._ledger = ledger

    def entity(self, typed: str, kind: Kind | None = None) -> Meant:
        """Return the entity that a typed name, ``name @ article`` or IRI means.

        Raises:
            QueryError: If nothing or several fit; the message lists candidates.
        """
        if is_iri(typed):
            return self._of_iri(typed)
        anchor = _typed_anchor(typed)
        if anchor.articles:
            return self._of_anchor(anchor, kind)
        kinds = sorted({_LOOKED_UP[one] for one in ((kind,) if kind else ENTITY_KINDS)})
        found = find_candidates(self._select, typed, kinds)
        # A place that only contains others is named by no article: nothing to decide.
        found = tuple(one for one in found if one.articles)
        equal = [one for one in found if comparable(one.name) == comparable(typed)]
        if len(equal or found) != 1:
            raise self._ambiguous(typed, kinds, equal or found)
        return self._of_iri((equal or found)[0].iri)

    def _ambiguous(
        self, typed: str, kinds: Sequence[str], found: Sequence[Candidate]
    ) -> NotFoundError:
        if not found:
            near = suggest(self._select, typed, kinds)
            hint = "; near names: " if near else ""
            words = hint + "، ".join(f"«{one.name}»" for one in near)
            return NotFoundError(f"nothing is named «{typed}»{words}", near)
        names = canonical_names(self._select, (one.iri for one in found[:_SHOWN]))
        lines = [
            f"  {one.iri}  «{names[one.iri]}», {one.articles} articles"
            for one in found[:_SHOWN]
        ]
        if len(found) > _SHOWN:
            lines.append(f"  … and {len(found) - _SHOWN} more")
        message = f"«{typed}» may be any of these; give one of the IRIs:"
        return NotFoundError("\n".join([message, *lines]), found)

    def _of_iri(self, iri: str) -> Meant:
        kind = self._kind_of(iri)
        if kind not in ENTITY_KINDS:
            raise QueryError(f"not an entity, but a {kind}: {iri}")
        rows = list(self._select(_ENTITY % (iri, iri)))
        name = str(rows[0][0])
        articles = tuple(sorted({row[1] for row in rows if row[1]}))
        return Meant(kind, self._anchored(kind, name, articles), articles)

    def _kind_of(self, iri: str) -> Kind:
        types = {row[0] for row in self._select(_TYPES % iri)}
        for name, kind in _KINDS.items():
            if name in types:
                return kind
        raise QueryError(f"the graph has no entity or statement {iri}")

    def _anchored(self, kind: Kind, name: str, articles: Iterable[str]) -> Anchor:
        """Return an anchor by a few articles that use the name itself."""
        using = []
        for article_id in articles:
            if comparable(name) in self._names(kind, article_id):
                using.append(article_id)
            if len(using) == _ANCHORED:
                break
        return Anchor((name,), tuple(using))

    def without(self, meant: Meant, articles: Iterable[str]) -> Meant:
        """Return an entity as what is left of it without some articles."""
        left = tuple(sorted(set(meant.articles) - set(articles)))
        anchor = self._anchored(meant.kind, meant.anchor.name, left)
        return Meant(meant.kind, anchor, left)

    def _of_anchor(self, anchor: Anchor, kind: Kind | None) -> Meant:
        """Return what an article calls so."""
        wanted = comparable(anchor.name)
        for one in (kind,) if kind else ENTITY_KINDS:
            if all(wanted in self._names(one, id_) for id_ in anchor.articles):
                return Meant(one, anchor, anchor.articles)
        raise QueryError(f"no such article names «{anchor.name}»: {anchor}")

    def _names(self, kind: Kind, article_id: str) -> set[str]:
        """Return what an article calls its entities of a kind, as it is compared."""
        if not self._digests:
            # The first of some articles with one id is the one in the graph.
            for row in self._ledger.articles():
                self._digests.setdefault(row.id, row.digest)
        packed = self._ledger.profile(self._digests.get(article_id, ""))
        entities = () if packed is None else unpack_profile(packed).entities
        return {
            comparable(name)
            for entity in entities
            if entity.kind is ENTITY_KINDS[kind]
            for name in (entity.name, *entity.aliases)
        }

    # -------------------------------------------------------------- statements

    def statement(self, typed: str, kind: Kind, article: str | None = None) -> Meant:
        """Return the statement that an IRI, or words that it holds, mean.

        An event that is called just so comes before events that only hold the words.

        Args:
            typed: An IRI; or words that the statement's names or text hold, perhaps
                as an anchor has them (``name | place | day @ article``).
            kind: Role, event or quote.
            article: Id of the article that states it; ``None`` for any.

        Raises:
            QueryError: If none or several fit; the message lists candidates.
        """
        where = f"VALUES ?s {{ <{typed}> }}" if is_iri(typed) else ""
        told = Anchor((typed,)) if where else _typed_anchor(typed)
        stated_in = told.articles if article is None else (article,)
        words = " ".join(told.parts)
        rows = [
            row
            for row in self._select(_STATEMENTS[kind] % where)
            if (not stated_in or row[1] in stated_in)
            and (where or _holds(row[2:], words))
        ]
        by_anchor = _by_anchor(kind, rows)
        if kind is Kind.EVENT and len(by_anchor) > 1:
            wanted = comparable(told.name)
            equal = [row for row in rows if comparable(str(row[2])) == wanted]
            by_anchor = _by_anchor(kind, equal) if equal else by_anchor
        if len(by_anchor) != 1:
            raise _unclear(typed, kind, by_anchor)
        ((parts, found),) = by_anchor.items()
        articles = tuple(sorted({str(row[1]) for row in found}))
        anywhere = kind is Kind.ROLE and not where and not stated_in
        iris = tuple(sorted(str(row[0]) for row in found))
        anchor = Anchor(parts, () if anywhere else articles)
        return Meant(kind, anchor, articles, iris)

    def account(self, event: Meant, article: str) -> Meant:
        """Return how another article tells an event that both were taken to tell.

        Raises:
            QueryError: If it is no article of that event.
        """
        values = " ".join(f"<{iri}>" for iri in event.iris)
        rows = [row for row in self._select(_ACCOUNTS % values) if row[1] == article]
        if not rows:
            raise QueryError(f"{article}: does not tell {event.anchor}")
        return self.statement(str(rows[0][0]), Kind.EVENT)

    def any(self, typed: str, kind: Kind | None, article: str | None) -> Meant:
        """Return the entity or statement that is meant; an IRI tells which.

        Raises:
            QueryError: If none or several fit.
        """
        if is_iri(typed):
            kind = self._kind_of(typed)
        if kind in _STATEMENTS:
            return self.statement(typed, kind, article)
        if article is not None and not is_iri(typed):
            typed = str(Anchor((typed,), (article,)))
        return self.entity(typed, kind)


def _typed_anchor(typed: str) -> Anchor:
    try:
        return parse_anchor(typed)
    except ValueError as error:
        raise QueryError(str(error)) from error


def _holds(parts: Iterable[str | None], typed: str) -> bool:
    """Say whether parts of a statement hold all words, in any spelling."""
    told = comparable(" ".join(part or "" for part in parts))
    return all(comparable(word) in told for word in typed.split())


def _parts(kind: Kind, row: Row) -> tuple[str, ...]:
    """Return how an anchor names the statement of a row."""
    parts = [part or ABSENT for part in row[2:]]
    if kind is Kind.QUOTE and len(parts[1]) > _QUOTE_LENGTH:
        parts[1] = parts[1][:_QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"
    return tuple(parts)


def _by_anchor(kind: Kind, rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Return statements by how an anchor names them, in the order of articles."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (str(row[1]), str(row[0]))):
        found.setdefault(_parts(kind, row), []).append(row)
    return found


def _unclear(
    typed: str, kind: Kind, found: Mapping[tuple[str, ...], Sequence[Row]]
) -> QueryError:
    if not found:
        return QueryError(f"no {kind} says «{typed}»")
    lines = [
        f"  {rows[0][0]}  {' | '.join(part for part in parts if part)} @ {rows[0][1]}"
        for parts, rows in list(found.items())[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(f"  … and {len(found) - _SHOWN} more")
    message = f"«{typed}» fits {len(found)} of kind {kind}; give one of the IRIs:"
    return QueryError("\n".join([message, *lines]))
