"""A reader's own rows and words on their way: sent over HTTP, read in a thread, kept for the visit they belong to.

    the page                            the server
    POST rows/TOKEN, the file       →   the name of the upload
    GET  rows/TOKEN/NAME            →   whether it is read, at the latest after a few seconds
    the message `read`, with NAME   →   controls.py takes the data, or the page asks how the file is to be read
    POST rows/TOKEN/NAME?label=1    →   a new name: the file that lies here is read once more, as the reader chose

A word list comes the same way under `words`. Where the host serves none of these routes, both come in pieces in the
message `bring`.

The token is made for one visit and told to its page alone. What lies here is gone when the visit ends.
"""

import asyncio
import re
import secrets
import time
from base64 import b64decode
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit
from weakref import WeakValueDictionary

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..features import FIRST_TO_LAST
from ..lexicon import Lexicon, default_lexicon
from ..reviews.dataset import Dataset
from ..reviews.reading import LARGEST_FILE, Column, File, Outline, Unclear
from ..reviews.wordlists import LARGEST_LIST, WordList, read_words
from .messages import Label, Question, Receipt

__all__ = ["Choice", "Gone", "Upload", "Visit", "routes"]

ALL = 10 * LARGEST_FILE  # bytes of all visitors together
SENDERS = 64  # visitors who send at a time
SILENCE = 30  # seconds between two pieces of a body
SHORT = 200  # characters of a cell of a file that is asked about
LONGEST = 900  # seconds from its first piece to its last
PATIENCE = 5  # seconds until the question whether a file is read is answered with no
LONGEST_NAME = 50  # characters of a name that the page gives
SOON = 2  # the same over Streamlit's connection, on which the page waits for other answers too
SMALL = 200_000  # bytes of a file that waits for no large one to be read

VISITS: WeakValueDictionary[str, "Visit"] = WeakValueDictionary()  # by their tokens
LANES = {
    small: ThreadPoolExecutor(1, "small" if small else "large") for small in (True, False)
}  # one reads, others wait
Own = tuple[Dataset, str]  # what was made of a file of rows, and what is said of it


class Gone(Exception):
    """There is no such upload, or not any more: the page is to send it again."""


class Refused(Exception):
    """Why a body is not taken: the status of the answer."""


class Choice(NamedTuple):
    """How the reader wants a file to be read.

    Attributes:
        text, label, signs: the columns and what the labels mean, as `Outline.chosen` takes them; without a label
            column it is read as is clear.
        first: whether of too many rows the first are wanted.
    """

    text: int | None = None
    label: int | None = None
    signs: str = ""
    first: bool = False

    @classmethod
    def of(cls, query: str) -> "Choice":
        """What the query of the address says."""
        said = dict(parse_qsl(query, keep_blank_values=True))
        numbers = {key: said[key] for key in ("text", "label") if key in said}
        if not all(re.fullmatch("[0-9]{1,3}", number) for number in numbers.values()):
            raise Refused(400)
        places = {key: int(number) for key, number in numbers.items()}
        return cls(**places, signs=said.get("signs", ""), first="first" in said)


def rows_of(raw: bytes, lexicon: Lexicon, choice: Choice) -> tuple[Own, Outline | None]:
    """What is made of a file of rows, and its outline; None where the reader can choose nothing else.

    Raises:
        Unclear: if the reader must choose, or choose otherwise.
        ValueError: if nothing can be made of it.
    """
    file = File(raw, choice.first)
    try:
        columns = None if choice.label is None else file.outline.chosen(choice.text, choice.label, choice.signs)
        own = file.read(lexicon, columns)
    except Unclear:
        raise
    except ValueError as error:  # another column, or another meaning of the labels, may do
        raise Unclear(str(error), file.outline) from None
    try:
        return own, file.outline
    except ValueError:
        return own, None


def words_of(raw: bytes, lexicon: Lexicon, choice: Choice) -> tuple[WordList, None]:
    """What is made of a file of words; there is nothing to choose."""
    return read_words(raw), None


class Kind(NamedTuple):
    """What may come, and how it is read."""

    make: Callable[[bytes, Lexicon, Choice], tuple[Any, Outline | None]]
    largest: int  # bytes


KINDS = {
    "rows": Kind(rows_of, LARGEST_FILE),
    "words": Kind(words_of, LARGEST_LIST),
}


class Upload:
    """One file of a visit: its bytes as far as they have come, and once it is whole its reading."""

    numbers = count()

    def __init__(self, raw: bytes = b"", kind: str = "rows", name: str = ""):
        self.name, self.kind = name or secrets.token_urlsafe(16), kind
        self.raw: bytes | bytearray = raw
        self.reading: Future[tuple[Any, Outline | None]] | None = None
        self.used = next(self.numbers)  # the larger, the later
        self.came = time.monotonic()  # when its last piece did

    def begin(self, lexicon: Lexicon, choice: Choice):
        """Read it, as soon as its turn has come; the words of texts are counted by the lexicon."""
        lane = LANES[len(self.raw) <= SMALL]
        self.reading = lane.submit(KINDS[self.kind].make, bytes(self.raw), lexicon, choice)

    @property
    def is_read(self) -> bool:
        """Whether its reading is over."""
        return self.reading is not None and self.reading.done() and not self.reading.cancelled()

    @property
    def comes(self) -> bool:
        """Whether pieces of it are still to come."""
        return self.reading is None and time.monotonic() - self.came <= SILENCE

    def drop(self):
        """Forget its bytes; a reading that has not begun never does."""
        self.raw = b""
        if self.reading:
            self.reading.cancel()


