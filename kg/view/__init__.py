"""Showing a graph: networkx for computation, pyvis for the interactive page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import naming
from kg.view.page import render_page
from kg.view.reading import Selection, read_network


if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.subjects import Select
    from kg.view.network import Network


__all__ = ["Selection", "read_network", "render_page", "write_page"]


def write_page(
    select: Select,
    output: Path,
    *,
    title: str,
    lang: str = "fa",
    selection: Selection | None = None,
) -> Network:
    """Write a graph, or a part of one, as one HTML file that opens offline.

    Args:
        select: Runs a SELECT query on the graph.
        output: The file; its folder is made if need be.
        title: Heading of the page.
        lang: ``fa`` or ``en``, for the page's own texts.
        selection: The part to show.

    Returns:
        What was written, for a summary.
    """
    network = read_network(select, selection)
    page = render_page(network, title=title, lang=lang)
    with naming(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, encoding="utf-8")
    return network
