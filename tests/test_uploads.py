"""A reader's own rows on their way to the server: who may send, how much, and what is left of it."""

import asyncio
import gc
import json
import select
import socket
import threading
import time
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from bench.visitors import OnDesk
from serving import awaited, served
from starlette.routing import Router

from logreg.reviews.reading import LARGEST_FILE, MOST_OFFERED, Unclear
from logreg.reviews.wordlists import LARGEST_LIST
from logreg.web import uploads
from logreg.web.uploads import Gone, Upload, Visit

CSV = b"label,text\n1,A great film!\n0,A dull film.\n"
PIECE = 64 * 1024


@pytest.fixture
def visit():
    """A visit, which ends with the test."""
    one = Visit()
    yield one
    one.end()


class Body:
    """A body that comes in pieces, and how many of them were taken."""

    def __init__(self, *pieces, more=None):
        self.pieces, self.more, self.taken = [*pieces], more, 0

    async def receive(self):
        if not self.pieces:
            await (self.more or asyncio.sleep)(3600)  # it says no more
        piece = self.pieces.pop(0)
        if isinstance(piece, dict):
            return piece
        self.taken += 1
        return {"type": "http.request", "body": piece, "more_body": bool(self.pieces)}


async def asking(method, path, body=None, prefix="", **headers):
    """Status and content of the answer to one request; the path may have a query."""
    path, _, query = path.partition("?")
    said = []
    fields = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": fields,
        "query_string": query.encode(),
        "root_path": "",
    }

    async def send(message):
        said.append(message)

    await Router(uploads.routes(prefix))(scope, (body or Body(b"")).receive, send)
    start, *rest = said
    assert start["status"] in (404, 405) or (b"cache-control", b"no-store") in start["headers"]
    content = b"".join(message.get("body", b"") for message in rest)
    return start["status"], json.loads(content) if content.startswith(b"{") else {}


def posted(visit, *pieces, token=None, query="", **headers):
    """Status and content of the answer to a body, and the body itself."""
    body = Body(*pieces)
    status, content = awaited(asking("POST", f"/rows/{token or visit.token}{query}", body, **headers))
    return status, content, body


def reads(monkeypatch, make):
    """Let rows be read by this function."""
    monkeypatch.setitem(uploads.KINDS, "rows", uploads.KINDS["rows"]._replace(make=make))


def read_to_the_end(visit, name):
    """Ask until the upload is read."""
    while not awaited(asking("GET", f"/rows/{visit.token}/{name}"))[1]["done"]:
        pass


def test_a_file_that_is_sent_in_pieces_is_read_under_its_name(visit):
    status, said, _ = posted(visit, CSV[:7], CSV[7:20], CSV[20:])
    assert status == 200
    read_to_the_end(visit, said["name"])
    data, told = visit.own(said["name"])
    assert data.titles == ("A great film!", "A dull film.")
    assert told.startswith("2 of 2 rows")


def test_of_a_file_of_which_nothing_can_be_made_there_is_a_sentence(visit):
    _, said, _ = posted(visit, b"\0" * 50)
    read_to_the_end(visit, said["name"])
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        visit.own(said["name"])


def of_file(raw, at=0, part=20, name="mine"):
    """The piece of a file that begins at so many bytes, as a page brings it in a message."""
    piece = b64encode(raw[at : at + part]).decode()
    return {"kind": "rows", "id": name, "choice": "", "at": at, "piece": piece, "size": len(raw)}


def brought(visit, raw, at=0, part=20, name="mine", **more):
    """What the page is told of such a piece."""
    return uploads.bring(visit, of_file(raw, at, part, name) | more)


def test_a_file_that_comes_in_messages_is_read_under_the_name_that_the_page_gave_it(visit):
    said = {"at": 0}
    while not said.get("done"):
        at = said["at"]
        said = brought(visit, CSV, at)
        assert said["at"] in (len(CSV), at + 20)
    data, _ = visit.own("mine")
    assert data.titles == ("A great film!", "A dull film.")


def test_a_word_list_comes_in_messages_too(visit):
    assert brought(visit, b"superb 3\ndreary -2\n", kind="words")["done"]
    words = visit.own("mine", "words")
    assert (words.lexicon.positive, words.lexicon.negative) == ({"superb"}, {"dreary"})


def test_a_piece_that_comes_twice_counts_once(visit):
    for at in (0, 0, 20, 0, 20, 40, 40, 20):
        said = brought(visit, CSV, at)
        assert said["id"] == "mine"
    assert (said["at"], said["done"]) == (len(CSV), True)
    assert len(visit.own("mine")[0].titles) == 2


