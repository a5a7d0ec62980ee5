"""What statements say, when, and where it is stated."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.subjects import describe, select_about, values_of
from kg.graph.vocab import RDFS, SCHEMA, Property


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.subjects import Select
    from kg.view.skeleton import Bone

Stretch: TypeAlias = tuple[str, int, int]
"""An article's IRI, and start and end of a stretch of it, in code points."""

LABEL, TEXT = f"{RDFS}label", f"{SCHEMA}text"
_PUBLISHED = f"{SCHEMA}datePublished"
_DAYS: Mapping[str, str] = {
    "role": Property.AS_OF,
    "event": f"{SCHEMA}startDate",
    "quote": f"{SCHEMA}dateCreated",
}
_PROPERTIES = (
    *(Property.STATUS, Property.MODALITY, Property.CONFIDENCE, Property.ROLE_TITLE),
    *(LABEL, TEXT, *_DAYS.values()),
)
_COPIES = "SELECT ?article ?group WHERE { ?article kg:copyOf ?group }"
_SELECTORS = """
SELECT ?mention ?article ?start ?end WHERE { VALUES ?mention { %s }
  ?mention oa:hasSource ?article ; oa:start ?start ; oa:end ?end }"""
# As kg.graph.iri mints them (RFC 5147); others are asked for.
_MENTION = re.compile(r"(?P<article>.+)#char=(?P<start>\d+),(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of statements, by IRI.

    Attributes:
        records: Their own properties.
        days: The day of each, ISO; ``""`` where undated.
        places: The stretches of articles that state each.
        copies: The group of copies that an article belongs to.
    """

    records: Mapping[str, Mapping[str, str]]
    days: Mapping[str, str]
    places: Mapping[str, Sequence[Stretch]]
    copies: Mapping[str, str]

    def sources(self, statement: str) -> set[str]:
        """Return the independent sources of a statement; copies of a text are one."""
        articles = (place[0] for place in self.places.get(statement, ()))
        return {self.copies.get(one, one) for one in articles}

    def best_places(self, statements: Iterable[str], most: int) -> list[Stretch]:
        """Return where statements stand, the longest stretch of each article."""
        places = {place for one in statements for place in self.places.get(one, ())}
        best: dict[str, Stretch] = {}
        for place in sorted(places):
            known = best.get(place[0])
            if known is None or place[2] - place[1] > known[2] - known[1]:
                best[place[0]] = place
        return [best[article] for article in sorted(best)][:most]


def read_stated(select: Select, bones: Sequence[Bone]) -> Stated:
    """Read what statements say, when and where."""
    iris = [one.iri for one in bones]
    records = describe(select, iris, _PROPERTIES)
    places = _read_places(select, iris)
    articles = {place[0] for some in places.values() for place in some}
    published = describe(select, articles, [_PUBLISHED])
    days = {}
    for bone in bones:
        day = records.get(bone.iri, {}).get(_DAYS[bone.kind], "")
        if not day and bone.kind == "quote":
            told = [published.get(place[0], {}) for place in places.get(bone.iri, ())]
            day = min((one.get(_PUBLISHED, "") for one in told), default="")
        days[bone.iri] = day[:10]
    copies = {article: group for article, group in select(_COPIES) if article and group}
    return Stated(records, days, places, copies)


def _read_places(select: Select, statements: Iterable[str]) -> dict[str, list[Stretch]]:
    mentions = values_of(select, statements, "kg:evidence")
    parsed = {
        one: _MENTION.fullmatch(one) for some in mentions.values() for one in some
    }
    stretches = {
        one: (found["article"], int(found["start"]), int(found["end"]))
        for one, found in parsed.items()
        if found is not None
    }
    others = [one for one, found in parsed.items() if found is None]
    for mention, article, start, end in select_about(select, _SELECTORS, others):
        if mention and article and start and end:
            stretches[mention] = (article, int(start), int(end))
    places: defaultdict[str, list[Stretch]] = defaultdict(list)
    for statement, some in mentions.items():
        places[statement] += [stretches[one] for one in some if one in stretches]
    return dict(places)


def read_labels(select: Select, entities: Iterable[str]) -> dict[str, str]:
    """Return the label of each entity."""
    found = values_of(select, entities, "rdfs:label")
    return {iri: labels[0] for iri, labels in found.items()}
