"""Joining the parts of one date: «عصر امروز (سه‌شنبه، ۲۹ مهر)», «از شنبه تا دوشنبه»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from kg.annotate.times.rules import RULES_BY_START, Hit
from kg.model import Anchor, Precision, TimeKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.times.lexer import Lexed
    from kg.annotate.times.periods import Period, Reader, Reference


_GAP = re.compile(r"[,(-]?@?[rD]?|\)[,-]?[rD]?")
_RELATIVE_RULES = frozenset(
    {"day_word", "last_day", "weekday", "unit", "edge_of_unit", "day_of_unit", "ago"}
)
_ORDER = ("date", "named", "relative", "weekday", "period", "same")
_RANK = {slot: rank for rank, slot in enumerate(_ORDER)}
_DAY_SLOTS = frozenset({"date", "named", "relative", "weekday", "same"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One part of a date: what one rule read.

    Attributes:
        slot: What it fills in a joined date.
        rule: Name of the rule.
        first: Its first symbol.
        last: The symbol after its last.
        reader: What resolves it.
        number: Its weekday, shift in days, hour or part of the day, if any.
        minute: Its minute, for a clock time.
    """

    slot: str
    rule: str
    first: int
    last: int
    reader: Reader
    number: int | None = None
    minute: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A whole expression: atoms that tell one day or period, or two ends.

    Attributes:
        first: Its first symbol.
        last: The symbol after its last.
        atoms: Its parts, in order.
        main: The part that tells most.
        until: The expression of its other end, for «از … تا …».
    """

    first: int
    last: int
    atoms: tuple[Atom, ...]
    main: Atom
    until: Cluster | None = None

    def atom(self, slot: str) -> Atom | None:
        """Return the first atom of a slot."""
        for atom in self.atoms:
            if atom.slot == slot:
                return atom
        return None

    @property
    def rule(self) -> str:
        """The name of the rule that tells most."""
        return self.main.rule

    @property
    def kind(self) -> TimeKind:
        """Date, time or duration."""
        if self.until is not None:
            return TimeKind.RANGE
        kinds = {"duration": TimeKind.DURATION, "clock": TimeKind.TIME}
        return kinds.get(self.main.slot, TimeKind.DATE)

    @property
    def precision(self) -> Precision:
        """The unit of an expression without a value."""
        return Precision.MINUTE if self.main.slot == "clock" else Precision.DAY

    @property
    def is_relative(self) -> bool:
        """Whether only the day of publication can settle it."""
        return self.rule in _RELATIVE_RULES

    @property
    def weekday(self) -> int | None:
        """The weekday told, Monday 0."""
        atom = self.atom("weekday")
        return None if atom is None else atom.number

    @property
    def shift(self) -> int | None:
        """Days from today, where it names a date and calls it «امروز» or the like."""
        atom = self.atom("relative")
        return None if atom is None or self.atom("date") is None else atom.number

    @property
    def time(self) -> str | None:
        """The time of day, ``HH:MM``, where a clock time is told."""
        clock, part = self.atom("clock"), self.atom("part")
        if clock is None or clock.number is None:
            return None
        hour = clock.number
        if part is not None and part.number is not None and hour < 12:
            hour += (
                12 if part.number >= 12 and not (part.number == 12 and hour > 9) else 0
            )
        return f"{hour % 24:02}:{clock.minute:02}"

    def resolve(self, reference: Reference) -> Period | None:
        """Return its days; ``None`` where nothing settles them."""
        if self.until is None:
            return self._resolve_main(reference)
        end = self.until.resolve(replace(reference, weekday=self.until.weekday))
        if end is not None and end.anchor is Anchor.ABSOLUTE:
            # «۲۹ اردیبهشت و ۸ خرداد ۱۳۹۹»: the year is told once
            reference = replace(
                reference, today=end.end, direction=-1, anchor=Anchor.ABSOLUTE
            )
        found = self._resolve_main(reference)
        if found is None or end is None:
            return None
        if self.rule == self.until.rule == "weekday":
            back = (end.end.weekday() - found.begin.weekday()) % 7
            return replace(end, begin=end.end - timedelta(days=back), is_range=True)
        return join_ends(found, end)

    def _resolve_main(self, reference: Reference) -> Period | None:
        for slot in _ORDER:
            for atom in self.atoms:
                found = atom.reader(reference) if atom.slot == slot else None
                if found is not None:
                    return found
        return None


def join_ends(begin: Period, end: Period) -> Period | None:
    """Return the period from the start of one to the end of another."""
    if end.end < begin.begin:
        return None
    return replace(begin, end=end.end, is_range=True)


def find_clusters(lexed: Lexed) -> list[Cluster]:
    """Find the expressions of a document, in order; they do not overlap."""
    joined = join_atoms(lexed, find_atoms(lexed))
    kept = [cluster for cluster in joined if cluster.main.slot != "part"]
    return join_ranges(lexed, kept)


def find_atoms(lexed: Lexed) -> list[Atom]:
    """Find the parts of dates: at each place the longest, then the first rule."""
    found: list[Atom] = []
    after = 0
    for at in [at for at, sign in enumerate(lexed.symbols) if sign in RULES_BY_START]:
        atom = _atom_at(lexed, at) if at >= after else None
        if atom is not None:
            found.append(atom)
            after = atom.last
    return found


def _atom_at(lexed: Lexed, at: int) -> Atom | None:
    matches = [
        (match.end(), -order, rule, match)
        for order, rule in enumerate(RULES_BY_START[lexed.symbols[at]])
        if (match := rule.pattern.match(lexed.symbols, at))
    ]
    for end, _, rule, match in sorted(matches, key=lambda m: m[:2], reverse=True):
        reader = rule.read(Hit(lexed, match))
        if reader is not None:
            number, minute = _numbers(lexed, match, rule.slot)
            return Atom(
                slot=rule.slot,
                rule=rule.name,
                first=at,
                last=end,
                reader=reader,
                number=number,
                minute=minute,
            )
    return None


def _numbers(lexed: Lexed, match: re.Match[str], slot: str) -> tuple[int | None, int]:
    """Return the weekday, shift, hour or part of the day of a match, and its minute."""
    if slot == "clock" and match["clock"]:
        hour, minute = cast(
            "tuple[str, str]", lexed.lexemes[match.start("clock")].value
        )
        return int(hour), int(minute)
    groups = {"clock": "hour", "weekday": "day", "relative": "word", "part": "part"}
    group = groups.get(slot)
    if group is None or group not in match.re.groupindex:
        return None, 0
    number = cast("int", lexed.lexemes[match.start(group)].value)
    if slot == "clock" and match["minute"]:
        return number, cast("int", lexed.lexemes[match.start("minute")].value)
    return number, 0


def join_atoms(lexed: Lexed, atoms: Sequence[Atom]) -> Iterator[Cluster]:
    """Join neighboring atoms that tell of one day."""
    group: list[Atom] = []
    for atom in atoms:
        if group and not _belongs(lexed.symbols, group, atom):
            yield _cluster(lexed.symbols, group)
            group = []
        group.append(atom)
    if group:
        yield _cluster(lexed.symbols, group)


def _belongs(symbols: str, group: Sequence[Atom], atom: Atom) -> bool:
    """Say whether ``atom`` goes on telling the day of ``group``."""
    gap = symbols[group[-1].last : atom.first]
    if not _GAP.fullmatch(gap) or "duration" in {group[0].slot, atom.slot}:
        return False
    slots = {item.slot for item in group}
    in_parentheses = "(" in gap or ("(" in symbols[group[0].first : atom.first])
    if atom.slot in slots:
        return in_parentheses and atom.slot in {"date", "period"}
    if "period" in slots | {atom.slot}:
        return in_parentheses or atom.slot == "part"
    return bool((slots | {atom.slot}) & _DAY_SLOTS) or {*slots, atom.slot} <= {
        "clock",
        "part",
    }


def _cluster(symbols: str, group: Sequence[Atom]) -> Cluster:
    """Make a cluster of atoms, with the word «روز» before and its parenthesis."""
    first, last = group[0].first, group[-1].last
    if first and symbols[first - 1] in "rD" and group[0].slot in _DAY_SLOTS:
        first -= 1
    if "(" in symbols[first:last] and symbols[last : last + 1] == ")":
        last += 1
    main = min(group, key=lambda atom: _RANK.get(atom.slot, len(_RANK)))
    return Cluster(first=first, last=last, atoms=tuple(group), main=main)


def join_ranges(lexed: Lexed, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join the two ends of «از شنبه تا دوشنبه»، «روزهای ۲۹ اردیبهشت و ۸ خرداد»."""
    found: list[Cluster] = []
    for cluster in clusters:
        if found and _is_range(lexed.symbols, found[-1], cluster):
            begin = found.pop()
            found.append(replace(begin, last=cluster.last, until=cluster))
        else:
            found.append(cluster)
    return found


def _is_range(symbols: str, begin: Cluster, end: Cluster) -> bool:
    gap = symbols[begin.last : end.first]
    slots = {begin.main.slot, end.main.slot}
    if begin.until is not None or not slots <= _DAY_SLOTS | {"period"}:
        return False
    if gap == ">":
        return (
            begin.main.slot != "period" or symbols[begin.first - 1 : begin.first] == "<"
        )
    return gap == "&" and symbols[begin.first] == "D"
