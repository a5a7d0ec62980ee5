"""Decisions as values, and each as one line of text.

An anchor names an entity or a statement in words and articles::

    علی رضایی @ isna-12,fars-3           the entity that one of these articles calls so
    علی رضایی                            the only entity of that name
    علی رضایی | استاندار | یزد           that role, in whatever article states it
    علی رضایی | کار ادامه… @ isna-12     the quotation that begins so, in that article

Names and texts are compared without half-spaces, letter variants and punctuation. In
the id of an article, the few characters that have a meaning here are percent-encoded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 — a field is named date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Sequence


_Enum = TypeVar("_Enum", bound=StrEnum)

COLUMNS = ("action", "kind", "target", "value", "author", "date", "reason")
"""The cells of a line, in order."""

_RESERVED = re.compile(r"[%,@|\s]")
_BETWEEN_PARTS = " | "
_BEFORE_ARTICLES = " @ "


class Action(StrEnum):
    """What a decision does."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    REJECT = "reject"
    ACCEPT = "accept"


class Kind(StrEnum):
    """What a decision is about: kinds of entity, then kinds of statement."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    FACILITY = "facility"
    ENTITY = "entity"
    ROLE = "role"
    EVENT = "event"
    QUOTE = "quote"


STATEMENT_KINDS = (Kind.ROLE, Kind.EVENT, Kind.QUOTE)
ENTITY_KINDS = tuple(kind for kind in Kind if kind not in STATEMENT_KINDS)


@lru_cache(maxsize=1 << 16)
def comparable(text: str) -> str:
    """Return what two spellings of a text share: its folded letters and digits.

    >>> comparable("علي‌رضا، «رضایی»") == comparable("علیرضا رضایی")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in match_key(folded) if char.isalnum())


ABSENT = "-"
"""A part of a statement that says of it that it has none."""


