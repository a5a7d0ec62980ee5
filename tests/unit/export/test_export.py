"""Each format is read back by its own reader, with nothing lost on the way."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import networkx as nx
import openpyxl
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import QueryError
from kg.export import (
    FORMATS,
    check_part,
    export_folder,
    format_of,
    needs_folder,
    select_part,
    to_bytes,
    to_dated_networkx,
)
from kg.export.property_graph import quote
from kg.graph.vocab import KG, Property
from kg.model import Status
from tests.statements import extraction, graph, source


if TYPE_CHECKING:
    from kg.graph.sources import StoreSource


TITLES = ["=1+1", "+98", "-x", "@cmd", "'گفت", "خبر\u200cها، ۱۲"]
PERSON = "https://news.example/person/بهرام_کیانفر"
POST = "https://news.example/post/استاندار/مهرگان%2FP1"
PART = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a kg:Person ; rdfs:label ?n }"


@pytest.fixture(scope="module")
def news() -> StoreSource:
    made = [extraction(f"n{at}", title=title) for at, title in enumerate(TITLES)]
    return source(graph(made).values())


def archive(made: StoreSource, name: str) -> dict[str, bytes]:
    """Return the files of a format of several files."""
    with ZipFile(BytesIO(to_bytes(made, name))) as found:
        return {one: found.read(one) for one in found.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


# ------------------------------------------------------------------------- RDF


def test_rdf_xml_has_the_triples_of_turtle(news: StoreSource) -> None:
    turtle = rdflib.Graph().parse(data=to_bytes(news, "turtle"), format="turtle")
    xml = rdflib.Graph().parse(data=to_bytes(news, "rdfxml"), format="xml")

    assert len(xml) > 300
    assert isomorphic(xml, turtle)


def test_rdf_xml_is_xml_whatever_an_article_holds() -> None:
    made = source(graph([extraction(title="آ\x0bب\ufffe")]).values())

    xml = rdflib.Graph().parse(data=to_bytes(made, "rdfxml"), format="xml")

    titles = {str(one) for one in xml.objects(predicate=rdflib.SDO.headline)}
    assert titles == {"آ\ufffdب\ufffd"}


# rdflib's own readers of TriG and JSON-LD use what it deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "jsonld", "rdfxml"])
def test_a_part_holds_what_its_query_gives(news: StoreSource, name: str) -> None:
    content = to_bytes(select_part(news, PART), name)

    syntax = {"jsonld": "json-ld", "rdfxml": "xml"}.get(name, name)
    found = rdflib.Dataset(default_union=True)
    found.parse(data=content, format=syntax)
    triples = {tuple(map(str, row[:3])) for row in found.quads()}
    assert triples == {(PERSON, str(rdflib.RDFS.label), "بهرام کیانفر")}


@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p ?o }", "ASK {}", "CONSTRUCT"])
def test_a_part_needs_a_construct_query(news: StoreSource, query: str) -> None:
    with pytest.raises(QueryError, match="--select"):
        select_part(news, query)


@pytest.mark.parametrize("name", ["xlsx", "gexf", "neo4j", "records"])
def test_a_part_is_rdf(name: str) -> None:
    with pytest.raises(QueryError, match="turtle"):
        check_part(name)


# -------------------------------------------------------------------- networks


def test_gexf_has_the_days_that_articles_vouch_for(news: StoreSource) -> None:
    content = to_bytes(news, "gexf")
    network = nx.read_gexf(BytesIO(content))

    assert b'mode="dynamic"' in content
    assert b'timeformat="date"' in content
    assert network.nodes[PERSON]["label"] == "بهرام کیانفر"
    assert "start" not in network.nodes[PERSON]
    held = network.edges[PERSON, POST]
    assert (held["kind"], held["start"], held["end"]) == (
        *("holdsRole", "2023-03-21"),
        "2024-06-23",
    )
    events = [one for _, one in network.nodes(data=True) if one["kind"] == "event"]
    assert {(one["start"], one["end"]) for one in events} == {("2024-06-22",) * 2}


def test_days_of_a_role_span_all_that_is_stated() -> None:
    first, second = extraction("n1"), extraction("n2")
    dates = ("1999", "2001-02")
    roles = tuple(replace(one, start=dates[0], end=dates[1]) for one in second.roles)
    made = [first, replace(second, roles=roles)]

    network = to_dated_networkx(source(graph(made).values()))

    held = network.edges[PERSON, POST, "holdsRole"]
    assert (held["start"], held["end"]) == ("1999-01-01", "2024-06-23")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("1999", "2000", ("1999-01-01", "2000-12-31")),
        ("1999-02", "2000-02", ("1999-02-01", "2000-02-29")),
        (None, None, ("2024-06-23", "2024-06-23")),
        # announced for later: the day that vouches for it is before its start
        ("2024-07-01", None, ("2024-07-01", "2024-07-01")),
    ],
)
def test_days_of_a_role_are_whole_days_in_order(
    start: str | None, end: str | None, days: tuple[str, str]
) -> None:
    one = extraction("n1")
    roles = tuple(replace(role, start=start, end=end) for role in one.roles)

    network = to_dated_networkx(source(graph([replace(one, roles=roles)]).values()))

    held = network.edges[PERSON, POST, "holdsRole"]
    assert (held["start"], held["end"]) == days


def test_who_is_elect_does_not_hold_the_post_yet() -> None:
    first, second = extraction("n1"), extraction("n2")
    roles = tuple(
        replace(one, status=Status.ELECT, start="1999") for one in second.roles
    )
    made = [first, replace(second, roles=roles)]

    network = to_dated_networkx(source(graph(made).values()))

    assert network.edges[PERSON, POST, "holdsRole"]["start"] == "2023-03-21"


def test_networks_are_xml_whatever_an_article_holds() -> None:
    one = extraction("n1")
    events = tuple(replace(event, event="آ\x0bب") for event in one.events)
    made = source(graph([replace(one, events=events)]).values())

    labels = [
        {data["label"] for _, data in network.nodes(data=True)}
        for network in (
            nx.read_gexf(BytesIO(to_bytes(made, "gexf"))),
            nx.read_graphml(BytesIO(to_bytes(made, "graphml"))),
        )
    ]

    assert all("آ\ufffdب" in found for found in labels)


def test_cytoscape_json_is_the_network(news: StoreSource) -> None:
    content = json.loads(to_bytes(news, "cytoscape"))

    again = nx.cytoscape_graph(content, name="label")

    before = to_dated_networkx(news)
    assert again.is_multigraph()
    assert set(again) == set(before)
    assert again.nodes[PERSON]["label"] == "بهرام کیانفر"
    assert again.edges[PERSON, POST, "holdsRole"]["weight"] == len(TITLES)
    assert again.number_of_edges() == before.number_of_edges()


def test_neo4j_files_have_the_headers_of_its_importer(news: StoreSource) -> None:
    files = archive(news, "neo4j")

    nodes, links = (rows_of(files[one]) for one in ("nodes.csv", "relationships.csv"))

    ids = [row["iri:ID"] for row in nodes]
    assert len(ids) == len(set(ids))
    assert {row[end] for row in links for end in (":START_ID", ":END_ID")} <= set(ids)
    person = next(row for row in nodes if row["iri:ID"] == PERSON)
    assert (person["name"], person[":LABEL"]) == ("بهرام کیانفر", "Person")
    assert {
        ":START_ID": PERSON,
        ":END_ID": POST,
        "articles:int": str(len(TITLES)),
        "start:date": "2023-03-21",
        "end:date": "2024-06-23",
        ":TYPE": "HOLDS_ROLE",
    } in links


def unquote(expression: str) -> str:
    """Read a Cypher string as a Neo4j that decodes escapes of Unicode first."""
    decoded = re.sub(
        r"\\u([0-9A-Fa-f]{4})", lambda one: chr(int(one[1], 16)), expression
    )
    parts = re.fullmatch(r"'((?:[^'\\]|\\.)*)'(?: \+ '((?:[^'\\]|\\.)*)')*", decoded)
    assert parts is not None, expression
    marks = {"n": "\n", "r": "\r", "t": "\t"}
    literals = re.findall(r"'((?:[^'\\]|\\.)*)'", decoded)
    return re.sub(
        r"\\(.)", lambda one: marks.get(one[1], one[1]), "".join(literals), flags=re.S
    )


@pytest.mark.parametrize(
    "text",
    [
        "نیک‌سرشت",
        "a'}) DETACH DELETE n //",
        "\\' + x",
        "\\u0027}) DETACH DELETE n //",
        "\\\\u0027",
        "خط\nدیگر\tو\r",
        "",
    ],
)
def test_cypher_strings_cannot_be_left(text: str) -> None:
    assert unquote(quote(text)) == text


def test_cypher_makes_each_node_and_relationship_once(news: StoreSource) -> None:
    lines = to_bytes(news, "cypher").decode().splitlines()

    network = to_dated_networkx(news)
    assert all(line.endswith(";") for line in lines)
    assert len(lines) == 1 + len(network) + network.number_of_edges()
    assert (
        f"MATCH (a:Entity {{iri: '{PERSON}'}}), (b:Entity {{iri: '{POST}'}})"
        f" MERGE (a)-[r:HOLDS_ROLE]->(b) SET r.articles = {len(TITLES)},"
        " r.start = date('2023-03-21'), r.end = date('2024-06-23');"
    ) in lines


# ---------------------------------------------------------------------- tables

ROLE = {
    "person": "بهرام کیانفر",
    "role": "استاندار",
    "organization": "مهرگان",
    "status": "current",
    "start": "2023-03-21",
    "start_jalali": "1402/01/01",
    "end": "",
    "end_jalali": "",
    "evidence": "بهرام کیانفر استاندار مهرگان",
    "title": "خبر\u200cها، ۱۲",
    "publisher": "خبرگزاری سپیدار",
    "published": "2024-06-23T10:30:00",
    "published_jalali": "1403/04/03",
    "url": "",
    "confidence": "0.9",
    "rule": "title_after_name",
    "article": "n5",
    "person_iri": PERSON,
    "organization_iri": "https://news.example/place/مهرگان/P1",
}


def test_csv_tables_bear_evidence_article_and_both_calendars(
    news: StoreSource,
) -> None:
    files = archive(news, "tables")

    roles, events, quotes = (
        rows_of(files[f"{one}.csv"]) for one in ("roles", "events", "quotes")
    )
    role = next(row for row in roles if row["article"] == "n5")
    statement = role.pop("statement")
    assert role == ROLE
    assert statement.startswith("https://news.example/article/n5/membership/")
    assert {
        (one["event"], one["type"], one["start_jalali"], one["place"]) for one in events
    } == {("همایش کتاب", "conference", "1403/04/02", "بندر سپید")}
    assert {one["participants"] for one in events} == {"بهرام کیانفر"}
    assert {one["casualties"] for one in events} == {"injured 3"}
    assert {one["evidence"] for one in quotes} == {"کار ادامه دارد. … گفت"}
    assert len(roles) == len(events) == len(quotes) == len(TITLES)


def test_csv_tables_hold_no_formula_and_lose_nothing(news: StoreSource) -> None:
    roles = rows_of(archive(news, "tables")["roles.csv"])

    cells = [cell for row in roles for cell in row.values()]
    assert not [one for one in cells if one.startswith(("=", "+", "-", "@", "\t"))]
    assert sorted(row["title"].removeprefix("'") for row in roles) == sorted(TITLES)


def test_a_workbook_holds_text_right_to_left(news: StoreSource) -> None:
    book = openpyxl.load_workbook(BytesIO(to_bytes(news, "xlsx")))

    tables = archive(news, "tables")
    assert book.sheetnames == ["نقش‌ها", "رویدادها", "نقل‌قول‌ها"]
    for sheet, name in zip(book, ("roles", "events", "quotes"), strict=True):
        expected = rows_of(tables[f"{name}.csv"])
        cells = list(sheet.iter_rows(min_row=2))
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert [
            ["" if cell.value is None else str(cell.value) for cell in row]
            for row in cells
        ] == [
            [
                value.removeprefix("'") if value != "''گفت" else "'گفت"
                for value in row.values()
            ]
            for row in expected
        ]
        assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}


def test_a_workbook_holds_no_character_that_breaks_it() -> None:
    made = source(graph([extraction(title="آ\x0bب")]).values())

    book = openpyxl.load_workbook(BytesIO(to_bytes(made, "xlsx")))

    titles = [cell.value for cell in book["نقش‌ها"][2]]
    assert "آ\ufffdب" in titles


def test_parquet_holds_the_tables(news: StoreSource) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the tables extra")

    files = archive(news, "parquet")

    assert sorted(files) == ["events.parquet", "quotes.parquet", "roles.parquet"]
    rows = parquet.read_table(BytesIO(files["roles.parquet"])).to_pylist()
    role = next(row for row in rows if row["article"] == "n5")
    del role["statement"]
    assert role == ROLE | {
        "confidence": 0.9,
        **dict.fromkeys(("url", "end", "end_jalali")),
    }
    assert sorted(row["title"] for row in rows) == sorted(TITLES)


def test_followthemoney_reads_its_entities(news: StoreSource) -> None:
    ftm = pytest.importorskip("followthemoney", reason="needs followthemoney")

    entities = [json.loads(line) for line in to_bytes(news, "ftm").splitlines()]

    proxies = [ftm.model.get_proxy(one) for one in entities]
    for proxy in proxies:
        proxy.schema.validate(proxy.to_dict())
    ids = {proxy.id: proxy.schema for proxy in proxies}
    assert len(ids) == len(proxies)
    for proxy in proxies:
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (proxy.schema.name, prop.name, value)
            if prop.range is not None:
                assert ids[value].is_a(prop.range)
    person = next(one for one in proxies if one.schema.name == "Person")
    post = next(one for one in proxies if one.schema.name == "Position")
    assert person.get("name") == ["بهرام کیانفر"]
    held = [one for one in proxies if one.schema.name == "Occupancy"]
    assert {(*one.get("holder"), *one.get("post")) for one in held} == {
        (person.id, post.id)
    }
    dates = {(*one.get("startDate"), *one.get("date")) for one in held}
    assert dates == {("2023-03-21", "2024-06-23")}


def test_followthemoney_finds_half_spaced_names_when_it_has_cleaned_them() -> None:
    ftm = pytest.importorskip("followthemoney", reason="needs followthemoney")
    one = extraction("n1")
    people = tuple(
        replace(entity, name="بهرام نیک\u200cسرشت") if entity.key == "e0" else entity
        for entity in one.entities
    )
    made = source(graph([replace(one, entities=people)]).values())

    lines = to_bytes(made, "ftm").splitlines()
    person = next(json.loads(line) for line in lines if b'"Person"' in line)

    assert person["properties"]["name"] == ["بهرام نیک\u200cسرشت"]
    cleaned = ftm.model.get_proxy(person, cleaned=False)
    assert "بهرام نیک سرشت" in cleaned.get("alias")


# --------------------------------------------------------------- names of formats


@pytest.mark.parametrize("name", FORMATS)
def test_equal_graphs_give_equal_files(name: str) -> None:
    made = [extraction("n1"), extraction("n2", title="=x")]
    first, second = (
        source(graph(order).values()) for order in (made, list(reversed(made)))
    )

    assert to_bytes(first, name) == to_bytes(second, name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.rdf", "rdfxml"),
        ("a.cyjs", "cytoscape"),
        ("a.cypher", "cypher"),
        ("a.xlsx", "xlsx"),
        ("a.ftm.json", "ftm"),
        ("a.jsonl", "records"),
    ],
)
def test_endings_stand_for_formats(path: str, name: str) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("a.json", "jsonld, framed, cytoscape, ftm"),
        ("a.zip", "tables, neo4j, parquet"),
        ("folder", "tables, neo4j, parquet"),
        ("a.csv", "tables, neo4j"),
        ("a.parquet", "parquet"),
        ("a.doc", ".cyjs"),
        ("-", "--format"),
    ],
)
def test_what_does_not_stand_for_one_format_names_the_choice(
    path: str, known: str
) -> None:
    with pytest.raises(QueryError, match=re.escape(known)):
        format_of(path)


def test_several_files_go_into_a_folder(news: StoreSource, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "tables"

    assert needs_folder("tables", str(folder))
    export_folder(news, folder, "tables")

    found = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert found == archive(news, "tables")


@pytest.mark.parametrize(
    ("name", "path"), [("tables", "-"), ("neo4j", "a.zip"), ("xlsx", "folder")]
)
def test_one_file_is_no_folder(name: str, path: str) -> None:
    assert not needs_folder(name, path)


def test_several_files_do_not_fit_into_one() -> None:
    with pytest.raises(QueryError, match=r"\.zip"):
        needs_folder("tables", "roles.csv")


# ------------------------------------------------------------------ framed JSON-LD


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_framed_json_ld_holds_every_triple_once(news: StoreSource) -> None:
    framed = rdflib.Graph().parse(data=to_bytes(news, "framed"), format="json-ld")
    plain = rdflib.Graph().parse(data=to_bytes(news, "turtle"), format="turtle")

    assert set(framed) == set(plain)


def test_framed_json_ld_nests_statements_and_their_evidence(news: StoreSource) -> None:
    graph = json.loads(to_bytes(news, "framed"))["graph"]

    articles = [one for one in graph if one.get("type") == "kg:Article"]
    assert graph[: len(articles)] == articles
    statements = [one for article in articles for one in article["statements"]]
    role = next(one for one in statements if "kg:Membership" in one["type"])
    assert role["member"] == PERSON
    assert role["status"] == "kg:current"
    assert "wasDerivedFrom" not in role
    evidence = role["evidence"]
    first = evidence[0] if isinstance(evidence, list) else evidence
    assert {"exact", "start", "mentionEnd", "hasSource"} <= first.keys()


def test_the_context_is_published_and_needs_no_network(news: StoreSource) -> None:
    content = to_bytes(news, "framed")

    published = Path("ontology/context.jsonld").read_text(encoding="utf-8")
    assert json.loads(content)["@context"] == json.loads(published)["@context"]


def test_the_context_has_a_term_for_every_property() -> None:
    published = json.loads(Path("ontology/context.jsonld").read_text(encoding="utf-8"))
    named = {
        one["@id"]
        for one in published["@context"].values()
        if isinstance(one, dict) and "@id" in one
    }

    assert {f"kg:{one.removeprefix(KG)}" for one in Property} <= named
