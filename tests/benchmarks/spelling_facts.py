"""Measure whether the same facts come out of three spellings of an article.

Run from the repository's root: ``python -m tests.benchmarks.spelling_facts NEWS.jsonl``.
Facts of the original are looked for in what is extracted when its half-spaces are
deleted, and when they are replaced by spaces; strings are compared by their letters.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article, Source
from kg.normalize import ZWNJ, match_key
from kg.annotate import annotate
from kg.extract import extract


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Extraction


Fact = tuple[str, ...]
DAMAGES = {"deleted": "", "spaced": " "}


def read_articles(path: Path, size: int) -> Iterator[Article]:
    """Yield ``size`` articles that use half-spaces, spread over the file."""
    with path.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in islice(lines, 0, None, 23))
        used = (record for record in records if record["body"].count(ZWNJ) >= 10)
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


def main() -> None:
    """Print the share of facts kept, by kind and damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument("--size", type=int, default=200, help="number of articles")
    parser.add_argument("--show", type=int, default=0, help="lost facts to print")
    arguments = parser.parse_args()
    kept: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    lost: list[tuple[str, str, Fact]] = []
    for article in read_articles(arguments.news, arguments.size):
        facts = facts_of(extract(annotate(article)))
        total.update({"all": facts.total()})
        total.update(fact[0] for fact in facts.elements())
        for name, mark in DAMAGES.items():
            also = facts_of(extract(annotate(damage(article, mark))))
            same = facts & also
            kept[name, "all"] += same.total()
            kept.update((name, fact[0]) for fact in same.elements())
            lost += [(article.id, name, fact) for fact in (facts - also)]
            lost += [(article.id, f"{name} new", fact) for fact in (also - facts)]
    for name in DAMAGES:
        for kind, count in sorted(total.items()):
            share = kept[name, kind] / max(1, count)
            sys.stdout.write(f"{name:8} {kind:6} {share:7.2%} of {count}\n")
    for article_id, name, fact in lost[: arguments.show]:
        sys.stdout.write(f"{article_id}\t{name}\t{' | '.join(fact)}\n")


if __name__ == "__main__":
    main()