def test_another_file_takes_the_place_of_one_that_has_not_come_whole(visit):
    brought(visit, b"x" * 1000)
    assert brought(visit, CSV, part=100, name="other")["done"]
    assert brought(visit, b"x" * 1000, at=20) == {"id": "mine", "status": 404}
    assert len(visit.own("other")[0].titles) == 2


def test_a_file_that_comes_in_messages_is_read_as_the_reader_chose(visit):
    rows = "stars,review,other\n" + "".join(f"{1 + 4 * (n % 2)},A film of {n} words,{n % 2}\n" for n in range(9))
    assert brought(visit, rows.encode(), part=1000, choice="text=1&label=2&signs=01")["done"]
    assert visit.own("mine")[0].y.tolist() == [n % 2 for n in range(9)]


def test_of_a_file_that_comes_in_messages_no_more_is_taken_than_of_any(visit):
    assert brought(visit, CSV, size=LARGEST_FILE + 1)["status"] == 413
    assert brought(visit, CSV, kind="words", size=LARGEST_LIST + 1)["status"] == 413
    assert brought(visit, CSV, part=100, size=10)["status"] == 413  # more than was said
    assert not visit.uploads


@pytest.mark.parametrize(
    "more",
    [
        *({"piece": piece} for piece in ("%", "ж", "\ud800", None, 7, ["QQ=="])),
        *({"kind": kind} for kind in ("else", None, ["rows"])),
        *({"id": name} for name in (None, 7, "x" * 51)),
        *({"choice": choice} for choice in (None, 7, "label=x", "label=-1")),
        *({"at": at} for at in (-1, 7, 10**30, 0.5, "0", None)),
        *({"size": size} for size in (-1, 0.5, "9", None)),
    ],
    ids=str,
)
def test_of_what_no_page_sends_nothing_is_taken(visit, more):
    assert uploads.bring(visit, of_file(CSV) | more)["status"] in (400, 404, 413)
    assert not visit.uploads


def test_tokens_and_names_cannot_be_guessed():
    tokens = {Visit().token for _ in range(100)} | {Upload().name for _ in range(100)}
    assert len(tokens) == 200
    assert all(len(token) >= 22 for token in tokens)


@pytest.mark.parametrize("token", ["x", "0" * 43, "..%2f", "\u017elu\u0165"])
def test_without_a_token_of_a_visit_nothing_is_taken(visit, token):
    status, _, body = posted(visit, CSV, token=token)
    assert (status, body.taken) == (404, 0)
    assert awaited(asking("GET", f"/rows/{token}/x"))[0] == 404


def test_the_file_of_one_visit_is_not_there_for_another(visit):
    _, said, _ = posted(visit, CSV)
    other = Visit()
    assert awaited(asking("GET", f"/rows/{other.token}/{said['name']}"))[0] == 204
    with pytest.raises(Gone):
        other.own(said["name"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://hall.example", "host": "hall.example"}, 200),
        ({"origin": "https://hall.example:8501", "host": "hall.example:8501"}, 200),
        ({"origin": "https://hall.example", "host": "inner:8501", "sec_fetch_site": "same-origin"}, 200),
        ({"host": "hall.example"}, 200),
        ({"origin": "http://evil.example", "host": "hall.example"}, 403),
        ({"origin": "null", "host": "hall.example"}, 403),
        ({"origin": "http://hall.example", "host": "hall.example", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "http://a.example", "host": "b.example", "sec_fetch_site": "same-site"}, 403),
    ],
)
def test_another_page_may_not_send(visit, headers, status):
    found, _, body = posted(visit, CSV, **headers)
    assert (found, body.taken) == (status, int(status == 200))


@pytest.mark.parametrize("length", [str(LARGEST_FILE + 1), "200000000", "9" * 5000, "-1", "1e3", ""])
def test_a_body_that_is_announced_too_large_is_refused_before_it_is_read(visit, length):
    status, _, body = posted(visit, CSV, content_length=length)
    assert (status, body.taken) == (413, 0)


def test_a_body_that_announces_nothing_is_refused_as_soon_as_it_is_too_large(visit):
    most = LARGEST_FILE // PIECE
    status, _, body = posted(visit, *[bytes(PIECE)] * (most + 50))
    assert (status, body.taken) == (413, most + 1)
    assert not visit.uploads


