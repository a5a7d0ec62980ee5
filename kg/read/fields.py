"""Which field of a record holds which part of an article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg import lexicon
from kg.errors import ReadError
from kg.normalize import match_key
from kg.read.cleaning import strip_markup
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The parts of an article as a source gives them, ``""`` where it gives none."""

    id: str = ""
    title: str = ""
    lead: str = ""
    body: str = ""
    publisher: str = ""
    section: str = ""
    url: str = ""
    author: str = ""
    published: str = ""


FIELDS = (
    "id",
    "title",
    "lead",
    "body",
    "publisher",
    "section",
    "url",
    "author",
    "published",
)
_TEXTS = frozenset({"title", "lead", "body"})
# what the name of a publisher or author is called within an object
_NAMES = ("name", "title", "text", "value", "#text", "@value", "rendered")


class FieldNames:
    """Picks the parts of an article out of records, by the names of their fields."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        """Take ``own`` names («body» to ``news_text``) before the usual ones.

        Raises:
            ReadError: If a key of ``own`` names no part of an article.
        """
        self._own = MappingProxyType(
            {_to_field(part): name for part, name in (own or {}).items()}
        )

    def pick(self, record: Mapping[str, object]) -> Fields:
        """Return the parts that ``record`` holds.

        Raises:
            RefusedError: If a field is missing that the caller named, or holds
                something that cannot be text.
        """
        chosen: dict[str, str] = {}
        for _, field, name in self._candidates(record):
            value = _to_text(record[name], name, is_text=field in _TEXTS)
            if value and not chosen.get(field):
                chosen[field] = value
        return Fields(**chosen)

    def has_text(self, names: Iterable[str]) -> bool:
        """Say whether one of the fields called ``names`` may hold an article's text.

        Raises:
            RefusedError: If a field is missing that the caller named.
        """
        record = dict.fromkeys(names)
        return any(
            field in {"body", "lead"} for _, field, _ in self._candidates(record)
        )

    def _candidates(self, record: Mapping[str, object]) -> list[tuple[int, str, str]]:
        """Return rank, field and name of each known field, best first."""
        found = [(0, field, name) for field, name in self._own.items()]
        for _, field, name in found:
            if name not in record:
                known = ", ".join(map(repr, record)) or "none"
                raise RefusedError(
                    f"no field {name!r} for the {field}; there are: {known}"
                )
        for name in record:
            usual = _usual(name)
            if usual is not None and usual[0] not in self._own:
                found.append((usual[1], usual[0], name))
        return sorted(found, key=lambda candidate: candidate[0])


def _to_field(part: str) -> str:
    usual = _usual(part)
    if part in FIELDS:
        return part
    if usual is None:
        raise ReadError(f"no field {part!r}; the fields are: {', '.join(FIELDS)}")
    return usual[0]


def _name_key(name: str) -> str:
    return match_key(name).casefold().replace("_", "").replace("-", "")


@cache
def _usual_names() -> Mapping[str, tuple[str, int]]:
    rows = lexicon.rows("article_fields", 3)
    return MappingProxyType(
        {_name_key(name): (field, int(rank)) for name, field, rank in rows}
    )


@lru_cache(maxsize=1024)
def _usual(name: str) -> tuple[str, int] | None:
    return _usual_names().get(_name_key(name))


def _to_text(value: object, name: str, *, is_text: bool) -> str:
    """Return the text of a field's value, ``""`` for nothing.

    Raises:
        RefusedError: If the value is of a kind that cannot be text.
    """
    if value is None or isinstance(value, str):
        return strip_markup(value) if value and is_text else value or ""
    if isinstance(value, int | float) and not isinstance(value, bool) and not is_text:
        return str(value)
    if isinstance(value, list):
        joint = "\n" if is_text else "، "
        texts = (_to_text(item, name, is_text=is_text) for item in value)
        return joint.join(text for text in texts if text)
    if isinstance(value, dict):
        inner = next((value[key] for key in _NAMES if value.get(key)), None)
        if isinstance(inner, str):
            return inner
    raise RefusedError(f"field {name!r} holds {_kind(value)}, not text")


def _kind(value: object) -> str:
    kinds: dict[type, str] = {bool: "true or false", dict: "an object"}
    return kinds.get(type(value), "a number")
