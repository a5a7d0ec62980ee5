"""The questions of :mod:`kg.ask` as a JSON API, described by OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import ask
from kg.errors import QueryError
from kg.jalali import to_iso_day


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.ask import Select


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One query parameter of a question."""

    name: str
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One path of the API.

    Attributes:
        name: Last part of the path.
        about: What it answers.
        parameters: Its query parameters.
        answer: Given a ``select`` and the parameters, what is sent as JSON.
        example: Query string of an example.
    """

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Select, Mapping[str, str]], object]
    example: str


_FROM = Parameter(name="from", about="First day: 2024-07-10, or Jalali, 1403/04/20.")
_TO = Parameter(name="to", about="Last day.")
_LIMIT = Parameter(name="limit", about="Most rows.")


def _name(about: str = "A name, in any spelling.") -> Parameter:
    return Parameter(name="name", about=about, required=True)


def _period(given: Mapping[str, str]) -> ask.Period:
    return ask.Period(_day(given, "from"), _day(given, "to"))


def _day(given: Mapping[str, str], name: str) -> str | None:
    text = given.get(name)
    try:
        return None if text is None else to_iso_day(text)
    except ValueError as error:
        raise QueryError(f"{name}: not a day: {text}") from error


def _who(select: Select, given: Mapping[str, str]) -> object:
    return ask.find_holders(select, given["post"], on=_day(given, "on"))


def _person(select: Select, given: Mapping[str, str]) -> object:
    return ask.find_person(select, given["name"])


def _said(select: Select, given: Mapping[str, str]) -> object:
    speaker = ask.find_entity(select, given["name"], ("person", "organization"))
    return ask.find_quotes(
        select, iri=speaker.iri, about=given.get("about"), period=_period(given)
    )


def _events(select: Select, given: Mapping[str, str]) -> object:
    who = given.get("with")
    kinds = ("person", "organization")
    return ask.find_events(
        select,
        participant=ask.find_entity(select, who, kinds).iri if who else None,
        place=given.get("place"),
        kind=given.get("type"),
        period=_period(given),
    )


def _top(select: Select, given: Mapping[str, str]) -> object:
    return ask.rank(select, given["what"], limit=_limit(given, 20))


def _path(select: Select, given: Mapping[str, str]) -> object:
    return ask.find_path(select, given["from"], given["to"])


def _find(select: Select, given: Mapping[str, str]) -> object:
    return ask.find_words(select, given["words"], limit=_limit(given, 50))


def _limit(given: Mapping[str, str], default: int) -> int:
    text = given.get("limit", "")
    return (
        max(1, min(1000, int(text))) if text.isascii() and text.isdigit() else default
    )


QUESTIONS = (
    Question(
        name="who",
        about="Who held a post: on a day, or the whole line of holders.",
        parameters=(
            Parameter(name="post", about="Role and body.", required=True),
            Parameter(name="on", about="A day: 2024-07-10, or Jalali, 1403/04/20."),
        ),
        answer=_who,
        example="post=وزیر نفت",
    ),
    Question(
        name="person",
        about="Roles, quotes, events and company of one person.",
        parameters=(_name(),),
        answer=_person,
        example="name=بهرام کیانفر",
    ),
    Question(
        name="said",
        about="What someone said.",
        parameters=(
            _name("A person or body."),
            Parameter(name="about", about="Words the quotation must hold."),
            _FROM,
            _TO,
        ),
        answer=_said,
        example="name=کیانفر&about=باران",
    ),
    Question(
        name="events",
        about="What happened.",
        parameters=(
            Parameter(name="place", about="Name of a place."),
            Parameter(name="type", about="Type of event (meeting, accident …)."),
            Parameter(name="with", about="Who takes part."),
            _FROM,
            _TO,
        ),
        answer=_events,
        example="place=یزد",
    ),
    Question(
        name="top",
        about="The most named persons, organizations or places; the most quoted.",
        parameters=(
            Parameter(
                name="what",
                about="persons, quoted, organizations or places.",
                required=True,
            ),
            _LIMIT,
        ),
        answer=_top,
        example="what=quoted",
    ),
    Question(
        name="path",
        about="How two entities are connected.",
        parameters=(
            Parameter(name="from", about="A name.", required=True),
            Parameter(name="to", about="Another name.", required=True),
        ),
        answer=_path,
        example="from=کیانفر&to=یزد",
    ),
    Question(
        name="find",
        about="Where words stand, in any spelling.",
        parameters=(
            Parameter(name="words", about="Words.", required=True),
            _LIMIT,
        ),
        answer=_find,
        example="words=صنایع دستی",
    ),
)


def open_api(version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the API."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": version},
        "paths": {f"/api/{one.name}": {"get": _operation(one)} for one in QUESTIONS}
        | {"/sparql": {"get": _SPARQL}},
    }


_SPARQL = {
    "summary": "SPARQL 1.1 Protocol, query operation.",
    "parameters": [
        {
            "name": name,
            "in": "query",
            "required": name == "query",
            "schema": {"type": "string"},
        }
        for name in ("query", "default-graph-uri", "named-graph-uri")
    ],
    "responses": {"200": {"description": "The answer."}},
}


def _operation(question: Question) -> dict[str, Any]:
    return {
        "operationId": question.name,
        "summary": question.about,
        "parameters": [
            {
                "name": one.name,
                "in": "query",
                "description": one.about,
                "required": one.required,
                "schema": {"type": "string"},
            }
            for one in question.parameters
        ],
        "responses": {
            "200": {"description": "The answer, as JSON."},
            "400": {"description": "A parameter is missing or wrong."},
            "404": {"description": "No entity, or several, have the name."},
        },
    }
