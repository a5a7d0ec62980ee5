"""Building a graph folder: only what changed is done again.

1. Files whose bytes changed are read; articles that no extraction is known for are
   extracted and kept by content digest, batch by batch, so that an interrupted build
   resumes where it stopped.
2. Resolution is computed over the whole corpus from small profiles.
3. Named graphs and entity blocks whose signature changed are written to a new
   generation of the store, which one transaction of the ledger makes the current one.

The result depends on the articles and settings alone: not on the order of files, the
number of workers, or what was built before.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph.build import Settings
from kg.graph.folder import write_configuration, writing
from kg.graph.iri import Minter
from kg.pipeline import versions
from kg.pipeline.ahead import PeopleAhead
from kg.pipeline.aside import may_fork
from kg.pipeline.collector import seldom_collecting
from kg.pipeline.compose import Composition, Resources, compose
from kg.pipeline.packing import (
    article_digest,
    pack_article,
    pack_extraction,
    pack_profile,
    unpack_extraction,
    unpack_names,
    unpack_profile,
)
from kg.pipeline.report import BuildReport
from kg.pipeline.scan import STDIN, Scan, to_problem_row
from kg.pipeline.upgrades import find_stale
from kg.pipeline.watching import Watcher
from kg.pipeline.worker import OVERRUN, overrun
from kg.pipeline.workers import Plan, Readying, extract_all
from kg.resolve import complete, read_names, recall_names, to_profile


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

    from kg.graph.folder import Configuration
    from kg.graph.ledger import ExtractionRow, Ledger
    from kg.pipeline.workers import Begin
    from kg.resolve import Profile


_COMMIT_SECONDS = 1.0
_COMMIT_ARTICLES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build, and how.

    Attributes:
        folder: The graph folder.
        inputs: Files and folders; ``-`` is standard input.
        configuration: Settings of the graph.
        fields: Own names of fields in JSON and tables.
        workers: Number of processes.
        timeout: Seconds one article may take; ``0`` for no limit.
        prune: Whether articles of files that are gone from the inputs are removed.
        scheduler: Address of a Dask scheduler whose workers extract, or ``""``.
        shards: Address of the folder that those workers write to, or ``""``.
    """

    folder: Path
    inputs: tuple[str, ...]
    configuration: Configuration
    fields: Mapping[str, str] = field(default_factory=dict)
    workers: int = 1
    timeout: float = 0.0
    prune: bool = False
    scheduler: str = ""
    shards: str = ""


def build(request: BuildRequest, watcher: Watcher | None = None) -> BuildReport:
    """Build or update a graph folder.

    Raises:
        GraphError: If the folder is locked, damaged, or cannot be written.
        ReadError: If ``fields`` names a part that articles do not have.
    """
    watcher = watcher or Watcher()
    started = time.perf_counter()
    with (
        seldom_collecting(),
        writing(request.folder) as ledger,
        Gathering(request, watcher, ledger) as gathering,
    ):
        write_configuration(request.folder, request.configuration)
        gathering.run()
        gathered = time.perf_counter()
        composition = compose(
            request.folder,
            ledger,
            settings_of(request),
            watcher,
            Resources(
                workers=request.workers,
                profiles=gathering.profiles,
                people=gathering.people,
                names=gathering.names,
            ),
        )
        ended = time.perf_counter()
        seconds = {
            "extract": round(gathered - started, 2),
            "compose": round(ended - gathered, 2),
            "total": round(ended - started, 2),
        }
        report = _report(gathering, composition, seconds)
        report.write(request.folder)
    return report


def settings_of(request: BuildRequest) -> Settings:
    """Return the settings that the request's quads are written with."""
    return Settings(
        minter=Minter(request.configuration.base_iri),
        version=versions.package_version(),
        min_confidence=request.configuration.min_confidence,
    )


