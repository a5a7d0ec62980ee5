"""Why names are one entity, merged events, and contradictions."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.ask import NotFoundError, Select, explain_entity, find_conflicts, find_events
from kg.graph.vocab import PREFIXES


GRAPH = """
@prefix a: <https://x.example/article/> .
@prefix p: <https://x.example/person/> .
@prefix s: <https://x.example/s/> .
@prefix x: <https://x.example/> .

p:a a kg:Person ; rdfs:label "بهرام کیانفر" ; skos:altLabel "کیانفر" ;
  kg:articleCount 5 ; kg:reason "surname, same post" .
p:b a kg:Person ; rdfs:label "حسن کیانفر" ; kg:articleCount 1 .
x:j1 kg:judged p:a ; kg:comparedName "کیانفر" ; kg:verdict kg:same ; kg:score 0.9 ;
  kg:reason "surname, same post" ; kg:articleCount 2 .
x:j2 kg:judged p:a ; kg:comparedWith p:b ; kg:comparedName "حسن کیانفر" ;
  kg:verdict kg:different ; kg:score 0.1 ; kg:articleCount 1 ;
  kg:reason "same name, but roles of different walks of life" .

a:1 schema:headline "خبر نخست" ; schema:datePublished "2024-06-22"^^xsd:date .
a:2 schema:headline "خبر دوم" ; schema:datePublished "2024-06-23"^^xsd:date ;
  kg:copyOf x:copies .
a:3 schema:headline "خبر سوم" ; schema:datePublished "2024-06-23"^^xsd:date ;
  kg:copyOf x:copies .
x:flood a kg:Occurrence ; rdfs:label "سیل مهرگان" ; kg:articleCount 3 ;
  kg:account s:1 , s:2 , s:3 .
s:1 a kg:Event ; rdfs:label "سیل مهرگان" ; kg:eventType x:disaster ; kg:confidence 0.9 ;
  kg:modality kg:asserted ; kg:placeName "مهرگان" ; kg:evidence a:m1 ;
  schema:startDate "2024-06-21"^^xsd:date ; schema:endDate "2024-06-21"^^xsd:date ;
  kg:casualties s:1k . s:1k kg:casualtyKind "killed" ; kg:count 3 .
s:2 a kg:Event ; rdfs:label "سیل" ; kg:eventType x:disaster ; kg:confidence 0.5 ;
  kg:modality kg:asserted ; kg:evidence a:m2 ;
  schema:startDate "2024-06-21"^^xsd:date ; schema:endDate "2024-06-21"^^xsd:date ;
  kg:casualties s:2k . s:2k kg:casualtyKind "killed" ; kg:count 7 .
s:3 a kg:Event ; rdfs:label "سیل" ; kg:eventType x:disaster ; kg:confidence 0.5 ;
  kg:modality kg:planned ; kg:evidence a:m3 ;
  kg:casualties s:3k . s:3k kg:casualtyKind "killed" ; kg:count 7 .
s:4 a kg:Event ; rdfs:label "همایش" ; kg:eventType x:conference ; kg:confidence 0.5 ;
  kg:modality kg:asserted ; kg:evidence a:m1 .
a:m1 oa:hasSource a:1 ; oa:exact "سیل سه کشته داد" .
a:m2 oa:hasSource a:2 ; oa:exact "سیل هفت کشته داد" .
a:m3 oa:hasSource a:3 ; oa:exact "سیل هفت کشته داد" .

x:post a kg:Post ; rdfs:label "استاندار مهرگان" ; org:role role:governor ;
  org:postIn x:body .
x:body rdfs:label "مهرگان" .
"""
HELD = """
s:{n} a kg:Membership ; org:member p:{who} ; kg:post x:post ; kg:roleTitle "استاندار" ;
  org:organization x:body ; kg:status kg:current ; kg:asOf "{day}"^^xsd:date ;
  kg:evidence a:m{n} . a:m{n} oa:hasSource a:{n} ; oa:exact "استاندار" .
