"""The page in headless Chromium, with the network off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kg.view.network import Edge, Network, Node, ShownArticle, ShownEvidence, ShownFact
from kg.view.page import interface_texts, render_page


if TYPE_CHECKING:
    from pathlib import Path


ATTACK = (
    '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>'
)

pytestmark = pytest.mark.e2e


def network(label: str = "بهرام کیانفر") -> Network:
    evidence = ShownEvidence(
        article=0, before="با حضور ", exact=f"{label} استاندار یزد", after=" برگزار شد."
    )
    fact = ShownFact(
        kind="role", text=f"{label}، استاندار یزد", month=0, evidence=(evidence,)
    )
    return Network(
        nodes=(
            Node(id="a", label=label, kind="person", facts=(0,), x=0, y=0),
            Node(id="b", label="یزد", kind="place", x=100, y=40),
        ),
        edges=(
            Edge(source="a", target="b", kind="role", label="استاندار", facts=(0,)),
        ),
        facts=(fact,),
        articles=(
            ShownArticle(
                title=f"خبر {label}",
                publisher="کویرنیوز",
                date="۲۰ تیر ۱۴۰۳",
                url="javascript:window.hacked=1",
            ),
        ),
        months=("تیر ۱۴۰۳", "مرداد ۱۴۰۳"),
    )


def open_page(  # noqa: PLR0913 — one argument for each thing that differs
    browser: Browser,
    folder: Path,
    content: Network,
    *,
    width: int = 1200,
    lang: str = "fa",
    scheme: str = "light",
) -> tuple[Page, list[str]]:
    """Open the page of ``content`` offline; return it and what went wrong."""
    path = folder / "page.html"
    page_ = render_page(content, title="گراف خبرها", lang=lang)
    path.write_text(page_, encoding="utf-8")
    context = browser.new_context(
        offline=True,
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
            if request.url.startswith(("file:", "data:"))
            else wrong.append(request.url)
        ),
    )
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    return page, wrong


def test_page_opens_without_network_or_errors(browser: Browser, tmp_path: Path) -> None:
    page, wrong = open_page(browser, tmp_path, network())

    assert wrong == []
    assert "۲ گره" in page.inner_text("#counts")
    assert page.evaluate("document.fonts.check('14px Vazirmatn', 'سلام')")


def test_search_finds_arabic_letters_and_shows_the_evidence(
    browser: Browser, tmp_path: Path
) -> None:
    page, _ = open_page(browser, tmp_path, network())

    page.fill("#search", "كيانفر")
    page.keyboard.press("Enter")

    assert page.inner_text("#panel mark") == "بهرام کیانفر استاندار یزد"
    panel = page.inner_text("#panel")
    assert "کویرنیوز" in panel
    assert "۲۰ تیر ۱۴۰۳" in panel


@pytest.mark.parametrize(
    ("label", "marked"), [("۵ نفر", "\u200f۵ نفر\u200f"), ("FIFA", "FIFA")]
)
def test_a_persian_name_on_the_canvas_runs_right_to_left(
    browser: Browser, tmp_path: Path, label: str, marked: str
) -> None:
    page, _ = open_page(browser, tmp_path, network(label))

    assert page.evaluate("kg.network.body.nodes.a.options.label") == marked


def test_a_click_on_an_edge_shows_its_facts(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_page(browser, tmp_path, network())
    box = page.locator("#network canvas").bounding_box()
    assert box is not None

    middle = page.evaluate("kg.network.canvasToDOM({x: 50, y: 20})")
    page.mouse.click(box["x"] + middle["x"], box["y"] + middle["y"])

    page.wait_for_selector("#panel mark")
    assert "استاندار" in page.inner_text("#panel h2")


def test_the_slider_hides_what_lies_outside_the_period(
    browser: Browser, tmp_path: Path
) -> None:
    page, _ = open_page(browser, tmp_path, network())

    page.evaluate(
        "() => { const from = document.getElementById('from');"
        " from.value = 1; from.dispatchEvent(new Event('input')); }"
    )

    assert "۰ پیوند" in page.inner_text("#counts")


def test_paper_shows_the_whole_graph(browser: Browser, tmp_path: Path) -> None:
    far = network()
    high = replace(far, nodes=(far.nodes[0], replace(far.nodes[1], x=0, y=3000)))
    page, _ = open_page(browser, tmp_path, high)
    page.emulate_media(media="print")
    page.wait_for_timeout(500)
    shown = page.evaluate("""() => {
        const { network } = kg;
        const height = document.getElementById("network").clientHeight;
        return ["a", "b"].every((id) => {
          const { y } = network.canvasToDOM(network.getPositions([id])[id]);
          return y > 0 && y < height; }); }""")
    assert shown


def test_markup_in_an_article_never_runs(browser: Browser, tmp_path: Path) -> None:
    page, wrong = open_page(browser, tmp_path, network(ATTACK))

    page.fill("#search", "img")
    page.keyboard.press("Enter")

    assert page.inner_text("#panel h2").strip() == ATTACK
    assert page.evaluate("window.hacked") is None
    assert page.locator("#panel a").count() == 0
    assert wrong == []


def many(count: int) -> Network:
    """Return a ring of nodes, more than vis-network draws."""
    nodes = tuple(
        Node(id=f"n{at}", label=f"گره {at}", kind="person", x=at % 70, y=at // 70)
        for at in range(count)
    )
    edges = tuple(
        Edge(source=f"n{at}", target=f"n{(at + 1) % count}", kind="about", label="")
        for at in range(count)
    )
    return Network(nodes=nodes, edges=edges)


def test_a_click_on_a_large_graph_shows_a_node_an_edge_or_neither(
    browser: Browser, tmp_path: Path
) -> None:
    page, _ = open_page(browser, tmp_path, many(3100))
    box = page.locator("#network").bounding_box()
    assert box is not None

    def title_at(x: float, y: float) -> str:
        place = page.evaluate(f"kg.network.graphToViewport({{x: {x}, y: {-y}}})")
        page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        page.wait_for_timeout(400)  # a second click at once would be a double one
        return page.inner_text("#panel h2").strip()

    assert title_at(3, 10) == "گره 703"
    assert (
        title_at(9.716, 22.5)
        == f"گره 3099 — {interface_texts('fa')['relation_kinds']['about']} — گره 0"
    )
    assert title_at(60, 44.5) == "راهنما"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_page_is_accessible(
    browser: Browser, tmp_path: Path, lang: str, scheme: str
) -> None:
    for content in (network(), many(3100)):
        page, wrong = open_page(browser, tmp_path, content, lang=lang, scheme=scheme)
        page.fill("#search", "كيانفر")
        page.keyboard.press("Enter")

        found = Axe().run(page)

        assert found.violations_count == 0, found.generate_report()
        assert [one for one in wrong if "GPU stall" not in one] == []


def test_edges_are_labelled_in_the_page_s_language(
    browser: Browser, tmp_path: Path
) -> None:
    edge = Edge(source="a", target="b", kind="location", label="", facts=(0,))
    content = replace(network(), edges=(edge,))
    page, _ = open_page(browser, tmp_path, content, lang="en")

    page.fill("#search", "كيانفر")
    page.keyboard.press("Enter")

    assert "takes place in" in page.inner_text("#panel .neighbours")


@pytest.mark.parametrize("width", [360, 1200])
def test_no_horizontal_scroll(browser: Browser, tmp_path: Path, width: int) -> None:
    page, _ = open_page(browser, tmp_path, network(), width=width)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
