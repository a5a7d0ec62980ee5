"""Sentences with marked names, from the corpora and from our own annotations."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.names.boundaries import name_words
from kg.model import Article, Source
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from.

    Attributes:
        forms: Words and marks.
        labels: «B-PER», «I-PER» … or «O» for each.
        tags: Part of speech and ezafe of each.
        weight: How often it counts.
    """

    forms: tuple[str, ...]
    labels: tuple[str, ...]
    tags: tuple[tuple[str, bool], ...] = ()
    weight: int = 1


ANNOTATIONS = Path(__file__).parent / "annotations" / "names.tsv"
_CORPUS_KINDS = {
    "PER": "PER",
    "ORG": "ORG",
    "POG": "ORG",
    "LOC": "LOC",
    "EVE": "EVE",
}
_ANNOTATED_KINDS = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "facility": "FAC",
    "event": "EVE",
}


def read_iob(path: Path, venues: frozenset[str]) -> list[Example]:
    """Read a corpus of a word and a label a line.

    Args:
        path: The file; sentences are parted by empty lines.
        venues: Keys of nouns that make a place a facility («فرودگاه»).
    """
    found: list[Example] = []
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.strip("\ufeff").split("\t") if "\t" in line else line.split()
        if len(cells) < 2:
            if words:
                found.append(_example(words, venues))
                words = []
            continue
        words.append((cells[0], cells[-1]))
    return found


def _example(words: Sequence[tuple[str, str]], venues: frozenset[str]) -> Example:
    labels: list[str] = []
    kind = ""
    for form, label in words:
        mark, _, name = label.partition("-")
        name = _CORPUS_KINDS.get(name, "")
        if not name:
            labels.append("O")
            kind = ""
            continue
        if mark == "B" or not kind:
            kind = "FAC" if name == "LOC" and match_key(form) in venues else name
            labels.append(f"B-{kind}")
        else:
            labels.append(f"I-{kind}")
    return Example(tuple(form for form, _ in words), tuple(labels))


_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")


def read_annotations(path: Path, articles: Mapping[str, Article]) -> list[Example]:
    """Read ``annotations/names.tsv`` as labelled sentences.

    Args:
        path: The table: article id, length read, names as ``start-end:kind``.
        articles: The articles by id; ids that are not there are passed over.
    """
    found: list[Example] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, size, *names = line.rstrip("\n").split("\t")
        if key in articles:
            spans = [_annotated(name) for name in names[0].split()] if names else []
            found += _annotated_sentences(articles[key].text[: int(size)], spans)
    return found


def _annotated(written: str) -> tuple[int, int, str]:
    span, _, kind = written.partition(":")
    start, _, end = span.partition("-")
    return int(start), int(end), _ANNOTATED_KINDS[kind]


def _annotated_sentences(
    text: str, names: Sequence[tuple[int, int, str]]
) -> Iterator[Example]:
    breaks = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    for start, end in pairwise(breaks):
        forms, labels = [], []
        for first, form in words_at(text[start:end]):
            at = start + first
            name = next((n for n in names if n[0] <= at < n[1]), None)
            mark = "B" if name and at == name[0] else "I"
            labels.append(f"{mark}-{name[2]}" if name else "O")
            forms.append(form)
        if forms:
            yield Example(tuple(forms), tuple(mend(labels)))


def mend(labels: Sequence[str]) -> Iterator[str]:
    """Let every name begin with «B-», also where a sentence break cut it."""
    before = "O"
    for label in labels:
        inside = label[0] == "I" and before[2:] != label[2:]
        before = f"B-{label[2:]}" if inside else label
        yield before


_WORD = re.compile(r"[^\W_]+(?:[\u200c\u064b-\u0652\u0654_]+[^\W_]+)*[\u0654]?|[^\w\s]")


def words_at(text: str) -> list[tuple[int, str]]:
    """Return the words and marks of raw text and where they start."""
    return [(match.start(), match[0]) for match in _WORD.finditer(text)]


def respell(example: Example, separator: str) -> Example:
    """Return an example with its half-spaces lost (``""``) or spaces (``" "``)."""
    if separator != " ":
        forms = tuple(form.replace("\u200c", "") for form in example.forms)
        return replace(example, forms=forms)
    words: list[str] = []
    kinds: list[str] = []
    for form, label in zip(example.forms, example.labels, strict=True):
        first, *others = form.split("\u200c")
        words += [first, *others]
        inside = label if label == "O" else f"I-{label[2:]}"
        kinds += [label, *[inside] * len(others)]
    return Example(tuple(words), tuple(kinds))


def drop_titles(example: Example) -> Example:
    """Return an example in which titles without a name («رهبر انقلاب») are none."""
    labels = list(example.labels)
    for first, last in _stretches(labels, "PER"):
        keys = {match_key(form) for form in example.forms[first:last]}
        if keys <= name_words("title"):
            labels[first:last] = ["O"] * (last - first)
    return replace(example, labels=tuple(labels))


def harmonize(example: Example, heads: frozenset[str]) -> Example:
    """Return a corpus example with names as we bound them.

    «استان» belongs to «استان یزد», «تیم» to «تیم پیکان»; «دولت مصر» is one body.

    Args:
        example: As the corpus has it.
        heads: Keys of nouns that begin the name of an organization.
    """
    labels = list(example.labels)
    for index in range(len(labels) - 1, 0, -1):
        if labels[index][0] != "B" or labels[index - 1] != "O":
            continue
        before, kind = match_key(example.forms[index - 1]), labels[index][2:]
        if kind in {"LOC", "FAC"} and before in name_words("owner"):
            _join(labels, index, "ORG")
        elif (kind == "LOC" and before in name_words("place")) or (
            kind == "ORG" and before in heads
        ):
            _join(labels, index, kind)
    return replace(example, labels=tuple(labels))


def _join(labels: list[str], index: int, kind: str) -> None:
    """Let the name at ``index`` begin one word earlier and be of ``kind``."""
    old = labels[index][2:]
    labels[index - 1] = f"B-{kind}"
    labels[index] = f"I-{kind}"
    for after in range(index + 1, len(labels)):
        if labels[after] != f"I-{old}":
            break
        labels[after] = f"I-{kind}"


def _stretches(labels: Sequence[str], kind: str) -> Iterator[tuple[int, int]]:
    """Yield where the names of a kind begin and end."""
    first = None
    for index, label in enumerate([*labels, "O"]):
        if first is not None and label != f"I-{kind}":
            yield first, index
            first = None
        if label == f"B-{kind}":
            first = index


def read_articles(path: Path) -> dict[str, Article]:
    """Read news as JSON lines, packed by xz or not, by id."""
    unpack = lzma.open if path.suffix == ".xz" else open
    found: dict[str, Article] = {}
    with unpack(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            key = str(row["id"])
            found[key] = Article(
                id=key,
                title=row["title"] or "",
                lead=row["lead"] or "",
                body=row["body"] or "",
                source=Source(path=str(path)),
            )
    return found
