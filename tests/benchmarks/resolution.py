"""Score the resolution of persons and organizations on our own judged pairs.

Run from the repository's root on a graph of the shared articles::

    kg build ../shared/articles/news.jsonl.xz --graph G
    python -m tests.benchmarks.resolution G [--errors 20]

The extractions are taken from the graph's ledger and resolved anew, with this tree's
resolver. Pairs are halved by a seed; errors are shown for half A only. Three figures
for each kind:

* pairwise precision, recall and F1 over the judged pairs, hard cases first, as drawn;
* the same weighted, an estimate of the mean over the corpus' mentions;
* B³ (Bagga and Baldwin 1998) over the judged mentions: each mention's precision and
  recall among the mentions it is judged with, directly or by a chain of *same*.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.folder import reading_ledger
from kg.model import EntityKind
from kg.pipeline.packing import unpack_extraction
from kg.resolve import complete, resolve, to_profile


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import CanonicalEntity, Extraction
    from kg.resolve import Profile


PAIRS = Path(__file__).parent / "data" / "resolution_pairs.tsv"
SEED = 1403
KINDS = ("person", "organization")

Mention = tuple[str, int, int]
"""Article id, start and end."""

Owners = dict[Mention, str]
"""The canonical key of each mention's entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A judged pair.

    Attributes:
        one: First mention.
        other: Second mention.
        judgement: ``same``, ``different`` or ``unsure``.
        kind: ``person`` or ``organization``.
        stratum: Where it was drawn from.
        weight: How many mentions it stands for; 0 for hard cases drawn besides.
    """

    one: Mention
    other: Mention
    judgement: str
    kind: str
    stratum: str
    weight: float

    @property
    def half(self) -> str:
        """``A`` is developed on, ``B`` is looked at as a number only."""
        text = f"{SEED} {self.one} {self.other}"
        return "AB"[zlib.crc32(text.encode()) % 2]


@dataclass(slots=True)
class Score:
    """Counts of a set of decisions, possibly weighted."""

    right: float = 0.0
    wrong: float = 0.0
    missed: float = 0.0

    def add(self, *, joined: bool, same: bool, weight: float = 1.0) -> None:
        """Count one decision."""
        self.right += weight * (joined and same)
        self.wrong += weight * (joined and not same)
        self.missed += weight * (same and not joined)

    @property
    def precision(self) -> float:
        """Share of the joined that are the same."""
        return self.right / ((self.right + self.wrong) or 1.0)

    @property
    def recall(self) -> float:
        """Share of the same that are joined."""
        return self.right / ((self.right + self.missed) or 1.0)

    def __str__(self) -> str:
        """``P R F1``."""
        one, other = self.precision, self.recall
        f1 = 2 * one * other / ((one + other) or 1.0)
        return f"P {one:.3f}  R {other:.3f}  F1 {f1:.3f}"


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Return the judged pairs."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        found.append(
            Pair(
                one=(cells[0], int(cells[1]), int(cells[2])),
                other=(cells[3], int(cells[4]), int(cells[5])),
                judgement=cells[6],
                kind=cells[7],
                stratum=cells[8],
                weight=float(cells[9]),
            )
        )
    return found


def extractions(folder: Path) -> Iterator[Extraction]:
    """Yield what each article of a graph states; of one id the first counts."""
    with reading_ledger(folder) as ledger:
        seen = set()
        for row in ledger.articles():
            packed = ledger.extraction(row.digest)
            if packed is not None and row.id not in seen:
                seen.add(row.id)
                yield unpack_extraction(packed)


def owners(
    extracted: Mapping[str, Extraction],
    canonical: Mapping[tuple[str, str], str],
    pairs: Iterable[Pair],
) -> Owners:
    """Return the canonical key of each judged mention that kg finds.

    A mention is the entity of its kind that overlaps it most.
    """
    found: Owners = {}
    for pair in pairs:
        for mention in (pair.one, pair.other):
            extraction = extracted.get(mention[0])
            key = None if extraction is None else _entity_at(extraction, mention, pair)
            if key is not None:
                found[mention] = canonical[mention[0], key]
    return found


def _entity_at(extraction: Extraction, mention: Mention, pair: Pair) -> str | None:
    _, start, end = mention
    best: tuple[int, str] | None = None
    for entity in extraction.entities:
        if entity.kind is not EntityKind(pair.kind):
            continue
        for one in entity.mentions:
            common = min(end, one.end) - max(start, one.start)
            if common > 0 and (best is None or common > best[0]):
                best = common, entity.key
    return None if best is None else best[1]


def pairwise(pairs: Iterable[Pair], owner: Owners, *, weighted: bool) -> Score:
    """Score the judged pairs; a mention that is not found is joined to none."""
    score = Score()
    for pair in pairs:
        if pair.judgement != "unsure":
            score.add(
                joined=is_joined(pair, owner),
                same=pair.judgement == "same",
                weight=pair.weight if weighted else 1.0,
            )
    return score


def is_joined(pair: Pair, owner: Owners) -> bool:
    """Say whether kg takes the two mentions for one entity."""
    one, other = owner.get(pair.one), owner.get(pair.other)
    return one is not None and one == other


def b_cubed(pairs: Sequence[Pair], owner: Owners) -> Score:
    """Return B³ over the judged mentions, as a score of means."""
    group = _gold_groups(pairs)
    judged: defaultdict[Mention, set[Mention]] = defaultdict(set)
    members: defaultdict[Mention, list[Mention]] = defaultdict(list)
    for mention, root in group.items():
        members[root].append(mention)
    for pair in pairs:
        if pair.judgement != "unsure":
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                judged[one].update((other, *members[group[one]]))
    total = Score()
    for mention, known in judged.items():
        _add_mention(total, mention, known, group, owner)
    return total


def _add_mention(
    total: Score,
    mention: Mention,
    known: set[Mention],
    group: Mapping[Mention, Mention],
    owner: Owners,
) -> None:
    """Add one mention's precision and recall; each mention weighs one."""
    same = {one for one in known if group[one] == group[mention]} | {mention}
    mine = owner.get(mention)
    joined = {one for one in known if mine is not None and owner.get(one) == mine}
    joined.add(mention)
    right = len(same & joined)
    # precision = right / (right + wrong) and recall = right / (right + missed) of sums
    # of means need separate denominators: scale both to one right mention.
    precision, recall = right / len(joined), right / len(same)
    total.right += 1.0
    total.wrong += 1 / precision - 1
    total.missed += 1 / recall - 1


