"""Servers that a test starts on free ports, and ends: ours, and real SPARQL ones."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from kg.serve import Limits, create_app


if TYPE_CHECKING:
    from collections.abc import Iterator


OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = shutil.which("virtuoso-t")
_PATIENCE = 90.0
_CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[str]:
    """Give the address of an Oxigraph server with an empty store in memory."""
    if not OXIGRAPH.exists():
        pytest.skip(f"no Oxigraph server: {OXIGRAPH} (pip install oxigraph)")
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}"]
    with _running(command, Path.cwd(), f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def virtuoso(folder: Path, *, sql: int | None = None) -> Iterator[str]:
    """Give the address of a Virtuoso server's endpoint; user and password are dba.

    Args:
        folder: Where it keeps its database, and may read files to load.
        sql: The port of its SQL; any where nobody needs it.
    """
    if VIRTUOSO is None:
        pytest.skip(
            "no Virtuoso 7: virtuoso-t (apt-get install virtuoso-opensource-7-bin)"
        )
    port = free_port()
    configuration = _CONFIGURATION.format(http=port, sql=sql or free_port())
    (folder / "virtuoso.ini").write_text(configuration, encoding="utf-8")
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql") as url:
        yield url


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[str]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(process, url)
            yield url
        finally:
            process.kill()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            pytest.fail(f"{process.args}: ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{process.args}: does not answer at {url}")


@contextmanager
def serving(graph: Path, limits: Limits, *, lang: str = "fa") -> Iterator[str]:
    """Serve a graph by ``kg serve`` in this process; give its address."""
    app = create_app(str(graph), limits, lang=lang)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    app.state.runner.close()
