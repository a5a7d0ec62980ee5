"""Taking off the furniture of news pages: what stands around an article's text.

Only whole lines go, and the «انتهای پیام» that closes a paragraph; a line that could
be a sentence of the article stays. The phrases are in ``page_furniture.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg import lexicon
from kg.normalize import fold, match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


MAX_LINE = 250
MAX_LABEL_WORDS = 8
MAX_PERSON_WORDS = 5
MAX_LIST_WORDS = 40
MAX_HEADLINE_WORDS = 25
_HEAD = 24
_TAIL = 60
_SHORTEST_PARAGRAPH = 40
_PREFIX = 6
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SENTENCE_END = re.compile(r"[.؟?!:؛…][\s»\")\]\u200c-\u200f]*$")
_BULLET = re.compile(r"[-–—•●▪■*+>«»◾🔹🔸🔻✅]")
_PIECES = re.compile(r"\s+[-–—]\s+|\s*[|•]\s*")
_NUMBERED = re.compile(r"(?P<label>\D+?)\s*(?P<value>\d{3,})\s*$")
_END_WORD = re.compile("انتها|پا[یيى]ان")
# «انتهای پیام/۱۲/م», after the end of a sentence or alone
_CODE = r"(?:\s*[/\\.|*–-][\w\s/\\.|*–-]{0,30})?\W*$"


@dataclass(frozen=True, slots=True)
class Stripped:
    """Lines that are text, and what the furniture says of the article."""

    lines: Sequence[str]
    found: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def strip_furniture(lines: Sequence[str]) -> Stripped:
    """Return the lines that are text, and the metadata of those that are not.

    >>> strip_furniture(["کد خبر: 123", "باران آمد. انتهای پیام/م"]).lines
    ['باران آمد.']
    """
    kept: list[str] = []
    found: dict[str, str] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        labels = read_furniture(line)
        if labels is None and _is_cut(line, kept):
            break
        if labels is not None:
            found = labels | found
            at += _count_headlines(line, lines[at:])
        elif text := _without_end(line):
            kept.append(text)
    return Stripped(kept, MappingProxyType(found))


def is_marker(line: str) -> bool:
    """Say whether ``line`` stands between lead and body, and is no text itself."""
    return _may_be_furniture(line) and _key(line) in _phrases()["marker"]


def read_furniture(line: str) -> dict[str, str] | None:
    """Return what a line of furniture says of the article, ``None`` for other lines.

    >>> read_furniture("شناسهٔ خبر: 12345 - سرویس استانی")
    {'id': '12345', 'section': 'استانی'}
    """
    if not _may_be_furniture(line):
        return None
    if _is_line(line) or _is_frame(line):
        return {}
    if _read_label(line, "list", MAX_LIST_WORDS) is not None:
        return {}
    pieces = _read_pieces(line)
    return _read_piece(line, follows=False) if pieces is None else pieces


# ------------------------------------------------------------------------- phrases


class _Letters(dict[int, str]):
    """What each character is in a key, learnt as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _key(chr(code))
        return self[code]


_LETTERS = _Letters()


def _key(line: str) -> str:
    return _EDGES.sub("", match_key(line)).casefold()


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    """Return for each kind its phrases' keys and fields."""
    kinds: dict[str, dict[str, str]] = {}
    for phrase, kind, name in lexicon.rows("page_furniture", 3):
        kinds.setdefault(kind, {})[_key(phrase)] = name
    return MappingProxyType(kinds)


@cache
def _frames() -> tuple[tuple[str, str], ...]:
    rows = lexicon.rows("page_furniture", 3)
    pairs = (phrase.partition("…") for phrase, kind, _ in rows if kind == "frame")
    return tuple((_key(start), _key(end)) for start, _, end in pairs)


@cache
def _beginnings() -> frozenset[str]:
    """Return the first letters of every phrase."""
    kinds = (kind for name, kind in _phrases().items() if name != "frame")
    keys = [key for kind in kinds for key in kind]
    keys += [start for start, _ in _frames()]
    return frozenset(key.translate(_LETTERS)[:_PREFIX] for key in keys)


def _may_be_furniture(line: str) -> bool:
    """Say quickly of most lines that no phrase begins them."""
    if len(line) > MAX_LINE:
        return False
    letters = line[:_HEAD].translate(_LETTERS)
    return any(letters[:size] in _beginnings() for size in range(2, _PREFIX + 1))


# ---------------------------------------------------------------------- whole lines


