"""Score the extractor on both halves of the dev gold.

Run from the repository's root: ``python -m tests.benchmarks.dev_scores [--errors 5]``.
Errors are shown for half A only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.pipeline import extract_records
from tests.benchmarks.dev_split import halve


SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def lines(path: Path) -> dict[str, str]:
    """Return the lines of a JSONL file by article id."""
    text = path.read_text(encoding="utf-8")
    return {str(json.loads(line)["id"]): line for line in text.splitlines() if line}


def score(gold: list[str], predicted: list[str], folder: Path, *, show: int) -> str:
    """Run the shared scorer over the given lines and return what it prints."""
    files = []
    for name, content in (("gold", gold), ("predicted", predicted)):
        files.append(folder / f"{name}.jsonl")
        files[-1].write_text("\n".join(content), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), *map(str, files)]
    done = subprocess.run(
        [*command, "--show", str(show)], capture_output=True, text=True, check=True
    )
    return done.stderr + done.stdout


def main() -> None:
    """Extract all dev articles once and print the scores of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="rows shown of half A")
    errors: int = parser.parse_args().errors
    gold = lines(SHARED / "dev.gold.jsonl")
    predicted = {
        str(record["id"]): json.dumps(record, ensure_ascii=False)
        for record in extract_records([SHARED / "dev.articles.jsonl"])
    }
    with tempfile.TemporaryDirectory() as folder:
        for half, ids in zip("AB", halve(gold), strict=True):
            chosen = sorted(ids)
            show = errors if half == "A" else 0
            report = score(
                [gold[key] for key in chosen],
                [predicted[key] for key in chosen if key in predicted],
                Path(folder),
                show=show,
            )
            sys.stdout.write(f"half {half}, {len(chosen)} articles\n{report}\n")


if __name__ == "__main__":
    main()
