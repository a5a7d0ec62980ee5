"""Rebuild what is generated: ``graphs/example`` and the ontology's documentation.

Run from the repository's root: ``python examples/rebuild.py``. What is written has no
clock in it, so a difference (CI looks for one) is a change of what ``kg`` extracts,
stores or shows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path


ROOT = Path(__file__).resolve().parents[1]
ARTICLES = "examples/articles"
TARGET = ROOT / "graphs" / "example"


def kg(*arguments: str | Path) -> None:
    """Run ``kg`` in the repository's root; its own words go to standard error."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)  # noqa: S603


def main() -> None:
    """Build in a temporary folder and write exports and the page beside it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    render = [sys.executable, "-m", "kg.graph.documentation", "ontology"]
    subprocess.run(render, cwd=ROOT, check=True)  # noqa: S603
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "example"
        kg("build", ARTICLES, "--graph", graph, "--workers", "1")
        kg("validate", graph)
        for name in ("graph.nq", "graph.trig", "graph.graphml"):
            kg("export", graph, "-o", TARGET / name)
        kg("extract", ARTICLES, "-o", TARGET / "statements.jsonl")
        title = "گراف خبرهای نمونه"
        kg("view", graph, "-o", TARGET / "page.html", "--title", title)


if __name__ == "__main__":
    main()
