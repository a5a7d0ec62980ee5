"""What a build tells: counts, problems, time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from kg.graph.folder import write_whole


if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.ledger import ProblemRow


_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The outcome of a build.

    Attributes:
        graph: The graph folder.
        articles: Articles in the graph.
        extracted: Articles that were extracted in this build.
        written: Named graphs of articles that were written.
        removed: Named graphs of articles that were removed.
        files_read: Files that were read in this build.
        files_unchanged: Files that were as recorded.
        gone: Recorded files that the inputs no longer hold; kept without ``--prune``.
        pruned: Whether what is gone was removed.
        decided: Number of people's decisions that apply.
        counts: Number of persons, organizations … events, quotations in the graph.
        encodings: Articles by encoding of their file.
        problems: What gave no article, warnings, failures.
        seconds: Wall-clock time of each stage and in all.
    """

    graph: str
    articles: int
    extracted: int
    written: int
    removed: int
    files_read: int
    files_unchanged: int
    gone: tuple[str, ...]
    pruned: bool
    counts: dict[str, int]
    encodings: dict[str, int]
    problems: tuple[ProblemRow, ...]
    seconds: dict[str, float]
    decided: int = 0

    @property
    def problem_counts(self) -> dict[str, int]:
        """Number of problems of each kind, sorted by kind."""
        return dict(sorted(Counter(one.kind for one in self.problems).items()))

    @property
    def errors(self) -> int:
        """Number of inputs and articles that failed."""
        return self.problem_counts.get("error", 0)

    def lines(self) -> list[str]:
        """Return the summary that a build ends with."""
        total = self.seconds.get("total", 0.0)
        rate = f", {self.extracted / total:.1f} articles/s" if total else ""
        lines = [f"{one.kind}: {one.source}: {one.reason}" for one in self._shown()]
        hidden = len(self.problems) - len(lines)
        if hidden:
            lines.append(f"… and {hidden} more, see {self.graph}/report.tsv")
        if self.gone and not self.pruned:
            lines.append(
                f"{_files(len(self.gone))} gone from the inputs; their articles stay "
                "(--prune removes them)"
            )
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items())
        lines.append(f"{self.graph}: {counted}")
        if self.decided:
            lines.append(decisions_applied(self.decided))
        kinds = self.problem_counts
        problems = ", ".join(
            f"{number} {_problems(kind, number)}" for kind, number in kinds.items()
        )
        lines.append(
            f"{self.extracted} articles extracted, {self.written} written, "
            f"{self.removed} removed; problems: {problems or 'none'}; "
            f"{total:.1f} s{rate}"
        )
        return lines

    def _shown(self) -> list[ProblemRow]:
        """Return the gravest problems, as many as people read."""
        order = {"error": 0, "decision": 1, "skipped": 2, "warning": 3}
        ordered = sorted(self.problems, key=lambda one: order.get(one.kind, 4))
        return ordered[:_SHOWN]

    def write(self, folder: Path) -> None:
        """Write ``report.json`` and, for spreadsheets, ``report.tsv``.

        Raises:
            GraphError: If they cannot be written.
        """
        content = msgspec.json.format(msgspec.json.encode(self), indent=1)
        write_whole(folder / "report.json", content + b"\n")
        lines = ["kind\tsource\tarticle\treason"]
        lines += [
            "\t".join(
                " ".join(cell.split())
                for cell in (one.kind, one.source, one.article or "", one.reason)
            )
            for one in self.problems
        ]
        text = "".join(f"{line}\n" for line in lines)
        write_whole(folder / "report.tsv", text.encode())


def decisions_applied(count: int) -> str:
    """Return how many of people's decisions apply, in words."""
    return f"{count} decision{'s' * (count != 1)} applied"


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"


def _problems(kind: str, count: int) -> str:
    """Return the name of a kind of problem, as of one or several («2 errors»)."""
    return f"{kind}s" if count != 1 and kind != "skipped" else kind
