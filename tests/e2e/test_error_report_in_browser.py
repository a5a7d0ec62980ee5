"""The error report of ``kg eval`` in headless Chromium, payloads in every field."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser


if TYPE_CHECKING:
    from pathlib import Path


PAYLOAD = (
    "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"
    "'\"><svg onload=window.hacked=1>\u202e<style>*{display:none}</style>"
)

pytestmark = pytest.mark.e2e


def record(number: int) -> dict[str, object]:
    """Return an article's facts; each number gives others."""
    text = f"{PAYLOAD}{number}"
    return {
        "id": f"n1{PAYLOAD}",
        "title": text,
        "publisher": text,
        "roles": [{"person": text, "role": text, "organization": text, "rule": text}],
        "events": [{"event": text, "location": text, "date": "2024-07-10"}],
        "quotes": [{"speaker": text, "cue": text, "text": text, "kind": "direct"}],
    }


def write(path: Path, content: object) -> str:
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(path)


def error_report(tmp_path: Path) -> Path:
    """Write the error report of facts of which all are wrong."""
    gold = write(tmp_path / "gold.jsonl", record(1))
    told = write(tmp_path / "told.jsonl", record(2))
    article = {"id": f"n1{PAYLOAD}", "title": PAYLOAD, "body": f"{PAYLOAD}1 آمد."}
    articles = write(tmp_path / "articles.jsonl", article)
    page_path = tmp_path / "errors.html"
    command = [sys.executable, "-m", "kg", "eval", gold, told]
    command += ["--html", str(page_path), "--articles", articles]

    subprocess.run(command, check=True, capture_output=True)
    return page_path


def test_payloads_never_run_in_the_error_report(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_context(offline=True).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))

    page.goto(error_report(tmp_path).as_uri())

    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, svg, script").count() == 0
    assert page.is_visible("h1")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page).violations_count == 0
    assert wrong == []
