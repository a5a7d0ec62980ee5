"""Questions without SPARQL."""

from __future__ import annotations

import pytest

from kg import ask
from kg.ask import Select
from kg.errors import QueryError
from tests.unit.ask.conftest import select_of


def assembly(more: str = "") -> Select:
    """Return a graph of two heads: of an assembly, and of a part of it."""
    return select_of(
        f"""
@prefix x: <https://x.example/> .
x:whole a kg:Organization ; rdfs:label "مجمع بزرگ شهر" ; skos:altLabel "مجمع" ;
  kg:articleCount 8 .
x:part a kg:Organization ; rdfs:label "کمیسیون آب مجمع" ; kg:articleCount 9 .
x:p1 a kg:Person ; rdfs:label "بهرام کیانفر" .
x:p2 a kg:Person ; rdfs:label "مهسا رستگار" .
x:m1 org:member x:p1 ; kg:roleTitle "رئیس" ; org:organization x:part ;
  kg:status kg:current ; kg:asOf "2020-02-01"^^xsd:date .
x:m2 org:member x:p2 ; kg:roleTitle "رییس" ; org:organization x:whole ;
  kg:status kg:current ; kg:asOf "2024-02-01"^^xsd:date .
{more}"""
    )


@pytest.mark.parametrize(
    "typed", ["کیانفر", "كيانفر", "بهرام کیان‌فر", "بهرامکیانفر", "کیانفر بهرام"]
)
def test_a_name_is_found_however_typed(select: Select, typed: str) -> None:
    assert ask.find_entity(select, typed, ["person"]).iri.endswith("kianfar")


def test_an_iri_is_a_name_and_namesakes_are_told_by_theirs(select: Select) -> None:
    iris = [f"https://x.example/person/rezaei{at}" for at in (1, 2)]

    found = [ask.find_entity(select, iri, ["person"]).name for iri in iris]
    with pytest.raises(ask.NotFoundError) as caught:
        ask.find_entity(_renamed(select), "رضایی", ["person"])

    assert found == ["علی رضایی", "حسن رضایی"]
    assert str(caught.value) == (
        f"«رضایی» may be any of: «رضایی» (1) <{iris[0]}>، «رضایی» (1) <{iris[1]}>"
    )
    with pytest.raises(ask.NotFoundError, match="no person is named"):
        ask.find_entity(select, "https://x.example/person/> ?x", ["person"])


def _renamed(select: Select) -> Select:
    """Return a graph in which whoever is called «رضایی» has no first name."""

    def run(query: str) -> list[tuple[str | None, ...]]:
        return [
            tuple("رضایی" if cell and "رضایی" in cell else cell for cell in row)
            for row in select(query)
        ]

    return run


def test_an_ambiguous_name_lists_its_candidates(select: Select) -> None:
    with pytest.raises(ask.NotFoundError, match="حسن رضایی") as caught:
        ask.find_entity(select, "رضایی", ["person"])

    assert {one.name for one in caught.value.candidates} == {"علی رضایی", "حسن رضایی"}


def test_an_unknown_name_suggests_near_ones(select: Select) -> None:
    with pytest.raises(ask.NotFoundError, match="near names: «بهرام کیانفر»"):
        ask.find_entity(select, "بهرام کیانپر", ["person"])


def test_the_line_of_holders_is_in_order_of_time(select: Select) -> None:
    holders = ask.find_holders(select, "استاندار یزد")

    assert [(one.person, one.first) for one in holders] == [
        ("شیرین آذرنوش", "2020-02-01"),
        ("بهرام کیانفر", "2024-07-10"),
    ]


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2020-02-01", ["شیرین آذرنوش"]),
        ("2022-01-01", ["شیرین آذرنوش"]),
        ("2024-07-10", ["بهرام کیانفر"]),
        ("2025-01-01", ["بهرام کیانفر"]),
        ("2019-01-01", []),
    ],
)
def test_the_holder_on_a_day_is_the_latest_begun(
    select: Select, day: str, person: list[str]
) -> None:
    holders = ask.find_holders(select, "استاندار یزد", on=day)

    assert [one.person for one in holders] == person


def test_the_post_that_is_named_comes_before_those_of_its_parts() -> None:
    holders = ask.find_holders(assembly(), "رئیس مجمع")

    assert [(one.person, one.organization) for one in holders] == [
        ("مهسا رستگار", "مجمع بزرگ شهر"),
        ("بهرام کیانفر", "کمیسیون آب مجمع"),
    ]


def test_of_several_bodies_of_one_name_the_one_named_most_is_meant() -> None:
    less = 'x:other a kg:Organization ; rdfs:label "مجمع دیگر" ; skos:altLabel "مجمع" ;'
    before = ask.find_holders(assembly(f"{less} kg:articleCount 3 ."), "رئیس مجمع")
    after = ask.find_holders(assembly(f"{less} kg:articleCount 2 ."), "رئیس مجمع")

    assert [one.person for one in before] == ["بهرام کیانفر"]
    assert [one.person for one in after] == ["مهسا رستگار", "بهرام کیانفر"]


def test_a_word_for_an_event_names_its_type_in_the_hint(select: Select) -> None:
    with pytest.raises(QueryError, match=r"perhaps conference \(همایش\) is meant; th"):
        ask.find_events(select, kind="کنگره")
    with pytest.raises(QueryError, match=r"perhaps accident \(حادثه\) is meant; there"):
        ask.find_events(select, kind="حادصه‌ها")
    with pytest.raises(QueryError, match=r"named 'ژرف'; there are accident"):
        ask.find_events(select, kind="ژرف")