def _gold_groups(pairs: Iterable[Pair]) -> dict[Mention, Mention]:
    """Return the root of each judged mention under *same*."""
    parent: dict[Mention, Mention] = {}

    def root(mention: Mention) -> Mention:
        parent.setdefault(mention, mention)
        while parent[mention] != mention:
            mention = parent[mention]
        return mention

    for pair in pairs:
        one, other = root(pair.one), root(pair.other)
        if pair.judgement == "same":
            low, high = sorted((one, other))
            parent[high] = low
    return {mention: root(mention) for mention in list(parent)}


# ------------------------------------------------------------------------------ report


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the judged pairs are scored against."""

    profiles: list[Profile]
    judged: dict[str, Extraction]


def read_corpus(folder: Path, pairs: Iterable[Pair]) -> Corpus:
    """Return the profiles of all articles, and the judged articles themselves."""
    wanted = {mention[0] for pair in pairs for mention in (pair.one, pair.other)}
    corpus = Corpus([], {})
    for extraction in extractions(folder):
        complete_one = complete(extraction)
        corpus.profiles.append(to_profile(complete_one))
        if extraction.article.id in wanted:
            corpus.judged[extraction.article.id] = complete_one
    return corpus


def report(pairs: Sequence[Pair], owner: Owners) -> Iterator[str]:
    """Yield a line for each kind and half."""
    for kind in KINDS:
        for half in ("A", "B", "AB"):
            some = [one for one in pairs if one.kind == kind and one.half in half]
            yield (
                f"{kind:<13}{half:<3}{len(some):>4} pairs"
                f"  drawn {pairwise(some, owner, weighted=False)}"
                f"  weighted {pairwise(some, owner, weighted=True)}"
                f"  B3 {b_cubed(some, owner)}"
            )


def strata(pairs: Sequence[Pair], owner: Owners) -> Iterator[str]:
    """Yield right, wrongly joined and missed pairs of each stratum of half A."""
    for kind in KINDS:
        for name in sorted({one.stratum for one in pairs if one.kind == kind}):
            some = [
                one
                for one in pairs
                if (one.kind, one.stratum, one.half) == (kind, name, "A")
            ]
            score = pairwise(some, owner, weighted=False)
            yield (
                f"  {kind:<13}{name:<22} joined {score.right:3.0f}"
                f"  wrongly {score.wrong:3.0f}  missed {score.missed:3.0f}"
            )


def errors(
    pairs: Iterable[Pair],
    owner: Owners,
    judged: Mapping[str, Extraction],
    by_key: Mapping[str, CanonicalEntity],
) -> Iterator[str]:
    """Yield the wrong decisions of half A with the mentions' surroundings."""
    for pair in pairs:
        joined = is_joined(pair, owner)
        if pair.half != "A" or pair.judgement == "unsure":
            continue
        if joined == (pair.judgement == "same"):
            continue
        yield f"{'JOINED' if joined else 'MISSED'} {pair.kind} {pair.stratum}"
        for mention in (pair.one, pair.other):
            key = owner.get(mention, "")
            name = by_key[key].name if key else "not found"
            text = judged[mention[0]].article.text
            _, start, end = mention
            context = (
                f"{text[max(0, start - 60) : start]}[{text[start:end]}]"
                f"{text[end : end + 60]}"
            )
            yield f"    {mention[0]} <{key}> {name}: {' '.join(context.split())}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, and print to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("graph", type=Path, help="graph folder of the shared articles")
    parser.add_argument("--errors", type=int, default=0, help="errors of A to show")
    given = parser.parse_args(arguments)
    pairs = read_pairs()
    corpus = read_corpus(given.graph, pairs)
    started = time.process_time()
    resolution = resolve(corpus.profiles)
    seconds = time.process_time() - started
    canonical = {
        (member.article_id, member.key): entity.key
        for entity in resolution.entities
        for member in entity.members
    }
    owner = owners(corpus.judged, canonical, pairs)
    sys.stdout.write(f"resolved {len(corpus.profiles)} articles in {seconds:.1f} s\n")
    for line in (*report(pairs, owner), *strata(pairs, owner)):
        sys.stdout.write(f"{line}\n")
    by_key = {entity.key: entity for entity in resolution.entities}
    wrong = errors(pairs, owner, corpus.judged, by_key)
    for line in islice(wrong, 3 * given.errors):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
