"""Count the errors of quotations by kind, on half A of the dev gold.

Run from the repository's root: ``python -m tests.benchmarks.quote_extents``. Kinds:

* ``right``: the content is found (the scorer's measure) and the speaker is right;
* ``speaker``: found, but of another speaker;
* ``short``, ``long``: a predicted content lies within the gold one, or holds it;
* ``split``: several predicted contents make up the gold one;
* ``shifted``: they overlap otherwise;
* ``missed``: nothing predicted overlaps;
* ``extra`` (of predictions): no gold content is found by it.

The figures of articles with several speakers are given by themselves.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.pipeline import extract_records
from tests.benchmarks.dev_scores import SHARED, lines
from tests.benchmarks.dev_split import halve


if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


Row = dict[str, Any]


def scorer() -> ModuleType:
    """Return the shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extent_error(score: ModuleType, gold: Row, predicted: list[Row]) -> str:
    """Name what is wrong with the predictions nearest to a gold quotation."""
    wanted = score.squeeze(gold["text"])
    texts = [score.squeeze(row["text"]) for row in predicted]
    parts = [text for text in texts if text and text in wanted]
    if len(parts) > 1 and sum(map(len, parts)) > len(wanted) / 2:
        return "split"
    if any(wanted in text for text in texts):
        return "long"
    if parts and max(map(len, parts)) > len(wanted) / 5:
        return "short"
    if any(score.dice(gold["text"], row["text"]) > 0.3 for row in predicted):
        return "shifted"
    return "missed"


def errors(score: ModuleType, gold: list[Row], predicted: list[Row]) -> Counter[str]:
    """Count what became of an article's gold quotations and of the predictions."""
    found = score.pairs(predicted, gold, score.QUOTE_FOUND)
    full = score.pairs(predicted, gold, score.QUOTE_FULL)
    counts = Counter(right=len(full), speaker=len(found) - len(full))
    for row in gold:
        if not any(row is other for _, other in found):
            counts[extent_error(score, row, predicted)] += 1
    counts["extra"] = len(predicted) - len(found)
    return counts


def report(name: str, counts: Counter[str]) -> str:
    """Return one line of figures."""
    gold = counts.total() - counts["extra"]
    kinds = "  ".join(f"{kind} {count}" for kind, count in counts.most_common())
    return f"{name}: {gold} gold quotations: {kinds}\n"


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Add counters."""
    return sum(counts, Counter())


def main() -> None:
    """Print the counts for all articles and for those with several speakers."""
    score = scorer()
    gold = {
        key: json.loads(line) for key, line in lines(SHARED / "dev.gold.jsonl").items()
    }
    chosen, _ = halve(gold)
    predicted = {
        str(record["id"]): record
        for record in extract_records([SHARED / "dev.articles.jsonl"])
    }
    counts = {
        key: errors(score, gold[key]["quotes"], list(predicted[key]["quotes"]))
        for key in sorted(chosen)
    }
    several = [
        key for key in counts if len({q["speaker"] for q in gold[key]["quotes"]}) > 1
    ]
    sys.stdout.write(report("half A", total(counts.values())))
    sys.stdout.write(
        report(
            f"{len(several)} articles with several speakers",
            total(counts[key] for key in several),
        )
    )


if __name__ == "__main__":
    main()
