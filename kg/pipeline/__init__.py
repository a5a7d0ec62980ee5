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


__all__ = ["extract_records", "understand"]


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
        on_problem: Told of each input that gives no article.

    Yields:
        The contract of ``kg extract``; input that gives no article is passed over.
    """
    for item in read(paths, fields=fields):
        if not isinstance(item, Problem):
            yield to_record(understand(item))
        elif on_problem is not None:
            on_problem(item)
