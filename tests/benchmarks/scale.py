"""What a corpus costs after extraction, as it grows: time, memory, bytes.

Run from the repository's root on a graph of the shared articles::

    python -m tests.benchmarks.scale GRAPH [--sizes 1000,11586,100000] [--keep FOLDER]

Nothing is read or extracted: the extractions come from the graph's ledger. Beyond its
size they are *replayed*: each round has the same articles under other ids, four years
later, with other surnames (letters are exchanged, so that every offset stays right) and
other shingles, so that no round holds copies, events or namesakes of another. Bodies
and places stay, as the same ones come up however large a corpus is. So the figures are
those of resolving, planning and writing; extraction is linear and measured by
``stages``. Each size is composed in a process of its own: CPU seconds, peak memory, and
the exponent of growth from the size before (1 is linear, 2 quadratic).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import numpy as np

from kg.graph.build import Settings
from kg.graph.folder import (
    Configuration,
    reading_ledger,
    write_configuration,
    writing,
)
from kg.graph.iri import Minter
from kg.graph.ledger import ArticleRow, ExtractionRow
from kg.model import EntityKind, Extraction
from kg.pipeline import versions
from kg.pipeline.collector import seldom_collecting
from kg.pipeline.compose import compose
from kg.pipeline.packing import (
    article_digest,
    pack_extraction,
    pack_profile,
    unpack_extraction,
)
from kg.pipeline.watching import Watcher
from kg.resolve import Profile, to_profile
from kg.resolve.names import first_name_keys, name_words


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_LETTERS = "بپتجچحخدذرزسشصضطظعغفقکگلمنه"
_WORD = re.compile(r"[^\W\d_]{3,}")
_ISO = re.compile(r"(\d{4})(-\d\d(?:-\d\d(?:T[\d:.+Z-]+)?)?)?")
_YEARS = 4
"""Years between rounds: a leap day stays one."""
_AT_ONCE = 500

_Stated = TypeVar("_Stated", Extraction, Profile)


@dataclass(frozen=True)
class Round:
    """How the articles of one round differ from those of the ledger."""

    number: int

    def replay(self, extraction: Extraction) -> ExtractionRow:
        """Return an article of this round, packed."""
        profile = to_profile(extraction)
        if self.number:
            words = self._other_words(extraction)
            extraction = self._told_otherwise(extraction, Extraction, words)
            id_ = f"{extraction.article.id}-{self.number}"
            article = replace(extraction.article, id=id_)
            extraction = replace(extraction, article=article)
            profile = replace(
                self._told_otherwise(profile, Profile, words), article_id=id_
            )
            profile = self._with_other_shingles(profile)
        return ExtractionRow(
            digest=article_digest(extraction.article),
            extractor=versions.extractor_fingerprint(),
            extraction=pack_extraction(extraction),
            profile=pack_profile(profile),
        )

    def _other_words(self, extraction: Extraction) -> dict[str, str]:
        """Return the words of persons' names that are no given names, and others."""
        at = self.number % len(_LETTERS)
        letters = str.maketrans(_LETTERS, _LETTERS[at:] + _LETTERS[:at])
        names = {
            name
            for one in extraction.entities
            if one.kind is EntityKind.PERSON and not one.described
            for name in (one.name, *one.aliases)
        }
        words = {word for name in names for word in _WORD.findall(name)}
        return {
            word: word.translate(letters)
            for word in words
            if not first_name_keys().issuperset(name_words(word))
        }

    def _told_otherwise(
        self, stated: _Stated, kind: type[_Stated], words: Mapping[str, str]
    ) -> _Stated:
        """Return what is stated with other words and later years; lengths are kept."""
        told = msgspec.to_builtins(stated, builtin_types=(bytes,))
        return msgspec.convert(self._changed(told, words), kind)

    def _changed(self, value: Any, words: Mapping[str, str]) -> Any:
        if isinstance(value, str):
            parts = value.split("/")
            if all(map(_ISO.fullmatch, parts)):
                return "/".join(map(self._later, parts))
            return _WORD.sub(lambda word: words.get(word[0], word[0]), value)
        if isinstance(value, dict):
            return {key: self._changed(one, words) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self._changed(one, words) for one in value]
        return value

    def _later(self, day: str) -> str:
        return f"{int(day[:4]) + _YEARS * self.number:04}{day[4:]}"

    def _with_other_shingles(self, profile: Profile) -> Profile:
        if profile.signature is None:
            return profile
        minima = np.frombuffer(profile.signature.minima, dtype="<u4")
        other = minima ^ np.uint32(self.number * 2_654_435_761 % 2**32)
        sign = replace(
            profile.signature, article_id=profile.article_id, minima=other.tobytes()
        )
        return replace(profile, signature=sign)