def _is_line(line: str) -> bool:
    key, phrases = _key(line), _phrases()
    return (
        key in phrases["line"]
        or key in phrases["links"]
        or key in phrases["end"]
        or _end().fullmatch(fold(line)) is not None
    )


def _is_frame(line: str) -> bool:
    key = _key(line)
    if len(line.split()) > MAX_HEADLINE_WORDS:
        return False
    return any(key.startswith(start) and key.endswith(end) for start, end in _frames())


def _count_headlines(line: str, below: Sequence[str]) -> int:
    """Return how many lines below «بیشتر بخوانید» are headlines that it announces.

    They are if nothing else follows, or each has a bullet.
    """
    if _key(line) not in _phrases()["links"]:
        return 0
    size = next(
        (at for at, one in enumerate(below) if not _is_headline(one)), len(below)
    )
    if size == len(below):
        return size
    plain = (at for at, one in enumerate(below[:size]) if not _BULLET.match(one))
    return next(plain, size)


def _is_headline(line: str) -> bool:
    short = len(line.split()) <= MAX_HEADLINE_WORDS
    return short and _SENTENCE_END.search(line) is None


def _is_cut(line: str, above: Sequence[str]) -> bool:
    """Say whether comments begin here; above them stands at least one paragraph."""
    if not (_may_be_furniture(line) and _key(line) in _phrases()["cut"]):
        return False
    return any(len(paragraph) >= _SHORTEST_PARAGRAPH for paragraph in above)


# --------------------------------------------------------------------------- labels


def _read_pieces(line: str) -> dict[str, str] | None:
    """Return what the pieces of a line say, if each of them is furniture."""
    found: dict[str, str] = {}
    for number, piece in enumerate(_PIECES.split(line)):
        labels = _read_piece(piece, follows=number > 0)
        if labels is None:
            return None
        found |= labels
    return found


def _read_piece(piece: str, *, follows: bool) -> dict[str, str] | None:
    """Return what one piece of a line says; one that follows needs no colon."""
    if _key(piece) in _phrases()["line"]:
        return {}
    found = _read_label(piece, "label", MAX_LABEL_WORDS)
    if found is not None:
        return found
    numbered = _NUMBERED.fullmatch(piece)
    if numbered is not None and _phrases()["label"].get(_key(numbered[1])) == "id":
        return {"id": numbered["value"]}
    if follows:
        label, _, value = piece.strip().partition(" ")
        name = _phrases()["label"].get(_key(label))
        if name and value and _is_value(value, MAX_LABEL_WORDS):
            return {name: value.strip()}
    return None


def _read_label(piece: str, kind: str, most: int) -> dict[str, str] | None:
    """Return name and value of «کد خبر: ۱۲۳», also after «نسخه قابل چاپ»."""
    label, colon, value = piece.partition(":")
    if not colon:
        return None
    name = _find_label(_key(label), kind)
    if name == "author":
        most = MAX_PERSON_WORDS
    if name is None or not _is_value(value, most):
        return None
    value = _EDGES.sub("", value) if name == "id" else value.strip()
    return {name: value} if name and value else {}


def _find_label(key: str, kind: str) -> str | None:
    """Return the field of a label's key; buttons may stand before it."""
    labels = _phrases()[kind]
    if key in labels:
        return labels[key]
    for button in _phrases()["line"]:
        if key.startswith(button) and key[len(button) :] in labels:
            return labels[key[len(button) :]]
    return None


def _is_value(value: str, most: int) -> bool:
    """Say whether ``value`` is no sentence: short and not closed like one."""
    words = len(value.split())
    return words <= most and (words <= 3 or _SENTENCE_END.search(value) is None)


# ------------------------------------------------------------------ ends of paragraphs


@cache
def _end() -> re.Pattern[str]:
    rows = lexicon.rows("page_furniture", 3)
    phrases = [phrase for phrase, kind, _ in rows if kind == "end"]
    joined = "|".join(
        r"[\s\u200c]*".join(map(re.escape, fold(phrase).split()))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?:^\W*|(?<=[.!؟?»\":…)\]/])\s*|\s*/\s*)(?:{joined}){_CODE}")


def _without_end(line: str) -> str:
    """Return ``line`` without the «انتهای پیام» that closes it."""
    start = max(0, len(line) - _TAIL)
    if _END_WORD.search(line, start) is None:
        return line
    found = _end().search(fold(line), start)
    return line if found is None else line[: found.start()].rstrip()
