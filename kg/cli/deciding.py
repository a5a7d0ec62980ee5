"""``kg decide``: a person's merges, splits, renamings, rejections and acceptances."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import Answer, Format, print_answer
from kg.cli.app import app
from kg.cli.progress import watching
from kg.cli.selecting import to_day
from kg.cli.stopping import stoppable
from kg.cli.streams import say
from kg.decisions import (
    FILE_NAME,
    Action,
    Anchor,
    Decision,
    Kind,
    add_decision,
    read_decisions,
    remove_decision,
)
from kg.errors import GraphError, QueryError
from kg.graph.folder import is_graph_folder, read_configuration, reading_ledger
from kg.pipeline.anchoring import Finder, Meant
from kg.pipeline.build import BuildRequest, build
from kg.pipeline.deciding import outcomes
from kg.pipeline.report import decisions_applied
from kg.query import open_source, select_values


if TYPE_CHECKING:
    from collections.abc import Iterator


decide = typer.Typer(
    help="Correct a graph: decisions are lines of its `decisions.tsv`.\n\n"
    "Every build replays them. Entities are given by a name in any spelling, by "
    "`NAME @ ARTICLE`, or by IRI.\n\n"
    "Example: `kg decide rename graphs/demo کیانفر 'بهرام کیان‌فر' --reason 'املا'`",
    no_args_is_help=True,
)
app.add_typer(decide, name="decide")

Folder = Annotated[Path, typer.Argument(help="Graph folder.")]
Name = Annotated[str, typer.Argument(help="The entity, as typed, or its IRI.")]
Goes = Annotated[str, typer.Argument(help="The entity that becomes part of it.")]
NewName = Annotated[str, typer.Argument(help="Its canonical name from now on.")]
What = Annotated[
    str,
    typer.Argument(
        help="An IRI, an entity's name, or words of a statement; `WORDS @ ARTICLE`."
    ),
]
Number = Annotated[int, typer.Argument(help="Number of the line in `decisions.tsv`.")]
Reason = Annotated[str, typer.Option(help="Why, for those who read the file.")]
Author = Annotated[
    str | None,
    typer.Option(help="Who decides; else $KG_AUTHOR, $GIT_AUTHOR_NAME, git's user."),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date", help="1405/09/08 or 2026-11-29; else today.", callback=to_day
    ),
]
EntityKindOption = Annotated[
    Kind | None,
    typer.Option("--kind", help="Kind of entity, where a name is unclear; or event."),
]
AnyKind = Annotated[
    Kind | None,
    typer.Option("--kind", help="role, event, quote; or the kind of an entity."),
]
Leaving = Annotated[
    list[str],
    typer.Option(
        "--article", help="Id of an article that names the other; repeatable."
    ),
]
In = Annotated[str | None, typer.Option("--article", help="Id of the article.")]
Apply = Annotated[bool, typer.Option("--apply", help="Bring the graph up to date now.")]


@decide.command()
def merge(  # noqa: PLR0913 — one parameter for each option
    graph: Folder,
    name: Name,
    other: Goes,
    *,
    reason: Reason,
    kind: EntityKindOption = None,
    author: Author = None,
    day: Day = None,
    apply: Apply = False,
) -> None:
    """Say that two entities are one, or two accounts of an event (`--kind event`).

    The first entity's IRI stays.

    Example: `kg decide merge graphs/demo "تیم فوتبال شاهین کویر" "شاهین کویر"
    --reason "یک تیم است"`
    """
    with _finding(graph) as finder:
        stays, goes = (finder.any(one, kind, None) for one in (name, other))
    if stays.kind is not goes.kind:
        raise QueryError(f"«{name}» is a {stays.kind}, «{other}» a {goes.kind}")
    if stays == goes:
        raise QueryError(f"«{name}» and «{other}» are one entity: {stays.anchor}")
    decided = _decision(Action.MERGE, stays, reason, author, day, other=goes.anchor)
    _record(graph, decided, apply=apply)


@decide.command()
def split(  # noqa: PLR0913 — one parameter for each option
    graph: Folder,
    name: Name,
    *,
    article: Leaving,
    reason: Reason,
    kind: EntityKindOption = None,
    author: Author = None,
    day: Day = None,
    apply: Apply = False,
) -> None:
    """Say that some articles mean another entity of that name, or another event.

    Articles that give the other the same body go along.

    Example: `kg decide split graphs/demo کیانفر --article sep-501 --reason "همنام"`
    """
    with _finding(graph) as finder:
        meant = finder.any(name, kind, None)
        if meant.kind is Kind.EVENT:
            others = [finder.account(meant, one).anchor for one in sorted(set(article))]
            stays = meant
        else:
            stays, others = _parted(finder, meant, article)
    for other in others:
        decided = _decision(Action.SPLIT, stays, reason, author, day, other=other)
        _write_down(graph, decided)
    _take_effect(graph, apply=apply)


@decide.command()
def rename(  # noqa: PLR0913 — one parameter for each option
    graph: Folder,
    name: Name,
    new_name: NewName,
    *,
    reason: Reason,
    kind: EntityKindOption = None,
    author: Author = None,
    day: Day = None,
    apply: Apply = False,
) -> None:
    """Set the canonical name of an entity; its other names stay as aliases.

    Example: `kg decide rename graphs/demo کیانفر "بهرام کیان‌فر" --reason "املای درست"`
    """
    with _finding(graph) as finder:
        meant = finder.entity(name, kind)
    decided = _decision(Action.RENAME, meant, reason, author, day, name=new_name)
    _record(graph, decided, apply=apply)


@decide.command()
def reject(  # noqa: PLR0913 — one parameter for each option
    graph: Folder,
    what: What,
    *,
    reason: Reason,
    kind: AnyKind = None,
    article: In = None,
    author: Author = None,
    day: Day = None,
    apply: Apply = False,
) -> None:
    """Drop a role, event or quotation; or an entity with its roles and quotations.

    A role that words alone name is dropped in every article that states it.

    Example: `kg decide reject graphs/demo "کیانفر استاندار" --kind role --reason نبود`
    """
    with _finding(graph) as finder:
        meant = finder.any(what, kind, article)
    _record(graph, _decision(Action.REJECT, meant, reason, author, day), apply=apply)


@decide.command()
def accept(  # noqa: PLR0913 — one parameter for each option
    graph: Folder,
    what: What,
    *,
    reason: Reason,
    kind: AnyKind = None,
    article: In = None,
    author: Author = None,
    day: Day = None,
    apply: Apply = False,
) -> None:
    """Confirm a role, event or quotation: its confidence becomes 1.

    Example: `kg decide accept graphs/demo "کیانفر بازار" --kind quote --reason "شنیدم"`
    """
    with _finding(graph) as finder:
        meant = finder.any(what, kind, article)
    _record(graph, _decision(Action.ACCEPT, meant, reason, author, day), apply=apply)


@decide.command(name="list")
def list_decisions(graph: Folder, format: Format = "table") -> None:
    """List the decisions and what the last build made of each.

    Example: `kg decide list graphs/demo`
    """
    held = read_decisions(graph)
    if not held.path.exists():
        _check_graph(graph)
    built = {}
    if is_graph_folder(graph):
        with reading_ledger(graph) as ledger:
            built = outcomes(ledger)
    rows = [
        (line.number, *line.decision.line.split("\t"), _state(line.decision, built))
        for line in held.lines
    ]
    columns = ("line", "action", "kind", "target", "value", "author", "date", "reason")
    names = (*columns, "state")
    records = [dict(zip(names, row, strict=True)) for row in rows]
    print_answer([Answer(names, rows, records)], format=format, calendar="gregorian")
    for one in held.bad:
        say(f"{held.path}:{one.number}: {one.reason}")


@decide.command()
def undo(graph: Folder, number: Number, apply: Apply = False) -> None:
    """Remove a decision's line; the next build is as if it had never been.

    Example: `kg decide undo graphs/demo 2`
    """
    held = read_decisions(graph)
    for line in held.lines:
        if line.number == number:
            remove_decision(graph, line)
            typer.echo(f"- {line.decision.line}")
            _take_effect(graph, apply=apply)
            return
    known = ", ".join(str(line.number) for line in held.lines) or "none"
    raise GraphError(f"{held.path}:{number}: no decision; lines of decisions: {known}")


def _state(decision: Decision, built: dict[str, str]) -> str:
    if decision.id not in built:
        return "from the next build on"
    return built[decision.id] or "applied"


def _check_graph(graph: Path) -> None:
    if not is_graph_folder(graph):
        raise GraphError(f"{graph}: not a graph folder; decisions belong to one")


@contextmanager
def _finding(graph: Path) -> Iterator[Finder]:
    """Give what finds entities and statements in a graph folder."""
    _check_graph(graph)
    select = partial(select_values, open_source(str(graph)))
    with reading_ledger(graph) as ledger:
        yield Finder(select, ledger)


def _decision(  # noqa: PLR0913 — what a line has
    action: Action,
    meant: Meant,
    reason: str,
    author: str | None,
    day: str | None,
    *,
    other: Anchor | None = None,
    name: str | None = None,
) -> Decision:
    today = date.today().isoformat()  # noqa: DTZ011 — the author's own day
    try:
        return Decision(
            action=action,
            kind=meant.kind,
            target=meant.anchor,
            other=other,
            name=name,
            author=author or _author(),
            date=day or today,
            reason=reason,
        )
    except ValueError as error:
        raise QueryError(str(error)) from error


def _author() -> str:
    """Return who decides, as the environment or git has it."""
    named = os.environ.get("KG_AUTHOR") or os.environ.get("GIT_AUTHOR_NAME")
    git = shutil.which("git")
    if not named and git:
        command = [git, "config", "user.name"]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        named = done.stdout.decode(errors="replace").strip()
    if not named:
        raise QueryError("who decides? give --author, or set KG_AUTHOR")
    return named


def _parted(
    finder: Finder, meant: Meant, articles: list[str]
) -> tuple[Meant, list[Anchor]]:
    """Return what stays of an entity without some articles, and what these name."""
    strange = sorted(set(articles) - set(meant.articles))
    if strange:
        raise QueryError(f"{', '.join(strange)}: does not name {meant.anchor}")
    leaving = Anchor(meant.anchor.parts, tuple(sorted(set(articles))))
    return finder.without(meant, articles), [leaving]


def _record(graph: Path, decision: Decision, *, apply: bool) -> None:
    _write_down(graph, decision)
    _take_effect(graph, apply=apply)


def _write_down(graph: Path, decision: Decision) -> None:
    line = add_decision(graph, decision)
    typer.echo(f"{graph / FILE_NAME}:{line.number}: {decision.line}")


def _take_effect(graph: Path, *, apply: bool) -> None:
    """Build what decisions change, or say that the next build does."""
    if not apply:
        say("takes effect at the next `kg build` (--apply does it at once)")
        return
    configuration = read_configuration(graph)
    request = BuildRequest(folder=graph, inputs=(), configuration=configuration)
    words = f"{graph}: stopped; {FILE_NAME} is written, and the next build applies it"
    with stoppable(words), watching() as watcher:
        report = build(request, watcher)
    path = str(graph / FILE_NAME)
    for problem in report.problems:
        if problem.path == path:
            say(f"{problem.source}: {problem.reason}")
    seconds = report.seconds["total"]
    say(
        f"{decisions_applied(report.decided)}, {report.written} articles written, "
        f"{seconds:.1f} s"
    )