class Visit:
    """What one visitor sends: of each kind a file at a time, the next in place of the last."""

    def __init__(self):
        self.token = secrets.token_urlsafe(32)
        self.lexicon = default_lexicon()  # by which the reader's words are counted
        self.brought = False  # whether the reader has own rows or words
        self.uploads: dict[str, Upload] = {}
        VISITS[self.token] = self

    def own(self, name: str, kind: str = "rows") -> Any:
        """What was made of the upload of that name: of rows the data and what is said of them, of words the list.

        Raises:
            Gone: if there is none of that name that is read.
            Unclear: if the reader must choose how it is to be read.
            ValueError: if nothing can be made of it, with one sentence for the reader.
        """
        upload = self.uploads.get(kind)
        if upload is None or upload.name != name or upload.reading is None or not upload.is_read:
            raise Gone(name)
        upload.used = next(Upload.numbers)
        return upload.reading.result()[0]

    @property
    def outline(self) -> Outline | None:
        """From what the reader may choose how the last rows are to be read; None where there is nothing to choose."""
        upload = self.uploads.get("rows")
        if upload is None or upload.reading is None or not upload.is_read:
            return None
        try:
            return upload.reading.result()[1]
        except Unclear as unclear:
            return unclear.outline
        except ValueError:
            return None

    def put(self, upload: Upload):
        """Put an upload in place of the last of its kind."""
        self.drop(upload.kind)
        self.uploads[upload.kind] = upload

    def drop(self, kind: str):
        """Forget the upload of a kind."""
        if upload := self.uploads.pop(kind, None):
            upload.drop()

    def end(self):
        """The visit is over."""
        VISITS.pop(self.token, None)
        for kind in [*self.uploads]:
            self.drop(kind)


class Senders:
    """How many send just now."""

    now = 0

    @classmethod
    @contextmanager
    def one_more(cls) -> Iterator[None]:
        """While one of them sends."""
        if cls.now >= SENDERS:
            raise Refused(503)
        cls.now += 1
        try:
            yield
        finally:
            cls.now -= 1


def uploads() -> list[Upload]:
    """Everything that lies here, the longest unused first."""
    found = (upload for visit in [*VISITS.values()] for upload in [*visit.uploads.values()])
    return sorted(found, key=lambda upload: upload.used)


def make_room(size: int):
    """Let go of files that are read or come no more, the longest unused first, until so many bytes have room."""
    there = uploads()
    taken = sum(len(upload.raw) for upload in there)
    for upload in there:
        if taken + size <= ALL:
            return
        if not upload.comes and (upload.is_read or not upload.reading):
            taken -= len(upload.raw)
            upload.raw, upload.name = (
                b"",
                upload.name if upload.reading else "",
            )  # who stopped in the middle begins anew
    if taken + size > ALL:
        raise Refused(503)


async def take(kind: str, request: Request) -> Response:
    """The name under which a body was taken, to be read; or why it was not, as a status."""
    try:
        if not from_our_page(request):
            raise Refused(403)
        visit, choice = visit_of(request), Choice.of(request.url.query)
        announced = request.headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,12}", announced) or int(announced) > KINDS[kind].largest:
            raise Refused(413)
        with Senders.one_more():
            upload = Upload(kind=kind)
            visit.put(upload)
            try:
                async with asyncio.timeout(LONGEST):
                    await receive(request, visit, upload)
            except BaseException:
                if visit.uploads.get(kind) is upload:
                    visit.drop(kind)
                raise
        upload.begin(visit.lexicon, choice)
    except Refused as why:
        return answered(why.args[0])
    except TimeoutError:
        return answered(408)
    except ClientDisconnect:
        return answered(400)
    return answered(200, name=upload.name)


async def soon(pieces: AsyncIterator[bytes]) -> bytes:
    """The next piece. TimeoutError if it does not come; never `wait_for`, which on 3.11 may pass over its own end."""
    async with asyncio.timeout(SILENCE):
        return await anext(pieces)


async def receive(request: Request, visit: Visit, upload: Upload):
    """Take the body piece by piece, as long as the visit goes on and wants it."""
    upload.raw, pieces = bytearray(), request.stream()
    while piece := await soon(pieces):
        if VISITS.get(visit.token) is not visit:
            raise Refused(404)
        if visit.uploads.get(upload.kind) is not upload:
            raise Refused(409)
        if len(upload.raw) + len(piece) > KINDS[upload.kind].largest:
            raise Refused(413)
        make_room(len(piece))
        upload.raw += piece
        upload.came = time.monotonic()
    upload.raw = bytes(upload.raw)


