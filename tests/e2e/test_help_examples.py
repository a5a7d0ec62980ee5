"""The examples that ``--help`` gives: each does something on the example graph."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.cli import app, load_commands
from kg.cli.deciding import decide
from tests.e2e.test_commands import within


if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]
_EXAMPLE = re.compile(r"Example: `kg (.*?)`", re.DOTALL)
_ELSEWHERE = {"serve": "waits for requests", "push": "needs a server"}


def find_examples() -> Iterator[str]:
    load_commands([])
    commands: list[Any] = [*app.registered_commands, *decide.registered_commands]
    helps = [decide.info.help, *(one.callback.__doc__ for one in commands)]
    for text in helps:
        for example in _EXAMPLE.findall(str(text)):
            if example.split()[0] not in _ELSEWHERE:
                yield " ".join(example.split())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the examples, their graph with a decision, and facts."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("examples", "ontology"):
        (folder / name).symlink_to(ROOT / name)
    graph, articles = folder / "graphs" / "demo", folder / "examples" / "articles"
    within("build", articles, "--graph", graph, "--workers", 1)
    within("extract", articles, "-o", folder / "facts.jsonl")
    rename = ("decide", "rename", graph, "کیانفر", "بهرام کیان‌فر", "--reason", "املا")
    assert within(*rename, "--author", "م", "--apply").exit_code == 0
    return folder


@pytest.mark.parametrize("example", list(find_examples()))
def test_the_example_of_a_command_does_something(
    demo: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("KG_AUTHOR", "مهسا رستگار")
    decisions = demo / "graphs" / "demo" / "decisions.tsv"
    before = decisions.read_bytes()

    done = within(*shlex.split(example))

    decisions.write_bytes(before)
    assert done.exit_code == 0, done.stderr
    assert "nothing found" not in done.stderr