def test_the_largest_file_is_taken(visit):
    status, said, _ = posted(visit, CSV, b" " * (LARGEST_FILE - len(CSV)), content_length=str(LARGEST_FILE))
    assert status == 200
    read_to_the_end(visit, said["name"])
    assert len(visit.own(said["name"])[0].y) == 2


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\con", "a\r\nSet-Cookie: x=1", "<b>.csv", "\u202egnp.csv"])
def test_the_name_of_a_file_is_not_even_looked_at(visit, name):
    # the page does not send it; whoever does gets no other answer
    status, said, _ = posted(visit, CSV, content_disposition=f"attachment; filename={name!r}", content_type="text/html")
    assert status == 200
    assert name not in str(said)


def test_only_these_methods_are_known(visit):
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        assert awaited(asking(method, f"/rows/{visit.token}"))[0] == 405
    assert awaited(asking("PUT", f"/rows/{visit.token}/x"))[0] == 405


def test_a_path_prefix_goes_before(visit):
    status, _ = awaited(asking("POST", f"/course/l5/rows/{visit.token}", Body(CSV), prefix="/course/l5"))
    assert status == 200


# how it is to be read

ASKED = "a;b;c\nFine.;3;iyi\nDull.;4;kötü\nOh.;5;orta\n".encode()


def test_what_is_not_clear_is_asked_and_the_file_that_lies_there_is_read_as_the_reader_says(visit):
    _, said, _ = posted(visit, ASKED)
    read_to_the_end(visit, said["name"])
    with pytest.raises(Unclear, match=r"^It is not clear .*\.$"):
        visit.own(said["name"])
    assert [*visit.outline.columns[2].values] == ["iyi", "kötü", "orta"]
    status, other = awaited(asking("POST", f"/rows/{visit.token}/{said['name']}?text=0&label=2&signs=10-"))
    assert status == 200
    assert other["name"] != said["name"]
    read_to_the_end(visit, other["name"])
    assert visit.own(other["name"])[0].y.tolist() == [1, 0]
    with pytest.raises(Gone):
        visit.own(said["name"])
    _, again, _ = posted(visit, ASKED, query="?text=0&label=2&signs=01-")
    read_to_the_end(visit, again["name"])
    assert visit.own(again["name"])[0].y.tolist() == [0, 1]


def test_a_choice_of_which_nothing_can_be_made_is_said_and_asked_again(visit):
    for query in (
        "?text=0&label=2&signs=---",
        "?text=0&label=2&signs=1",
        "?text=0&label=9",
        "?label=2",
        "?text=2&label=2",
    ):
        _, said, _ = posted(visit, ASKED, query=query)
        read_to_the_end(visit, said["name"])
        with pytest.raises(Unclear, match=r"^[A-Z].*\.$"):
            visit.own(said["name"])
        assert len(visit.outline.columns) == 3


@pytest.mark.parametrize(
    "query", ["text=0&label=x", "label=-1", "label=1e2", "label=", "text=%00&label=1", "label=9999"]
)
def test_a_choice_that_is_no_number_is_refused(visit, query):
    assert posted(visit, ASKED, query=f"?{query}")[0] == 400
    _, said, _ = posted(visit, ASKED)
    assert awaited(asking("POST", f"/rows/{visit.token}/{said['name']}?{query}"))[0] == 400
    read_to_the_end(visit, said["name"])


def test_a_file_that_does_not_lie_there_any_more_is_not_read_otherwise(visit):
    _, said, _ = posted(visit, ASKED)
    read_to_the_end(visit, said["name"])
    place = f"/rows/{visit.token}/{said['name']}"
    other = Visit()
    assert awaited(asking("POST", f"/rows/{other.token}/{said['name']}?text=0&label=2"))[0] == 204
    assert awaited(asking("POST", f"{place}?text=0&label=2", origin="http://evil.example", host="a.example"))[0] == 403
    visit.uploads["rows"].raw = b""  # it made room for others
    assert awaited(asking("POST", f"{place}?text=0&label=2"))[0] == 204
    assert awaited(asking("POST", f"/rows/{visit.token}/x?text=0&label=2"))[0] == 204


def test_a_file_that_is_clear_is_read_though_its_columns_are_too_many_to_choose_from(visit):
    names = ",".join(f"c{n}" for n in range(MOST_OFFERED))
    row = "," * (MOST_OFFERED - 1)
    _, said, _ = posted(visit, f"{names},text,label\n{row},Fine.,1\n{row},Dull.,0\n".encode())
    read_to_the_end(visit, said["name"])
    assert visit.own(said["name"])[0].y.tolist() == [1, 0]
    assert visit.outline is None


def test_of_a_file_of_which_nothing_can_be_made_there_is_no_outline(visit):
    assert visit.outline is None
    _, said, _ = posted(visit, b"\0" * 50)
    read_to_the_end(visit, said["name"])
    assert visit.outline is None


