"""The example gold file: verbatim strings, and a score that can be computed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.read import read


pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "examples" / "gold" / "gold.jsonl"
ARTICLES = ROOT / "examples" / "articles"


def records() -> list[dict[str, list[dict[str, str | None]]]]:
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def test_gold_is_verbatim() -> None:
    texts = {one.id: one.text for one in read([ARTICLES]) if hasattr(one, "text")}

    for record in records():
        text = texts[str(record["id"])]
        strings = [
            *(quote["text"] for quote in record["quotes"]),
            *(event["event"] for event in record["events"]),
            *(event["date_text"] for event in record["events"]),
            *(role["person"] for role in record["roles"]),
        ]
        assert [one for one in strings if one and one not in text] == []


def test_eval_scores_the_extraction_of_the_examples(tmp_path: Path) -> None:
    predicted, page = tmp_path / "predicted.jsonl", tmp_path / "errors.html"
    kg = [sys.executable, "-m", "kg"]
    subprocess.run([*kg, "extract", ARTICLES, "-o", predicted], check=True)
    command = [*kg, "eval", GOLD, predicted, "--articles", ARTICLES, "--html", page]

    done = subprocess.run(command, check=True, capture_output=True, text=True)

    table = {row[0]: row[1:] for row in map(str.split, done.stdout.splitlines()) if row}
    for kind in ("roles", "events", "quotes"):
        wanted = sum(len(record[kind]) for record in records())
        assert str(wanted) in table[f"{kind}.triple"]
    assert "<script" not in page.read_text("utf-8")
