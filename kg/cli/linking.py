"""``kg explain-entity`` and ``kg conflicts``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ask
from kg.cli.answering import Answer, Format, print_answer
from kg.cli.app import app
from kg.cli.options import Graph  # noqa: TC001 — typer reads annotations
from kg.cli.selecting import select_of
from kg.cli.streams import say


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask import Conflict, EntityAnswer


Name = Annotated[
    str, typer.Argument(help="A name however typed, words of an event, or an IRI.")
]
Kind = Annotated[
    str | None, typer.Option(help=f"Only one kind: {', '.join(ask.ENTITY_KINDS)}.")
]
Dispute = Annotated[
    str | None,
    typer.Option("--kind", help=f"Only one kind: {', '.join(ask.CONFLICT_KINDS)}."),
]
Most = Annotated[int, typer.Option("--limit", min=1, help="Most bearers of the name.")]

_COLUMNS = ("verdict", "score", "articles", "name", "reason")
_CLAIM_COLUMNS = (
    *("kind", "about", "aspect", "value", "articles", "sources"),
    *("date", "evidence", "title"),
)


@app.command(name="explain-entity")
def explain_entity(
    graph: Graph,
    name: Name,
    kind: Kind = None,
    limit: Most = 10,
    format: Format = "table",
) -> None:
    """Tell why names were taken for one entity, and what was kept apart from it.

    `same` is a merge; `different` and `unsure` are refusals, the closest first. Bearers
    of one name, or events that hold the words, are told one after the other.

    Example: `kg explain-entity graphs/demo "کیانفر"`
    """
    kinds = _kinds(kind, ask.ENTITY_KINDS)
    found = ask.explain_entity(select_of(graph), name, kinds, limit=limit + 1)
    answers = [
        Answer(_COLUMNS, _rows(one), [asdict(one)], title=_title(one))
        for one in found[:limit]
    ]
    print_answer(answers, format=format)
    if len(found) > limit:
        say(f"cut off after {limit} of that name (--limit)")


@app.command()
def conflicts(graph: Graph, kind: Dispute = None, format: Format = "table") -> None:
    """List where articles contradict one another, each value with its sources.

    Of one event: casualties, dates, places; of a post that one person at a time has:
    its holders. Copies of one text count as one source.

    Example: `kg conflicts graphs/demo --kind casualties --format csv`
    """
    found = ask.find_conflicts(select_of(graph), _kinds(kind, ask.CONFLICT_KINDS))
    rows = [row for one in found for row in _claims(one)]
    answer = Answer(_CLAIM_COLUMNS, rows, [asdict(one) for one in found])
    print_answer([answer], format=format)


def _kinds(kind: str | None, known: Sequence[str]) -> Sequence[str]:
    if kind is not None and kind not in known:
        raise typer.BadParameter(f"one of {', '.join(known)}", param_hint="--kind")
    return known if kind is None else (kind,)


def _claims(conflict: Conflict) -> list[tuple[object, ...]]:
    """Return a row for each value of a conflict."""
    return [
        (
            *(conflict.kind, conflict.about, conflict.aspect),
            *(claim.value, claim.articles, claim.sources),
            claim.support[0].date if claim.support else "",
            claim.support[0].exact if claim.support else "",
            claim.support[0].title if claim.support else "",
        )
        for claim in conflict.claims
    ]


def _rows(answer: EntityAnswer) -> list[tuple[object, ...]]:
    first = ("", "", answer.articles, answer.name, "; ".join(answer.reasons))
    decided = [("decided", "", "", answer.name, reason) for reason in answer.decisions]
    judged = [
        (one.verdict, f"{one.score:.2f}", one.articles, one.name, one.reason)
        for one in answer.judgements
    ]
    return [first, *decided, *judged]


def _title(answer: EntityAnswer) -> str:
    aliases = f" ({'، '.join(answer.aliases)})" if answer.aliases else ""
    return f"{answer.kind}: {answer.name}{aliases} <{answer.iri}>"