# a word list


def test_a_word_list_comes_beside_the_rows_and_neither_takes_the_others_place(visit):
    _, rows, _ = posted(visit, CSV)
    status, words = awaited(asking("POST", f"/words/{visit.token}", Body(b"film 3\ndull -2\n")))
    assert status == 200
    read_to_the_end(visit, rows["name"])
    while not awaited(asking("GET", f"/words/{visit.token}/{words['name']}"))[1]["done"]:
        pass
    assert visit.own(words["name"], "words").lexicon.sign("film") == 1
    assert len(visit.own(rows["name"])[0].y) == 2
    with pytest.raises(Gone):
        visit.own(words["name"])
    assert awaited(asking("GET", f"/rows/{visit.token}/{words['name']}"))[0] == 204


def test_a_word_list_that_is_too_large_is_refused_before_it_is_read(visit):
    body = Body(b"x")
    length = str(LARGEST_LIST + 1)
    assert awaited(asking("POST", f"/words/{visit.token}", body, content_length=length))[0] == 413
    assert body.taken == 0
    body = Body(*[bytes(PIECE)] * (LARGEST_LIST // PIECE + 9))
    assert awaited(asking("POST", f"/words/{visit.token}", body))[0] == 413
    assert not visit.uploads


# what is left of it


def test_when_the_visit_ends_nothing_is_left(visit):
    _, said, _ = posted(visit, CSV)
    read_to_the_end(visit, said["name"])
    visit.end()
    assert (visit.uploads, uploads.VISITS.get(visit.token)) == ({}, None)
    assert posted(visit, CSV)[0] == 404
    with pytest.raises(Gone):
        visit.own(said["name"])


def test_a_visit_that_is_forgotten_leaves_nothing_either():
    visit = Visit()
    token = visit.token
    posted(visit, CSV)
    del visit
    gc.collect()
    assert token not in uploads.VISITS


def test_a_body_is_no_longer_taken_once_the_visit_has_ended(visit):
    async def ends():
        body = Body(CSV, CSV, b"")
        receive = body.receive

        async def receiving():
            if body.taken == 1:
                visit.end()
            return await receive()

        body.receive = receiving
        return await asking("POST", f"/rows/{visit.token}", body), body.taken

    assert awaited(ends()) == ((404, {}), 2)
    assert not visit.uploads


def test_a_browser_that_breaks_off_leaves_nothing(visit):
    assert posted(visit, CSV, {"type": "http.disconnect"})[0] == 400
    assert (visit.uploads, uploads.Senders.now) == ({}, 0)


def test_a_body_that_falls_silent_is_not_waited_for(visit, monkeypatch):
    monkeypatch.setattr(uploads, "SILENCE", 0.05)
    body = Body(CSV)
    body.pieces.append({"type": "http.request", "body": CSV, "more_body": True})
    assert awaited(asking("POST", f"/rows/{visit.token}", body))[0] == 408
    assert (visit.uploads, uploads.Senders.now) == ({}, 0)


@pytest.mark.parametrize("pause", [0.02, 0])
def test_a_body_that_drips_is_not_waited_for_either(visit, monkeypatch, pause):
    monkeypatch.setattr(uploads, "LONGEST", 0.2)
    end = time.monotonic() + 10

    async def drip():
        assert time.monotonic() < end, "it is still waited for"
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": b"x", "more_body": True}

    body = Body()
    body.receive = drip
    assert awaited(asking("POST", f"/rows/{visit.token}", body))[0] == 408
    assert not visit.uploads


def test_a_second_file_takes_the_place_of_the_first_on_its_way(visit):
    async def two():
        first = Body(CSV)
        first.pieces += [{"type": "http.request", "body": CSV, "more_body": True}]
        turn = asyncio.Event()
        receive = first.receive

        async def receiving():
            if first.taken == 1:
                await turn.wait()
            return await receive()

        first.receive = receiving
        one = asyncio.create_task(asking("POST", f"/rows/{visit.token}", first))
        while first.taken == 0:
            await asyncio.sleep(0)
        status, said = await asking("POST", f"/rows/{visit.token}", Body(CSV))
        turn.set()
        return (await one)[0], status, said["name"]

    first, second, name = awaited(two())
    assert (first, second) == (409, 200)
    read_to_the_end(visit, name)
    assert len(visit.own(name)[0].y) == 2


def test_no_more_send_at_a_time_than_there_is_room_for(visit, monkeypatch):
    monkeypatch.setattr(uploads, "SENDERS", 0)
    status, _, body = posted(visit, CSV)
    assert (status, body.taken) == (503, 0)


def test_the_bytes_of_all_are_bounded_and_the_longest_unused_that_are_read_make_room(monkeypatch):
    monkeypatch.setattr(uploads, "VISITS", type(uploads.VISITS)())
    monkeypatch.setattr(uploads, "ALL", 3 * len(CSV))
    visits = [Visit() for _ in range(4)]
    names = []
    for visit in visits:
        status, said, _ = posted(visit, CSV)
        assert status == 200
        read_to_the_end(visit, said["name"])
        names.append(said["name"])
    assert [len(visit.uploads["rows"].raw) for visit in visits] == [0, *[len(CSV)] * 3]
    assert all(visit.own(name) for visit, name in zip(visits, names))  # what was made of them is there
    for visit in visits[1:]:
        visit.uploads["rows"].reading = None  # as if they were not yet read
    late = Visit()
    assert posted(late, CSV)[0] == 503
    assert not late.uploads


# while one is read


def test_while_a_file_is_read_the_question_is_answered_with_no(visit, monkeypatch):
    monkeypatch.setattr(uploads, "PATIENCE", 0.01)
    going = threading.Event()
    reads(monkeypatch, lambda raw, lexicon, choice: going.wait(60) and ((raw, "read"), None))
    _, said, _ = posted(visit, CSV)
    try:
        assert awaited(asking("GET", f"/rows/{visit.token}/{said['name']}"))[1] == {"done": False}
        with pytest.raises(Gone):
            visit.own(said["name"])
    finally:
        going.set()
    read_to_the_end(visit, said["name"])
    assert visit.own(said["name"]) == (CSV, "read")


def test_a_small_file_does_not_wait_for_a_large_one_and_one_that_is_replaced_is_never_read(monkeypatch):
    going, seen = threading.Event(), []
    monkeypatch.setattr(uploads, "LANES", {True: ThreadPoolExecutor(1), False: ThreadPoolExecutor(1)})

    def slow(raw, lexicon, choice):
        seen.append(len(raw))
        return len(raw) <= uploads.SMALL or going.wait(60)

    reads(monkeypatch, slow)
    visits = [Visit() for _ in range(3)]
    large = uploads.SMALL + 1
    try:
        for i, visit in enumerate(visits[:2]):
            posted(visit, bytes(large + i))
        posted(visits[1], bytes(large + 7))  # in place of the one that waits
        _, said, _ = posted(visits[2], CSV)
        read_to_the_end(visits[2], said["name"])
    finally:
        going.set()
    visits[1].uploads["rows"].reading.result(60)
    assert sorted(seen) == [len(CSV), large, large + 7]


# as a visitor's server runs it


def told_raw(app, head, *pieces):
    """The first line of the answer to bytes on the wire, and how many pieces were sent before it came."""
    with socket.create_connection(("127.0.0.1", app.port), timeout=60) as line:
        line.sendall(head.encode())
        line.setblocking(False)
        sent = 0
        for piece in pieces:
            if select.select([line], [], [], 0)[0]:
                break
            select.select([], [line], [], 60)
            with suppress(BlockingIOError, ConnectionError):
                line.send(piece)
            sent += 1
        line.setblocking(True)
        return line.recv(100).decode().partition("\r\n")[0], sent


@pytest.mark.slow
def test_on_the_wire_too_much_is_refused_before_it_is_read_and_when_the_connection_ends_all_is_gone():
    async def visited(app):
        who = OnDesk(app.url)
        who.state = replace(who.state, view="learn", part="data")
        await who.open()
        token = who.answer["token"]
        head = f"POST /rows/{token} HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n"
        line, _ = await asyncio.to_thread(told_raw, app, f"{head}Content-Length: 200000000\r\n\r\n")
        assert "413" in line
        piece = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        line, sent = await asyncio.to_thread(
            told_raw, app, f"{head}Transfer-Encoding: chunked\r\n\r\n", *[piece] * 3000
        )
        assert "413" in line
        assert sent < 1500
        before = app.memory()
        line, _ = await asyncio.to_thread(told_raw, app, f"{head}Content-Length: {len(CSV)}\r\n\r\n{CSV.decode()}")
        assert "200" in line
        await who.leave()
        for _ in range(600):  # the connection's end comes to be known
            line, _ = await asyncio.to_thread(told_raw, app, f"{head}Content-Length: 1\r\n\r\nx")
            if "404" in line:
                return before
            await asyncio.sleep(0.05)
        raise AssertionError(line)

    with served() as app:
        assert awaited(visited(app)) < 300  # MB
