"""One self-contained HTML page: pyvis's network in a page of our own.

pyvis gives vis-network and its options; its own template is not used, because it
links a style sheet and a script from a CDN, nor its list of edges, which is searched
whole for each new one. Article text reaches
the page only as JSON that scripts put into text nodes, and the content-security
policy allows no script but the page's own (by hash), so nothing from an article runs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
from pyvis.network import Network as PyvisNetwork


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.network import Network, ShownFact

_ARABIC = "U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFC,U+200C-200E,U+2010-2011"
_LATIN = "U+0000-00FF,U+2000-206F,U+2212"
_LARGEST_CANVAS = 3000
"""Nodes that vis-network draws at ease; above, sigma draws with WebGL."""
_BLOCK = 500
"""Facts that are unpacked together."""


@cache
def _asset(name: str) -> str:
    return (files("kg.view") / "assets" / name).read_text(encoding="utf-8")


@cache
def interface_texts(lang: str) -> dict[str, Any]:
    """Return the texts of the page's controls in ``fa`` or ``en``.

    Raises:
        KeyError: For another language.
    """
    texts: dict[str, Any] = json.loads(_asset("texts.json"))[lang]
    return texts


@cache
def font_style() -> str:
    """Return ``@font-face`` rules with Vazirmatn (OFL) embedded as woff2."""
    rules = []
    for script, characters in (("arabic", _ARABIC), ("latin", _LATIN)):
        for weight in (400, 700):
            name = f"vazirmatn-{script}-{weight}-normal.woff2"
            content = (files("kg.view") / "assets" / "fonts" / name).read_bytes()
            data = base64.b64encode(content).decode("ascii")
            rules.append(
                f"@font-face{{font-family:Vazirmatn;font-weight:{weight};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2');"
                f"unicode-range:{characters}}}"
            )
    return "".join(rules)


@cache
def _vis_network() -> str:
    """Return the vis-network build that pyvis ships."""
    folder = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    script = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return script.split("//# sourceMappingURL", maxsplit=1)[0]


@cache
def _sigma() -> str:
    """Return graphology and sigma (npm; MIT), for graphs too large for a 2D canvas."""
    return _asset("sigma/graphology.umd.min.js") + "\n" + _asset("sigma/sigma.min.js")


def script_json(value: object) -> str:
    """Return ``value`` as JSON that is safe inside a ``<script>`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def content_policy(scripts: list[str]) -> str:
    """Return a content-security policy that allows these inline scripts only."""
    hashes = " ".join(
        "'sha256-"
        + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        + "'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def is_large(network: Network) -> bool:
    """Say whether a network is drawn by sigma, because vis-network would be slow."""
    return len(network.nodes) > _LARGEST_CANVAS


def _options(network: Network) -> dict[str, Any]:
    """Return the options of vis-network: pyvis's, with the positions as they are."""
    drawn = PyvisNetwork(directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    options: dict[str, Any] = json.loads(drawn.options.to_json())
    options.pop("configure", None)
    options["physics"] = {"enabled": False}
    options["edges"]["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.4}}
    options["edges"]["smooth"] = {"enabled": False}
    options["interaction"] = {
        "hideEdgesOnDrag": len(network.edges) > 1500,
        "hideEdgesOnZoom": len(network.edges) > 1500,
        "hover": False,
        "navigationButtons": False,
        "tooltipDelay": 10_000_000,
    }
    options["layout"] = {"improvedLayout": False}
    return options


def _packed(facts: Sequence[ShownFact]) -> list[str]:
    """Return facts as compressed JSON, some hundred together.

    They are nine tenths of a page, and of most of them nobody asks.
    """
    blocks = (facts[at : at + _BLOCK] for at in range(0, len(facts), _BLOCK))
    return [_pack([fact.to_json() for fact in block]) for block in blocks]


def _pack(value: object) -> str:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def _payload(network: Network, lang: str) -> dict[str, Any]:
    large = is_large(network)
    return {
        "lang": lang,
        "texts": interface_texts(lang),
        "renderer": "sigma" if large else "vis",
        "options": None if large else _options(network),
        "left_out": network.left_out,
        "focus": network.focus,
        "months": network.months,
        "nodes": [
            {
                "id": node.id,
                "label": node.label,
                "kind": node.kind,
                "aliases": node.aliases,
                "facts": node.facts,
                "count": max(node.count, len(node.facts)),
                "community": node.community,
                "x": node.x,
                "y": node.y,
                "size": node.size,
            }
            for node in network.nodes
        ],
        "edges": [
            {
                "from": edge.source,
                "to": edge.target,
                "kind": edge.kind,
                "label": edge.label,
                "facts": edge.facts,
            }
            for edge in network.edges
        ],
        "fact_months": [fact.month for fact in network.facts],
        "facts": {"size": _BLOCK, "blocks": _packed(network.facts)},
        "articles": [article.to_json() for article in network.articles],
    }


def render_page(network: Network, *, title: str, lang: str = "fa") -> str:
    """Render ``network`` as one HTML page that loads nothing from anywhere.

    Args:
        network: With positions.
        title: Heading of the page.
        lang: ``fa`` (right to left) or ``en``.
    """
    library = _sigma() if is_large(network) else _vis_network()
    scripts = [library, _asset("page.js")]
    template = jinja2.Environment(autoescape=True).from_string(_asset("page.html.j2"))
    return template.render(
        lang=lang,
        direction="rtl" if lang == "fa" else "ltr",
        title=title,
        policy=content_policy(scripts),
        style=font_style() + _asset("page.css"),
        scripts=scripts,
        payload=script_json(_payload(network, lang)),
        t=interface_texts(lang),
    )
