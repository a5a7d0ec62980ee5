"""``kg eval``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.streams import open_output, say
from kg.cli.tables import print_rows
from kg.errors import ReadError
from kg.evaluate import (
    breakdown,
    compare,
    grouping,
    read_records,
    render_report,
    score,
)
from kg.evaluate.scoring import GROUPS
from kg.pipeline import read_texts


Gold = Annotated[Path, typer.Argument(help="Your annotations, JSON Lines.")]
Predicted = Annotated[Path, typer.Argument(help="What `kg extract` printed.")]
By = Annotated[
    str | None, typer.Option(help=f"Also break down by {', '.join(GROUPS)}.")
]
Html = Annotated[str | None, typer.Option(help="Write an error report to this file.")]
Articles = Annotated[
    list[str] | None,
    typer.Option(help="The articles, for publishers and sentences; repeatable."),
]
KINDS = ("roles", "events", "quotes")
COLUMNS = ("measure", "P", "R", "F1", "95 %", "gold", "predicted")


@app.command(name="eval")
def evaluate(
    gold: Gold,
    predicted: Predicted,
    by: By = None,
    html: Html = None,
    articles: Articles = None,
) -> None:
    """Score predicted facts against gold ones: precision, recall, F1, 95 % intervals.

    Example: `kg eval examples/gold/gold.jsonl facts.jsonl --by rule --html errors.html`
    """
    wanted, made = read_records(gold), read_records(predicted)
    comparison = compare(wanted, made)
    if not any(record.get(kind) for record in wanted.values() for kind in KINDS):
        raise ReadError(f"{gold}: no roles, events or quotes to compare with")
    for article in comparison.missing:
        say(f"no predicted record for {article}")
    rows = [score(found).row(name) for name, found in comparison.outcomes.items()]
    if by is not None:
        group_of = grouping(by, {**wanted, **made})
        for name, found in comparison.outcomes.items():
            groups = breakdown(found, group_of).items()
            rows += [one.row(f"{name} {group}") for group, one in groups]
    print_rows(COLUMNS, rows)
    if html is not None:
        with open_output(html) as stream:
            page = render_report(comparison, read_texts(articles or ()))
            stream.write(page.encode())