def wanted_part(part: str) -> str:
    """Return a part of an anchor as parts are compared; ``ABSENT`` stays itself.

    >>> wanted_part("نفتِ"), wanted_part(" - "), wanted_part("")
    ('نفت', '-', '')
    """
    return ABSENT if part.strip() == ABSENT else comparable(part)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about, in words that outlast a rebuild.

    Attributes:
        parts: The name of an entity; of a role the person, title, body and status; of
            an event its name, place and first day; of a quotation the speaker and the
            text, or its start and «…». Parts left out or empty may be anything, and
            «-» stands for none.
        articles: Ids of articles that say so; empty for any article.
    """

    parts: tuple[str, ...]
    articles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.parts or not any(map(comparable, self.parts)):
            raise ValueError(f"names nothing: {str(self)!r}")

    @property
    def name(self) -> str:
        """The name of an entity."""
        return self.parts[0]

    def __str__(self) -> str:
        """``part | part @ article,article``, as it stands in a line."""
        words = _BETWEEN_PARTS.join(map(_plain, self.parts))
        if not self.articles:
            return words
        return words + _BEFORE_ARTICLES + ",".join(map(_encoded, self.articles))


def _plain(part: str) -> str:
    """Return a part without what parts are divided by; comparing ignores that."""
    return " ".join(part.replace("|", " ").replace("@", " ").split())


def _encoded(article_id: str) -> str:
    return _RESERVED.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), article_id
    )


def parse_anchor(text: str) -> Anchor:
    """Return the anchor that a text stands for.

    Raises:
        ValueError: If it names nothing.

    >>> parse_anchor("علی رضایی @ isna-12")
    Anchor(parts=('علی رضایی',), articles=('isna-12',))
    """
    words, at, ids = f" {text} ".partition(_BEFORE_ARTICLES)
    if at and not ids.strip():
        raise ValueError(f"no article after @: {text!r}")
    return Anchor(
        tuple(part.strip() for part in words.split("|")),
        tuple(unquote(one.strip()) for one in ids.split(",") if one.strip()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on an entity or a statement.

    Attributes:
        action: What is done.
        kind: What it is done to.
        target: The entity or statement; of a merge or split, the one that stays.
        other: The entity that goes into the target, or the mentions that leave it.
        name: The new canonical name.
        author: Who decides.
        date: Day of the decision, ISO.
        reason: Why, for people to read.
    """

    action: Action
    kind: Kind
    target: Anchor
    author: str
    date: str
    reason: str
    other: Anchor | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        for column in ("author", "reason"):
            if not getattr(self, column).strip():
                raise ValueError(f"no {column}")
        try:
            Date.fromisoformat(self.date)
        except ValueError:
            raise ValueError(f"not a day as YYYY-MM-DD: {self.date!r}") from None
        self._check_kind()
        self._check_value()

    def _check_kind(self) -> None:
        may = {*ENTITY_KINDS, *(() if self.action is Action.RENAME else (Kind.EVENT,))}
        about_entities = self.action in {Action.MERGE, Action.SPLIT, Action.RENAME}
        if about_entities and self.kind not in may:
            raise ValueError(f"{self.action} is for entities, not for: {self.kind}")
        if self.action is Action.ACCEPT and self.kind in ENTITY_KINDS:
            raise ValueError(f"accept is for statements, not for: {self.kind}")
        one_article = self.kind in {Kind.EVENT, Kind.QUOTE}
        if one_article and not self.target.articles:
            raise ValueError(f"the target names no article: {str(self.target)!r}")

    def _check_value(self) -> None:
        takes_anchor = self.action in {Action.MERGE, Action.SPLIT}
        if takes_anchor is (self.other is None):
            raise ValueError(f"{self.action} takes {_TAKES[self.action]}")
        if (self.action is Action.RENAME) is (self.name is None):
            raise ValueError(f"{self.action} takes {_TAKES[self.action]}")
        if self.name is not None and not comparable(self.name):
            raise ValueError(f"not a name: {self.name!r}")
        in_article = self.action is Action.SPLIT or self.kind is Kind.EVENT
        if in_article and self.other and not self.other.articles:
            raise ValueError(f"the value names no article: {str(self.other)!r}")

    @property
    def value(self) -> str:
        """The cell after the target."""
        return str(self.other) if self.other is not None else self.name or ""

    @property
    def line(self) -> str:
        """The decision as cells between tabs, without a line end."""
        words = (self.target, self.value, self.author, self.date, self.reason)
        cells = (self.action.value, self.kind.value, *map(str, words))
        return "\t".join(" ".join(cell.split()) for cell in cells)

    @property
    def id(self) -> str:
        """16 hexadecimal digits that depend on the whole line."""
        return hashlib.blake2b(self.line.encode(), digest_size=8).hexdigest()


_TAKES = {
    Action.MERGE: "the entity that goes into the target as its value",
    Action.SPLIT: "the mentions that leave the target as its value",
    Action.RENAME: "the new name as its value",
    Action.REJECT: "no value",
    Action.ACCEPT: "no value",
}


def parse_decision(cells: Sequence[str]) -> Decision:
    """Return the decision of a line.

    Args:
        cells: As many as ``COLUMNS``, in that order.

    Raises:
        ValueError: If it is no decision; the message says what is wrong with it.
    """
    if len(cells) != len(COLUMNS):
        columns = ", ".join(COLUMNS)
        raise ValueError(f"{len(cells)} cells, not {len(COLUMNS)}: {columns}")
    action, kind, target, value, author, date, reason = (one.strip() for one in cells)
    done = _member(Action, action)
    takes_anchor = done in {Action.MERGE, Action.SPLIT}
    return Decision(
        action=done,
        kind=_member(Kind, kind),
        target=parse_anchor(target),
        other=parse_anchor(value) if value and takes_anchor else None,
        name=value if value and not takes_anchor else None,
        author=author,
        date=date,
        reason=reason,
    )


def _member(enum: type[_Enum], value: str) -> _Enum:
    try:
        return enum(value)
    except ValueError:
        known = ", ".join(enum)
        raise ValueError(f"one of {known}, not: {value!r}") from None
