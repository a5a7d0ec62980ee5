"""The only place that knows the order of the stages.

``read → annotate → extract`` gives what ``kg extract`` prints;
:mod:`kg.pipeline.build` goes on to ``resolve → graph`` and keeps the result in a
folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Problem
from kg.pipeline.records import Record, to_record
from kg.pipeline.worker import understand
from kg.read import read


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.model import Article


__all__ = ["extract_records", "read_articles", "read_texts", "understand"]


def extract_records(
    paths: Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Record]:
    """Yield one record of the exchange format for each article, in reading order.

    Args:
        paths: Files and folders; ``-`` is standard input.
        fields: Own names of fields («body» to «news_text»), as ``kg.read`` takes them.
        on_problem: Told of each input that gives no article, or no record; without
            it, an article that cannot be understood raises.

    Yields:
        The contract of ``kg extract``; input that gives no article is passed over.
    """
    for item in read(paths, fields=fields):
        if isinstance(item, Problem):
            if on_problem is not None:
                on_problem(item)
            continue
        try:
            record = to_record(understand(item))
        # One bad article must not stop the rest: it is reported and passed over.
        except Exception as error:
            if on_problem is None:
                raise
            on_problem(_failure(item, error))
        else:
            yield record


def _failure(article: Article, error: Exception) -> Problem:
    return Problem(
        source=article.source,
        reason=f"{type(error).__name__}: {error}",
        article_id=article.id,
    )


def read_articles(
    paths: Iterable[str | Path],
    *,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Article]:
    """Yield the articles of ``paths``, in reading order."""
    for item in read(paths):
        if not isinstance(item, Problem):
            yield item
        elif on_problem is not None:
            on_problem(item)


def read_texts(paths: Iterable[str | Path]) -> dict[str, str]:
    """Return the texts of the articles of ``paths`` by id."""
    return {article.id: article.text for article in read_articles(paths)}
