"""``kg annotate`` and ``kg explain``: what kg sees in an article."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from kg.annotate import annotate
from kg.cli.app import app
from kg.cli.options import Paths
from kg.cli.streams import data, say
from kg.model import Article
from kg.pipeline import read_articles, understand
from kg.show import explain, to_conllu, to_text


class Form(StrEnum):
    """How an annotated document is printed."""

    TEXT = "text"
    JSON = "json"
    CONLLU = "conllu"


Format = Annotated[Form, typer.Option(help="For people, or for programs.")]


def some_articles(paths: list[str]) -> Iterator[Article]:
    """Yield the articles of some paths, telling problems on stderr.

    Raises:
        typer.Exit: With status 1, once all is read, if no path gave an article.
    """
    empty = True
    for article in read_articles(paths, on_problem=say):
        empty = False
        yield article
    if empty:
        raise typer.Exit(1)


@app.command(name="annotate")
def annotate_articles(paths: Paths, format: Format = Form.TEXT) -> None:
    """Show tokens, tags, ezafe chains, verbs, names, dates and places of articles.

    Example: `kg annotate examples/articles/match.html`
    """
    for article in some_articles(paths):
        document = annotate(article)
        if format is Form.JSON:
            data.print(msgspec.json.encode(document).decode(), markup=False)
        elif format is Form.CONLLU:
            data.print(to_conllu(document), markup=False)
        else:
            data.print(to_text(document))


@app.command(name="explain")
def explain_articles(paths: Paths) -> None:
    """Show an article's statements, the rules that fired, and what was dropped and why.

    Example: `kg explain examples/articles/match.html`
    """
    for article in some_articles(paths):
        data.print(explain(understand(article)))
