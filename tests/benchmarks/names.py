"""Measure the recogniser of names on PEYMA, which it never learns from.

Run from the repository's root: ``python -m tests.benchmarks.names PEYMA.jsonl``
(``--plain FOLDER`` adds a model trained with ``--without-classes``). PEYMA's PER is our
person, ORG our organization, LOC our place or facility; dates and amounts, and our
events, are left out. A name counts if its words and kind are exactly PEYMA's.

The rows "aligned" leave out what the two define differently: salutations after a
person («(ع)»), which we put outside; «جهان» and «دنیا», which are no named places; the
bare «مجلس», which PEYMA marks in some documents only; and names of states that it takes
for organizations as often as for places («جمهوری اسلامی ایران»).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.annotate import gazetteer, tagger
from kg.annotate.names import find_mentions, labeling
from kg.annotate.names.boundaries import to_mentions
from kg.annotate.names.phrases import Phrases
from kg.annotate.names.recognizer import Recognizer, recognizer
from kg.lexicon import rows
from kg.model import EntityKind, Part, Sentence, Span, Token
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray


Found = tuple[int, int, str]
_KINDS = {
    EntityKind.PERSON: "PER",
    EntityKind.ORGANIZATION: "ORG",
    EntityKind.PLACE: "LOC",
    EntityKind.FACILITY: "LOC",
}
_COLUMNS = ("PER", "ORG", "LOC", "all")
_SAMPLES = 1000
_UNALIGNED = frozenset(
    match_key(name)
    for name in (
        "جهان",
        "دنیا",
        "مجلس",
        "جمهوری اسلامی",
        "جمهوری اسلامی ایران",
        "رژیم صهیونیستی",
    )
)


class Sample(NamedTuple):
    """A PEYMA document: tokens with our tags, sentences, and its names."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: frozenset[Found]


def read_peyma(path: Path) -> list[Sample]:
    """Read the corpus; parts of speech and ezafe are our tagger's."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [to_sample(json.loads(line)["sents"]) for line in lines]


def to_sample(sentences: Sequence[Sequence[Sequence[str]]]) -> Sample:
    """Return a document of (word, label) rows as tokens, sentences and names."""
    tags = tagger.tag([[word for word, _ in sentence] for sentence in sentences])
    tokens: list[Token] = []
    found: list[Sentence] = []
    names: set[Found] = set()
    at = 0
    for sentence, tagged in zip(sentences, tags, strict=True):
        first = len(tokens)
        for (word, _), (pos, ezafe, lemma) in zip(sentence, tagged, strict=True):
            span = Span(at, at + len(word))
            tokens.append(
                Token(span=span, form=word, lemma=lemma, pos=pos, ezafe=ezafe)
            )
            at += len(word) + 1
        span = Span(tokens[first].span.start, tokens[-1].span.end)
        found.append(
            Sentence(
                span=span,
                first=first,
                last=len(tokens),
                part=Part.BODY,
                paragraph=0,
            )
        )
        names |= {
            (first + begin, first + end, kind)
            for begin, end, kind in stretches([label for _, label in sentence])
            if kind in _COLUMNS
        }
    return Sample(tuple(tokens), tuple(found), frozenset(names))


def stretches(labels: Sequence[str]) -> list[Found]:
    """Return where IOB labels begin and end a name, and its kind."""
    found: list[Found] = []
    for index, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and found and found[-1][1:] == (index, kind):
            found[-1] = (found[-1][0], index + 1, kind)
        elif mark in {"B", "I"}:
            found.append((index, index + 1, kind))
    return found


def align(names: frozenset[Found], tokens: Sequence[Token]) -> frozenset[Found]:
    """Leave out what PEYMA and we define differently."""
    kept: set[Found] = set()
    for first, last, kind in names:
        end = last
        while kind == "PER" and end > first + 1 and tokens[end - 1].form[-1] == ")":
            end -= 1
        if match_key("".join(t.form for t in tokens[first:end])) in _UNALIGNED:
            continue
        kept.add((first, end, kind))
    return frozenset(kept)


def by_model(model: Recognizer, votes: bool) -> Callable[[Sample], frozenset[Found]]:
    """Return a finder that uses a model, with or without the document pass."""

    def find(sample: Sample) -> frozenset[Found]:
        label = labeling.label_document if votes else labeling.label_sentences
        labeled = label(sample.tokens, sample.sentences, model)
        return frozenset(
            (mention.first, mention.last, _KINDS[mention.kind])
            for mention in to_mentions(labeled, sample.tokens)
            if mention.kind in _KINDS
        )

    return find


def by_lists() -> Callable[[Sample], frozenset[Found]]:
    """Return a finder of listed places, organizations and full names only."""
    kinds = dict.fromkeys(gazetteer.names(), 1)
    kinds |= {match_key(row[0]): 2 for row in rows("organization_names", 1)}
    kinds |= {match_key(row[0]): 2 for row in rows("news_agencies", 1)}
    phrases = Phrases(kinds.items())
    first_names = {match_key(row[0]) for row in rows("first_names", 2)}
    surnames = {match_key(row[0]) for row in rows("surnames", 1)}

    def find(sample: Sample) -> frozenset[Found]:
        keys = [match_key(token.form) for token in sample.tokens]
        found: set[Found] = set()
        at = 0
        while at < len(keys):
            last, kind = phrases.match(keys, at) or (at + 1, kinds.get(keys[at], 0))
            if kind:
                found.add((at, last, ("", "LOC", "ORG")[kind]))
            elif (
                keys[at] in first_names
                and keys[at + 1 : at + 2]
                and keys[at + 1] in surnames
            ):
                last = at + 2
                found.add((at, last, "PER"))
            at = last
        return frozenset(found)

    return find


Counts = np.ndarray[tuple[int, int, int], np.dtype[np.int64]]


def count(
    gold: Sequence[frozenset[Found]], found: Sequence[frozenset[Found]]
) -> Counts:
    """Return right, found and wanted names of each kind, document by document."""
    table = np.zeros((len(gold), len(_COLUMNS), 3), dtype=np.int64)
    for row, (wanted, given) in enumerate(zip(gold, found, strict=True)):
        for column, kind in enumerate(_COLUMNS):
            want = {name for name in wanted if kind in {name[2], "all"}}
            give = {name for name in given if kind in {name[2], "all"}}
            table[row, column] = len(want & give), len(give), len(want)
    return table


def f1(
    totals: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return F1 of each kind from right, found and wanted in the last axis."""
    result: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = (
        2 * totals[..., 0] / np.maximum(totals[..., 1] + totals[..., 2], 1)
    )
    return result


