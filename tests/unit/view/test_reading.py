"""A graph, or a part of one, as the network of a page."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.graph.subjects import Select
from kg.graph.vocab import PREFIXES
from kg.view import Selection, read_network
from kg.view.network import Network


BASE = "https://x.example/"
GRAPH = """
@prefix a: <https://x.example/article/> .
@prefix p: <https://x.example/person/> .
@prefix s: <https://x.example/s/> .
@prefix x: <https://x.example/> .

p:kianfar a kg:Person ; rdfs:label "بهرام کیانفر" ; skos:altLabel "کیانفر" .
p:azarnoush a kg:Person ; rdfs:label "شیرین آذرنوش" .
p:far a kg:Person ; rdfs:label "دور افتاده" .
x:yazd a kg:Place ; rdfs:label "یزد" .
x:karun a kg:Place ; rdfs:label "کارون" .
a:1 a kg:Article ; schema:headline "خبر نخست" ;
  kg:text "بهرام کیانفر استاندار یزد آمد. باران می‌بارد." ;
  schema:datePublished "2020-02-01"^^xsd:date .
a:2 a kg:Article ; schema:headline "خبر دوم" ; kg:text "کیانفر استاندار یزد است." ;
  schema:datePublished "2024-07-10"^^xsd:date .
a:3 a kg:Article ; kg:text "کیانفر استاندار یزد است." ; kg:copyOf x:copies .
a:2 kg:copyOf x:copies .

s:m1 a kg:Membership ; org:member p:kianfar ; kg:roleTitle "استاندار" ;
  org:organization x:yazd ; kg:status kg:current ; kg:asOf "2020-02-01"^^xsd:date ;
  kg:confidence 0.8 ; kg:evidence <https://x.example/article/1#char=0,25> .
s:m2 a kg:Membership ; org:member p:kianfar ; kg:roleTitle "استاندار" ;
  org:organization x:yazd ; kg:status kg:current ; kg:asOf "2024-07-10"^^xsd:date ;
  kg:confidence 0.9 ; kg:evidence a:2m .
a:2m oa:hasSource a:2 ; oa:start 0 ; oa:end 19 .
s:m3 a kg:Membership ; org:member p:kianfar ; kg:roleTitle "استاندار" ;
  org:organization x:yazd ; kg:status kg:current ; kg:asOf "2024-07-11"^^xsd:date ;
  kg:confidence 0.7 ; kg:evidence <https://x.example/article/3#char=0,19> .
s:e1 a kg:Event ; rdfs:label "همایش" ; kg:modality kg:asserted ; kg:confidence 0.9 ;
  kg:place x:karun ; kg:participation s:e1p ;
  schema:startDate "2024-07-10"^^xsd:date ;
  kg:evidence <https://x.example/article/2#char=0,6> .
s:e1p kg:participant p:azarnoush , p:kianfar .
s:q1 a kg:Quotation ; kg:speaker p:far ; schema:text "باران می‌بارد" ; kg:cue "گفت" ;
  kg:confidence 0.5 ; kg:evidence <https://x.example/article/1#char=31,44> .
"""


@pytest.fixture(scope="module")
def select() -> Select:
    store = ox.Store()
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in PREFIXES.items())
    store.load((prefixes + GRAPH).encode(), ox.RdfFormat.TURTLE)

    def run(query: str) -> Iterator[tuple[str | None, ...]]:
        answer = store.query(query, prefixes=dict(PREFIXES))
        assert isinstance(answer, ox.QuerySolutions)
        width = range(len(answer.variables))
        for row in answer:
            yield tuple(None if row[at] is None else row[at].value for at in width)

    return run


def labels(network: Network) -> set[str]:
    return {node.label for node in network.nodes}


ALL = {"بهرام کیانفر", "شیرین آذرنوش", "دور افتاده", "یزد", "کارون", "همایش"}
PARTS = [
    (Selection(), ALL),
    (Selection(focus=f"{BASE}person/kianfar", depth=0), {"بهرام کیانفر"}),
    (
        Selection(focus=f"{BASE}person/kianfar"),
        {"بهرام کیانفر", "یزد", "همایش"},
    ),
    (Selection(focus=f"{BASE}person/kianfar", depth=2), ALL - {"دور افتاده"}),
    (Selection(kinds=frozenset({"person"})), {"بهرام کیانفر", "دور افتاده"}),
    (Selection(until="2020-12-31"), {"بهرام کیانفر", "یزد", "دور افتاده"}),
    (
        Selection(since="2024-07-10", until="2024-07-10"),
        ALL - {"دور افتاده"},
    ),
    (
        Selection(places=frozenset({f"{BASE}karun"})),
        {"بهرام کیانفر", "شیرین آذرنوش", "کارون", "همایش"},
    ),
    (Selection(min_sources=2), {"بهرام کیانفر", "یزد"}),
    (Selection(min_sources=3), set()),
]


@pytest.mark.parametrize(("selection", "expected"), PARTS)
def test_a_part_of_a_graph_is_chosen(
    select: Select, selection: Selection, expected: set[str]
) -> None:
    assert labels(read_network(select, selection)) == expected


def test_the_most_central_nodes_are_kept(select: Select) -> None:
    network = read_network(select, Selection(limit=2))

    assert labels(network) == {"همایش", "بهرام کیانفر"}
    assert network.left_out == 4


def test_statements_that_say_the_same_are_one_fact(select: Select) -> None:
    network = read_network(select)

    (role,) = [fact for fact in network.facts if fact.kind == "role"]
    assert role.text == "بهرام کیانفر، استاندار یزد"
    assert (role.confidence, role.sources) == (0.9, 2)
    assert [one.exact for one in role.evidence] == [
        "بهرام کیانفر استاندار یزد",
        "کیانفر استاندار یزد",
        "کیانفر استاندار یزد",
    ]


def test_a_quotation_is_dated_by_its_article_and_shown_in_its_sentence(
    select: Select,
) -> None:
    network = read_network(select)

    (quote,) = [fact for fact in network.facts if fact.kind == "quote"]
    assert quote.date.startswith("۱۲ بهمن ۱۳۹۸")
    assert quote.evidence[0].before == ""
    assert quote.evidence[0].exact == "باران می‌بارد"
    assert network.articles[quote.evidence[0].article].title == "خبر نخست"


def test_a_node_has_its_aliases_and_counts_its_statements(select: Select) -> None:
    node = next(
        one for one in read_network(select).nodes if one.label == "بهرام کیانفر"
    )

    assert node.aliases == ("کیانفر",)
    assert node.count == 4


def test_the_focus_is_a_node_of_the_page(select: Select) -> None:
    focused = read_network(select, Selection(focus=f"{BASE}person/kianfar"))
    whole = read_network(select)

    labels = {node.id: node.label for node in focused.nodes}
    assert labels[focused.focus] == "بهرام کیانفر"
    assert whole.focus == ""
