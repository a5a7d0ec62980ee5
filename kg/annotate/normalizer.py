"""Normalized text that knows where each of its characters came from.

hazm's ``Normalizer`` says what each character becomes (letter variants, digits,
diacritics, ligatures); it is asked for one character at a time, once per character
and process, because on whole texts it loses offsets, and splits decimals, dates and
addresses. White space, quotation marks, words stuck together and half-spaces are then
mended by edits that carry the alignment along.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.annotate.glued import find_gaps
from kg.annotate.halfspace import find_repairs
from kg.annotate.hazm_parts import hazm_part
from kg.model import Alignment
from kg.normalize import ZWNJ


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Edit(NamedTuple):
    """Put ``text`` in the place of the code points ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalized text.

    Attributes:
        text: The text; lines are those of the received text, and those lost in it.
        alignment: From ``text`` back to the received text.
    """

    text: str
    alignment: Alignment


class _Aligned:
    """A text under change with the received offsets of its code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: Sequence[int] = range(len(text))
        self.ends: Sequence[int] = range(1, len(text) + 1)

    def edit(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that are in order and do not overlap."""
        known = list(edits)
        if not known:  # as mostly: nothing is copied
            return
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for edit in [*known, Edit(len(self.text), len(self.text), "")]:
            pieces += [self.text[at : edit.start], edit.text]
            starts += self.starts[at : edit.start]
            ends += self.ends[at : edit.start]
            if len(edit.text) == edit.end - edit.start:
                starts += self.starts[edit.start : edit.end]
                ends += self.ends[edit.start : edit.end]
            else:
                begin, end = self._origin(edit)
                starts += [begin] * len(edit.text)
                ends += [end] * len(edit.text)
            at = edit.end
        self.text, self.starts, self.ends = "".join(pieces), starts, ends

    def _origin(self, edit: Edit) -> tuple[int, int]:
        """Return the received stretch that an edit's text stands for."""
        if edit.start < edit.end:
            return self.starts[edit.start], self.ends[edit.end - 1]
        before = self.ends[edit.start - 1] if edit.start else 0
        if edit.start == len(self.starts):
            return before, before
        after = self.starts[edit.start]
        return after, max(before, after)


_LINE_ENDS = frozenset("\n\u2028\u2029")
_OWN = {
    "“": "«",
    "”": "»",
    "„": "«",
    "‟": "»",
    "ۀ": "ه\u0654",  # hazm drops the written ezafe
    ZWNJ: ZWNJ,
    "\u200b": ZWNJ,  # older systems' ways to write the half-space
    "\u00ad": ZWNJ,
    "¬": ZWNJ,
}
_MARKS = frozenset({"Mn", "Me", "Lm"})
_UNUSABLE = {"Cs": "\ufffd", "Co": "\ufffd", "Cc": "", "Cf": ""}


# All but the characters that most of a text is made of and that stay what they are.
_OTHERS = re.compile(r"[^\n ۰-۹ء-غفقل-وپچژکگی\u200c.:،؛؟!«»()/-]")
_DOTS = re.compile(r"\.{3,}|\.(?: \.){2,}")
# Runs of spaces and half-spaces, less the single ones that are as they should be.
_RUN = re.compile(
    r"""
    [ \u200c](?:
      [ \u200c]+
      | (?<=\u200c)(?:(?![^\W\d_]) | (?<![^\W\d_]\u200c)(?<!\u0654\u200c))
      | (?<=[ ])(?:(?<![^\n][ ]) | (?![^\n]))
    )
    """,
    re.VERBOSE,
)


class _Letters(dict[int, str]):
    """What each code point becomes; filled as they come, as ``str.translate`` asks."""

    def __missing__(self, code: int) -> str:
        self[code] = becomes = _normalize_character(chr(code))
        return becomes


_letters = _Letters()


@cache
def _hazm() -> Any:
    """Return hazm's normalizer with those of its steps that look at one character."""
    return hazm_part("Normalizer")(
        correct_spacing=False,
        decrease_repeated_chars=False,
        persian_style=False,
        seperate_mi=False,
    )


def _normalize_character(char: str) -> str:
    if char in _OWN:
        return _OWN[char]
    if char.isspace():
        return "\n" if char in _LINE_ENDS else " "
    category = unicodedata.category(char)
    if category in _UNUSABLE:
        return _UNUSABLE[category]
    normalized: str = _hazm().normalize(char)
    return "" if normalized == "ـ" else normalized


@lru_cache(maxsize=256)
def _odd_pattern(odd: str) -> re.Pattern[str]:
    """Match what does not become exactly one character, with the letter it marks."""
    marks = "".join(char for char in odd if unicodedata.category(char) in _MARKS)
    single = f"[{re.escape(odd)}]"
    return re.compile(rf"\w[{re.escape(marks)}]+|{single}" if marks else single)


def _compose(match: re.Match[str]) -> str:
    """Return a letter with its marks, or an odd character, normalized."""
    cluster = match[0]
    if len(cluster) > 1 and "\u0654" in cluster and cluster[0] in "هەةۀہ":
        return "ه\u0654"
    return unicodedata.normalize("NFC", cluster).translate(_letters)


def _resolve_run(match: re.Match[str]) -> str:
    """Return what remains of a run of spaces and half-spaces."""
    text, start, end = match.string, match.start(), match.end()
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if "\n" in (before, after):
        return ""
    if " " in match[0]:
        return " "
    if before.isdigit() != after.isdigit() and before.isalnum() and after.isalnum():
        return " "
    return ZWNJ if _is_letter(before) and _is_letter(after) else ""


def _is_letter(char: str) -> bool:
    return char.isalpha() or char == "\u0654"


def _edits(
    pattern: re.Pattern[str], text: str, replace: Callable[[re.Match[str]], str]
) -> list[Edit]:
    found: list[Edit] = []
    for match in pattern.finditer(text):
        becomes = replace(match)
        if becomes != match[0]:
            found.append(Edit(match.start(), match.end(), becomes))
    return found


def _normalize_letters(aligned: _Aligned) -> None:
    others = sorted(set(_OTHERS.findall(aligned.text)))
    odd = "".join([char for char in others if len(_letters[ord(char)]) != 1])
    if odd:
        aligned.edit(_edits(_odd_pattern(odd), aligned.text, _compose))
    for char in others:  # what a character becomes stays what it is
        becomes = _letters[ord(char)]
        if len(becomes) == 1:
            aligned.text = aligned.text.replace(char, becomes)


def _normalize_quotes(text: str) -> str:
    """Turn paired straight quotation marks of a line into «…»; length is kept."""
    if '"' not in text:
        return text
    return "\n".join(_pair_quotes(line) for line in text.split("\n"))


def _pair_quotes(line: str) -> str:
    pieces = line.split('"')
    if len(pieces) % 2 == 0:
        return line
    marks = ["«", "»"] * (len(pieces) // 2)
    return "".join(
        piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True)
    )


def normalize_characters(received: str) -> str:
    """Return ``received`` normalized but for half-spaces, without alignment."""
    return _align_characters(received).text


def _align_characters(received: str) -> _Aligned:
    aligned = _Aligned(received)
    _normalize_letters(aligned)
    aligned.edit(_edits(_DOTS, aligned.text, lambda _: "…"))
    aligned.edit(_edits(_RUN, aligned.text, _resolve_run))
    aligned.text = _normalize_quotes(aligned.text)
    return aligned


def normalize(received: str) -> Normalized:
    """Normalize ``received``; never fails, whatever it holds.

    >>> normalized = normalize("كتابهاي  خوب")
    >>> normalized.text == "کتاب\u200cهای خوب"
    True
    >>> normalized.alignment.ends[-1]
    12
    """
    aligned = _align_characters(received)
    aligned.edit(Edit(*gap) for gap in find_gaps(aligned.text))
    aligned.edit(Edit(*repair) for repair in find_repairs(aligned.text))
    return Normalized(
        aligned.text, Alignment(tuple(aligned.starts), tuple(aligned.ends))
    )
