"""How files reach a browser: Streamlit's own, those of the component, and the headers on all of them."""

import gzip
import json
import posixpath
import re
from base64 import b64encode
from hashlib import sha256
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import streamlit as st
from bench.visitors import OnDesk
from serving import awaited, served
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Router

from logreg import State
from logreg.web import assets, hosting
from logreg.web.fallback import piece, scripts
from logreg.web.hosting import HEADERS, PATHS, SHELL, Shell

INDEX = (SHELL / "index.html").read_text(encoding="utf-8")
SCRIPT = next(path for path in sorted(PATHS) if re.fullmatch(r"/static/js/index\.\w+\.js", path))
FONT = next(path for path in sorted(PATHS) if path.endswith(".woff2"))
GZIP = {"accept-encoding": "gzip, deflate, br"}


def asked(path, method="GET", app=None, **headers):
    """Status, headers and body of the answer of the layer around an app, by default around one that says “theirs”."""
    sent = []
    fields = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": fields, "query_string": b""}
    scope["asgi"] = {"spec_version": "2.4"}

    async def send(message):
        sent.append(message)

    awaited(Shell(app or PlainTextResponse("theirs"))(scope, None, send))
    start, *bodies = sent
    found = {name.decode().lower(): text.decode() for name, text in start["headers"]}
    return start["status"], found, b"".join(message.get("body", b"") for message in bodies)


def unpacked(path, **headers):
    """The body, which must have come packed."""
    _, found, body = asked(path, **headers)
    assert found["content-encoding"] == "gzip"
    return gzip.decompress(body)


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_streamlits_page_is_packed_and_asked_for_each_time(path):
    assert unpacked(path, **GZIP).decode() == INDEX
    _, headers, _ = asked(path, **GZIP)
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_streamlits_scripts_are_packed_and_kept_for_good():
    assert unpacked(SCRIPT, **GZIP) == (SHELL / SCRIPT[1:]).read_bytes()
    _, headers, body = asked(SCRIPT, **GZIP)
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/javascript")
    assert headers["content-length"] == str(len(body))
    assert len(body) < 0.4 * (SHELL / SCRIPT[1:]).stat().st_size


def test_who_cannot_unpack_gets_the_file_as_it_is():
    _, headers, body = asked(SCRIPT)
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"
    assert body == (SHELL / SCRIPT[1:]).read_bytes()


def test_a_font_is_packed_already():
    _, headers, body = asked(FONT, **GZIP)
    assert "content-encoding" not in headers
    assert headers["content-type"] == "font/woff2"
    assert body == (SHELL / FONT[1:]).read_bytes()


@pytest.mark.parametrize(
    "path", ["/static/js/nothing.js", "/static/../../../etc/passwd", "/static", "/_stcore/health", "//", "/étude"]
)
def test_everything_else_is_streamlits_to_answer(path):
    assert asked(path, **GZIP)[2] == b"theirs"


def test_streamlits_dialog_about_a_lost_connection_does_not_take_the_page_away():
    said = {"allowedOrigins": ["https://*.example"] * 100, "blockErrorDialogs": False}
    for theirs in (JSONResponse(said), GZipMiddleware(JSONResponse(said)), StreamingResponse(pieces(json.dumps(said)))):
        status, headers, body = asked("/_stcore/host-config", app=theirs, host="hall.example:8501", **GZIP)
        ours = ["http://hall.example:8501", "https://hall.example:8501"]  # the page itself may say: connect anew
        assert json.loads(body) == {"allowedOrigins": [*said["allowedOrigins"], *ours], "blockErrorDialogs": True}
        assert headers.get("content-length", str(len(body))) == str(len(body))
        assert (status, headers["referrer-policy"]) == (200, "no-referrer")


def pieces(text):
    yield from (text[:10], text[10:])


@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("OPTIONS", 204), ("GET", 503), ("HEAD", 200)])
def test_any_other_word_of_streamlits_about_it_passes_through(method, status):
    theirs = PlainTextResponse("not now", status_code=status)
    assert asked("/_stcore/host-config", method, app=theirs)[::2] == (status, b"not now")
    assert "referrer-policy" in asked("/_stcore/host-config", method, app=theirs)[1]


