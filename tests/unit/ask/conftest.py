"""A small graph to ask: two governors, an event, three quotations."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.ask import Select
from kg.graph.vocab import PREFIXES


GRAPH = """
@prefix a: <https://x.example/article/> .
@prefix p: <https://x.example/person/> .
@prefix s: <https://x.example/s/> .
@prefix x: <https://x.example/> .

p:kianfar a kg:Entity , kg:Person ; rdfs:label "بهرام کیانفر" ; skos:altLabel "کیانفر" ;
  kg:articleCount 2 .
p:azarnoush a kg:Entity , kg:Person ; rdfs:label "شیرین آذرنوش" ; kg:articleCount 1 .
p:rezaei1 a kg:Entity , kg:Person ; rdfs:label "علی رضایی" ; kg:articleCount 1 .
p:rezaei2 a kg:Entity , kg:Person ; rdfs:label "حسن رضایی" ; kg:articleCount 1 .
x:yazd a kg:Entity , kg:Place ; rdfs:label "یزد" ; kg:articleCount 2 .
x:karun a kg:Entity , kg:Place ; rdfs:label "کارون" ; kg:articleCount 1 .

a:1 a kg:Article ; schema:headline "خبر نخست" ;
  kg:text "شیرین آذرنوش استاندار یزد افزود: باران می‌بارد." ;
  schema:datePublished "2020-02-01"^^xsd:date ; schema:publisher x:outlet ;
  schema:mentions p:kianfar , p:azarnoush .
a:2 a kg:Article ; schema:headline "خبر دوم" ; kg:text '''بهرام کیانفر استاندار یزد در
همایش صنایع دستی گفت: «کارخانه‌های تازه می‌سازیم». شعله‌ها تالار سپیدار را سوزاند.''' ;
  schema:datePublished "2024-07-10"^^xsd:date ; schema:publisher x:outlet ;
  schema:mentions p:kianfar .
a:2 kg:copyOf <https://x.example/copies/1> .
x:outlet schema:name "کویرنیوز" .

s:m1 a kg:Membership ; org:member p:azarnoush ; kg:roleTitle "استاندار" ;
  org:organization x:yazd ; kg:status kg:current ; kg:asOf "2020-02-01"^^xsd:date ;
  prov:wasDerivedFrom a:1 ; kg:evidence a:1m1 .
a:1m1 oa:hasSource a:1 ; oa:exact "شیرین آذرنوش استاندار یزد" .
s:m2 a kg:Membership ; org:member p:kianfar ; kg:roleTitle "استاندار" ;
  org:organization x:yazd ; kg:status kg:current ; kg:asOf "2024-07-10"^^xsd:date ;
  prov:wasDerivedFrom a:2 ; kg:evidence a:2m1 .
a:2m1 oa:hasSource a:2 ; oa:exact "بهرام کیانفر استاندار یزد" .

x:conference a kg:EventType ; skos:prefLabel "همایش"@fa .
x:accident a kg:EventType ; skos:prefLabel "حادثه"@fa .
s:e1 a kg:Event ; rdfs:label "همایش صنایع دستی" ; kg:eventType x:conference ;
  kg:modality kg:asserted ; kg:confidence 0.9 ; kg:placeName "یزد" ; kg:place x:yazd ;
  schema:startDate "2024-07-10"^^xsd:date ; schema:endDate "2024-07-12"^^xsd:date ;
  kg:participation s:e1p ; kg:evidence a:2m2 ; prov:wasDerivedFrom a:2 .
s:e1p kg:participant p:kianfar .
a:2m2 oa:hasSource a:2 ; oa:exact "همایش صنایع دستی" .

x:hall a kg:Entity , kg:Place , kg:Facility ; rdfs:label "تالار سپیدار" ;
  schema:containedInPlace x:karun .
s:e2 a kg:Event ; rdfs:label "آتش‌سوزی" ; kg:eventType x:accident ;
  kg:modality kg:asserted ; kg:confidence 0.9 ; kg:placeName "تالار سپیدار" ;
  kg:place x:hall ; schema:startDate "2024-07-10"^^xsd:date ;
  schema:endDate "2024-07-10"^^xsd:date ; prov:wasDerivedFrom a:2 ;
  kg:evidence a:2m4 .
a:2m4 oa:hasSource a:2 ; oa:exact "شعله‌ها تالار سپیدار را سوزاند" .

s:q1 a kg:Quotation ; kg:speaker p:kianfar ; schema:text "کارخانه‌های تازه می‌سازیم" ;
  kg:cue "گفت" ; kg:quoteKind kg:direct ; kg:polarity kg:positive ; kg:confidence 0.9 ;
  prov:wasDerivedFrom a:2 ; kg:evidence a:2m3 .
a:2m3 oa:hasSource a:2 ; oa:exact "کارخانه‌های تازه می‌سازیم" .
s:q2 a kg:Quotation ; kg:speaker p:azarnoush ; schema:text "باران می‌بارد" ;
  kg:cue "افزود" ; kg:quoteKind kg:indirect ; kg:polarity kg:positive ;
  kg:confidence 0.8 ; prov:wasDerivedFrom a:1 ; kg:evidence a:1m2 .
a:1m2 oa:hasSource a:1 ; oa:exact "باران می‌بارد" .
"""


@pytest.fixture(scope="session")
def select() -> Select:
    return select_of(GRAPH)


def select_of(turtle: str) -> Select:
    """Return what runs queries on a graph, written as Turtle without prefixes."""
    store = ox.Store()
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in PREFIXES.items())
    store.load((prefixes + turtle).encode(), ox.RdfFormat.TURTLE)

    def run(query: str) -> Iterator[tuple[str | None, ...]]:
        answer = store.query(query, prefixes=dict(PREFIXES))
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            yield tuple(
                None if row[i] is None else row[i].value
                for i in range(len(answer.variables))
            )

    return run
