"""Measure what each stage of understanding an article costs, and what comes out.

Run from the repository's root: ``python -m tests.benchmarks.stages NEWS.jsonl``, with
articles as JSONL. Articles spread evenly over the file are understood as a worker of a
build does it, the garbage collector looking as seldom; the functions that
``kg.annotate`` and ``kg.extract`` compose are timed. Processor time is given in
milliseconds an article and as a share of the whole: for a first round with empty caches
(as at the start of a build; loading of models is left out) and for a second one over
the same articles, where every word is known. The middle of a long build lies between
the two. The digest of all documents and extractions stays the same when a change only
makes things faster; ``--dump FILE`` writes them, one article a line, to find where two
versions differ.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article
from kg.pipeline.collector import keep_loaded, seldom_collecting
from kg.pipeline.packing import pack_extraction, pack_profile
from kg.read import read
from kg.resolve import complete, to_profile


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO


STAGES = {
    "normalize": ("kg.annotate", "normalize"),
    "segment": ("kg.annotate", "segment"),
    "tag": ("kg.annotate", "_to_tokens"),
    "sentences": ("kg.annotate", "_to_sentences"),
    "phrases": ("kg.annotate", "find_noun_phrases"),
    "verbs": ("kg.annotate", "find_verb_groups"),
    "names": ("kg.annotate", "find_mentions"),
    "dates": ("kg.annotate", "find_times"),
    "persons": ("kg.extract", "read_persons"),
    "roles": ("kg.extract", "find_roles"),
    "quotes": ("kg.extract", "find_quotes"),
    "events": ("kg.extract", "find_events"),
}
WARM_UP = 3  # articles that load models and word lists


class Clock:
    """Processor time in seconds by stage; only one stage runs at a time."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def watch(self) -> None:
        """Time the functions of ``STAGES`` wherever their modules call them."""
        for stage, (name, function) in STAGES.items():
            module = import_module(name)
            setattr(module, function, self.timed(stage, getattr(module, function)))

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``work``, its time booked on ``stage``; generators are run out."""

        def run(*arguments: object, **options: object) -> object:
            begin = time.process_time()
            result = work(*arguments, **options)
            if isinstance(result, Generator):
                result = list(result)
            self.seconds[stage] += time.process_time() - begin
            return result

        return run


class Output:
    """What comes out, as a digest and, if wanted, a file."""

    def __init__(self, file: BinaryIO | None) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._encoder = msgspec.json.Encoder()

    def add(self, *values: object) -> None:
        """Add the values of an article."""
        line = self._encoder.encode(values) + b"\n"
        self._digest.update(line)
        if self._file is not None:
            self._file.write(line)

    def digest(self) -> str:
        """Return the digest so far."""
        return self._digest.hexdigest()[:16]


def understand(articles: Sequence[Article], clock: Clock, output: Output) -> None:
    """Do with ``articles`` all that a worker of a build does."""
    for article in articles:
        begin = time.process_time()
        document = annotate(article)
        extraction = complete(extract(document))
        packed = time.process_time()
        pack_extraction(extraction)
        pack_profile(to_profile(extraction))
        end = time.process_time()
        clock.seconds["whole"] += end - begin
        clock.seconds["pack"] += end - packed
        output.add(document, extraction)


def table(name: str, clock: Clock, articles: Sequence[Article]) -> Iterator[str]:
    """Yield the lines of one round."""
    whole = clock.seconds["whole"]
    words = sum(len(article.text.split()) for article in articles) / len(articles)
    yield (
        f"{name}: {len(articles)} articles of {words:.0f} words,"
        f" {1000 * whole / len(articles):.2f} ms each, {len(articles) / whole:.1f} a"
        " second"
    )
    for stage in (*STAGES, "pack"):
        seconds = clock.seconds[stage]
        yield line(stage, seconds, whole, len(articles))
    yield line("rest", 2 * whole - clock.seconds.total(), whole, len(articles))


def line(stage: str, seconds: float, whole: float, size: int) -> str:
    """Return the line of one stage."""
    return f"  {stage:10} {1000 * seconds / size:7.2f} ms {seconds / whole:6.1%}"


def choose(path: Path, size: int) -> list[Article]:
    """Return articles that are spread evenly over a file."""
    articles = [item for item in read([path]) if isinstance(item, Article)]
    return articles[:: max(1, len(articles) // size)][:size]


def measure(articles: Sequence[Article], output: Output) -> Iterator[str]:
    """Yield the lines of both rounds and the digest."""
    clock = Clock()
    clock.watch()
    with seldom_collecting():
        understand(articles[:WARM_UP], clock, output)
        keep_loaded()
        chosen = articles[WARM_UP:]
        for name in ("new words", "known words"):
            clock.seconds.clear()
            understand(chosen, clock, output)
            yield from table(name, clock, chosen)
    yield f"digest {output.digest()}"


def main() -> None:
    """Print both rounds and the digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument("--size", type=int, default=300, help="articles of a round")
    parser.add_argument("--dump", type=Path, help="where to write what comes out")
    arguments = parser.parse_args()
    size: int = arguments.size
    dump: Path | None = arguments.dump
    articles = choose(arguments.news, size + WARM_UP)
    with dump.open("wb") if dump else nullcontext() as file:
        for row in measure(articles, Output(file)):
            sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