def test_only_files_that_are_asked_for_are_sent():
    assert asked("/", method="POST")[2] == b"theirs"
    _, headers, _ = asked(SCRIPT, method="HEAD", **GZIP)
    assert (headers["content-encoding"], "immutable" in headers["cache-control"]) == ("gzip", True)


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br, gzip; q=0.0", "br, gzip ;q=0,deflate", "br", "xgzip", ""])
def test_who_will_not_have_gzip_gets_none(accepted):
    assert "content-encoding" not in asked(SCRIPT, accept_encoding=accepted)[1]


@pytest.mark.parametrize("accepted", ["gzip", "br;q=0, gzip;q=0.5", "gzip;q=1.0, *;q=0"])
def test_who_will_have_gzip_gets_it(accepted):
    assert asked(SCRIPT, accept_encoding=accepted)[1]["content-encoding"] == "gzip"


def test_what_a_browser_has_already_is_not_sent_again():
    tag = asked("/", **GZIP)[1]["etag"]
    assert asked("/")[1]["etag"] == tag != asked(SCRIPT)[1]["etag"]
    status, headers, body = asked("/", if_none_match=tag, **GZIP)
    assert (status, body, headers["cache-control"]) == (304, b"", "no-cache")
    assert asked("/", if_none_match='W/"another"')[0] == 200


def test_a_path_prefix_goes_before_every_name(monkeypatch):
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/course/l5/"}.get)
    assert unpacked("/course/l5" + SCRIPT, **GZIP) == (SHELL / SCRIPT[1:]).read_bytes()
    assert unpacked("/course/l5/", **GZIP).decode() == INDEX
    assert hosting.routes()[0].path == "/course/l5/desk/{version}/{name:path}"


@pytest.mark.parametrize("name", ["browser/start.js", "plotly.js", "theme.css", "page.html", "papers-desk-10.json"])
def test_the_files_of_the_component_are_kept_for_good_under_their_version(name):
    router = Router(hosting.routes())
    path = f"/desk/{assets.VERSION}/{name}"
    assert unpacked(path, app=router, **GZIP) == assets.source(name)
    assert "immutable" in asked(path, app=router)[1]["cache-control"]
    assert asked(f"/desk/000000000000/{name}", app=router)[0] == 404


NONE = ["nothing.js", "__init__.py", "..%2Fassets.py", "../assets.py", "assets.py", "browser/page.html", "desk.js"]


@pytest.mark.parametrize("name", [*NONE, "papers-desk-11.json"])
def test_there_are_no_other_files(name):
    assert asked(f"/desk/{assets.VERSION}/{name}", app=Router(hosting.routes()))[0] == 404


APART = ("plotly.js", "browser/start.js")
PASSED_ON = sorted(name for name in assets.SOURCES if name not in APART and not name.endswith(".json"))


def test_one_script_brings_what_the_page_needs_also_where_the_host_serves_no_files():
    script = assets.source("browser/start.js").decode()
    assert scripts().decode() == script
    assert script[0] != "x"  # by this the page knows it from an answer, which is packed
    files, _ = json.JSONDecoder().raw_decode(script.partition("const PARTS = ")[2])
    assert sorted(files) == PASSED_ON
    assert all(text.encode() == assets.source(name) for name, text in files.items())


def test_scripts_import_one_another_in_one_direction():
    """A script that imports itself by way of others has no address before they have theirs."""
    rank = {}

    def follow(name, above=()):
        assert name not in above
        text = assets.source(name).decode()
        found = re.findall(r'^import .*from "(\..+)"$', text, re.MULTILINE)
        assert len(found) == len(re.findall(r"^\s*import\b|\bimport\(", text, re.MULTILINE))
        for path in found:
            follow(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), (*above, name))
        rank[name] = len(above)

    for first in ("browser/mount.js", "browser/files.js", "browser/fallback.js"):  # as start.js does
        follow(first)
    assert set(rank) == {name for name in PASSED_ON if name.endswith(".js")}


@pytest.mark.parametrize("name", ["plotly.js", "papers-desk-10.json", "browser/desk.css"])
def test_the_pieces_of_a_file_are_the_whole_file(name):
    first = piece([name, 0])
    texts = [piece([name, number])["text"] for number in range(first["of"])]
    assert "".join(texts).encode() == assets.source(name)
    assert piece([name, first["of"]]) is None


