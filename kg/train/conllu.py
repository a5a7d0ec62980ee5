"""Reading treebanks in CoNLL-U as the surface words our segmenter gives.

A multiword range («کتابش» = «کتاب» + «ش») is one token of ours: it takes the tag of
its first word, and punctuation that a treebank glued into the range stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeWord:
    """A surface word of a treebank sentence.

    Attributes:
        form: As written, without the space after it.
        lemma: Lemma of its first syntactic word.
        pos: UPOS of its first syntactic word.
        fine: XPOS of its first syntactic word.
        head: Index of the surface word it depends on; -1 for the root.
        relation: Relation of its first syntactic word.
        clitic: Whether a pronoun or copula is attached to it.
    """

    form: str
    lemma: str
    pos: str
    fine: str
    head: int
    relation: str
    clitic: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """Syntactic words that are written as one."""

    form: str
    rows: tuple[list[str], ...]


def read_conllu(path: Path) -> Iterator[tuple[TreeWord, ...]]:
    """Yield the sentences of a CoNLL-U file as surface words."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    for block in blocks:
        lines = [
            line.split("\t") for line in block.split("\n") if not line.startswith("#")
        ]
        if lines:
            yield _to_surface(lines)


def _to_surface(lines: list[list[str]]) -> tuple[TreeWord, ...]:
    """Join multiword ranges and renumber the heads."""
    units = list(_units(lines))
    owner = {row[0]: index for index, unit in enumerate(units) for row in unit.rows}
    depths = _depths(lines)
    words: list[TreeWord] = []
    for unit in units:
        # the row nearest the root stands for the unit, so heads never form a cycle
        row = min(unit.rows, key=lambda row: depths[row[0]])
        words.append(
            TreeWord(
                form=unit.form,
                lemma=unit.rows[0][2],
                pos=unit.rows[0][3],
                fine=unit.rows[0][4],
                head=owner.get(row[6], -1),
                relation=row[7],
                clitic=len(unit.rows) > 1,
            )
        )
    return tuple(words)


def _depths(lines: list[list[str]]) -> dict[str, int]:
    """Return how many steps each syntactic word is from the root."""
    heads = {line[0]: line[6] for line in lines}
    depths: dict[str, int] = {}
    for word in heads:
        steps, above = 0, word
        while above in heads and steps <= len(heads):
            steps, above = steps + 1, heads[above]
        depths[word] = steps
    return depths


def _units(lines: list[list[str]]) -> Iterator[_Unit]:
    """Yield words and multiword ranges, punctuation taken out of the ranges."""
    rows = {line[0]: line for line in lines}
    until = 0
    for line in lines:
        if "-" in line[0]:
            first, last = (int(part) for part in line[0].split("-"))
            until = last
            yield from _range_units(
                line[1], [rows[str(number)] for number in range(first, last + 1)]
            )
        elif "." not in line[0] and int(line[0]) > until:
            yield _Unit(line[1], (line,))


def _range_units(form: str, parts: list[list[str]]) -> Iterator[_Unit]:
    """Yield a multiword range less its final punctuation, then the punctuation."""
    marks: list[_Unit] = []
    while len(parts) > 1 and parts[-1][3] == "PUNCT":
        mark = parts.pop()
        form = form.removesuffix(mark[1])
        marks.insert(0, _Unit(mark[1], (mark,)))
    yield _Unit(form, tuple(parts))
    yield from marks
