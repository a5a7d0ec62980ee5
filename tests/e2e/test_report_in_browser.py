"""A report in headless Chromium, from a folder, with the network off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from kg.report import Options, write_site
from kg.report.directory import page_name
from tests.reported import ARTICLE, BASE, FIELDS, PERSON, reported


if TYPE_CHECKING:
    pass


PAYLOADS = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "'\"><svg onload=window.hacked=1>",
    "</title></bdi></p><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "{{ 7*7 }}<a href=javascript:window.hacked=1>",
    "\u202e\u2067<style>*{display:none}</style>",
)
PAGES = (
    "index.html",
    "search.html",
    "persons-1.html",
    "events-1.html",
    f"person/{page_name(PERSON)}.html",
    f"place/{page_name(f'{BASE}place/yazd')}.html",
    f"organization/{page_name(f'{BASE}organization/weavers')}.html",
    f"event/{page_name(f'{BASE}s/event')}.html",
    f"article/{page_name(ARTICLE)}.html",
)

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=["fa", "en"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("site")
    options = Options(title="گزارش", lang=request.param)
    write_site(reported(), folder, options, lambda _: None)
    return folder


def open_pages(browser: Browser, *, width: int = 1200) -> tuple[Page, list[str]]:
    """Return a browser page without a network, and where it tells what goes wrong."""
    context = browser.new_context(
        offline=True, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:"))
            else wrong.append(request.url)
        ),
    )
    return page, wrong


@pytest.mark.parametrize("width", [360, 1200])
def test_pages_fit_and_load_nothing_from_a_network(
    browser: Browser, site: Path, width: int
) -> None:
    page, wrong = open_pages(browser, width=width)

    for name in PAGES:
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.evaluate("document.fonts.check('14px Vazirmatn', 'سلام')"), name

    assert wrong == []


def test_links_lead_from_a_name_in_an_article_to_its_statements(
    browser: Browser, site: Path
) -> None:
    page, wrong = open_pages(browser)
    page.goto((site / f"article/{page_name(ARTICLE)}.html").as_uri())

    page.click(".text a.person >> nth=0")

    assert page.inner_text("h1").strip() == FIELDS["name"]
    page.click(".statements .quote summary >> nth=0")
    assert page.inner_text(".statements .quote mark") == FIELDS["quote"]
    page.click(".sources a >> nth=0")
    assert page.inner_text("h1").strip() == FIELDS["title"]
    assert wrong == []


def test_search_from_any_page_finds_however_typed(browser: Browser, site: Path) -> None:
    page, wrong = open_pages(browser)
    page.goto((site / f"article/{page_name(ARTICLE)}.html").as_uri())

    page.fill("#q", "كيان‌فر")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready=true]")

    assert page.input_value("#words") == "كيان‌فر"
    page.click("#results a >> nth=0")
    assert page.inner_text("h1").strip() == FIELDS["name"]
    assert wrong == []


def test_search_says_that_it_found_nothing(browser: Browser, site: Path) -> None:
    page, _ = open_pages(browser)
    page.goto((site / "search.html").as_uri())

    page.fill("#words", "زورق")
    page.wait_for_selector("#status:not(:empty)")

    assert page.locator("#results li").count() == 0


@pytest.mark.parametrize("payload", ["".join(PAYLOADS), "".join(PAYLOADS[::-1])])
def test_payloads_in_every_field_never_run(
    browser: Browser, tmp_path: Path, payload: str
) -> None:
    # Each field is told apart, so that stretches of evidence are found.
    fields = {key: f"{key}{payload}" for key in FIELDS}
    options = Options(title=payload)
    write_site(reported(**fields), tmp_path, options, lambda _: None)
    page, wrong = open_pages(browser)

    for path in sorted(tmp_path.rglob("*.html")):
        page.goto(path.as_uri())
        if path.name == "search.html":
            page.fill("#words", "name")
            page.wait_for_selector("#results a")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, iframe, style, main script, svg[onload]").count() == 0
        assert page.is_visible("h1")
        for link in page.locator("a").evaluate_all("all => all.map(one => one.href)"):
            assert link.startswith("file:")

    assert wrong == []