@pytest.mark.parametrize(
    "wish",
    [
        *([name, 0] for name in (*NONE, "papers-desk-11.json", "../../app.py", "/etc/passwd", "", None, 7)),
        *(["plotly.js", number] for number in (-1, 10**30, 0.5, "0", None)),
        *(None, "plotly.js", [], ["plotly.js"], ["plotly.js", 0, 0], {"plotly.js": 0}),
    ],
    ids=str,
)
def test_of_other_files_there_are_no_pieces(wish):
    assert piece(wish) is None


@pytest.mark.parametrize("path", ["/", SCRIPT, FONT, "/_stcore/health"])
def test_every_answer_is_under_the_headers(path):
    headers = asked(path)[1]
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


def test_no_script_runs_but_ours_and_streamlits():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    inline = re.findall(r"<script>(.*?)</script>", INDEX, re.DOTALL)
    hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline}
    assert len(inline) == 1
    assert {*policy["script-src"].split()} == {"'self'", "blob:", *hashes}
    assert policy["default-src"] == "'self'"
    assert not re.search(r"https?:|\*|unsafe-eval", HEADERS["Content-Security-Policy"])


def test_what_is_no_request_passes_through():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    awaited(Shell(app)({"type": "websocket", "path": "/"}, None, None))
    assert seen == ["websocket"]


@pytest.fixture(scope="module", params=["streamlit", "python", "uvicorn"])
def app(request):
    """The app as a host starts it: `streamlit run app.py`, `python app.py`, `uvicorn app:app`."""
    with served(by=request.param) as app:
        yield app


def fetched(url):
    """Status, headers and body of an answer to a browser that can unpack gzip."""
    try:
        with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=30) as reply:
            body = reply.read()
            return reply.status, reply.headers, gzip.decompress(body) if reply.headers["Content-Encoding"] else body
    except HTTPError as error:
        return error.code, error.headers, b""


def test_a_host_that_starts_the_app_finds_it_well_and_each_route_there(app):
    assert fetched(f"{app.url}/_stcore/health")[::2] == (200, b"ok")
    for path in ("/", "/index.html", "/lecture"):  # whatever the page is called
        assert fetched(app.url + path)[::2] == (200, INDEX.encode()), path
    said = json.loads(fetched(f"{app.url}/_stcore/host-config")[2])
    assert said["blockErrorDialogs"]
    assert app.url in said["allowedOrigins"]
    for path in (SCRIPT, FONT):
        assert fetched(app.url + path)[::2] == (200, (SHELL / path[1:]).read_bytes()), path
    for name in assets.SOURCES:
        assert fetched(f"{app.url}/desk/{assets.VERSION}/{name}")[::2] == (200, assets.source(name)), name
    for path in (f"/desk/000000000000/{name}", f"/desk/{assets.VERSION}/nothing.js"):
        status, headers, _ = fetched(app.url + path)
        assert (status, headers["Referrer-Policy"]) == (404, "no-referrer"), path


def test_a_host_that_starts_the_app_finds_its_line_open(app):
    async def visit():
        visitor = OnDesk(app.url)
        try:
            await visitor.open()
            return visitor.answer
        finally:
            await visitor.leave()

    assert awaited(visit())["row"]["z"]


def test_a_host_that_starts_the_app_is_asked_for_short_keys_and_keeps_no_answer(app):
    state = State(review="A great film, & no “dull” scene!", b=-0.5, view="lecture", step="outcomes", hidden=("tools",))

    async def visit():
        lecturer, student = OnDesk(app.url), OnDesk(app.url)
        try:
            lecturer.state = state
            await lecturer.open()
            await lecturer.ask(lecturer.message(share={"page": app.url, "hide": "tools"}))
            key = lecturer.answer["share"]["typed"].partition("?")[2]
            await student.open(key)
            return key.removeprefix("k="), student.answer
        finally:
            await lecturer.leave()
            await student.leave()

    key, answer = awaited(visit())
    assert (answer["link"], answer["choices"]) == (state.link()[0], state.choices())
    status, headers, body = fetched(f"{app.url}/k/{key}")
    assert (status, State.from_query(body.decode())) == (200, (state, {}))
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"].startswith("text/plain")
    assert "Location" not in headers
    for unknown in ("aaaa-aaaa", "x", "https:%2F%2Fexample.org", "a/b", "%3Cb%3E", "a" * 5000):
        assert fetched(f"{app.url}/k/{unknown}")[::2] == (204, b""), unknown
