"""People's decisions in a build: replayed, reported, remembered.

What came of them is kept in the ledger with the state of the graph, so that a build
that has nothing to do still reports the ones that no longer apply.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from kg.decisions import read_decisions
from kg.graph.build import Marks
from kg.graph.ledger import ProblemRow
from kg.resolve import (
    Ties,
    Verdicts,
    afterwards,
    decide_statements,
    find_ties,
    find_verdicts,
    resolve,
    role_profiles_of,
)


if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.decisions import Decision
    from kg.graph.ledger import Ledger
    from kg.model import Extraction, Resolution
    from kg.resolve import Beside, Profile
    from kg.resolve.statements import DecidedStatements


_SETTING = "decisions"


class Deciding:
    """The decisions of a graph folder, and what became of them.

    Attributes:
        decisions: In the order of their lines.
        unapplied: Ids of decisions that no longer apply, and why.
        ties: What they say of accounts of events.
    """

    def __init__(self, folder: Path, load: Callable[[str], Extraction]) -> None:
        self._file = read_decisions(folder)
        self._load = load
        self._verdicts = Verdicts()
        self._fates: dict[str, list[str]] = {}
        self.ties = Ties()
        self._rejected: defaultdict[str, list[str]] = defaultdict(list)
        self.decisions = self._file.decisions
        self.unapplied: dict[str, str] = {}

    @property
    def ids(self) -> list[str]:
        """The ids of all decisions, in order."""
        return [one.id for one in self.decisions]

    @property
    def applied(self) -> list[Decision]:
        """The decisions that apply, in order."""
        return [one for one in self.decisions if one.id not in self.unapplied]

    def resolve(
        self,
        profiles: dict[str, Profile],
        beside: Beside = afterwards,
        people: Callable[[], Resolution] | None = None,
        *,
        meanwhile: Callable[[Resolution], None],
    ) -> Resolution:
        """Resolve a corpus; articles get the roles that decisions leave them.

        Args:
            profiles: The articles by id, sorted; they change.
            beside: How a part of it is done beside the rest.
            people: Gives the persons, if they are told apart already.
            meanwhile: Told who all others are, while persons are told apart.
        """
        resolution = resolve(
            profiles.values(), self.decisions, beside, people, meanwhile
        )
        self._judge(profiles, resolution)
        return resolution

    def _judge(self, profiles: dict[str, Profile], resolution: Resolution) -> None:
        """Find what decisions touch."""
        self._verdicts = find_verdicts(self.decisions, profiles, resolution, self._load)
        self.unapplied = dict(resolution.unapplied) | self._verdicts.unapplied
        for article_id, decision in resolution.rejected:
            self._rejected[article_id].append(decision)
        for article_id in self._verdicts.by_article:
            decided = self._decide(article_id)
            self._fates[article_id] = decided.fates
            profile = profiles[article_id]
            profiles[article_id] = role_profiles_of(profile, decided.extraction)
        self.ties, loose = find_ties(self.decisions, profiles, resolution)
        self.unapplied |= loose

    def _decide(self, article_id: str) -> DecidedStatements:
        return decide_statements(
            self._load(article_id),
            self._verdicts.by_article.get(article_id, ()),
            self._verdicts.names.get(article_id, {}),
        )

    def touching(self, article_id: str) -> list[str]:
        """Return what tells one outcome of the decisions on an article from another."""
        return [*self._fates.get(article_id, ()), *self._rejected.get(article_id, ())]

    def decided(self, article_id: str) -> tuple[Extraction, Marks]:
        """Return what an article states after all decisions."""
        if not self.touching(article_id):
            return self._load(article_id), Marks()
        decided = self._decide(article_id)
        taken = sorted({*decided.rejected, *self._rejected.get(article_id, ())})
        return decided.extraction, Marks(decided.accepted, taken)

    def problems(self) -> list[ProblemRow]:
        """Return the lines that are no decisions, and those that no longer apply."""
        why = self.unapplied
        bad = [("error", one.number, one.reason) for one in self._file.bad]
        stale = [
            (
                "decision",
                line.number,
                f"{line.decision.action} no longer applies: {why[line.decision.id]}",
            )
            for line in self._file.lines
            if line.decision.id in why
        ]
        return [
            ProblemRow(
                path=str(self._file.path),
                position=number,
                kind=kind,
                source=f"{self._file.path}:{number}",
                reason=reason,
            )
            for kind, number, reason in (*bad, *stale)
        ]

    def remember(self, ledger: Ledger) -> None:
        """Keep what came of the decisions, within a transaction."""
        found = {one: self.unapplied.get(one, "") for one in self.ids}
        ledger.change_setting(_SETTING, msgspec.json.encode(found).decode())

    def recall(self, ledger: Ledger) -> None:
        """Take up what came of these same decisions when the graph was written."""
        self.unapplied = {
            one: reason for one, reason in outcomes(ledger).items() if reason
        }


def outcomes(ledger: Ledger) -> dict[str, str]:
    """Return the ids of the decisions of the last build: why not applied, or ``""``."""
    found: dict[str, str] = msgspec.json.decode(ledger.setting(_SETTING, "{}"))
    return found
