"""How fast pages open and pan in Chromium, ours beside pyvis's own.

    python -m tests.benchmarks.pages [--nodes 2000 --edges 6000] [--wait 90]

A made-up network is written as ``kg view`` writes it and as pyvis does, from the same
nodes and edges. Told are the seconds from navigation until the page is at rest (ours
says so; pyvis's is at rest when its physics is) and the frames per second while the
graph is dragged for three seconds; beside the seconds, those that Chromium's processes
spent computing, which depend less on what else the machine does.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network as PyvisNetwork

from kg.view.layout import find_communities, positions
from kg.view.network import Edge, Network, Node, ShownArticle, ShownEvidence, ShownFact
from kg.view.page import render_page


_KINDS = ("person", "organization", "place", "event")
_FRAMES = """() => { window.frames_ = 0;
  const tick = () => { window.frames_ += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
_SECONDS = 3.0


def made_up(count: int, links: int) -> nx.Graph[str]:
    """Return a network with hubs, as news have: a new link goes where many are."""
    chance = random.Random(1403)  # noqa: S311 — no secret
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"n{at}" for at in range(count))
    ends = [f"n{at}" for at in range(count)]
    missing = links  # networkx counts its edges anew each time it is asked
    while missing:
        one, other = f"n{chance.randrange(count)}", chance.choice(ends)
        if one != other and not graph.has_edge(one, other):
            graph.add_edge(one, other)
            ends += [one, other]
            missing -= 1
    return graph


def ours(graph: nx.Graph[str]) -> str:
    """Return our page of a network, a fact with evidence on every edge."""
    groups = find_communities(graph)
    community = {node: at for at, group in enumerate(groups) for node in group}
    places = positions(graph, groups)
    facts = tuple(
        ShownFact(
            kind="quote",
            text=f"گفته شماره {at}",
            month=at % 24,
            evidence=(
                ShownEvidence(article=at % 500, before="او ", exact="گفت", after="."),
            ),
        )
        for at in range(graph.number_of_edges())
    )
    network = Network(
        nodes=tuple(
            Node(
                id=node,
                label=f"نام {node}",
                kind=_KINDS[at % 4],
                community=community[node],
                x=places[node][0],
                y=places[node][1],
            )
            for at, node in enumerate(sorted(graph))
        ),
        edges=tuple(
            Edge(source=one, target=other, kind="about", label="", facts=(at,))
            for at, (one, other) in enumerate(sorted(graph.edges()))
        ),
        facts=facts,
        articles=tuple(ShownArticle(title=f"خبر {at}") for at in range(500)),
        months=tuple(f"ماه {at}" for at in range(24)),
    )
    return render_page(network, title="گراف")


def theirs(graph: nx.Graph[str]) -> str:
    """Return pyvis's own page of a network, as its guide makes one."""
    network = PyvisNetwork(height="800px", width="100%", cdn_resources="in_line")
    for node in sorted(graph):
        network.add_node(node, label=f"نام {node}")
    network.add_edges(sorted(graph.edges()))
    html: str = network.generate_html(notebook=False)
    return html


def frames_per_second(page: Page) -> float:
    """Drag what lies in the middle of the page to and fro and count the frames."""
    page.evaluate(_FRAMES)
    page.mouse.move(500, 450)
    page.mouse.down()
    begin, before = time.monotonic(), page.evaluate("window.frames_")
    step = 0
    while time.monotonic() - begin < _SECONDS:
        step += 1
        page.mouse.move(500 + 8 * (step % 20), 450 + 5 * (step % 30))
    passed, after = time.monotonic() - begin, page.evaluate("window.frames_")
    page.mouse.up()
    return float((after - before) / passed)


def measure(browser: Browser, path: Path, at_rest: str, wait: float) -> str:
    """Return how long a page takes to be at rest, and its frames, in words."""
    page = browser.new_context(
        offline=True, viewport={"width": 1200, "height": 900}
    ).new_page()
    begin, spent = time.monotonic(), cpu_seconds()
    try:
        page.goto(path.as_uri(), timeout=wait * 1000)
        page.wait_for_function(at_rest, timeout=wait * 1000)
    except TimeoutError:
        return f"not at rest after {wait:g} s, {cpu_seconds() - spent:.1f} s CPU"
    opened, spent = time.monotonic() - begin, cpu_seconds() - spent
    frames = frames_per_second(page)
    page.close()
    return (
        f"at rest after {opened:.1f} s, {spent:.1f} s CPU; "
        f"{frames:.0f} frames/s when dragged"
    )


def cpu_seconds() -> float:
    """Return the processor time that all descendants of this process have used."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        process = int(path.parent.name)
        parents[process] = int(fields[1])
        ticks[process] = int(fields[11]) + int(fields[12])
    ours_ = {os.getpid()}
    while found := {one for one, parent in parents.items() if parent in ours_} - ours_:
        ours_ |= found
    own = sum(ticks[one] for one in ours_ if one != os.getpid() and one in ticks)
    return own / os.sysconf("SC_CLK_TCK")


_OURS_AT_REST = "document.documentElement.dataset.ready === 'true'"
_THEIRS_AT_REST = """() => { if (typeof network === 'undefined') return false;
  if (!window.watched_) { window.watched_ = true;
    network.once('stabilizationIterationsDone', () => { window.rest_ = true; });
    network.once('stabilized', () => { window.rest_ = true; }); }
  return window.rest_ === true; }"""


def main() -> None:
    """Measure both pages of one network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=2000)
    parser.add_argument("--edges", type=int, default=6000)
    parser.add_argument("--wait", type=float, default=90.0)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--ours-alone", action="store_true")
    given = parser.parse_args()
    graph = made_up(given.nodes, given.edges)
    sys.stdout.write(f"{given.nodes} nodes, {given.edges} edges\n")
    pages = [("kg view", ours, _OURS_AT_REST), ("pyvis", theirs, _THEIRS_AT_REST)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given.chromium, args=["--no-sandbox"]
        )
        for name, write, at_rest in pages[: 1 if given.ours_alone else 2]:
            path = Path(folder) / f"{name.replace(' ', '-')}.html"
            path.write_text(write(graph), encoding="utf-8")
            told = measure(browser, path, at_rest, given.wait)
            size = path.stat().st_size / 1e6
            sys.stdout.write(f"{name}: {told}; {size:.1f} MB\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
