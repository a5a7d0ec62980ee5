"""A small graph about invented people, for the report's tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.graph.vocab import PREFIXES


BASE = "https://news.example/"
PERSON = f"{BASE}person/kianfar"
ARTICLE = f"{BASE}article/n1"
FIELDS = {
    "name": "بهرام کیانفر",
    "alias": "کیانفر",
    "place": "یزد",
    "title": "گشایش همایش صنایع دستی",
    "publisher": "کویرنیوز",
    "url": "https://news.example/1",
    "role": "استاندار",
    "event": "همایش صنایع دستی",
    "quote": "کارگاه‌های تازه می‌سازیم",
    "cue": "گفت",
    "occasion": "آیین گشایش",
    "addressee": "هنرمندان",
    "rule": "cue_colon",
    "surface": "۲۰ تیر",
    "part": "participant",
    "casualty": "injured",
}
GRAPH = """
<person/kianfar> a kg:Person ; rdfs:label {name} ; skos:altLabel {alias} ;
  kg:articleCount 1 .
<person/azar> a kg:Person ; rdfs:label "شیرین آذرنوش" ; kg:articleCount 1 .
<place/yazd> a kg:Place ; rdfs:label {place} ; kg:articleCount 1 ;
  kg:placeKind "city" ; geo:lat 31.9 ; geo:long 54.4 ;
  schema:containedInPlace <place/country> .
<place/country> a kg:Place ; rdfs:label "نیک‌سرا" ; kg:placeKind "country" .
<organization/weavers> a kg:Organization ; rdfs:label "انجمن بافندگان" ;
  kg:articleCount 1 .
<outlet/o> schema:name {publisher} .
event:conference a kg:EventType ; skos:prefLabel "همایش"@fa , "Conference"@en .

<article/n1> a kg:Article ; schema:headline {title} ; kg:text {text} ;
  schema:datePublished "2024-07-10"^^xsd:date ; schema:url {url} ;
  schema:publisher <outlet/o> ;
  schema:mentions <person/kianfar> , <person/azar> , <place/yazd> ,
    <organization/weavers> .
<article/n2> a kg:Article ; kg:text "متنی کوتاه.\\nبی تاریخ." .

<{m}{name_at}> oa:hasSource <article/n1> ; kg:denotes <person/kianfar> .
<{m}{place_at}> oa:hasSource <article/n1> ; kg:denotes <place/yazd> .

<s/role> a kg:Membership ; org:member <person/kianfar> ; kg:roleTitle {role} ;
  org:organization <place/yazd> ; kg:status kg:current ;
  kg:asOf "2024-07-10"^^xsd:date ; schema:startDate "2023-01-01"^^xsd:date ;
  kg:rule {rule} ; kg:confidence 0.9 ; prov:wasDerivedFrom <article/n1> ;
  kg:evidence <{m}{name_at}> .
<s/event> a kg:Event ; rdfs:label {event} ; kg:eventType event:conference ;
  kg:modality kg:planned ; kg:place <place/yazd> ; kg:placeName {place} ;
  schema:startDate "2024-07-10"^^xsd:date ; schema:endDate "2024-07-12"^^xsd:date ;
  kg:time <s/time> ; kg:participation <s/part> ; kg:casualties <s/hurt> ;
  kg:rule {rule} ; kg:confidence 0.8 ; prov:wasDerivedFrom <article/n1> ;
  kg:evidence <{m}{event_at}> .
<s/time> kg:surface {surface} .
<s/part> a kg:Participation ; kg:participant <person/kianfar> ; kg:part {part} .
<s/hurt> a kg:CasualtyCount ; kg:casualtyKind {casualty} ; kg:count 3 .
<s/quote> a kg:Quotation ; schema:text {quote} ; kg:cue {cue} ;
  kg:speaker <person/kianfar> ; kg:speakerName {name} ; kg:speakerRole {role} ;
  kg:quoteKind kg:direct ; kg:polarity kg:negative ; kg:occasion {occasion} ;
  kg:addressee {addressee} ; kg:rule {rule} ; kg:confidence 0.95 ;
  prov:wasDerivedFrom <article/n1> ; kg:evidence <{m}{quote_at}> .
"""

Select = Callable[[str], Iterator[tuple[str | None, ...]]]


def text_of(fields: dict[str, str]) -> str:
    """Return the text of the article that states everything."""
    return (
        f"{fields['title']}\n{fields['name']} استاندار {fields['place']} در "
        f"{fields['event']} {fields['cue']}: {fields['quote']}. سپس رفت.\n"
        f"شیرین آذرنوش نیز بود و {fields['name']} را دید."
    )


def turtle(**changes: str) -> str:
    """Return the graph as Turtle, fields changed."""
    fields = FIELDS | changes
    text = text_of(fields)
    values = {key: str(ox.Literal(value)) for key, value in fields.items()}
    values |= {"m": ARTICLE, "text": str(ox.Literal(text))}
    for key in ("name", "place", "event", "quote"):
        at = text.index(fields[key], len(fields["title"]))
        values[f"{key}_at"] = f"#char={at},{at + len(fields[key])}"
    head = "".join(f"@prefix {key}: <{iri}> .\n" for key, iri in PREFIXES.items())
    body = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], GRAPH)
    return f"@base <{BASE}> .\n{head}{body}"


def reported(**changes: str) -> Select:
    """Return a function that runs SELECT queries on the graph, fields changed."""
    store = ox.Store()
    store.load(turtle(**changes), ox.RdfFormat.TURTLE)

    def select(query: str) -> Iterator[tuple[str | None, ...]]:
        answer = store.query(query, prefixes=dict(PREFIXES))
        assert isinstance(answer, ox.QuerySolutions)
        width = range(len(answer.variables))
        for row in answer:
            yield tuple(None if row[at] is None else row[at].value for at in width)

    return select