class Gathering:
    """Reads what changed and extracts what is new, into the ledger.

    Attributes:
        request: What to build, and how.
        ledger: The ledger.
        scan: What the inputs hold.
        gone: Recorded files that the inputs no longer hold.
        extracted: Number of articles that were extracted.
        profiles: Profiles that were loaded on the way, by digest.
        people: The persons of most articles, which are told apart meanwhile.
        names: Names that an earlier build read.
    """

    def __init__(self, request: BuildRequest, watcher: Watcher, ledger: Ledger) -> None:
        self.request = request
        self.ledger = ledger
        self.scan = Scan(ledger, request.inputs, request.fields, self._see_change)
        self.gone: list[str] = []
        self.extracted = 0
        self.profiles: dict[str, Profile] = {}
        self.people: PeopleAhead | None = None
        self.names: tuple[str, ...] = ()
        self._watcher = watcher
        self._packed_profiles: dict[str, bytes] = {}
        self._packed_names = b""
        self._has_seen = False
        self._plan: Plan | None = None
        self._first: Readying | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what is still done ahead."""
        for one in (self._first, self.people):
            if one is not None:
                one.dismiss()

    def run(self) -> None:
        """Bring files, articles and extractions of the ledger up to date."""
        extractor = versions.extractor_fingerprint()
        for words in find_stale(self.ledger):
            self._watcher.say(words)
        refresh_profiles(self.ledger)
        with self.ledger.transaction():
            # what took too long may have the time that this build gives it
            self.ledger.give_up_failures(OVERRUN, overrun(self.request.timeout))
        few = not self.ledger.count_stale(extractor) and self.ledger.generation > 0
        self._plan = plan = Plan(
            workers=self.request.workers,
            extractor=extractor,
            timeout=self.request.timeout,
            scheduler=self.request.scheduler,
            shards=self.request.shards,
            few=few,
        )
        self._watcher.stage("reading and extracting")
        ways = plan, self._load_profiles, self._begin
        found = _extract(self._new_articles(extractor), *ways)
        for rows in _together(self._watch(found)):
            with self.ledger.transaction():
                self.ledger.add_extractions(rows)
        self._recall_names()
        self._record()

    def _see_change(self) -> None:
        """Make ready for the rest, if only few articles are likely to change.

        Names are known from the build before; while the inputs are read, models are
        loaded and persons told apart.
        """
        plan = self._plan
        if plan is None or not plan.few or self._has_seen:
            return
        self._has_seen = True
        self._packed_names = self.ledger.names(versions.profiler_fingerprint())
        if may_fork(plan.workers):
            if not plan.scheduler:
                self._first = Readying(plan)
            self._packed_profiles = dict(self.ledger.profiles())
            self.people = PeopleAhead(self._packed_profiles, self._packed_names)

    def _begin(self, packed: bytes) -> Callable[[], list[ExtractionRow]]:
        """Begin to extract the first article that is new."""
        if self._first is None:  # before a changed file is seen, there is none
            raise ValueError("an article of no file")
        return self._first.begin(packed)

    def _recall_names(self) -> None:
        """Take what an earlier build read of names for granted, once."""
        if self._packed_names:
            known = unpack_names(self._packed_names)
            recall_names(known)
            self.names, self._packed_names = known.names, b""

    def _load_profiles(self) -> None:
        """Load the profiles that are known, and read their names, to resolve next."""
        known = self._packed_profiles or dict(self.ledger.profiles())
        self.profiles = {one: unpack_profile(packed) for one, packed in known.items()}
        self._packed_profiles = {}
        self._recall_names()
        if not self.names:
            read_names(self.profiles.values(), persons=self.people is None)

    def _watch(
        self, batches: Iterable[list[ExtractionRow]]
    ) -> Iterator[list[ExtractionRow]]:
        """Count what comes of articles."""
        for rows in batches:
            self.extracted += len(rows)
            self._watcher.advance(self.extracted)
            yield rows

    def _new_articles(self, extractor: str) -> Iterator[bytes]:
        """Yield what has to be extracted: new articles, then stale ones."""
        known = self.ledger.known_digests(extractor)
        yield from self.scan.new_articles(known)
        for packed in self.ledger.stale_extractions(extractor):
            article = unpack_extraction(packed).article
            digest = article_digest(article)
            if digest not in known:
                known.add(digest)
                yield pack_article(article)

    def _record(self) -> None:
        """Record what the inputs hold now."""
        self.gone = self.scan.gone()
        with self.ledger.transaction():
            for content in self.scan.changed:
                if content.path == STDIN:
                    self.ledger.merge_articles(STDIN, content.articles)
                else:
                    self.ledger.replace_file(
                        content.path, content.digest, content.articles, content.problems
                    )
                    if content.recalled is not None:
                        self.ledger.change_lines(
                            content.path,
                            content.reading,
                            bytes(content.recalled.digests),
                        )
            for path in self.gone if self.request.prune else ():
                self.ledger.remove_file(path)


def _together(batches: Iterable[list[ExtractionRow]]) -> Iterator[list[ExtractionRow]]:
    """Join batches for a second, or some articles: each commit waits for the disk."""
    joined: list[ExtractionRow] = []
    due = time.monotonic() + _COMMIT_SECONDS
    for rows in batches:
        joined += rows
        if len(joined) >= _COMMIT_ARTICLES or time.monotonic() >= due:
            yield joined
            joined, due = [], time.monotonic() + _COMMIT_SECONDS
    if joined:
        yield joined


def _extract(
    packed: Iterator[bytes], plan: Plan, meanwhile: Callable[[], None], begin: Begin
) -> Iterator[list[ExtractionRow]]:
    """Extract in processes of this machine, or on a cluster if the plan has one."""
    if not plan.scheduler:
        return extract_all(packed, plan, meanwhile, begin)
    try:
        # Dask is an extra, and half a second to import.
        from kg.pipeline.distributed import extract_distributed  # noqa: PLC0415
    except ImportError as error:
        raise GraphError(
            "--scheduler needs Dask: pip install 'persian-news-kg[scale]'"
        ) from error
    return extract_distributed(packed, plan)


def refresh_profiles(ledger: Ledger) -> None:
    """Make the profiles of a ledger again if another version of kg made them."""
    profiler = versions.profiler_fingerprint()
    if ledger.setting("profiler") == profiler:
        return
    with ledger.transaction():
        for digest in ledger.extracted_digests():
            packed = ledger.extraction(digest)
            if packed is not None:
                extraction = complete(unpack_extraction(packed))
                profile = pack_profile(to_profile(extraction))
                ledger.change_profile(digest, pack_extraction(extraction), profile)
        ledger.change_setting("profiler", profiler)


def _report(
    gathering: Gathering, composition: Composition, seconds: dict[str, float]
) -> BuildReport:
    scan, rows = gathering.scan, composition.rows.values()
    problems = [to_problem_row(problem) for problem in scan.problems]
    for content in scan.changed:
        problems += content.problems if content.path == STDIN else []
    problems += [*gathering.ledger.problems(), *composition.problems]
    return BuildReport(
        graph=str(gathering.request.folder),
        articles=len(composition.rows),
        extracted=gathering.extracted,
        written=composition.written,
        removed=composition.removed,
        files_read=len(scan.changed),
        files_unchanged=scan.unchanged,
        gone=tuple(gathering.gone),
        pruned=gathering.request.prune,
        counts=composition.counts,
        encodings=dict(sorted(Counter(row.encoding for row in rows).items())),
        problems=tuple(problems),
        seconds=seconds,
        decided=composition.decided,
    )
