"""Visitors without a browser: they speak Streamlit's own websocket protocol, with its own messages.

A visitor opens a page and changes something whenever told to, by turns of four kinds: a word of the review, a
switch, a weight typed, a weight under the hand. `OnDesk` sends what the desk's page sends for it, `OnPlain` what
Streamlit's widgets send.
"""

import asyncio
import json
import re
import time
import zlib
from dataclasses import replace
from itertools import count
from typing import NamedTuple
from urllib.parse import urlsplit

from serving import CHROMIUM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from logreg import State
from logreg.reader.state import CONTROLS

__all__ = ["KINDS", "Files", "OnDesk", "OnPlain", "Took", "Visitor"]

KINDS = ("word", "switch", "number", "slider")
CONTROL = {control.key: control for control in CONTROLS}
PATIENCE = 120  # seconds, after which an answer is an error


class Took(NamedTuple):
    """What one exchange with the server took: seconds, bytes received."""

    seconds: float
    received: int


class Files:
    """The files that a browser without a past asks for, over a connection that stays open."""

    def __init__(self, url: str, paths: list[str]):
        self.host, self.port = urlsplit(url).hostname, urlsplit(url).port
        self.paths = paths

    @classmethod
    async def of(cls, url: str) -> "Files":
        """The files of the app at this address, as a real browser asks for them."""
        from playwright.async_api import async_playwright

        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page, asked = await browser.new_page(), []
            page.on("request", lambda request: asked.append(request.url))
            await page.goto(url)
            await page.wait_for_selector(".js-plotly-plot .main-svg, .desk .main-svg")
            await page.wait_for_timeout(2000)
            await browser.close()
        return cls(url, [one.removeprefix(url) for one in asked if one.startswith(url)])

    async def fetch(self) -> int:
        """All of them, one after the other: the bytes received."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        received = 0
        for path in self.paths:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
            )
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            assert head.split()[1] == "200", f"{path}: {head}"
            received += len(head) + len(await body(reader, head))
        writer.close()
        return received


async def body(reader: asyncio.StreamReader, head: str) -> bytes:
    """What comes after the head of an HTTP answer, in one piece or in several."""
    if length := re.search(r"\ncontent-length: *(\d+)", head):
        return await reader.readexactly(int(length[1]))
    pieces = []
    while size := int(await reader.readline(), 16):
        pieces.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(pieces)


class Visitor:
    """One connection to an app, and what its browser would remember."""

    numbers = count()

    def __init__(self, url: str, **connection):
        self.url = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.connection = connection  # what websockets' connect is told besides, such as a cookie
        self.number = next(self.numbers)  # no two visitors write the same review
        self.state = State(b=round(self.number % 97 / 10 - 5, 1))
        self.changes = 0
        self.socket = None
        self.session = ""
        self.ids: dict[str, str] = {}
        self.last = BackMsg()  # what was told last, which a browser says again when it comes back

    async def open(self, query: str = "") -> Took:
        """Connect and get the screen of a link, by default the visitor's own.

        After a lost connection say once more what was told last.
        """
        start = time.perf_counter()
        known = ["streamlit", "PLACEHOLDER", self.session] if self.session else ["streamlit"]
        self.socket = await connect(
            self.url, subprotocols=known, max_size=None, compression=None, open_timeout=PATIENCE, **self.connection
        )
        message = BackMsg()
        message.rerun_script.query_string = query or self.state.link()[0]
        message.rerun_script.widget_states.CopyFrom(self.last.rerun_script.widget_states)
        received = await self.ask(message)
        return Took(time.perf_counter() - start, received)

    async def change(self, kind: str = "") -> Took:
        """A change of this kind, by default of the next, and the answer to it."""
        kind = kind or KINDS[(self.number + self.changes) % len(KINDS)]
        self.changes += 1
        return await self.asked(*self.changed(kind))

    async def drag(self) -> Took:
        """A weight dragged for a second and let go, with what the page sends meanwhile, as fast as it is answered."""
        self.changes += 1
        return await self.asked(*self.dragged())

    async def asked(self, *messages: BackMsg) -> Took:
        """What it takes until all these are answered."""
        start = time.perf_counter()
        received = [await self.ask(message) for message in messages]
        return Took(time.perf_counter() - start, sum(received))

    async def leave(self):
        """Close the window."""
        await self.socket.close()

    async def ask(self, message: BackMsg) -> int:
        """Send a message and read on until the run that answers it is over: the bytes received."""
        await self.socket.send(message.SerializeToString())
        received = 0
        async with asyncio.timeout(PATIENCE):
            while True:
                raw = await self.socket.recv()
                received += len(raw)
                forward = ForwardMsg.FromString(raw)
                match forward.WhichOneof("type"):
                    case "delta":
                        self.learn(forward.delta)
                    case "new_session":
                        self.session = forward.new_session.initialize.session_id
                    case "script_finished" if forward.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                        return received

    def chosen(self, kind: str) -> State:
        """The state after a change of this kind."""
        state, n = self.state, self.changes
        match kind:
            case "word":
                word = "great" if n % 8 < 4 else "dull"
                return replace(state, review=f"{State.review} A {word} film {self.number}/{n}")
            case "switch":
                return CONTROL["x2"].put(state, not state.on[1])
            case "number":
                return CONTROL["w1"].put(state, round(n % 61 / 10 - 3, 1))
            case "slider":
                return CONTROL["w3"].put(state, round(n % 67 / 10 - 3, 1))


class OnDesk(Visitor):
    """A visitor of the app: one component, whose state is its last message."""

    n = 0
    data = b""

    @property
    def answer(self) -> dict:
        """The last answer, as the page reads it."""
        return json.loads(zlib.decompress(self.data))

    def learn(self, delta):
        """Keep the name by which the component is known, and what it was answered."""
        element = delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            self.ids["desk"] = element.bidi_component.id
            self.data = element.bidi_component.bytes
        assert element.WhichOneof("type") != "exception", str(element)

    def changed(self, kind):
        """A slider that is pressed tells where it was pressed, and once more that it was let go."""
        self.state = self.chosen(kind)
        if kind == "slider":
            yield self.message(dragging=True)
        yield self.message()

    def dragged(self):
        """The same over four units: at its second step the hand is seen to move, and asks for a table."""
        self.state, start = replace(self.state, b=round(self.state.b + 0.001, 3)), self.state.w[2]  # of its own
        for moved, grabs in ((0.1, False), (0.3, True), (4.0, False)):
            self.state = CONTROL["w3"].put(self.state, round(start + moved, 1))
            grab = {"grab": {"control": "w3", "id": self.changes, "far": True}} if grabs else {}
            yield self.message(dragging=moved < 4, **grab)

    def message(self, **more):
        """One message of the desk's page."""
        self.n += 1
        message = BackMsg()
        widget = message.rerun_script.widget_states.widgets.add(id=self.ids["desk"])
        sent = {"n": self.n, "half": 10, "dragging": False, "choices": self.state.choices(), **more}
        widget.json_value = json.dumps({"message": sent})
        self.last = message
        return message


class OnPlain(Visitor):
    """A visitor of the plain page: twice seven widgets, all of which go along with each change."""

    def learn(self, delta):
        """Keep the names by which the widgets are known."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("text_area", "checkbox", "slider"):
            widget = getattr(element, kind)
            self.ids[widget.label] = widget.id
        assert kind != "exception", str(element)

    def changed(self, kind):
        """Streamlit's page tells each change once, of a slider when it is let go."""
        self.state = self.chosen(kind)
        yield self.message()

    def dragged(self):
        """So it does after a drag."""
        return self.changed("slider")

    def message(self):
        """What Streamlit's page sends: the state of all widgets."""
        message = BackMsg()
        add = message.rerun_script.widget_states.widgets.add
        add(id=self.ids["Review"], string_value=self.state.review)
        for j, (on, w) in enumerate(zip(self.state.on, self.state.w), start=1):
            add(id=self.ids[f"x{j}"], bool_value=on)
            add(id=self.ids[f"w{j}"]).double_array_value.data.append(w)
        add(id=self.ids["b"]).double_array_value.data.append(self.state.b)
        return message