def bring(visit: Visit, delivery: Any) -> Receipt:
    """Take a piece of a file out of a message, where the host serves no route by which it could be sent.

    Returns:
        Under the name that the page gave the file, how many bytes of it are here and whether it is read; or why it is
        not taken, as a status.
    """
    match delivery:
        case {
            "kind": ("rows" | "words") as kind,
            "id": str(name),
            "choice": str(query),
            "at": int(at),
            "piece": str(text),
            "size": int(size),
        } if len(name) <= LONGEST_NAME:
            try:
                upload = with_piece(visit, kind, name, query, at, text, size)
            except Refused as why:
                return {"id": name, "status": why.args[0]}
            if upload.reading:
                wait([upload.reading], SOON)
            return {"id": name, "at": len(upload.raw), "done": upload.is_read}
    return {"status": 400}


def with_piece(visit: Visit, kind: str, name: str, query: str, at: int, text: str, size: int) -> Upload:
    """The upload of that name with the piece that begins at so many bytes; whole, it is read as the query says."""
    try:
        choice, piece = Choice.of(query), b64decode(text, validate=True)
    except ValueError:
        raise Refused(400) from None
    if size > KINDS[kind].largest or at + len(piece) > size:
        raise Refused(413)
    upload = visit.uploads.get(kind)
    if at == 0 and (upload is None or upload.name != name):
        if sum(upload.comes for upload in uploads()) >= SENDERS:
            raise Refused(503)
        upload = Upload(kind=kind, name=name)
        visit.put(upload)
    if upload is None or upload.name != name:
        raise Refused(404)
    if at == len(upload.raw) and not upload.reading:  # else it has come before
        make_room(len(piece))
        upload.raw += piece
        upload.came = time.monotonic()
        if len(upload.raw) == size:
            upload.begin(visit.lexicon, choice)
    return upload


async def again(kind: str, request: Request) -> Response:
    """The name under which the file that lies here is read once more, as the reader chose."""
    try:
        if not from_our_page(request):
            raise Refused(403)
        visit, choice = visit_of(request), Choice.of(request.url.query)
    except Refused as why:
        return answered(why.args[0])
    upload = named(request, visit, kind)
    if upload is None or not upload.raw:
        return GONE
    other = Upload(bytes(upload.raw), upload.kind)
    visit.put(other)
    other.begin(visit.lexicon, choice)
    return answered(200, name=other.name)


async def ask(kind: str, request: Request) -> Response:
    """Whether an upload is read: at once if it is, and no later than after PATIENCE."""
    try:
        upload = named(request, visit_of(request), kind)
    except Refused as why:
        return answered(why.args[0])
    if upload is None or upload.reading is None:
        return GONE
    if not upload.reading.done():
        await asyncio.wait([asyncio.wrap_future(upload.reading)], timeout=PATIENCE)
    return answered(200, done=upload.is_read)


def named(request: Request, visit: Visit, kind: str) -> Upload | None:
    """The upload of the visit that the address names; None if there is another in its place, or it is not yet whole."""
    upload = visit.uploads.get(kind)
    return upload if upload and upload.name == request.path_params["name"] and upload.reading else None


def visit_of(request: Request) -> Visit:
    """The visit whose token stands in the address."""
    visit = VISITS.get(request.path_params["token"])
    if visit is None:
        raise Refused(404)
    return visit


def from_our_page(request: Request) -> bool:
    """Whether it is our page that asks, as far as a browser says: another page's Origin is not our Host."""
    headers = request.headers
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def answered(status: int, **said) -> Response:
    """An answer that nobody keeps."""
    return JSONResponse(said, status, headers={"Cache-Control": "no-store"})


GONE = Response(status_code=204, headers={"Cache-Control": "no-store"})  # another came in its place: no fault


def routes(prefix: str) -> list[Route]:
    """The routes by which rows and words come, under the path prefix."""
    return [
        Route(f"{prefix}/{kind}/{{token}}{name}", partial(handle, kind), methods=[method])
        for kind in KINDS
        for method, name, handle in (("POST", "", take), ("POST", "/{name}", again), ("GET", "/{name}", ask))
    ]


def question(outline: Outline, why: str) -> Question:
    """What the page asks the reader of a file, and why: its columns and labels, its first rows, what is likely."""

    def labels(column: Column) -> list[Label]:
        return [(value, f"{many:,}", sign) for (value, many), sign in zip(column.values.items(), column.signs)]

    return {
        "columns": [(one.name[:SHORT], labels(one), {0, 1} <= {*one.meaning.y.values()}) for one in outline.columns],
        "rows": [[cell[:SHORT] for cell in row[: len(outline.columns)]] for row in outline.rows],
        "text": "" if outline.text is None else str(outline.text),
        "label": str(outline.label),
        "features": outline.has_features and FIRST_TO_LAST,
        "why": why,
    }
