"""What ``kg serve`` shows, in headless Chromium, and asked by other clients."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from SPARQLWrapper import CSV, JSON, N3, POST, XML, SPARQLWrapper

from kg.report.directory import page_name
from kg.serve import Limits
from tests.reported import ARTICLE, BASE, FIELDS, PERSON, turtle
from tests.servers import serving


if TYPE_CHECKING:
    from collections.abc import Iterator


PAYLOAD = (
    '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>'
    "'\"><svg onload=window.hacked=1>\u202e\u2067<style>*{display:none}</style>"
    "[x](javascript:window.hacked=1)=HYPERLINK(1)"
)
NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 500"
LIVE = (
    "/report/index.html",
    "/report/search.html",
    "/report/persons-1.html",
    f"/report/person/{page_name(PERSON)}.html",
    f"/report/place/{page_name(f'{BASE}place/yazd')}.html",
    f"/report/event/{page_name(f'{BASE}s/event')}.html",
    f"/report/article/{page_name(ARTICLE)}.html",
)
PAGES = (*LIVE, "/sparql", "/api")

pytestmark = pytest.mark.e2e


LIMITS = Limits(seconds=20, rows=1000)


@pytest.fixture(scope="module", params=["fa", "en"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "small.ttl"
    path.write_text(turtle(), encoding="utf-8")
    with serving(path, LIMITS, lang=request.param) as url:
        yield url


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a graph with payloads in every field, and a script for an IRI."""
    path = tmp_path_factory.mktemp("attacked") / "small.ttl"
    fields = {key: f"{key}{PAYLOAD}" for key in FIELDS}
    fields["url"] = "javascript:window.hacked=1"
    odd = f'<javascript:window.hacked=1> a kg:Person ; rdfs:label "{"x" * 9}" .'
    path.write_text(turtle(**fields) + odd, encoding="utf-8")
    with serving(path, LIMITS) as url:
        yield url


def open_pages(
    browser: Browser, address: str, *, width: int = 1200, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """Return a browser page, and where it tells what goes wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else wrong.append(request.url)
        ),
    )
    return page, wrong


def settle(page: Page, url: str) -> None:
    """Open a page; wait where it says that the graph is still being read."""
    page.goto(url)
    page.wait_for_selector("body:not([data-waiting])")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [360, 1200])
def test_pages_fit_and_ask_nobody_else(
    browser: Browser, address: str, width: int
) -> None:
    page, wrong = open_pages(browser, address, width=width)

    for path in PAGES:
        settle(page, f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, address: str, scheme: str) -> None:
    page, _ = open_pages(browser, address, scheme=scheme)

    for path in PAGES:
        settle(page, f"{address}{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())


def run_query(page: Page, address: str, query: str) -> None:
    """Run a query in the query page and wait for its answer."""
    settle(page, f"{address}/sparql")
    page.evaluate(
        "query => { const tab = kg.yasgui.getTab();"
        " tab.setQuery(query); return tab.query(); }",
        query,
    )
    page.wait_for_selector(".yasr .dataTable tbody tr")


def test_the_query_page_runs_a_query(browser: Browser, address: str) -> None:
    page, wrong = open_pages(browser, address)

    run_query(page, address, NAMES)

    assert FIELDS["name"] in page.inner_text(".yasr .dataTable")
    assert wrong == []


def test_the_query_page_comes_in_the_languages(browser: Browser, address: str) -> None:
    page, _ = open_pages(browser, address)
    settle(page, f"{address}/report/index.html")
    lang = page.get_attribute("html", "lang")

    for path in ("/sparql", "/api"):
        settle(page, f"{address}{path}")
        assert page.get_attribute("html", "lang") == lang, path


def test_payloads_never_run_on_live_pages(browser: Browser, attacked: str) -> None:
    page, wrong = open_pages(browser, attacked)

    for path in LIVE:
        settle(page, f"{attacked}{path}")
        assert page.evaluate("window.hacked") is None, path
        assert page.locator("img, iframe, style, main script, svg[onload]").count() == 0
        assert page.is_visible("h1")
        for link in page.locator("a").evaluate_all("all => all.map(one => one.href)"):
            assert link.startswith(attacked), (path, link)

    assert wrong == []


def test_payloads_never_run_in_the_query_page(browser: Browser, attacked: str) -> None:
    page, wrong = open_pages(browser, attacked)

    run_query(page, attacked, EVERYTHING)
    for link in page.locator(".yasr a[href^='javascript:']").all():
        link.click()
    page.wait_for_timeout(300)

    assert page.evaluate("window.hacked") is None
    assert (
        page.locator(".yasr img[src=x], .yasr iframe, .yasr svg[onload]").count() == 0
    )
    assert not [one for one in wrong if "Content Security Policy" not in one]


@pytest.mark.parametrize("format_", [JSON, XML, CSV])
def test_sparqlwrapper_reads_rows(address: str, format_: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(NAMES)
    client.setReturnFormat(format_)
    client.setMethod(POST)

    answer = client.query().convert()

    told = {JSON: str, XML: lambda one: one.toxml(), CSV: lambda one: one.decode()}
    assert FIELDS["name"] in told[format_](answer)


def test_sparqlwrapper_reads_a_graph(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery("CONSTRUCT { ?p rdfs:label ?n } { ?p a kg:Person ; rdfs:label ?n }")
    client.setReturnFormat(N3)

    assert FIELDS["name"] in client.query().convert().decode()


def test_curl_reads_rows_and_is_refused_an_update(address: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("needs curl")

    def ask(*arguments: str) -> str:
        command = [curl, "-s", f"{address}/sparql", *arguments]
        return subprocess.run(
            command, capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout

    rows = ask("-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}")
    refused = ask("--data-urlencode", "update=CLEAR ALL")

    assert rows.splitlines()[1:] == [FIELDS["name"], "شیرین آذرنوش"]
    assert refused == "this endpoint is read-only\n"