"""


def asking(*held: tuple[str, str], more: str = "") -> Select:
    """Return the graph, with statements on who is governor: person and day.

    Args:
        held: The statements.
        more: Triples besides, in Turtle.
    """
    rows = "".join(
        HELD.format(n=90 + at, who=who, day=day) for at, (who, day) in enumerate(held)
    )
    store = ox.Store()
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in PREFIXES.items())
    store.load((prefixes + GRAPH + rows + more).encode(), ox.RdfFormat.TURTLE)

    def run(query: str) -> Iterator[tuple[str | None, ...]]:
        answer = store.query(query, prefixes=dict(PREFIXES))
        assert isinstance(answer, ox.QuerySolutions)
        width = range(len(answer.variables))
        for row in answer:
            yield tuple(None if row[i] is None else row[i].value for i in width)

    return run


def test_an_entity_is_explained_by_its_merges_and_refusals() -> None:
    (answer,) = explain_entity(asking(), "كيانفر")

    assert (answer.name, answer.articles) == ("بهرام کیانفر", 5)
    assert answer.reasons == ("surname, same post",)
    assert [(one.verdict, one.name, one.score) for one in answer.judgements] == [
        ("same", "کیانفر", 0.9),
        ("different", "حسن کیانفر", 0.1),
    ]


def test_a_refusal_is_told_of_both_entities() -> None:
    (answer,) = explain_entity(asking(), "حسن کیانفر")

    assert [(one.verdict, one.name) for one in answer.judgements] == [
        ("different", "بهرام کیانفر")
    ]


def test_an_entity_is_found_by_its_iri() -> None:
    (answer,) = explain_entity(asking(), "https://x.example/person/b")

    assert (answer.name, answer.kind) == ("حسن کیانفر", "person")


def test_words_find_an_event_of_several_articles() -> None:
    (answer,) = explain_entity(asking(), "سیل مهرگان")

    assert (answer.kind, answer.articles) == ("event", 3)


def test_an_unknown_name_is_answered_by_near_ones() -> None:
    with pytest.raises(NotFoundError, match="بهرام کیانفر"):
        explain_entity(asking(), "بهرام کیاتفر")


def test_words_find_an_event_of_one_article_and_what_it_was_kept_apart_from() -> None:
    refusal = """
x:j9 kg:judged s:4 ; kg:comparedWith s:5 ; kg:comparedName "همایش کویر" ;
  kg:verdict kg:unsure ; kg:score 0.4 ; kg:reason "same type" ; kg:articleCount 1 .
s:5 a kg:Event ; rdfs:label "همایش کویر" ; kg:eventType x:conference ."""

    lone, other = explain_entity(asking(more=refusal), "همایش")

    assert (lone.name, lone.kind, lone.articles) == ("همایش", "event", 1)
    assert lone.reasons == ("told in one article",)
    assert [(one.name, one.verdict, one.other) for one in lone.judgements] == [
        ("همایش کویر", "unsure", other.iri)
    ]
    # «سیل» of the articles is the merged event's, told once
    assert [one.name for one in explain_entity(asking(), "سیل")] == ["سیل مهرگان"]


def test_a_merged_event_is_one_row_with_its_sources() -> None:
    conference, flood = sorted(find_events(asking()), key=lambda one: one.articles)

    assert (conference.event, conference.articles, conference.sources) == (
        "همایش",
        1,
        1,
    )
    assert (flood.event, flood.articles, flood.sources) == ("سیل مهرگان", 3, 2)
    assert (flood.begin, flood.place, flood.modality) == (
        "2024-06-21",
        "مهرگان",
        "asserted",
    )
    assert [one.title for one in flood.accounts] == ["خبر نخست", "خبر دوم", "خبر سوم"]


def test_two_death_tolls_stand_side_by_side_with_their_sources() -> None:
    (conflict,) = find_conflicts(asking(), ["casualties"])

    assert (conflict.about, conflict.aspect) == ("سیل مهرگان", "killed")
    assert [(one.value, one.articles, one.sources) for one in conflict.claims] == [
        ("7", 2, 1),
        ("3", 1, 1),
    ]


def test_days_that_overlap_are_no_conflict() -> None:
    assert find_conflicts(asking(), ["date", "place"]) == ()


@pytest.mark.parametrize(
    ("begin", "is_conflict"), [("2024-06", False), ("2024", False), ("2024-07", True)]
)
def test_a_month_and_a_day_in_it_are_no_conflict(begin: str, is_conflict: bool) -> None:
    more = f's:3 schema:startDate "{begin}" ; schema:endDate "{begin}" .'

    assert bool(find_conflicts(asking(more=more), ["date"])) is is_conflict


PLACES = """
x:land schema:identifier "L" ; rdfs:label "کوهستان" .
x:town schema:identifier "T" ; rdfs:label "مهرگان" ; schema:containedInPlace x:land .
x:other schema:identifier "O" ; rdfs:label "سپیدان" ; schema:containedInPlace x:land .
s:1 kg:place x:town .
s:3 kg:place x:{place} ; kg:placeName "جا" .
"""


@pytest.mark.parametrize(
    ("place", "is_conflict"), [("town", False), ("land", False), ("other", True)]
)
def test_a_country_and_a_town_in_it_are_no_conflict(
    place: str, is_conflict: bool
) -> None:
    select = asking(more=PLACES.replace("{place}", place))

    assert bool(find_conflicts(select, ["place"])) is is_conflict


def test_a_holder_between_two_statements_on_another_is_a_conflict() -> None:
    held = [("a", "2024-06-01"), ("b", "2024-06-10"), ("a", "2024-06-20")]

    (conflict,) = find_conflicts(asking(*held), ["holder"])

    assert conflict.about == "استاندار مهرگان"
    assert {one.value: one.articles for one in conflict.claims} == {
        "بهرام کیانفر": 2,
        "حسن کیانفر": 1,
    }


def test_one_holder_after_another_is_no_conflict() -> None:
    held = [("a", "2024-06-01"), ("a", "2024-06-10"), ("b", "2024-06-20")]

    assert find_conflicts(asking(*held), ["holder"]) == ()
