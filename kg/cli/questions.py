"""``kg who``, ``person``, ``said``, ``events``, ``top``, ``path`` and ``find``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ask
from kg.cli.answering import Answer, Calendar, Format, print_answer
from kg.cli.app import app
from kg.cli.options import Graph  # noqa: TC001 — typer reads annotations
from kg.cli.selecting import Since, Until, find_named, select_of, to_day
from kg.cli.streams import say


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask import EventRow, Holding, Quote


Post = Annotated[str, typer.Argument(help="Role and body, «وزیر نفت».")]
Name = Annotated[str, typer.Argument(help="A name, however typed, or an IRI.")]
Words = Annotated[str, typer.Argument(help="Words, in any spelling.")]
On = Annotated[
    str | None,
    typer.Option(help="A day: 1399/05/03 (Jalali) or 2020-07-24.", callback=to_day),
]
About = Annotated[str | None, typer.Option(help="Words the quotation must hold.")]
PlaceName = Annotated[
    str | None, typer.Option(help="Name of a place; venues in it count, too.")
]
Type = Annotated[
    str | None, typer.Option(help="Type of event: meeting, accident, «سفر», «سانحه» …")
]
With = Annotated[str | None, typer.Option("--with", help="Who takes part.")]
What = Annotated[str, typer.Argument(help="persons, quoted, organizations or places.")]
Most = Annotated[int, typer.Option("--limit", min=1, help="Most rows.")]

_EVENT_COLUMNS = (
    *("event", "type", "begin", "end", "place", "modality", "with"),
    *("articles", "sources", "title"),
)
_QUOTE_COLUMNS = ("date", "speaker", "cue", "text", "title", "publisher")
_HOLDING_COLUMNS = (
    *("person", "role", "organization", "status", "first", "last", "start", "end"),
    *("left", "gap", "ago", "articles", "sources", "evidence", "title"),
)
_SPEAKERS = ("person", "organization")


def _holding_rows(holdings: Sequence[Holding]) -> list[tuple[object, ...]]:
    return [
        (
            *(one.person, one.role, one.organization, one.status),
            *(one.first, one.last, one.start, one.end, one.left),
            *("" if days is None else days for days in (one.gap, one.ago)),
            *(one.articles, one.sources),
            one.support[0].exact if one.support else "",
            one.support[0].title if one.support else "",
        )
        for one in holdings
    ]


def _quote_rows(quotes: Sequence[Quote]) -> list[tuple[object, ...]]:
    return [
        (
            *(one.date, one.speaker, one.cue, one.text),
            *(one.support.title, one.support.publisher),
        )
        for one in quotes
    ]


def _event_rows(events: Sequence[EventRow]) -> list[tuple[object, ...]]:
    return [
        (
            *(one.event, one.type, one.begin, one.end, one.place, one.modality),
            *("، ".join(one.participants), one.articles, one.sources),
            one.support.title,
        )
        for one in events
    ]


@app.command()
def who(
    graph: Graph,
    post: Post,
    on: On = None,
    format: Format = "table",
    calendar: Calendar = "both",
) -> None:
    """Tell who held a post: on a day, or the whole line of holders.

    `first` and `last` are the days for which articles state it, `gap` the time before
    it that no article vouches for, `left` when it was first called former; `ago`, how
    long before the day of `--on` the last known holder was last attested, where no
    article vouches for that day (both are days in CSV and JSON).

    Example: `kg who graphs/demo "استاندار یزد" --on 1403/06/03`
    """
    holdings = ask.find_holders(select_of(graph), post, on=on)
    answer = Answer(_HOLDING_COLUMNS, _holding_rows(holdings), _records(holdings))
    print_answer([answer], format=format, calendar=calendar)


@app.command()
def person(
    graph: Graph, name: Name, format: Format = "table", calendar: Calendar = "both"
) -> None:
    """Tell all that a graph has on one person: roles, quotes, events, company.

    Example: `kg person graphs/demo "كيانفر" --format md`
    """
    found = ask.find_person(select_of(graph), name)
    companions = [(one.name, one.articles) for one in found.companions]
    answers = [
        Answer(("name", "aliases"), [(found.name, "، ".join(found.aliases))], [found]),
        Answer(_HOLDING_COLUMNS, _holding_rows(found.roles), title="roles"),
        Answer(_QUOTE_COLUMNS, _quote_rows(found.quotes), title="quotes"),
        Answer(_EVENT_COLUMNS, _event_rows(found.events), title="events"),
        Answer(("name", "articles"), companions, title="in the same articles"),
    ]
    print_answer(answers, format=format, calendar=calendar)


@app.command()
def said(  # noqa: PLR0913, PLR0917 — one argument an option
    graph: Graph,
    name: Name,
    about: About = None,
    since: Since = None,
    until: Until = None,
    format: Format = "table",
    calendar: Calendar = "both",
) -> None:
    """Tell what someone said, and where it stands.

    Example: `kg said graphs/demo کیانفر --about نمایشگاه --from 1403/07/01`
    """
    select = select_of(graph)
    speaker = find_named(select, name, _SPEAKERS)
    period = ask.Period(since, until)
    quotes = ask.find_quotes(select, iri=speaker.iri, about=about, period=period)
    answer = Answer(_QUOTE_COLUMNS, _quote_rows(quotes), _records(quotes))
    print_answer([answer], format=format, calendar=calendar)


@app.command()
def events(  # noqa: PLR0913, PLR0917 — one argument an option
    graph: Graph,
    place: PlaceName = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    with_: With = None,
    format: Format = "table",
    calendar: Calendar = "both",
) -> None:
    """Tell what happened: in a place, of a type, in a period, with someone.

    Example: `kg events graphs/demo --place یزد --from 1403/07/01 --to 1403/07/30`
    """
    select = select_of(graph)
    found = ask.find_events(
        select,
        participant=find_named(select, with_, _SPEAKERS).iri if with_ else None,
        place=place,
        kind=type,
        period=ask.Period(since, until),
    )
    answer = Answer(_EVENT_COLUMNS, _event_rows(found), _records(found))
    print_answer([answer], format=format, calendar=calendar)


@app.command()
def top(graph: Graph, what: What, limit: Most = 20, format: Format = "table") -> None:
    """Rank persons, organizations or places by articles, or the quoted by quotations.

    Example: `kg top graphs/demo quoted --limit 10`
    """
    ranked = ask.rank(select_of(graph), what, limit=limit)
    rows = [(one.name, one.count, one.articles) for one in ranked]
    answer = Answer(("name", "count", "articles"), rows, _records(ranked))
    print_answer([answer], format=format)


@app.command()
def path(graph: Graph, one: Name, other: Name, format: Format = "table") -> None:
    """Tell how two entities are connected, with the evidence of each step.

    Example: `kg path graphs/demo "بهرام کیانفر" گریگوریان`
    """
    steps = ask.find_path(select_of(graph), one, other)
    rows = [
        (
            step.source,
            step.relation,
            step.target,
            step.support.exact,
            step.support.title,
        )
        for step in steps
    ]
    columns = ("from", "by", "to", "evidence", "title")
    if not steps:
        say("no chain of statements connects the two")
    print_answer([Answer(columns, rows, _records(steps))], format=format)


@app.command()
def find(
    graph: Graph,
    words: Words,
    limit: Most = 50,
    format: Format = "table",
    calendar: Calendar = "both",
) -> None:
    """Find words in names, quotations, events and roles, in any spelling.

    Example: `kg find graphs/demo "صنايع دستي"`
    """
    hits = ask.find_words(select_of(graph), words, limit=limit)
    rows = [
        (
            *(hit.kind, hit.text, hit.articles or ""),
            *((hit.support.date, hit.support.title) if hit.support else ("", "")),
        )
        for hit in hits
    ]
    columns = ("in", "text", "articles", "date", "title")
    answer = Answer(columns, rows, _records(hits))
    print_answer([answer], format=format, calendar=calendar)


def _records(rows: Sequence[object]) -> list[object]:
    """Return dataclass rows as what JSON is written from."""
    return [asdict(row) for row in rows]  # type: ignore[call-overload]
