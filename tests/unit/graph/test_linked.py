"""Occurrences and judgements as quads that conform to the shapes."""

from __future__ import annotations

from kg.graph.linked import judgement_blocks, occurrence_blocks
from kg.model import Account, Judgement, Modality, Occurrence, Verdict
from kg.resolve import to_profile
from kg.validate import validate
from tests.statements import SETTINGS, extraction, graph, source


EXTRACTIONS = [extraction("n1"), extraction("n2"), extraction("n3")]
KEY = "occurrence/conference/2024-06-22_همایش_کتاب"
OCCURRENCE = Occurrence(
    key=KEY,
    name="همایش کتاب",
    type="conference",
    modality=Modality.ASSERTED,
    accounts=tuple(
        Account(article_id=one.article.id, parts=to_profile(one).events[0].parts)
        for one in EXTRACTIONS
    ),
)
MERGE = Judgement(
    one=KEY,
    other=KEY,
    name="همایش کتاب",
    verdict=Verdict.SAME,
    score=0.93,
    reason="same type; alike: day",
)
REFUSAL = Judgement(
    one=KEY,
    other="account/n9/0-1/نشست",
    name="نشست",
    verdict=Verdict.DIFFERENT,
    score=0.1,
    reason="same type; alike: day; different: place",
)


def payloads() -> list[bytes]:
    accounts = {"account/n9/0-1/نشست": "https://news.example/article/n9/event/1"}
    blocks = [
        *occurrence_blocks([OCCURRENCE], {"n1": "n1", "n2": "n1"}, SETTINGS),
        *judgement_blocks([MERGE, REFUSAL], accounts, SETTINGS),
    ]
    return [*graph(EXTRACTIONS).values(), *(one.payload() for one in blocks)]


def test_accounts_are_the_statements_of_the_articles() -> None:
    query = """SELECT ?event WHERE {
      ?one a kg:Occurrence ; kg:account ?event . ?event a kg:Event }"""

    assert len(list(source(payloads()).query(query))) == 3


def test_copies_count_as_one_source() -> None:
    query = """SELECT ?articles ?sources WHERE {
      ?one a kg:Occurrence ; kg:articleCount ?articles ; kg:sourceCount ?sources }"""

    (row,) = source(payloads()).query(query)

    assert (row["articles"].value, row["sources"].value) == ("3", "2")


def test_a_refusal_names_the_statement_it_was_compared_with() -> None:
    query = """SELECT ?other WHERE {
      ?one kg:verdict kg:different ; kg:comparedWith ?other }"""

    (row,) = source(payloads()).query(query)

    assert row["other"].value == "https://news.example/article/n9/event/1"


def test_the_graph_conforms_to_the_shapes() -> None:
    outcome = validate(source(payloads()), sample=None)

    assert outcome.conforms, list(outcome.lines())
