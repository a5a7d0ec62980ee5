"""From the ledger to the store: resolve the corpus, write what changed, commit."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from kg.annotate.gazetteer import place
from kg.graph.build import article_quads
from kg.graph.decided import provenance_block
from kg.graph.entities import (
    HeldRole,
    entity_blocks,
    outlet_blocks,
    post_blocks,
)
from kg.graph.ledger import ProblemRow
from kg.graph.linked import judgement_blocks
from kg.graph.ontology import ontology_fingerprint, ontology_version, vocabulary_block
from kg.graph.places import Gazetteer, with_containers
from kg.graph.store import new_generation, remove_generations
from kg.graph.summary import count_classes
from kg.model import EntityKind
from kg.pipeline import versions
from kg.pipeline.aside import beside
from kg.pipeline.deciding import Deciding
from kg.pipeline.linking import find_links, linked_blocks
from kg.pipeline.packing import pack_names, unpack_extraction, unpack_profile
from kg.pipeline.upgrades import note_writer
from kg.resolve import are_outgrown, known_names


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.graph.blocks import Block
    from kg.graph.build import Settings
    from kg.graph.ledger import ArticleRow, Ledger
    from kg.graph.store import GenerationWriter
    from kg.model import CanonicalEntity, Extraction, Place, Resolution
    from kg.pipeline.ahead import PeopleAhead
    from kg.pipeline.linking import Links
    from kg.pipeline.watching import Watcher
    from kg.resolve import Profile


_AFRESH = 0.5
"""Share of changed graphs from which the store is written anew: faster and smaller."""

_LOADERS = 2
"""Loads at a time: each has half a gigabyte in memory, and merges what others load."""


def _find_place(key: str) -> Place | None:
    """Return a place of the gazetteer; ``None`` for a key of an older one."""
    try:
        return place(key)
    except KeyError:
        return None


_GAZETTEER = Gazetteer(_find_place)


@dataclass(slots=True)
class Composition:
    """What a graph is composed of, and what was written.

    Attributes:
        rows: One article for each id.
        problems: Why other articles are left out.
        counts: Number of persons, organizations … in the graph.
        written: Named graphs of articles that were written.
        removed: Named graphs of articles that were removed.
        decided: Number of people's decisions that apply.
    """

    rows: dict[str, ArticleRow] = field(default_factory=dict)
    problems: list[ProblemRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    written: int = 0
    removed: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class _Delta:
    """The difference between what the store holds and what it should."""

    changed: dict[str, str]
    removed: list[str]
    replaced: list[str]

    @classmethod
    def between(cls, old: Mapping[str, str], new: Mapping[str, str]) -> _Delta:
        changed = {key: sign for key, sign in new.items() if old.get(key) != sign}
        removed = sorted(old.keys() - new.keys())
        replaced = sorted(key for key in changed if key in old)
        return cls(changed, removed, replaced)


@dataclass(frozen=True, slots=True)
class Resources:
    """What composing may use.

    Attributes:
        workers: Processes among which the work is divided, as far as it can be.
        profiles: Profiles that are loaded already, by the digest of the article.
        people: The persons of most articles, which are told apart meanwhile.
        names: Names that were read before, and need not be again.
    """

    workers: int = 1
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    people: PeopleAhead | None = None
    names: Collection[str] = ()


_NOTHING_AT_HAND = Resources()


def compose(
    folder: Path,
    ledger: Ledger,
    settings: Settings,
    watcher: Watcher,
    resources: Resources = _NOTHING_AT_HAND,
) -> Composition:
    """Bring the store up to date with the ledger.

    Nothing is resolved or written where nothing changed that the graph depends on.

    Args:
        folder: The graph folder.
        ledger: Its ledger.
        settings: The graph's settings.
        watcher: Told of the stages.
        resources: What it may use.
    """
    composition = _choose(ledger)
    deciding = Deciding(folder, _Extractions(ledger, composition))
    terms = _terms(settings)
    state = _state(terms, deciding, composition)
    if state == ledger.setting("state"):
        composition.counts = msgspec.json.decode(ledger.setting("counts", "{}"))
        deciding.recall(ledger)
    else:
        watcher.stage("resolving")
        profiles = _profiles(ledger, composition, resources.profiles)
        people = _people(resources, ledger, composition, profiles, deciding)
        # while persons are told apart; where they are not yet, names are then read
        _keep_names(ledger, resources.names, profiles.values())
        update = _Update(folder, ledger, settings, composition, deciding)
        ways = beside(resources.workers), people
        resolution = deciding.resolve(profiles, *ways, meanwhile=update.begin)
        watcher.stage("writing the graph")
        update.plan(profiles, resolution, resources.workers)
        update.write(state, resources.workers)
    return _told(composition, deciding)


def _told(composition: Composition, deciding: Deciding) -> Composition:
    """Return a composition with what became of the decisions."""
    composition.problems += deciding.problems()
    composition.decided = len(deciding.applied)
    return composition


def _state(terms: str, deciding: Deciding, composition: Composition) -> str:
    """Return the signature of all that the graph depends on."""
    digests = (row.digest for row in composition.rows.values())
    return _sign([terms, ontology_fingerprint(), *deciding.ids, *digests])


@dataclass(frozen=True, slots=True)
class _Extractions:
    """The extractions of the articles of a graph, by article id."""

    ledger: Ledger
    composition: Composition

    def __call__(self, article_id: str) -> Extraction:
        packed = self.ledger.extraction(self.composition.rows[article_id].digest)
        if packed is None:
            raise ValueError(f"no extraction of an article: {article_id!r}")
        return unpack_extraction(packed)


def _choose(ledger: Ledger) -> Composition:
    """Choose one article for each id: the first by file name and place in the file."""
    failures = ledger.failures()
    chosen = Composition()
    for row in ledger.articles():
        other = chosen.rows.get(row.id)
        if row.digest in failures:
            chosen.problems.append(_problem(row, "error", failures[row.digest]))
        elif other is None:
            chosen.rows[row.id] = row
        elif other.digest == row.digest:
            reason = f"the same article as {other.source}"
            chosen.problems.append(_problem(row, "warning", reason))
        else:
            reason = f"left out, {other.source} has the same id: {row.id!r}"
            chosen.problems.append(_problem(row, "warning", reason))
    chosen.rows = dict(sorted(chosen.rows.items()))
    return chosen


def _problem(row: ArticleRow, kind: str, reason: str) -> ProblemRow:
    return ProblemRow(
        path=row.path,
        position=row.position,
        kind=kind,
        source=row.source,
        reason=reason,
        article=row.id,
    )


def _sign(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def _terms(settings: Settings) -> str:
    """Return the signature of what every named graph depends on."""
    return _sign(
        [
            versions.builder_fingerprint(),
            versions.extractor_fingerprint(),
            ontology_version(),
            settings.minter.base,
            settings.version,
            str(settings.min_confidence),
        ]
    )


def _profiles(
    ledger: Ledger, composition: Composition, loaded: Mapping[str, Profile]
) -> dict[str, Profile]:
    """Return the profile of each article by id, sorted."""
    wanted = {row.digest: key for key, row in composition.rows.items()}
    found = {wanted[one]: loaded[one] for one in wanted.keys() & loaded.keys()}
    if found:
        late = ((one, ledger.profile(one)) for one in wanted.keys() - loaded.keys())
    else:
        late = ((one, packed) for one, packed in ledger.profiles() if one in wanted)
    found |= {wanted[one]: unpack_profile(packed) for one, packed in late if packed}
    return dict(sorted(found.items()))


def _people(
    resources: Resources,
    ledger: Ledger,
    composition: Composition,
    profiles: Mapping[str, Profile],
    deciding: Deciding,
) -> Callable[[], Resolution] | None:
    """Return what gives the persons, if they are being told apart already."""
    if resources.people is None:
        return None
    digests = {key: row.digest for key, row in composition.rows.items()}
    decisions = deciding.decisions
    return resources.people.resolve(profiles, digests, ledger.profile, decisions)


def _keep_names(
    ledger: Ledger, known: Collection[str], profiles: Collection[Profile]
) -> None:
    """Keep what names become for builds to come, unless most are kept."""
    if are_outgrown(known, profiles):
        packed = pack_names(known_names(profiles))
        with ledger.transaction():
            ledger.change_names(versions.profiler_fingerprint(), packed)


class _Update:
    """One change of the store."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        settings: Settings,
        composition: Composition,
        deciding: Deciding,
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._settings = settings
        self._composition = composition
        self._deciding = deciding
        self._canonical: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._articles: dict[str, str] = {}
        self._fixed: dict[str, bytes] = {}
        self._terms = _terms(settings)
        self._others: dict[str, CanonicalEntity] = {}
        self._judged: frozenset[str] = frozenset()
        self._blocks: dict[str, Block[Any]] = {}
        self._signatures: dict[str, str] = {}
        self._graphs = _Delta({}, [], [])
        self._subjects = _Delta({}, [], [])
        self._afresh = True
        self._before = {one: ledger.signatures(one) for one in ("graphs", "blocks")}

    def begin(self, others: Resolution) -> None:
        """Make ready what no person changes, while persons are still told apart.

        Args:
            others: All entities but persons, and the judgements on them.
        """
        placed = with_containers(others, _GAZETTEER).entities
        self._others = {entity.key: entity for entity in placed}
        self._judged = frozenset(entity.key for entity in others.entities)
        self._note_members(placed)
        how = self._settings, _GAZETTEER
        self._take_blocks(entity_blocks(placed, (), *how))
        self._take_blocks(judgement_blocks(others.judgements, {}, self._settings))

    def _note_members(self, entities: Iterable[CanonicalEntity]) -> None:
        for entity in entities:
            for member in entity.members:
                self._canonical[member.article_id][member.key] = entity.key

    def _take_blocks(self, blocks: Iterable[Block[Any]]) -> None:
        for one in blocks:
            self._blocks[one.iri] = one
            self._signatures[one.iri] = one.signature(self._terms)

    def plan(
        self, profiles: Mapping[str, Profile], resolution: Resolution, workers: int
    ) -> None:
        """Work out what has to be written and removed, once :meth:`begin` has begun."""
        resolution = self._less_ready(resolution)
        self._note_members(resolution.entities)
        ties = self._deciding.ties
        told = profiles.values(), self._canonical, self._settings, ties
        links = beside(workers)(partial(find_links, *told))
        applied = self._deciding.applied
        fixed = provenance_block(self._settings, applied), vocabulary_block()
        self._fixed = {one.iri: one.payload() for one in fixed}
        signatures = {iri: _digest(payload) for iri, payload in self._fixed.items()}
        signatures |= self._article_signatures()
        self._graphs = _Delta.between(self._before["graphs"], signatures)
        self._take_blocks(self._blocks_left(profiles, resolution, links))
        self._subjects = _Delta.between(self._before["blocks"], self._signatures)
        new = len(self._graphs.changed)
        self._afresh = not self._ledger.generation or new > _AFRESH * len(signatures)
        self._composition.written = sum(
            graph in self._articles for graph in self._graphs.changed
        )
        self._composition.removed = len(self._graphs.removed)

    def _less_ready(self, resolution: Resolution) -> Resolution:
        """Return a resolution less all that no person changes."""
        left = with_containers(
            replace(
                resolution,
                entities=tuple(
                    one for one in resolution.entities if one.kind is EntityKind.PERSON
                ),
                judgements=tuple(
                    one for one in resolution.judgements if one.one not in self._judged
                ),
            ),
            _GAZETTEER,
        )
        new = tuple(one for one in left.entities if one.key not in self._others)
        return replace(left, entities=new)

    def _article_signatures(self) -> dict[str, str]:
        """Return the signature of each article's named graph; note whose they are."""
        found = {}
        for key, row in self._composition.rows.items():
            graph = self._settings.minter.article_graph(key)
            self._articles[graph] = key
            mapping = sorted(self._canonical[key].items())
            parts = (part for pair in mapping for part in pair)
            decided = self._deciding.touching(key)
            found[graph] = _sign([self._terms, row.digest, *parts, *decided])
        return found

    def _blocks_left(
        self,
        profiles: Mapping[str, Profile],
        resolution: Resolution,
        links: Callable[[], Links],
    ) -> Iterator[Block[Any]]:
        """Yield the blocks that are not ready, and anew those that roles change."""
        settings, held = self._settings, self._held(profiles)
        # who holds a role may have been taken for a body in another article
        holders = sorted({one.person for one in held} & self._others.keys())
        changed = map(self._others.__getitem__, holders)
        entities = [*resolution.entities, *changed]
        names = {one.key: one.name for one in (*entities, *self._others.values())}
        yield from entity_blocks(entities, held, settings, _GAZETTEER)
        yield from post_blocks(held, names, settings)
        outlets = {one.publisher for one in profiles.values() if one.publisher}
        yield from outlet_blocks(sorted(outlets), settings)
        yield from linked_blocks(links(), resolution, settings)

    def _held(self, profiles: Mapping[str, Profile]) -> list[HeldRole]:
        """Return the roles that articles state, by canonical keys, sorted."""
        found = set()
        least = self._settings.min_confidence
        for article_id, profile in profiles.items():
            keys = self._canonical[article_id]
            for role in profile.roles:
                body = keys.get(role.organization or "", "")
                person = keys.get(role.person)
                rejected = person is None or (role.organization and not body)
                if person and not rejected and role.confidence >= least:
                    found.add(HeldRole(person, role.title, body, role.status))
        return sorted(found)

    def write(self, state: str, workers: int) -> None:
        """Write a new generation of the store and commit it.

        The ledger takes down what is in it while the store merges its files, and says
        so only when they are whole.
        """
        base = self._ledger.generation
        start = 0 if self._afresh else base
        with self._ledger.transaction():
            with (
                new_generation(self._folder, start, base + 1) as writer,
                ThreadPoolExecutor(max_workers=1) as other,
            ):
                self._remove(writer)
                writer.load_all(self._payloads(writer), min(workers, _LOADERS))
                merging = other.submit(writer.compact)
                self._record()
                merging.result()
                self._composition.counts = count_classes(writer.store)
            counts = msgspec.json.encode(self._composition.counts).decode()
            self._ledger.change_setting("counts", counts)
            self._ledger.change_setting("state", state)
            self._ledger.change_setting("generation", str(base + 1))
        remove_generations(self._folder, keep=(base, base + 1))

    def _record(self) -> None:
        """Take down in the ledger what the new generation holds."""
        for table, delta in (("graphs", self._graphs), ("blocks", self._subjects)):
            self._ledger.change_signatures(table, delta.changed, delta.removed)
        self._deciding.remember(self._ledger)
        note_writer(self._ledger)
        self._ledger.drop_unused_extractions()

    def _remove(self, writer: GenerationWriter) -> None:
        """Remove what is gone and what is written again; nothing if all is."""
        if not self._afresh:
            writer.remove_graphs([*self._graphs.removed, *self._graphs.replaced])
            writer.remove_subjects(
                [*self._subjects.removed, *self._subjects.replaced],
                self._settings.minter.entities_graph,
            )

    def _payloads(self, writer: GenerationWriter) -> Iterator[bytes]:
        """Yield the quads to load: in the order of the store if it is written anew."""
        if not self._afresh:
            yield from map(self._graph_payload, self._graphs.changed)
            yield from self._block_payloads(self._subjects.changed)
            return
        entities = self._settings.minter.entities_graph
        for graph in writer.in_order([*self._fixed, *self._articles, entities]):
            if graph == entities:
                yield from self._block_payloads(self._blocks)
            else:
                yield self._graph_payload(graph)

    def _block_payloads(self, subjects: Iterable[str]) -> Iterator[bytes]:
        return (self._blocks[iri].payload() for iri in subjects)

    def _graph_payload(self, graph: str) -> bytes:
        if graph in self._fixed:
            return self._fixed[graph]
        key = self._articles[graph]
        extraction, marks = self._deciding.decided(key)
        canonical = self._canonical[key]
        return article_quads(extraction, canonical, self._settings, marks).payload()


def _digest(payload: bytes) -> str:
    return hashlib.blake2b(payload, digest_size=12).hexdigest()
