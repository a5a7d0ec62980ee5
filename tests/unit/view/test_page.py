"""The HTML page: offline, safe, in two languages."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib

import pytest

from kg.view.network import Edge, Network, Node, ShownArticle, ShownEvidence, ShownFact
from kg.view.page import _asset, _vis_network, interface_texts, render_page, script_json


PAYLOADS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "\u2028alert(1)",
]


def network(text: str = "بهرام کیانفر") -> Network:
    fact = ShownFact(
        kind="role",
        text=text,
        evidence=(ShownEvidence(article=0, before=text, exact=text, after=text),),
    )
    return Network(
        nodes=(
            Node(id="a", label=text, kind="person", facts=(0,), x=1, y=2),
            Node(id="b", label="یزد", kind="place", x=3, y=4),
        ),
        edges=(Edge(source="a", target="b", kind="role", label=text, facts=(0,)),),
        facts=(fact,),
        articles=(ShownArticle(title=text, publisher=text, url="javascript:alert(1)"),),
    )


def markup_of(page: str) -> str:
    """Return the page without what its own scripts hold."""
    for script in (_vis_network(), _asset("page.js")):
        page = page.replace(script, "")
    return page


def payload_of(page: str) -> dict[str, object]:
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    value: dict[str, object] = json.loads(found.group(1))
    return value


def facts_of(page: str) -> list[dict[str, object]]:
    blocks = payload_of(page)["facts"]["blocks"]  # type: ignore[index]
    return [
        fact
        for block in blocks
        for fact in json.loads(zlib.decompress(base64.b64decode(block)))
    ]


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_of_an_article_reaches_the_page_as_data_only(text: str) -> None:
    page = render_page(network(text), title=text)

    markup = markup_of(page)
    assert markup.count("<script") == 3
    assert "<img" not in markup
    assert payload_of(page)["nodes"][0]["label"] == text  # type: ignore[index]


def test_the_page_names_no_address_to_load() -> None:
    markup = markup_of(render_page(network(), title="گراف"))

    assert not re.search(r"""(?:src|href)=["'](?!data:)""", markup)
    assert "default-src 'none'" in html.unescape(markup)


def test_positions_and_kinds_are_kept() -> None:
    nodes = payload_of(render_page(network(), title="گراف"))["nodes"]

    assert [(node["kind"], node["x"], node["y"]) for node in nodes] == [  # type: ignore[attr-defined]
        ("person", 1, 2),
        ("place", 3, 4),
    ]


def test_facts_are_packed_in_order() -> None:
    facts = tuple(
        ShownFact(kind="quote", text=f"گفته {at}", month=at % 3) for at in range(1201)
    )

    page = render_page(Network(facts=facts), title="گراف")

    assert facts_of(page) == [fact.to_json() for fact in facts]
    assert payload_of(page)["fact_months"] == [fact.month for fact in facts]


@pytest.mark.parametrize(("lang", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_direction_follows_the_language(lang: str, direction: str) -> None:
    page = render_page(network(), title="گراف", lang=lang)

    assert f'<html lang="{lang}" dir="{direction}"' in page


def test_both_languages_have_the_same_texts() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(one) for key, one in value.items()}
        return len(value) if isinstance(value, list) else None

    assert shape(interface_texts("fa")) == shape(interface_texts("en"))


def test_what_was_left_out_is_said() -> None:
    page = render_page(Network(left_out=12), title="گراف")

    assert payload_of(page)["left_out"] == 12


def test_script_json_cannot_close_a_script_element() -> None:
    text = script_json({"a": "</script>&\u2028"})

    assert "<" not in text
    assert json.loads(text) == {"a": "</script>&\u2028"}