def replayed(source: Path, size: int) -> Iterator[ExtractionRow]:
    """Yield so many articles: some of a graph, evenly spread, or round after round."""
    with reading_ledger(source) as ledger:
        digests = list({row.id: row.digest for row in ledger.articles()}.values())
        step = max(1, len(digests) // size)
        for at in range(size):
            number, place = divmod(at * step, len(digests))
            packed = ledger.extraction(digests[place])
            if packed is None:
                raise SystemExit(f"{source}: an article was not extracted")
            yield Round(number).replay(unpack_extraction(packed))


def fill(source: Path, folder: Path, size: int) -> None:
    """Make the ledger of a graph folder of so many articles, nothing composed yet."""
    rows = enumerate(replayed(source, size))
    with writing(folder) as ledger:
        write_configuration(folder, Configuration())
        while some := list(islice(rows, _AT_ONCE)):
            with ledger.transaction():
                ledger.add_extractions(row for _, row in some)
                ledger.add_articles(_article(at, row) for at, row in some)


def _article(at: int, row: ExtractionRow) -> ArticleRow:
    article = unpack_extraction(row.extraction).article
    return ArticleRow(
        path="/replayed",
        position=at,
        name="replayed",
        id=article.id,
        digest=row.digest,
        source=f"replayed:{at}",
        encoding="utf-8",
    )


class _Stages(Watcher):
    """Notes when each stage begins, in seconds of this process's CPU time."""

    def __init__(self) -> None:
        self.began: dict[str, float] = {}

    def stage(self, name: str) -> None:
        self.began[name] = time.process_time()


def compose_here(folder: Path) -> dict[str, float]:
    """Compose a filled folder in this process and return what it cost."""
    stages, wall = _Stages(), time.perf_counter()
    minter, version = Minter(), versions.package_version()
    with seldom_collecting(), writing(folder) as ledger:
        started = time.process_time()
        compose(folder, ledger, Settings(minter=minter, version=version), stages)
    ended, writing_began = time.process_time(), stages.began["writing the graph"]
    return {
        "resolving": writing_began - started,
        "writing": ended - writing_began,
        "wall": time.perf_counter() - wall,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "store": _size(folder / "store"),
        "ledger": _size(folder / "ledger.sqlite"),
    }


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(one.stat().st_size for one in files if one.is_file())


def measure(source: Path, folder: Path, size: int) -> dict[str, float]:
    """Fill a folder, and compose it in a process of its own."""
    fill(source, folder, size)
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--compose", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def tell(size: int, cost: Mapping[str, float], before: tuple[int, float] | None) -> str:
    """Return a line of the table."""
    cpu = cost["resolving"] + cost["writing"]
    growth = ""
    if before is not None:
        growth = f"{math.log(cpu / before[1]) / math.log(size / before[0]):.2f}"
    return (
        f"{size:8}  {cost['resolving']:9.1f}  {cost['writing']:7.1f}  "
        f"{cost['wall']:6.1f}  {1000 * cpu / size:10.2f}  {growth:>8}  "
        f"{cost['memory']:6.0f}  {cost['store'] / size / 1000:13.1f}  "
        f"{cost['ledger'] / size / 1000:14.1f}\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("graph", type=Path, help="graph folder of the shared articles")
    parser.add_argument("--sizes", default="1000,11586,100000")
    parser.add_argument("--keep", type=Path, help="keep the graphs below this folder")
    parser.add_argument("--compose", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.compose:
        sys.stdout.write(json.dumps(compose_here(given.graph)))
        return 0
    sys.stdout.write(
        "articles  resolving  writing  wall s  ms/article  exponent"
        "     MiB  store kB/art.  ledger kB/art.\n"
    )
    before = None
    with tempfile.TemporaryDirectory() as name:
        root = given.keep or Path(name)
        for size in map(int, given.sizes.split(",")):
            cost = measure(given.graph, root / str(size), size)
            sys.stdout.write(tell(size, cost, before))
            sys.stdout.flush()
            before = size, cost["resolving"] + cost["writing"]
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
