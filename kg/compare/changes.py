"""The differences of two states: what was gained, lost or changed.

Entities and roles are compared by IRI; what is lost under one IRI and gained under
another, but reads the same, is no difference. Events and quotations are compared within
their article, by what they say and not by where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from kg.compare.facts import (
    Article,
    Event,
    Holding,
    Quote,
    read_articles,
    read_entities,
    read_events,
    read_holdings,
    read_names,
    read_quotes,
    read_touched,
)
from kg.compare.states import State, block_scope, scope
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )


KINDS = ("article", "entity", "holder", "role", "event", "quote")
"""What is compared, in the order of the answer."""

_Fact = TypeVar("_Fact")
_Key = TypeVar("_Key", bound="Hashable")
_WHOLE = 0.5
"""Share of differing graphs or entities above which all are read: it is faster."""

_RETOLD = 0.5
"""Share of two names' words above which they name one event of an article."""

_HELD = frozenset({"current", "acting"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        what: One of ``KINDS``; ``holder`` is whom a post's latest article names.
        change: ``gained``, ``lost`` or ``changed``.
        subject: The entity, person and post, post, event or speaker, to read.
        before: What the earlier state says; ``""`` for what is gained.
        after: What the later one says; ``""`` for what is lost.
        article: Id of the article, or ``""`` where it is not one article's.
        kind: Kind of the entity; ``""`` for other things.
    """

    what: str
    change: str
    subject: str
    before: str = ""
    after: str = ""
    article: str = ""
    kind: str = ""


def compare(
    before: State, after: State, kinds: Iterable[str] = KINDS
) -> tuple[Change, ...]:
    """Return the differences of two states, by kind, then by what they are about.

    Args:
        before: The earlier state.
        after: The later state.
        kinds: Those of ``KINDS`` that are wanted.
    """
    comparison = _Comparison(before, after)
    compared: dict[str, Callable[[], Iterable[Change]]] = {
        "article": comparison.articles,
        "entity": comparison.entities,
        "holder": comparison.holders,
        "role": comparison.roles,
        "event": comparison.events,
        "quote": comparison.quotes,
    }
    wanted = set(kinds)
    return tuple(
        change
        for kind in KINDS
        if kind in wanted
        for change in sorted(compared[kind](), key=_order)
    )


def _order(change: Change) -> tuple[str, ...]:
    words = (change.subject, change.before, change.after)
    return str(("gained", "lost", "changed").index(change.change)), *words


@dataclass(slots=True)
class _Comparison:
    """Two states, and which part of them has to be read."""

    before: State
    after: State
    _graphs: tuple[str, ...] | None = field(init=False)
    _blocks: tuple[str, ...] | None = field(init=False)
    _names: list[dict[str, str]] = field(init=False)
    _held: list[list[Holding]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        one, other = self.before, self.after
        self._names = [{}, {}]
        self._graphs = _worth(scope(one, other), one.graphs, other.graphs)
        self._blocks = _worth(block_scope(one, other), one.blocks, other.blocks)

    def _both(self, read: Callable[[State], list[_Fact]]) -> list[list[_Fact]]:
        return [read(self.before), read(self.after)]

    # ------------------------------------------------------------------ articles

    def articles(self) -> Iterator[Change]:
        """Yield articles that came, went, or were edited."""
        found = self._both(lambda one: read_articles(one.select, self._graphs))
        old, new = ({one.id: one for one in articles} for articles in found)
        for key in old.keys() | new.keys():
            yield from _article(key, old.get(key), new.get(key))

    # ------------------------------------------------------------------ entities

    def entities(self) -> Iterator[Change]:
        """Yield entities that came, went, or have another name or kind."""
        found = self._both(lambda one: read_entities(one.select, self._blocks))
        old, new = ({one.iri: one for one in entities} for entities in found)
        left: list[Change] = []
        for iri in sorted(old.keys() | new.keys()):
            one, other = old.get(iri), new.get(iri)
            if one is None and other is not None:
                gained = Change("entity", "gained", other.name, after=other.name)
                left.append(_of_kind(gained, other.kind))
            elif one is not None and other is None:
                lost = Change("entity", "lost", one.name, before=one.name)
                left.append(_of_kind(lost, one.kind))
            elif one is not None and other is not None and one != other:
                kinds = one.kind != other.kind
                told = [
                    f"{e.name} ({e.kind})" if kinds else e.name for e in (one, other)
                ]
                change = Change("entity", "changed", other.name, *told)
                yield _of_kind(change, other.kind)
        yield from _less_equal(left)

    # --------------------------------------------------------------------- roles

    def _holdings(self, by: str) -> list[list[Holding]]:
        """Return all roles of the persons, or posts, that differing graphs name."""
        if self._held:
            return self._held
        wanted: tuple[str, ...] | None = None
        if self._graphs is not None:
            which = 0 if by == "person" else 1
            touched = [
                read_touched(one.select, self._graphs)[which]
                for one in (self.before, self.after)
            ]
            wanted = tuple(sorted(touched[0] | touched[1]))
        found = self._both(lambda one: read_holdings(one.select, by, wanted))
        for at in (0, 1):
            self._learn_names(
                at, (i for one in found[at] for i in (one.person, one.body, one.post))
            )
        # Those of all persons are those of all posts.
        self._held = found if wanted is None else []
        return found

    def _learn_names(self, at: int, iris: Iterable[str]) -> None:
        """Read the names of entities of a state that are not known yet."""
        state = (self.before, self.after)[at]
        unknown = set(iris) - self._names[at].keys()
        self._names[at].update(read_names(state.select, unknown))

    def _called(self, iri: str) -> str:
        return self._names[1].get(iri) or self._names[0].get(iri) or iri

    def roles(self) -> Iterator[Change]:
        """Yield who gained or lost a role, or holds it otherwise or at another time."""
        found = self._holdings("person")
        old, new = (_by(_role_key, holdings) for holdings in found)
        left: list[Change] = []
        for key in sorted(old.keys() | new.keys()):
            person, _, body = key
            title = min(one.title for one in new.get(key) or old[key])
            told = " ".join(part for part in (title, self._called(body)) if part)
            subject = f"{self._called(person)}، {told}"
            one, other = _told_role(old.get(key, ())), _told_role(new.get(key, ()))
            if not one:
                left.append(Change("role", "gained", subject, after=other))
            elif not other:
                left.append(Change("role", "lost", subject, before=one))
            elif one != other:
                yield Change("role", "changed", subject, one, other)
        yield from _less_equal(left)

    def holders(self) -> Iterator[Change]:
        """Yield posts that another person holds, as the latest article has it."""
        found = self._holdings("post")
        old, new = (_by(lambda one: one.post, holdings) for holdings in found)
        for post in old.keys() & new.keys():
            one, other = (self._latest(held[post]) for held in (old, new))
            if one and other and one != other:
                yield Change("holder", "changed", self._called(post), one, other)

    def _latest(self, holdings: Sequence[Holding]) -> str:
        """Return the name of who holds a post last; ``""`` where that is unclear."""
        held = [one for one in holdings if one.status in _HELD]
        last = max((one.as_of for one in held), default="")
        persons = {self._called(one.person) for one in held if one.as_of == last}
        return persons.pop() if len(persons) == 1 else ""

    # ------------------------------------------------------- events and quotations

    def events(self) -> Iterator[Change]:
        """Yield events that an article tells now, no longer, or otherwise.

        A new name of who takes part is no change of the event.
        """
        old, new = self._both(lambda one: read_events(one.select, self._graphs))
        who = {iri for one in (*old, *new) for iri in one.participants}
        for at in (0, 1):
            self._learn_names(at, who)
        found = [[self._named(one) for one in events] for events in (old, new)]
        for one, other in _pairs(*found, key=_event_key, alike=_is_retold):
            yield _told("event", _event_subject, _told_event, one, other)

    def _named(self, event: Event) -> Event:
        who = tuple(sorted({self._called(iri) for iri in event.participants}))
        return replace(event, participants=who)

    def quotes(self) -> Iterator[Change]:
        """Yield quotations that an article has now, no longer, or otherwise."""
        found = self._both(lambda one: read_quotes(one.select, self._graphs))
        for one, other in _pairs(*found, key=_quote_key, alike=_alike):
            yield _told("quote", lambda quote: quote.speaker, _told_quote, one, other)


def _worth(
    differing: tuple[str, ...] | None,
    one: Mapping[str, str] | None,
    other: Mapping[str, str] | None,
) -> tuple[str, ...] | None:
    """Return what differs if asking for it alone is worth it; ``None`` for all."""
    held = max(len(one or ()), len(other or ()))
    return None if differing is None or len(differing) > _WHOLE * held else differing


def _article(key: str, one: Article | None, other: Article | None) -> Iterator[Change]:
    if one is None and other is not None:
        yield Change("article", "gained", other.title, after=key, article=key)
    elif one is not None and other is None:
        yield Change("article", "lost", one.title, before=key, article=key)
    elif one is not None and other is not None and one != other:
        titles = (one.title, other.title)
        yield Change("article", "changed", other.title, *titles, article=key)


def _of_kind(change: Change, kind: str) -> Change:
    return replace(change, kind=kind)


def _less_equal(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield changes, but no loss and gain that read the same."""
    counts: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for one in changes:
        counts[_reading(one)] += 1 if one.change == "gained" else -1
    for one in changes:
        left = counts[_reading(one)]
        if left > 0 and one.change == "gained":
            counts[_reading(one)] -= 1
            yield one
        elif left < 0 and one.change == "lost":
            counts[_reading(one)] += 1
            yield one


def _reading(change: Change) -> tuple[str, ...]:
    return change.kind, match_key(change.subject), change.before + change.after


def _by(
    key: Callable[[Holding], _Key], holdings: Iterable[Holding]
) -> dict[_Key, list[Holding]]:
    found: defaultdict[_Key, list[Holding]] = defaultdict(list)
    for one in holdings:
        found[key(one)].append(one)
    return dict(found)


def _role_key(holding: Holding) -> tuple[str, str, str]:
    return holding.person, match_key(holding.title), holding.body


def _told_role(holdings: Sequence[Holding]) -> str:
    """Return how a role is held: statuses, since when and until when."""
    parts = [
        *sorted({one.status for one in holdings}),
        *sorted({f"from {one.start}" for one in holdings if one.start}),
        *sorted({f"to {one.end}" for one in holdings if one.end}),
    ]
    return ", ".join(parts)


def _event_key(event: Event) -> tuple[str, str]:
    return event.article, match_key(event.name)


def _event_subject(event: Event) -> str:
    return event.name


def _told_event(event: Event) -> str:
    days = event.begin if event.begin == event.end else f"{event.begin}/{event.end}"
    who = "، ".join(event.participants)
    told = (event.modality, event.type, days.strip("/"), event.place, who)
    return ", ".join(part for part in (*told, *event.casualties) if part)


def _quote_key(quote: Quote) -> tuple[str, str]:
    return quote.article, match_key(quote.text)


def _told_quote(quote: Quote) -> str:
    denied = "not: " if quote.polarity == "negative" else ""
    return f"{denied}{quote.speaker} {quote.cue}: {quote.text}"


def _is_retold(one: Event, other: Event) -> bool:
    """Say whether two events of an article are one, told in other words.

    «سیل ۵ نفر را کشت» and «سیل ۷ نفر را کشت» share most of their words.
    """
    words = [{match_key(word) for word in event.name.split()} for event in (one, other)]
    shared, all_words = words[0] & words[1], words[0] | words[1]
    return one.type == other.type and len(shared) > _RETOLD * len(all_words)


def _alike(one: Quote, other: Quote) -> bool:
    """Say whether two quotations of an article are one, cut otherwise."""
    texts = sorted((match_key(one.text), match_key(other.text)), key=len)
    return texts[0] in texts[1]


def _told(
    what: str,
    subject: Callable[[_Fact], str],
    tell: Callable[[_Fact], str],
    one: _Fact | None,
    other: _Fact | None,
) -> Change:
    """Return the change from one fact to another; ``None`` for none."""
    fact = one if other is None else other
    if fact is None:
        raise ValueError("a change from nothing to nothing")
    change = "gained" if one is None else "lost" if other is None else "changed"
    return Change(
        what,
        change,
        subject(fact),
        "" if one is None else tell(one),
        "" if other is None else tell(other),
        article=getattr(fact, "article", ""),
    )


def _pairs(
    old: Iterable[_Fact],
    new: Iterable[_Fact],
    *,
    key: Callable[[_Fact], tuple[str, str]],
    alike: Callable[[_Fact, _Fact], bool] | None = None,
) -> Iterator[tuple[_Fact | None, _Fact | None]]:
    """Yield facts that differ, each with what it became; keys start with an article."""
    one, other = set(old), set(new)
    come: defaultdict[str, list[_Fact]] = defaultdict(list)
    for fact in sorted(other - one, key=repr):
        come[key(fact)[0]].append(fact)
    for fact in sorted(one - other, key=repr):
        near = come[key(fact)[0]]
        same = (candidate for candidate in near if key(candidate) == key(fact))
        match = next(same, None)
        if match is None and alike is not None:
            match = next((found for found in near if alike(fact, found)), None)
        if match is not None:
            near.remove(match)
        yield fact, match
    yield from ((None, fact) for left in come.values() for fact in left)