def test_a_holding_has_its_support(select: Select) -> None:
    holding = ask.find_holders(select, "استاندار یزد", on="2024-07-10")[0]

    assert holding.support == (
        ask.Support(
            article="https://x.example/article/2",
            title="خبر دوم",
            publisher="کویرنیوز",
            date="2024-07-10",
            exact="بهرام کیانفر استاندار یزد",
            source="https://x.example/copies/1",
        ),
    )


def test_a_person_has_roles_quotes_events_and_company(select: Select) -> None:
    answer = ask.find_person(select, "كيانفر")

    assert answer.name == "بهرام کیانفر"
    assert [one.role for one in answer.roles] == ["استاندار"]
    assert [one.text for one in answer.quotes] == ["کارخانه‌های تازه می‌سازیم"]
    assert [one.event for one in answer.events] == ["همایش صنایع دستی"]
    assert [one.name for one in answer.companions] == ["شیرین آذرنوش"]


@pytest.mark.parametrize("words", ["كارخانه", "کارخانههای", "کارخانه ها", "تازه"])
def test_quotes_are_found_by_words_in_any_spelling(select: Select, words: str) -> None:
    found = ask.find_quotes(select, about=words)

    assert [one.text for one in found] == ["کارخانه‌های تازه می‌سازیم"]


def test_quotes_lie_in_the_period(select: Select) -> None:
    found = ask.find_quotes(select, period=ask.Period("2020-01-01", "2020-12-31"))

    assert [one.text for one in found] == ["باران می‌بارد"]


@pytest.mark.parametrize(
    ("begin", "end", "inside"),
    [
        ("2024-07-11", "2024-07-12", True),
        ("2024-07-01", "2024-07-31", True),
        ("2024-03-20", "2025-03-20", False),
        ("2001-01-01", "2100-12-31", False),
        ("", "", False),
    ],
)
def test_what_is_dated_vaguely_is_in_no_short_period(
    begin: str, end: str, inside: bool
) -> None:
    assert ask.Period("2024-07-12", "2024-07-14").holds(begin, end) is inside


@pytest.mark.parametrize(
    ("period", "count"),
    [
        (ask.Period("2024-07-12", "2024-08-01"), 1),
        (ask.Period("2024-07-13", None), 0),
        (ask.Period(None, "2024-07-09"), 0),
        (ask.Period(), 1),
    ],
)
def test_events_overlap_the_period(
    select: Select, period: ask.Period, count: int
) -> None:
    assert len(ask.find_events(select, place="يزد", period=period)) == count


def test_an_event_in_a_venue_is_in_the_venues_city(select: Select) -> None:
    found = ask.find_events(select, place="كارون")

    assert [(one.event, one.place) for one in found] == [("آتش‌سوزی", "تالار سپیدار")]


def test_events_are_chosen_by_type_and_participant(select: Select) -> None:
    iri = "https://x.example/person/kianfar"

    assert len(ask.find_events(select, kind="conference", participant=iri)) == 1
    assert ask.find_events(select, kind="accident", participant=iri) == ()


def test_ranks_count_quotations(select: Select) -> None:
    assert ask.rank(select, "quoted", limit=2) == (
        ask.Ranked(name="بهرام کیانفر", count=1, articles=1),
        ask.Ranked(name="شیرین آذرنوش", count=1, articles=1),
    )


def test_an_unknown_rank_is_refused(select: Select) -> None:
    with pytest.raises(QueryError, match="persons"):
        ask.rank(select, "cats")


def test_a_path_has_the_evidence_of_each_step(select: Select) -> None:
    steps = ask.find_path(select, "شیرین آذرنوش", "بهرام کیانفر")

    assert [{step.source, step.target} for step in steps] == [
        {"شیرین آذرنوش", "یزد"},
        {"یزد", "بهرام کیانفر"},
    ]
    assert steps[0].support.exact == "شیرین آذرنوش استاندار یزد"


def test_unconnected_entities_have_no_path(select: Select) -> None:
    assert ask.find_path(select, "کیانفر", "کارون") == ()


def test_words_are_found_in_names_and_quotations(select: Select) -> None:
    hits = ask.find_words(select, "كيانفر")

    assert [(hit.kind, hit.text) for hit in hits] == [
        ("name", "بهرام کیانفر"),
        ("role", "بهرام کیانفر استاندار یزد"),
    ]


def test_words_are_found_in_the_evidence_of_events(select: Select) -> None:
    hits = ask.find_words(select, "شعله ها")

    assert [(hit.kind, hit.text) for hit in hits] == [
        ("event", "شعله‌ها تالار سپیدار را سوزاند")
    ]


@pytest.mark.parametrize("name", ["conference", "همایش", "Conference"])
def test_a_type_of_event_is_named_by_key_or_label(select: Select, name: str) -> None:
    assert [one.type for one in ask.find_events(select, kind=name)] == ["conference"]


def test_an_unknown_type_of_event_lists_those_there_are(select: Select) -> None:
    with pytest.raises(QueryError, match="accident \\(حادثه\\), conference"):
        ask.find_events(select, kind="عروسی")


def test_an_alias_is_told_beside_the_name(select: Select) -> None:
    assert [hit.text for hit in ask.find_words(select, "بهرام كيانفر")] == [
        "بهرام کیانفر",
        "بهرام کیانفر استاندار یزد",
    ]