def describe(table: NDArray[np.int64]) -> str:
    """Return precision, recall and F1 with a 95 % interval over documents."""
    chance = np.random.default_rng(1403)
    picks = chance.integers(len(table), size=(_SAMPLES, len(table)))
    samples = np.stack([f1(table[pick].sum(axis=0)) for pick in picks])
    low, high = np.percentile(samples, [2.5, 97.5], axis=0)
    totals = table.sum(axis=0)
    cells = []
    for column, kind in enumerate(_COLUMNS):
        right, given, wanted = totals[column]
        cells.append(
            f"{kind} {right / max(given, 1):.3f}/{right / wanted:.3f} "
            f"F1 {f1(totals)[column]:.3f} [{low[column]:.3f}–{high[column]:.3f}]"
        )
    return "  ".join(cells)


def report(
    finders: Mapping[str, Callable[[Sample], frozenset[Found]]],
    samples: Sequence[Sample],
) -> None:
    """Print a row of the table for each finder, strict and aligned."""
    strict = [sample.names for sample in samples]
    aligned = [align(sample.names, sample.tokens) for sample in samples]
    for name, find in finders.items():
        found = [find(sample) for sample in samples]
        sys.stdout.write(f"{name:17} strict   {describe(count(strict, found))}\n")
        ours = [align(n, s.tokens) for n, s in zip(found, samples, strict=True)]
        sys.stdout.write(f"{'':17} aligned  {describe(count(aligned, ours))}\n")


def report_speed(samples: Sequence[Sample]) -> None:
    """Print the words a second of names alone and with tagging."""
    words = sum(len(sample.tokens) for sample in samples)
    began = time.process_time()
    for sample in samples:
        find_mentions("", sample.tokens, sample.sentences)
    spent = time.process_time() - began
    sys.stdout.write(f"names: {words / spent:,.0f} words/s\n")
    documents = [
        [
            [token.form for token in sample.tokens[part.first : part.last]]
            for part in sample.sentences
        ]
        for sample in samples
    ]
    began = time.process_time()
    for forms in documents:
        tagger.tag(forms)
    spent += time.process_time() - began
    sys.stdout.write(f"tags, ezafe and names: {words / spent:,.0f} words/s\n")


def main() -> None:
    """Print the table and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peyma", type=Path)
    parser.add_argument("--plain", type=Path, help="model without word classes")
    arguments = parser.parse_args()
    samples = read_peyma(arguments.peyma)
    finders = {"lists only": by_lists()}
    if arguments.plain is not None:
        finders["no word classes"] = by_model(Recognizer(arguments.plain), votes=True)
    finders["no document pass"] = by_model(recognizer(), votes=False)
    finders["full"] = by_model(recognizer(), votes=True)
    report(finders, samples)
    report_speed(samples)


if __name__ == "__main__":
    main()
