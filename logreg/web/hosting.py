"""How files reach a browser: packed once and kept for good, under headers that let no foreign script run.

The page stands in Streamlit's own, whose hundred files Streamlit would read and send unpacked for every
visitor. Here they are read once, as are the files of the desk's component, and sent from memory.
"""

import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from . import assets, keys, parts, uploads
from .views import VIEWS

__all__ = ["HEADERS", "SCRIPT", "Shell", "middleware", "policy", "routes"]

SCRIPT = Path(__file__).parent / "script" / "desk.py"  # what Streamlit runs for every visitor
SHELL = Path(st.__file__).parent / "static"  # Streamlit's page, without which nothing of ours is shown
INDEX = "index.html"
HOST = "/_stcore/host-config"
PATHS = {f"/{path.relative_to(SHELL).as_posix()}" for path in SHELL.rglob("*") if path.is_file()}
KEPT = "public, max-age=31536000, immutable"  # for a year: the names change with the contents
ASKED = "no-cache"  # the browser asks each time whether it is still the same
PACKED = {".css", ".html", ".js", ".json", ".svg"}  # pictures and fonts are packed already


def policy() -> str:
    """What the page may load and run: what comes from here, and the inline script of Streamlit's page.

    Streamlit makes a module out of a blob for a component, and styles in the page; the charts are drawn into
    pictures. Any page may frame this one, for lecturers show it in theirs.
    """
    inline = re.findall(r"<script>(.*?)</script>", (SHELL / INDEX).read_text(encoding="utf-8"), re.DOTALL)
    hashes = [f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline]
    allowed = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{kind} {' '.join(sources)}" for kind, sources in allowed.items())


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address holds the review
}


class Shell:
    """The layer around Streamlit's app: it sends Streamlit's own files itself, and puts the headers on everything."""

    def __init__(self, app: ASGIApp):
        self.app, self.prefix = app, prefix()

    async def __call__(self, scope: Scope, receive: Receive, send: Send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def headed(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        path, method = scope["path"].removeprefix(self.prefix), scope["method"]
        if path == HOST and method == "GET":
            plain = [field for field in scope["headers"] if field[0] != b"accept-encoding"]  # it is read on its way
            return await self.app(
                {**scope, "headers": plain}, receive, undisturbed(headed, Request(scope).headers.get("host", ""))
            )
        name = f"/{INDEX}" if path == "/" else path
        ours = method in ("GET", "HEAD") and name in PATHS
        await (shell(name, Request(scope)) if ours else self.app)(scope, receive, headed)


def undisturbed(send: Send, host: str) -> Send:
    """Send Streamlit's word to its page about where it stands, so that no dialog of its own comes before ours.

    Its dialog about a lost connection would take the page out of the reader's hands until it is closed. And the
    page may tell itself to connect anew, as else only a page that frames it may.
    """
    start, pieces = {}, []
    ours = [f"http://{host}", f"https://{host}"]

    async def changed(message):
        if message["type"] == "http.response.start":
            return start.update(message)
        pieces.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = b"".join(pieces)
        if start["status"] == 200:
            said = json.loads(body)
            more = {"blockErrorDialogs": True, "allowedOrigins": [*said.get("allowedOrigins", []), *ours]}
            body = json.dumps(said | more).encode()
            MutableHeaders(scope=start)["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})

    return changed


def shell(name: str, request: Request) -> Response:
    """One of Streamlit's own files."""
    return sent(of_shell, name, request, KEPT if name.startswith("/static/") else ASKED)


def serve(request: Request) -> Response:
    """One file of the desk's component, of this version."""
    name = request.path_params["name"]
    if request.path_params["version"] != assets.VERSION or not assets.has(name):
        return Response(status_code=404)
    return sent(assets.source, name, request, KEPT)


def sent(source: Callable[[str], bytes], name: str, request: Request, cache_control: str) -> Response:
    """The file, packed if the browser can unpack it."""
    headers = {"Cache-Control": cache_control, "Vary": "Accept-Encoding", "ETag": tag(source, name)}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if Path(name).suffix in PACKED and unpacks(request):
        return Response(packed(source, name), media_type=kind(name), headers=headers | {"Content-Encoding": "gzip"})
    return Response(read(source, name), media_type=kind(name), headers=headers)


def unpacks(request: Request) -> bool:
    """Whether the browser says that it can unpack gzip, and not that it must have none of it."""
    accepted = request.headers.get("accept-encoding", "")
    return bool(re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", accepted))


@cache
def tag(source: Callable[[str], bytes], name: str) -> str:
    """A mark of the file's contents, the same for as long as they are: weak, for it may be packed or not."""
    return f'W/"{hashlib.sha256(read(source, name)).hexdigest()[:16]}"'


@cache
def read(source: Callable[[str], bytes], name: str) -> bytes:
    """The file, read or made once."""
    return source(name)


@cache
def packed(source: Callable[[str], bytes], name: str) -> bytes:
    """The file, packed once."""
    return gzip.compress(source(name), mtime=0)


def of_shell(name: str) -> bytes:
    """A file of Streamlit's page."""
    return (SHELL / name.lstrip("/")).read_bytes()


def kind(name: str) -> str:
    """The type of a file, by its name; browsers run no module of another type than JavaScript's."""
    return "text/javascript" if name.endswith(".js") else guess_type(name)[0] or "application/octet-stream"


def pack():
    """Pack the largest file, and those that every visitor asks for, before the first one does."""
    for name in ("browser/start.js", "plotly.js"):
        packed(assets.source, name)
    for name in re.findall(r'"\.(/static/[^"]+\.(?:js|css))"', of_shell(INDEX).decode()):
        packed(of_shell, name)


def prefix() -> str:
    """The path under which the app is served: nothing, or one that begins with a slash."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""


def origins() -> bytes:
    """Where what stands in each place of the page comes from; the page itself is Streamlit's to import, in a visit."""
    from .places import as_json

    return as_json()


def routes() -> list[Route]:
    """The routes to the component’s files, and for rows, words and short keys; without a chart the start ends here."""
    assets.SOURCES["places.json"] = origins
    parts.page()
    for view in VIEWS.values():
        dict(view.charts)
    Thread(target=pack, daemon=True).start()
    files = Route(f"{prefix()}/desk/{{version}}/{{name:path}}", serve)
    return [files, *uploads.routes(prefix()), *keys.routes(prefix())]


def middleware() -> list[Middleware]:
    """The layer around Streamlit's app."""
    return [Middleware(Shell)]
