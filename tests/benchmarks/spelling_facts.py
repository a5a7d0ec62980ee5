"""Measure whether the same facts come out of three spellings of an article.

Run from the repository's root: ``python -m tests.benchmarks.spelling_facts NEWS``, with
articles as JSONL. Facts of the original are looked for in what is extracted when its
half-spaces are deleted, and when they are replaced by spaces; strings are compared by
their letters.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, Source
from kg.normalize import ZWNJ, match_key
from kg.train.halfspace import COUNTED, article_number


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Extraction


Fact = tuple[str, ...]
DAMAGES = {"deleted": "", "spaced": " "}


def read_articles(path: Path, size: int) -> Iterator[Article]:
    """Yield ``size`` articles that use half-spaces and were not counted for repair."""
    with path.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in islice(lines, 0, None, 3))
        new = (r for r in records if article_number(str(r["id"])) >= COUNTED)
        used = (record for record in new if record["body"].count(ZWNJ) >= 10)
        for record in islice(used, size):
            yield Article(
                id=str(record["id"]),
                title=record["title"] or "",
                lead=record["lead"] or "",
                body=record["body"],
                source=Source(path=path.name),
            )


def damage(article: Article, mark: str) -> Article:
    """Return ``article`` with ``mark`` for each half-space."""
    return Article(
        id=article.id,
        title=article.title.replace(ZWNJ, mark),
        lead=article.lead.replace(ZWNJ, mark),
        body=article.body.replace(ZWNJ, mark),
        source=article.source,
    )


def facts_of(extraction: Extraction) -> Counter[Fact]:
    """Return the facts of an article by their letters."""
    found: list[tuple[str | None, ...]] = []
    found += [
        ("role", role.person, role.role, role.organization, role.status)
        for role in extraction.roles
    ]
    found += [
        ("event", event.event, event.trigger, event.date, event.location)
        for event in extraction.events
    ]
    found += [
        ("quote", quote.speaker, quote.cue, quote.text) for quote in extraction.quotes
    ]
    return Counter(tuple(match_key(part or "") for part in fact) for fact in found)


@dataclass(slots=True)
class Comparison:
    """Facts counted over articles.

    Attributes:
        total: Facts of the originals, by kind.
        kept: Of these, those that also come out of a damaged article, by damage.
        differing: Lost and new facts with article and damage.
    """

    total: Counter[str] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    differing: list[tuple[str, str, Fact]] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Extract an article in its three spellings and compare."""
        facts = facts_of(extract(annotate(article)))
        self.total.update(fact[0] for fact in facts.elements())
        for name, mark in DAMAGES.items():
            also = facts_of(extract(annotate(damage(article, mark))))
            self.kept.update((name, fact[0]) for fact in (facts & also).elements())
            self.differing += [(article.id, f"-{name}", f) for f in (facts - also)]
            self.differing += [(article.id, f"+{name}", f) for f in (also - facts)]

    def lines(self) -> Iterator[str]:
        """Yield the share of facts kept by damage and kind."""
        for name in DAMAGES:
            both = sum(self.kept[name, kind] for kind in self.total)
            total = self.total.total()
            yield f"{name:8} all    {both / max(1, total):7.2%} of {total}"
            for kind, count in sorted(self.total.items()):
                share = self.kept[name, kind] / count
                yield f"{name:8} {kind:6} {share:7.2%} of {count}"


def main() -> None:
    """Print the share of facts kept, by kind and damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument("--size", type=int, default=200, help="number of articles")
    parser.add_argument("--show", type=int, default=0, help="differing facts to print")
    arguments = parser.parse_args()
    comparison = Comparison()
    for article in read_articles(arguments.news, arguments.size):
        comparison.add(article)
    sys.stdout.writelines(f"{line}\n" for line in comparison.lines())
    for article_id, name, fact in comparison.differing[: arguments.show]:
        sys.stdout.write(f"{article_id}\t{name}\t{' | '.join(fact)}\n")


if __name__ == "__main__":
    main()
