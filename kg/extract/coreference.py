"""Which words of one article refer to one entity.

Names are clustered first: mentions with one key are one entity, a bare surname
(«کوهی پرتو») belongs to the full name it ends («نیما کوهی پرتو»), and an
organization's short name to the long one it begins. Titles and pronouns are resolved on
demand by :meth:`Coreference.referent`; titles once the roles are known.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kg.lexicon import common_first_names, word_keys
from kg.model import DocumentEntity, EntityKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Document, Mention


_PRONOUNS = frozenset({"وی", "او", "نامبرده", "ایشان", "مشارالیه", "نامبردگان"})
_SHORTEST_SURNAME = 4
_SHORTEST_RESPELLED = 5
_ARTICLE = "ال"
_PARTICLES = frozenset({"سید", "سیده", "میر", "حاج", "شیخ", "سادات"})


def _may_be(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a person's name may stand for another, longer one."""
    return (
        is_short_form(words, full)
        or _is_first_surname(words, full)
        or is_same_person(words, full)
        or (len(words) == 1 < len(full) and is_respelled(words[0], full[-1]))
    )


def _is_first_surname(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a word is the first of the two surnames of a longer name.

    «ملک‌پور» of «رضا ملک‌پور کاشانی», no given name («اکبر») and no short word.
    """
    if len(words) > 1 or words[0] not in full[1:-1]:
        return False
    given = words[0] in common_first_names()
    return len(words[0]) >= _SHORTEST_SURNAME and not given


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two full names are one: first and last word agree.

    >>> is_same_person(("علی", "اکبر", "رضایی"), ("علی", "رضایی"))
    True
    """
    return min(len(one), len(other)) > 1 and (one[0], one[-1]) == (other[0], other[-1])


def is_respelled(one: str, other: str) -> bool:
    """Say whether two surnames are one foreign name in two spellings.

    They differ in one letter, not the first or last, and not both are listed surnames:
    «محمدی» and «محمودی» are two names.

    >>> is_respelled("پومپیو", "پمپیو"), is_respelled("محمدی", "محمودی")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_RESPELLED or len(long) - len(short) > 1:
        return False
    if short[0] != long[0] or short[-1] != long[-1] or short == long:
        return False
    if {one, other} <= word_keys("surnames"):
        return False
    at = next(i for i, letter in enumerate(long) if short[i : i + 1] != letter)
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    return long[at + 1 :] == rest


class TitleResolver(Protocol):
    """Tells whom a title refers to."""

    def resolve(self, first: int, last: int) -> DocumentEntity | None:
        """Return the holder of the title at a token range, if the article names it."""

    def excludes(self, first: int, entity: DocumentEntity) -> bool:
        """Say whether a person's post rules out the office named at a token."""

    def post_end(self, first: int) -> int | None:
        """Return the end of a post of somebody's that begins at a token."""

    def ends_post(self, last: int) -> bool:
        """Say whether a post ends before a token."""


@dataclass(slots=True)
class _Cluster:
    """Mentions of one entity, while they are being gathered."""

    kind: EntityKind
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)


