"""The queries that ship with the package, ``examples/queries`` in a checkout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError


if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


_PARAMETERS = re.compile(r"^# Parameters: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A shipped query.

    Attributes:
        name: What ``kg query --named`` takes.
        text: SPARQL.
    """

    name: str
    text: str

    @property
    def about(self) -> str:
        """The first line of comment."""
        return self.text.partition("\n")[0].removeprefix("#").strip()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The variables that are meant to be bound."""
        found = _PARAMETERS.search(self.text)
        return tuple(re.findall(r"\?(\w+)", found.group(1))) if found else ()


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return all shipped queries, by name."""
    found = (one for one in _folder().iterdir() if one.name.endswith(".rq"))
    return tuple(
        NamedQuery(one.name.removesuffix(".rq"), one.read_text(encoding="utf-8"))
        for one in sorted(found, key=lambda one: one.name)
    )


def named_query(name: str) -> NamedQuery:
    """Return a shipped query.

    Raises:
        QueryError: If there is none of that name.
    """
    for one in named_queries():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in named_queries())
    raise QueryError(f"no query named {name}; there are {known}")


def _folder() -> Traversable:
    """Return the queries' folder: in a wheel in the package, else in the checkout."""
    packed: Traversable = files("kg") / "query" / "named"
    if packed.is_dir():
        return packed
    return Path(str(files("kg"))).parent / "examples" / "queries"
