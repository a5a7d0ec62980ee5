"""Statements become quads that keep the contract."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.graph.build import Settings
from kg.graph.nquads import QuadWriter, date, literal
from kg.model import DocumentEntity, EntityKind, Extraction, Modality, Status
from kg.query import select
from kg.validate import validate
from tests.statements import SETTINGS, evidence, extraction, graph, news, source


def rows(payloads: dict[str, bytes], query: str) -> list[tuple[str, ...]]:
    """Return the answer to a query as texts."""
    solutions = select(source(payloads.values()), query)
    return [tuple(getattr(term, "value", "") for term in row) for row in solutions]


def test_the_graph_keeps_the_shapes() -> None:
    outcome = validate(source(graph([extraction("n1"), extraction("n2")]).values()))

    assert outcome.lines() == ["conforms; 2 of 2 articles checked"]


def test_a_graph_of_a_venue_keeps_the_shapes() -> None:
    made = graph([venue("n1", "P1", "تالار سپیدار در مهرگان")])

    assert validate(source(made.values())).lines() == [
        "conforms; 1 of 1 articles checked"
    ]


def test_there_are_no_blank_nodes() -> None:
    payload = b"".join(graph([extraction()]).values())

    assert b"_:" not in payload


def test_evidence_leads_to_the_characters_of_the_article() -> None:
    payloads = graph([extraction()])

    found = rows(
        payloads,
        """SELECT ?text ?start ?end ?exact ?prefix ?suffix {
          ?article kg:text ?text .
          ?mention oa:hasSource ?article ; oa:start ?start ; oa:end ?end ;
            oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""",
    )

    assert len(found) == 6
    for text, start, end, exact, prefix, suffix in found:
        assert text[int(start) : int(end)] == exact
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)


def test_a_role_is_a_membership_of_a_post() -> None:
    found = rows(
        graph([extraction()]),
        """SELECT ?name ?post ?role ?body ?status ?start ?rule {
          ?m a kg:Membership ; org:member/rdfs:label ?name ; kg:rule ?rule ;
            kg:post/rdfs:label ?post ; org:role/skos:prefLabel ?role ;
            org:organization/rdfs:label ?body ; kg:status/rdfs:label ?status ;
            schema:startDate ?start
          FILTER (lang(?role) = "en" && lang(?status) = "en") }""",
    )

    assert found == [
        (
            "بهرام کیانفر",
            "استاندار مهرگان",
            "governor",
            "مهرگان",
            "current",
            "2023-03-21",
            "title_after_name",
        )
    ]


def test_an_event_has_time_place_participants_and_counts() -> None:
    found = rows(
        graph([extraction()]),
        """SELECT ?label ?type ?jalali ?place ?who ?kind ?count {
          ?e a kg:Event ; rdfs:label ?label ; kg:eventType ?type ;
            kg:time/kg:jalali ?jalali ; kg:place/rdfs:label ?place ;
            kg:participation/kg:participant/rdfs:label ?who ;
            kg:casualties ?c . ?c kg:casualtyKind ?kind ; kg:count ?count }""",
    )

    assert found == [
        (
            "همایش کتاب",
            "https://w3id.org/persian-news-kg/event-type/conference",
            "۲ تیر ۱۴۰۳",
            "بندر سپید",
            "بهرام کیانفر",
            "injured",
            "3",
        )
    ]


def test_a_quote_leads_to_its_speaker() -> None:
    found = rows(
        graph([extraction()]),
        "SELECT ?name ?cue ?text { ?p rdfs:label ?name ; kg:said ?q ."
        " ?q kg:cue ?cue ; schema:text ?text }",
    )

    assert found == [("بهرام کیانفر", "گفت", "کار ادامه دارد.")]


@pytest.mark.parametrize(
    ("status", "edges"),
    [
        (Status.CURRENT, {"holdsRole", "worksFor"}),
        (Status.ACTING, {"holdsRole", "worksFor"}),
        (Status.FORMER, {"heldRole"}),
        (Status.ELECT, set()),
    ],
)
def test_short_edges_follow_the_status(status: Status, edges: set[str]) -> None:
    made = extraction()
    role = replace(made.roles[0], status=status)

    found = rows(
        graph([replace(made, roles=(role,))]),
        "SELECT ?edge { ?p a kg:Person ; ?edge ?o ."
        " VALUES ?edge { kg:holdsRole kg:heldRole kg:worksFor } }",
    )

    assert {iri.rpartition("#")[2] for (iri,) in found} == edges


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.DENIED])
def test_what_did_not_happen_has_no_short_edges(modality: Modality) -> None:
    made = extraction()
    event = replace(made.events[0], modality=modality)

    found = rows(
        graph([replace(made, events=(event,))]),
        "SELECT ?s { ?s kg:tookPlaceIn|kg:tookPartIn ?o }",
    )

    assert found == []


@pytest.mark.parametrize(("is_weak", "count"), [(False, 1), (True, 0)])
def test_a_dateline_is_no_place_where_an_event_took_place(
    is_weak: bool, count: int
) -> None:
    made = extraction()
    event = replace(made.events[0], location_weak=is_weak)

    found = rows(
        graph([replace(made, events=(event,))]),
        "SELECT ?s { ?s kg:tookPlaceIn ?o }",
    )

    assert len(found) == count


def test_no_triple_lies_in_two_graphs() -> None:
    payloads = graph([extraction("n1"), extraction("n2")])
    quads = ox.parse(b"".join(payloads.values()), ox.RdfFormat.N_QUADS)

    triples = [str(quad.triple) for quad in quads]

    assert len(triples) == len(set(triples))


def test_a_statement_said_twice_is_written_once() -> None:
    made = extraction()
    unsure = replace(made.roles[0], confidence=0.1)

    found = rows(
        graph([replace(made, roles=(*made.roles, unsure))]),
        "SELECT ?c { ?m a kg:Membership ; kg:confidence ?c }",
    )

    assert found == [("0.9",)]


def test_statements_below_the_least_confidence_are_left_out() -> None:
    settings = Settings(minter=SETTINGS.minter, version="9.9", min_confidence=0.85)

    found = rows(
        graph([extraction()], settings),
        "SELECT ?kind { ?s kg:rule ?rule ; a ?kind } ORDER BY ?kind",
    )

    assert [iri.rpartition("#")[2] for (iri,) in found] == ["Membership", "Quotation"]


def test_containing_places_are_entities_too() -> None:
    found = rows(
        graph([extraction()]),
        "SELECT ?in ?kind ?lat { ?p rdfs:label 'مهرگان' ; schema:containedInPlace ?c ."
        " ?c rdfs:label ?in ; kg:placeKind ?kind ; geo:lat ?lat }",
    )

    assert found == [("نیک‌سرا", "country", "32.5")]


def venue(article_id: str, within: str, words: str) -> Extraction:
    """Return an article that says where a hall lies."""
    article = news(article_id, body=f"همایش در {words} برپا شد.")
    return Extraction(
        article=article,
        entities=(
            DocumentEntity(
                key="e0",
                kind=EntityKind.FACILITY,
                name="تالار سپیدار",
                mentions=(evidence(article.text, "تالار سپیدار"),),
                within=(within,),
                located=(evidence(article.text, words),),
            ),
        ),
    )


LIES_IN = (
    "SELECT ?in { ?hall a kg:Facility ; schema:containedInPlace ?box ."
    " ?box rdfs:label ?in FILTER NOT EXISTS { ?hall geo:lat ?any } }"
)


def test_a_venue_lies_in_a_place_by_the_words_that_say_so() -> None:
    made = graph([venue("n1", "P1", "تالار سپیدار در مهرگان")])

    assert rows(made, LIES_IN) == [("مهرگان",)]
    assert rows(
        made, "SELECT ?words { ?m kg:denotes/a kg:Facility ; oa:exact ?words }"
    ) == [("تالار سپیدار",), ("تالار سپیدار در مهرگان",)]


def test_a_body_has_its_seat_in_a_place_and_is_not_contained_in_it() -> None:
    told = venue("n1", "P1", "تالار سپیدار در مهرگان")
    (hall,) = told.entities
    school = replace(hall, kind=EntityKind.ORGANIZATION)

    made = graph([replace(told, entities=(school,))])

    assert rows(
        made,
        "SELECT ?in { ?body a kg:Organization ; schema:location/rdfs:label ?in }",
    ) == [("مهرگان",)]
    assert rows(made, LIES_IN) == []


@pytest.mark.parametrize(("other", "expected"), [("P0", [("مهرگان",)]), ("P2", [])])
def test_articles_that_disagree_on_a_venues_place_give_none(
    other: str, expected: list[tuple[str]]
) -> None:
    made = [
        venue("n1", "P1", "تالار سپیدار در مهرگان"),
        venue("n2", other, "تالار سپیدار در جای دیگر"),
    ]

    assert rows(graph(made), LIES_IN) == expected


def test_the_same_extraction_gives_the_same_bytes() -> None:
    assert graph([extraction()]) == graph([extraction()])


@pytest.mark.parametrize(
    ("iso", "term"),
    [
        ("2024", '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("2024-06", '"2024-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("2024-06-22", '"2024-06-22"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (
            "2024-06-22T10:30",
            '"2024-06-22T10:30:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        ),
        (
            "2024-06-22T10:30+03:30",
            '"2024-06-22T10:30:00+03:30"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        ),
        ("soon", '"soon"'),
    ],
)
def test_a_date_keeps_its_precision(iso: str, term: str) -> None:
    assert date(iso) == term


@pytest.mark.parametrize("text", ['"\\', "a\nb\r\tc", "‌\u202b", "x\x00y", "😀"])
def test_any_text_survives_as_a_literal(text: str) -> None:
    writer = QuadWriter("https://news.example/g")

    writer.text("https://news.example/s", "https://news.example/p", text)

    (quad,) = ox.parse(writer.payload(), ox.RdfFormat.N_QUADS)
    assert quad.object.value == text


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert literal("a\ud800b") == '"a\ufffdb"'
