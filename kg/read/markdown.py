"""Reading Markdown: a plain article whose marks are not text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.read.assembling import assemble
from kg.read.cleaning import clean
from kg.read.fields import FIELDS, Fields
from kg.read.plain import decode_article, split_page


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_ENTRY = re.compile(r"^([^\s:#][^:\n]*):[ \t]*(\S.*)$", re.MULTILINE)
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
)


def read_markdown(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the article of a Markdown file; its front matter gives the metadata."""
    text, encoding = decode_article(stream)
    text = clean(text)
    front = _FRONT_MATTER.match(text)
    given = names.pick(_read_entries(front[1])) if front else None
    fields = split_page(_without_marks(text[front.end() :] if front else text))
    if given is not None:
        fields = _merge(fields, given)
    yield from assemble(fields, origin.decoded(encoding))


def _merge(fields: Fields, given: Fields) -> Fields:
    """Return the parts of the text with those of the front matter over them.

    The first line is the title only where the front matter gives none.
    """
    body = fields.body
    if given.title and fields.title != given.title:
        body = f"{fields.title}\n{body}"
    values = {name: getattr(given, name) for name in FIELDS if name != "body"}
    known = {name: value for name, value in values.items() if value}
    return replace(fields, **{"body": body, **known})


def _read_entries(front: str) -> dict[str, str]:
    entries = _ENTRY.findall(front)
    return {name.strip(): value.strip().strip("\"'") for name, value in entries}


def _without_marks(text: str) -> str:
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text
