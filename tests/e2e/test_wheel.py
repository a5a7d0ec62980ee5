"""The built wheel, installed far from the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """استاندار یزد: باران می‌بارد

بهرام کیانفر، استاندار یزد، روز شنبه ۲ تیر ۱۴۰۳ در یزد گفت: باران می‌بارد.
"""


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        *("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
        *("--wheel-dir", folder, ROOT),
        cwd=folder,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with the wheel; dependencies come from this one.

    They are put on its path by a ``.pth`` file, which does not run this environment's
    own ``.pth`` files, so the checkout is out of reach.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = folder / "lib" / version / "site-packages"
    zipfile.ZipFile(wheel).extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"])
    return folder / "bin" / "python"


def test_wheel_carries_ontology_lexicons_models_and_pages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for part in (
        "kg/py.typed",
        "kg/ontology/kg.ttl",
        "kg/ontology/shapes.ttl",
        "kg/lexicons/role_titles.tsv",
        "kg/models/CARD.md",
        "kg/query/named/holders.rq",
        "kg/view/assets/page.html.j2",
        "kg/view/assets/fonts/LICENSE",
    ):
        assert part in names


def test_installed_wheel_builds_asks_and_shows(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")

    where = run(installed, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    run(installed, "-m", "kg", "build", "article.txt", "--graph", "g", cwd=tmp_path)
    query = "SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n }"
    names = run(
        installed, "-m", "kg", "query", "g", query, "--format", "csv", cwd=tmp_path
    )
    run(installed, "-m", "kg", "view", "g", "-o", "page.html", cwd=tmp_path)

    assert str(installed.parents[1]) in where
    assert names.split() == ["n", "بهرام", "کیانفر"]
    assert "کیانفر" in (tmp_path / "page.html").read_text(encoding="utf-8")
