"""The web application: routes, headers, start."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from kg.ask import NotFoundError
from kg.errors import KgError, QueryError
from kg.graph.folder import version_of
from kg.query import open_source, select_values
from kg.report import LiveSite, Options, StillReadingError
from kg.serve import protocol
from kg.serve.api import QUESTIONS, Question, open_api
from kg.serve.runner import Limits, Runner, TimeLimitError
from kg.view.page import font_style


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request

_ASSETS = {
    "yasgui.min.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "query.js": "text/javascript",
    "pages.css": "text/css",
}
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'"
)
_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "md": "text/markdown",
}
_WAIT = {"Refresh": "2", "Cache-Control": "no-store"}
_REPORT = "/report/index.html"
_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1", "testserver")


def create_app(
    graph: str,
    limits: Limits | None = None,
    *,
    hosts: Sequence[str] = _LOCAL,
    lang: str = "fa",
) -> Starlette:
    """Return the application that serves a graph.

    Args:
        graph: Graph folder, RDF file, or URL of an endpoint.
        limits: Bounds of each query.
        hosts: Host names that requests may name, against DNS rebinding.
        lang: Language of the report's pages, ``fa`` or ``en``.
    """
    runner = Runner(graph, limits or Limits())
    routes = [
        Route("/", _home),
        Route("/report", _home),
        Route("/report/", _home),
        Route("/report/{path:path}", partial(_report, _live_site(graph, lang))),
        Route("/sparql", partial(_sparql, runner, lang), methods=["GET", "POST"]),
        Route("/api", partial(_page, "api.html.j2", lang)),
        Route("/openapi.json", _description),
        Route("/favicon.ico", _no_icon),
        Route("/assets/{name}", _asset),
        *(
            Route(f"/api/{one.name}", partial(_question, runner, one))
            for one in QUESTIONS
        ),
    ]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
        Middleware(BaseHTTPMiddleware, dispatch=_add_headers),
    ]
    app = Starlette(routes=routes, middleware=middleware)
    app.state.runner = runner
    return app


async def _add_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


async def _home(_request: Request) -> Response:
    return RedirectResponse(_REPORT)


def _live_site(graph: str, lang: str) -> LiveSite:
    options = Options(
        title=graph.rstrip("/").rpartition("/")[2],
        lang=lang,
        others=(("SPARQL", "/sparql"), ("API", "/api")),
    )
    return LiveSite(
        lambda: partial(select_values, open_source(graph)),
        lambda: version_of(Path(graph)),
        options,
    )


async def _report(site: LiveSite, request: Request) -> Response:
    path = request.path_params["path"]
    try:
        content = await run_in_threadpool(site.file, path)
    except KeyError:
        return PlainTextResponse("not found\n", status_code=404)
    except StillReadingError:
        return HTMLResponse(_file("wait.html").decode(), headers=_WAIT)
    except KgError as error:
        return PlainTextResponse(f"{error}\n", status_code=503)
    return Response(content, media_type=_TYPES[path.rpartition(".")[2]])


async def _sparql(runner: Runner, lang: str, request: Request) -> Response:
    accept = request.headers.get("accept", "*/*")
    bare = request.method == "GET" and "query" not in request.query_params
    if bare and "text/html" in accept:
        return await _page("query.html.j2", lang, request)
    try:
        asked = await protocol.read_query(request)
    except protocol.RefusedError as error:
        return PlainTextResponse(f"{error.reason}\n", status_code=error.status)
    except UnicodeDecodeError:
        return PlainTextResponse("the query is not UTF-8\n", status_code=400)
    return await run_in_threadpool(protocol.respond, runner, asked, accept)


async def _question(runner: Runner, question: Question, request: Request) -> Response:
    given = {name: value for name, value in request.query_params.items() if value}
    missing = [
        p.name for p in question.parameters if p.required and p.name not in given
    ]
    if missing:
        return _wrong(400, f"parameter missing: {', '.join(missing)}")
    try:
        found = await run_in_threadpool(question.answer, runner.select, given)
    except NotFoundError as error:
        return _wrong(404, str(error), [asdict(one) for one in error.candidates])
    except TimeLimitError as error:
        return _wrong(503, str(error))
    except QueryError as error:
        return _wrong(400, str(error))
    return Response(msgspec.json.encode(found), media_type="application/json")


def _wrong(status: int, reason: str, candidates: object = None) -> Response:
    content = {"error": reason}
    if candidates:
        content["candidates"] = candidates  # type: ignore[assignment]
    return JSONResponse(content, status_code=status)


async def _description(_request: Request) -> Response:
    return JSONResponse(open_api(version("persian-news-kg")))


async def _no_icon(_request: Request) -> Response:
    return Response(status_code=204)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return PlainTextResponse("not found\n", status_code=404)
    font = font_style().encode() if name == "pages.css" else b""
    return Response(font + _file(name), media_type=_ASSETS[name])


@cache
def _file(name: str) -> bytes:
    return (files("kg.serve") / "assets" / name).read_bytes()


async def _page(name: str, lang: str, _request: Request) -> Response:
    template = jinja2.Environment(autoescape=True).from_string(_file(name).decode())
    content = template.render(
        questions=QUESTIONS,
        lang=lang,
        direction="rtl" if lang == "fa" else "ltr",
        t=json.loads(_file("texts.json"))[lang],
    )
    return HTMLResponse(content)


def serve(
    graph: str, *, host: str, port: int, limits: Limits, lang: str = "fa"
) -> None:
    """Serve a graph until interrupted.

    Args:
        graph: Graph folder, RDF file, or URL of an endpoint.
        host: Address to bind; loopback unless told otherwise.
        port: Port to bind.
        limits: Bounds of each query.
        lang: Language of the report's pages, ``fa`` or ``en``.
    """
    hosts = _LOCAL if host in _LOCAL else ("*",)
    app = create_app(graph, limits, hosts=hosts, lang=lang)
    uvicorn.run(app, host=host, port=port, log_level="warning")