def name_words(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the words by which a name is compared, without «سید» and the like."""
    return tuple(key for key in keys if key not in _PARTICLES and key) or tuple(keys)


def is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether ``short`` may be a surname or short form of the name ``full``.

    Words may be written together, but end where words of the longer name do.

    >>> is_short_form(("حسینی", "محراب"), ("علی", "اکبر", "حسینی", "محراب"))
    True
    >>> is_short_form(("محراب",), ("علی", "حسینیمحراب"))
    False
    """
    if len(short) > len(full):
        return False
    if full[-len(short) :] == short or full[: len(short)] == short:
        return True
    if (
        len(short) > 1
        and any(  # «بن سلمان» of a name with a family name after it
            full[at : at + len(short)] == short
            for at in range(1, len(full) - len(short))
        )
    ):
        return True
    joined = "".join(short)
    ends = {"".join(full[at:]) for at in range(len(full))}
    known = joined in ends or _ARTICLE + joined in ends  # «جعدان» of «محمد الجعدان»
    return len(joined) >= _SHORTEST_SURNAME and known


class Coreference:
    """The entities of a document, and what token ranges refer to."""

    def __init__(
        self, document: Document, keys: Sequence[str], sentence_of: Sequence[int]
    ) -> None:
        self._document = document
        self._keys = keys
        self._sentence_of = sentence_of
        self._entity_of: dict[int, DocumentEntity] = {}
        self._subjects: list[tuple[int, DocumentEntity]] = []
        self._persons: dict[str, tuple[str, ...]] = {}
        self._titles: TitleResolver | None = None
        self._firsts = [mention.first for mention in document.mentions]
        self.entities: list[DocumentEntity] = []
        self._cluster_mentions()

    def entity_at(self, mention: int) -> DocumentEntity | None:
        """Return the entity of the mention with the given index."""
        return self._entity_of.get(mention)

    def _cluster_mentions(self) -> None:
        clusters: list[_Cluster] = []
        known: dict[tuple[EntityKind, str], _Cluster] = {}
        for mention in self._longest_first():
            words = name_words(self._keys[mention.first : mention.last])
            name = (mention.kind, "".join(words))
            home = self._bracketed(clusters, mention)
            home = home or known.get(name) or self._fuller(clusters, mention, words)
            if home is None:
                home = known[name] = _Cluster(mention.kind, words)
                clusters.append(home)
            home.mentions.append(mention)
        for cluster in clusters:
            cluster.mentions.sort(key=lambda m: m.span)
        clusters.sort(key=lambda c: c.mentions[0].span)
        index_of = {m.span: i for i, m in enumerate(self._document.mentions)}
        for cluster in clusters:
            entity = self._to_entity(cluster)
            self.entities.append(entity)
            if cluster.kind is EntityKind.PERSON:
                self._persons[entity.key] = cluster.words
            for mention in cluster.mentions:
                self._entity_of[index_of[mention.span]] = entity

    def _longest_first(self) -> list[Mention]:
        return sorted(
            self._document.mentions, key=lambda m: (m.first - m.last, m.first)
        )

    def _bracketed(self, clusters: list[_Cluster], mention: Mention) -> _Cluster | None:
        """«آوا نیک‌روش (کاویان)»: one more surname of who is named before a bracket.

        Not in a list, where brackets hold who came for whom.
        """
        around = (mention.first - 1, mention.last)
        keys = self._keys
        if mention.kind is not EntityKind.PERSON or not 0 < around[0] <= around[1] - 2:
            return None
        marks = [self._form(at) for at in around]
        listed = keys[around[1] + 1 : around[1] + 2] in {("،",), ("و",), (",",)}
        if marks != ["(", ")"] or mention.last - mention.first > 1 or listed:
            return None
        for cluster in clusters:
            for other in cluster.mentions:
                if other.last == around[0] and other.last - other.first > 1:
                    return cluster if cluster.kind is EntityKind.PERSON else None
        return None

    def _form(self, token: int) -> str:
        tokens = self._document.tokens
        return tokens[token].form if token < len(tokens) else ""

    def _fuller(
        self, clusters: list[_Cluster], mention: Mention, words: tuple[str, ...]
    ) -> _Cluster | None:
        """Return the person whose longer name a person's name may stand for."""
        if mention.kind is not EntityKind.PERSON:
            return None
        found: _Cluster | None = None
        for cluster in clusters:
            if cluster.kind is EntityKind.PERSON and _may_be(words, cluster.words):
                found = self._nearer(found, cluster, mention)
        return found

    def _nearer(
        self, one: _Cluster | None, other: _Cluster, mention: Mention
    ) -> _Cluster:
        """Of two persons with one surname, the one named last before it."""
        if one is None:
            return other

        def distance(cluster: _Cluster) -> int:
            before = [
                mention.first - m.first
                for m in cluster.mentions
                if m.first < mention.first
            ]
            return min(before, default=len(self._keys) + cluster.mentions[0].first)

        return one if distance(one) <= distance(other) else other

    def _to_entity(self, cluster: _Cluster) -> DocumentEntity:
        names = [self._document.verbatim(m.span) for m in cluster.mentions]
        fullest = max(names, key=lambda name: (len(name.split()), len(name)))
        honorifics = [word for m in cluster.mentions for word in m.honorifics]
        seats = {m.seat.place: m.seat for m in reversed(cluster.mentions) if m.seat}
        return DocumentEntity(
            key=f"e{len(self.entities) + 1}",
            kind=cluster.kind,
            name=fullest,
            aliases=tuple(n for n in dict.fromkeys(names) if n != fullest),
            honorifics=tuple(dict.fromkeys(honorifics)),
            place=next((m.place for m in cluster.mentions if m.place), None),
            mentions=tuple(self._document.evidence(m.span) for m in cluster.mentions),
            within=tuple(sorted(seats)),
            located=tuple(
                self._document.evidence(seats[k].span) for k in sorted(seats)
            ),
        )

    def set_titles(self, titles: TitleResolver) -> None:
        """Let titles be resolved, once the roles are known."""
        self._titles = titles

    def excludes(self, first: int, entity: DocumentEntity) -> bool:
        """Say whether a person's post rules out the office named at a token.

        «سفیر پرو» is not who the article calls «رئیس سازمان آب».
        """
        return self._titles is not None and self._titles.excludes(first, entity)

    def post_end(self, first: int) -> int | None:
        """Return the end of a post that begins at a token and is told elsewhere.

        ``None`` where no post that the article gives somebody begins there.
        """
        return None if self._titles is None else self._titles.post_end(first)

    def ends_post(self, last: int) -> bool:
        """Say whether a post ends before a token («… رئیس سازمان آب | گفته»)."""
        return self._titles is not None and self._titles.ends_post(last)

    def referent(self, first: int, last: int) -> DocumentEntity | None:
        """Return what the tokens ``first`` to ``last`` refer to, if it is named."""
        for look in (
            self._pronoun,
            self._exact,
            self._titled,
            self._named,
            self._demonstrative,
            self._unmarked,
        ):
            entity = look(first, last)
            if entity is not None:
                return entity
        return None

    def _exact(self, first: int, last: int) -> DocumentEntity | None:
        for index, mention in self._inside(first, last):
            if mention.first == first and mention.last == last:
                return self._entity_of[index]
        return None

    def _inside(self, first: int, last: int) -> Iterator[tuple[int, Mention]]:
        mentions = self._document.mentions
        for index in range(bisect_left(self._firsts, first), len(mentions)):
            mention = mentions[index]
            if mention.first >= last:
                break
            if mention.last <= last:
                yield index, mention

    def _titled(self, first: int, last: int) -> DocumentEntity | None:
        return None if self._titles is None else self._titles.resolve(first, last)

    def _named(self, first: int, last: int) -> DocumentEntity | None:
        """A person anywhere in the range, else a name that starts it."""
        for index, mention in self._inside(first, last):
            if mention.kind is EntityKind.PERSON:
                return self._entity_of[index]
        for index, mention in self._inside(first, last):
            if mention.first == first:
                return self._entity_of[index]
        return None

    def _demonstrative(self, first: int, last: int) -> DocumentEntity | None:
        """«این مقام مسئول», «این نماینده»: whoever acted or spoke last."""
        if last - first < 2 or self._keys[first] != "این":
            return None
        if self._keys[first + 1] not in word_keys("person_nouns"):
            return None
        return self._last_subject(first)

    def _unmarked(self, first: int, last: int) -> DocumentEntity | None:
        """A surname that no mention covers, of a person named elsewhere."""
        words = name_words(self._keys[first:last])
        joined = "".join(words)
        if len(joined) < _SHORTEST_SURNAME:
            return None
        for entity, full in self._persons.items():
            if is_short_form(words, full) or _is_first_surname(words, full):
                return next(e for e in self.entities if e.key == entity)
        return None

    def _pronoun(self, first: int, last: int) -> DocumentEntity | None:
        if last - first > 2 or not _PRONOUNS.intersection(self._keys[first:last]):
            return None
        return self._last_subject(first) or self.last_person(first)

    def _last_subject(self, first: int) -> DocumentEntity | None:
        nearest: tuple[int, DocumentEntity] | None = None
        for entry in self._subjects:
            # of two notes on one token the later one knows more
            if entry[0] < first and (nearest is None or entry[0] >= nearest[0]):
                nearest = entry
        return None if nearest is None else nearest[1]

    def last_person(self, before: int) -> DocumentEntity | None:
        """Return the first person of the nearest sentence before that names one."""
        home = self._sentence_of[before]
        nearest: tuple[int, int, int] | None = None
        for index, mention in enumerate(self._document.mentions):
            if mention.first >= before or mention.kind is not EntityKind.PERSON:
                continue
            sentence = self._sentence_of[mention.first]
            if sentence < home and (nearest is None or sentence > nearest[0]):
                nearest = (sentence, mention.first, index)
        return None if nearest is None else self._entity_of[nearest[2]]

    def acting_at(self, token: int) -> DocumentEntity | None:
        """Return who acted or spoke last before a token, as far as it was noted."""
        return self._last_subject(token)

    def note_subject(self, token: int, entity: DocumentEntity) -> None:
        """Record that ``entity`` acts or speaks at ``token``."""
        self._subjects.append((token, entity))

    def describe(self, first: int, last: int) -> DocumentEntity:
        """Add an entity that is known by a description only."""
        span = self._document.tokens_span(first, last)
        name = self._document.verbatim(span)
        for entity in self.entities:
            if entity.described and entity.name == name:
                return entity
        entity = DocumentEntity(
            key=f"e{len(self.entities) + 1}",
            kind=EntityKind.PERSON,
            name=name,
            mentions=(self._document.evidence(span),),
            described=True,
        )
        self.entities.append(entity)
        return entity
