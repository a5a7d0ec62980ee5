"""Times: values and speed beside parstdex and dateparser, on the same sentences.

Run from the repository's root: ``python -m tests.benchmarks.times
[NEWS.jsonl]``, after
``pip install parstdex dateparser``; a library that is not installed is left out.
The sentences are those of ``tests/unit/times/expressions.tsv``. Spans count where they
overlap the marked expression, values where they are its days; words per second are
those of one core (processor time). These sentences have a date in every five words;
given a JSONL file of articles, the speed over running news is measured too.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from kg.annotate.times import find_times
from kg.model import (
    Calendar,
    Part,
    Precision,
    PublicationDate,
    Sentence,
    Span,
    Token,
)


TABLE = Path(__file__).parents[1] / "unit" / "times" / "expressions.tsv"
ROUNDS = 20
ARTICLES = 400
_WORD = re.compile(r"[\w\u200c]+(?:[/:.-]\w+)*|[^\w\s]")
Found = list[tuple[int, int, str]]
Finder = Callable[[str, str], Found]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with one marked expression."""

    text: str
    start: int
    end: int
    published: str
    value: str


def read_rows() -> list[Row]:
    """Read the table of expressions."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, published, marked, value = line.split("\t")
        text = marked.replace("{", "").replace("}", "")
        found.append(
            Row(text, marked.index("{"), marked.index("}") - 1, published, value)
        )
    return found


def cut_words(text: str) -> tuple[list[Token], list[Sentence]]:
    """Cut a text into words with a regular expression, as one sentence."""
    tokens = [
        Token(span=Span(*match.span()), form=match[0], lemma=match[0], pos="X")
        for match in _WORD.finditer(text)
    ]
    sentence = Sentence(
        span=Span(0, len(text)), first=0, last=len(tokens), part=Part.BODY, paragraph=0
    )
    return tokens, [sentence]


def publication(day: str) -> PublicationDate | None:
    """Return a publication date, ``None`` for an empty one."""
    if not day:
        return None
    return PublicationDate(
        surface=day, iso=day, calendar=Calendar.GREGORIAN, precision=Precision.DAY
    )


def find_ours(text: str, published: str) -> Found:
    """Find times with ``kg``."""
    tokens, sentences = cut_words(text)
    times = find_times(text, tokens, sentences, published=publication(published))
    return [(one.span.start, one.span.end, one.iso or "") for one in times]


def load_parstdex() -> Finder:
    """Return a finder over parstdex, which gives spans without values."""
    extractor = importlib.import_module("parstdex").Parstdex()

    def find(text: str, published: str) -> Found:
        del published
        spans = extractor.extract_span(text)["datetime"]
        return [(start, end, "?") for start, end in spans]

    return find


def load_dateparser() -> Finder:
    """Return a finder over dateparser's search."""
    search = importlib.import_module("dateparser.search").search_dates

    def find(text: str, published: str) -> Found:
        settings = {}
        if published:
            day = datetime.fromisoformat(published).replace(tzinfo=UTC)
            settings = {"RELATIVE_BASE": day.replace(tzinfo=None)}
        hits = search(text, languages=["fa"], settings=settings) or []
        found = []
        for surface, value in hits:
            start = text.find(surface)
            found.append((start, start + len(surface), value.date().isoformat()))
        return found

    return find


def measure(name: str, find: Finder, rows: list[Row], rounds: int) -> str:
    """Return one line of the report."""
    spans = values = 0
    find(rows[0].text, rows[0].published)
    begin = time.process_time()
    for _ in range(rounds):
        results = [find(row.text, row.published) for row in rows]
    seconds = time.process_time() - begin
    for row, found in zip(rows, results, strict=True):
        here = [one for one in found if one[0] < row.end and row.start < one[1]]
        spans += bool(here)
        values += bool(here) and here[0][2] == row.value
    words = rounds * sum(len(row.text.split()) for row in rows)
    return (
        f"{name:12} spans {spans:4}/{len(rows)}  values {values:4}/{len(rows)}"
        f"  {words / seconds:10,.0f} words/s"
    )


def measure_news(path: Path) -> str:
    """Return the speed over the bodies of the first articles of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        bodies = [json.loads(line)["body"] or "" for line in islice(file, ARTICLES)]
    cut = [(body, *cut_words(body)) for body in bodies]
    day = publication("2024-06-22")
    seconds = 0.0
    for body, tokens, sentences in cut:
        begin = time.process_time()
        find_times(body, tokens, sentences, published=day)
        seconds += time.process_time() - begin
    words = sum(len(body.split()) for body in bodies)
    return f"kg, {len(bodies)} articles {words / seconds:46,.0f} words/s"


def main() -> None:
    """Print one line for each recognizer that is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", nargs="?", type=Path, help="articles as JSONL")
    news: Path | None = parser.parse_args().news
    rows = read_rows()
    lines = [measure("kg", find_ours, rows, ROUNDS)]
    others = {"parstdex": load_parstdex, "dateparser": load_dateparser}
    for name, load in others.items():
        if importlib.util.find_spec(name) is None:
            lines.append(f"{name:12} not installed")
        else:
            lines.append(measure(name, load(), rows, 1))
    if news is not None:
        lines.append(measure_news(news))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
