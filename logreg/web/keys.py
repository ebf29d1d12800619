"""Short keys for prepared links: what a QR code holds that is read from the back of a hall, and what one types.

    the link    view=lecture&step=outcomes&stage=on&packed=eNpV…    up to 8,000 characters
    its key     k=fh3k-7pwd-5                                       eight letters, and the number of the step

The links, and with them someone's review, lie in the memory of this process and nowhere else, for a day at most. Where
there are several processes the page of a visitor who was given a seat at another asks them all: GET k/KEY.
"""

import hmac
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from threading import Lock, Timer
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..reader.state import LONGEST_LINK, STEPS, State

__all__ = ["KEYS", "Keys", "routes", "state_of"]

LETTERS = "abcdefhjkmnprstuwxyz34789"  # no two that look alike, as o and 0, l and 1, g and q, s and 5, u and v do
LENGTH = 8  # 25⁸, more than 10¹¹ keys
DAY = 86_400  # seconds
MOST = 10_000  # links at a time
ROOM = 20_000_000  # characters of all of them
WRITTEN = re.compile(rf"([{LETTERS}]{{4}})[-\s]*([{LETTERS}]{{4}})(?:[-\s]*([0-9]{{1,2}}))?")
UNKNOWN = (
    "This short address is not known here, or not any more: it holds for a day, on the server that made it. "
    "The whole link always leads there."
)


def after(seconds: float, do: Callable[[], None]):
    """Do it after so many seconds, unless the server ends before."""
    timer = Timer(seconds, do)
    timer.daemon = True
    timer.start()


class Keys:
    """The links that have a key: the same link has the same key, and no key tells of its link.

    Args:
        clock: the time in seconds, from any moment on.
        after: how something is done later.

    Example:
        >>> keys = Keys()
        >>> key = keys.key(State(view="lecture", step="outcomes", digits=4))
        >>> key.count("-"), keys.link(key.upper())
        (2, 'digits=4&view=lecture&step=outcomes')
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, after: Callable = after):
        self.clock, self.after = clock, after
        self.secret = secrets.token_bytes(32)
        self.lock = Lock()
        self.links: OrderedDict[str, tuple[str, float]] = OrderedDict()  # key → link, end; by their ends
        self.size = 0  # characters
        self.scheduled = False  # whether something is to be forgotten later

    def key(self, state: State) -> str:
        """The key of the state's link, as one writes it: from now on it leads there for a day.

        The number of the step of the lecture stands behind the key, so that all steps have one link.
        """
        step = state.step if state.view == "lecture" else State.step
        link, _ = (replace(state, step=State.step) if step != State.step else state).link()
        with self.lock:
            self.forget()
            key = self.free(link)
            self.drop(key)
            self.links[key] = link, self.clock() + DAY
            self.size += len(link)
            while len(self.links) > MOST or self.size > ROOM:
                self.drop(next(iter(self.links)))
            self.forget_later()
        return f"{key[:4]}-{key[4:]}" + (f"-{STEPS.index(step) + 1}" if step != State.step else "")

    def link(self, key: str) -> str:
        """The link behind a key, however it was typed; KeyError if there is none."""
        found = WRITTEN.fullmatch(key.strip().lower()[:40])
        if not found:
            raise KeyError(key)
        first, second, step = found.groups()
        with self.lock:
            self.forget()
            link, _ = self.links[first + second]
        if step and 1 <= int(step) <= len(STEPS):
            state = State.from_query(link)[0]
            link, _ = replace(state, step=STEPS[int(step) - 1]).link()
        return link

    def free(self, link: str) -> str:
        """The first key of the link that is not another's."""
        tries = 0
        while self.links.get(key := self.hashed(link, tries), (link,))[0] != link:
            tries += 1
        return key

    def hashed(self, link: str, tries: int) -> str:
        """A key of the link, which nobody can tell who does not know the secret."""
        number = int.from_bytes(hmac.digest(self.secret, f"{tries} {link}".encode(), "sha256"))
        return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))

    def drop(self, key: str):
        """Forget the link of a key, if it has one."""
        link, _ = self.links.pop(key, ("", 0.0))
        self.size -= len(link)

    def forget(self):
        """Forget the links whose day is over."""
        while self.links and next(iter(self.links.values()))[1] <= self.clock():
            self.drop(next(iter(self.links)))

    def forget_later(self):
        """Forget the first link to end when it ends, also should nobody ask for any by then."""
        if self.links and not self.scheduled:
            self.scheduled = True
            self.after(next(iter(self.links.values()))[1] - self.clock(), self.tidy)

    def tidy(self):
        """Forget what has ended, and the next when it does."""
        with self.lock:
            self.scheduled = False
            self.forget()
            self.forget_later()


KEYS = Keys()


def state_of(query: str) -> tuple[State, dict[str, str]]:
    """The state that an address carries, itself or by a key, and for each thing that cannot be read a sentence.

    A key leads to a State, and so to this page and nowhere else; what stands beside it in the address counts too.
    """
    if len(query) > 2 * LONGEST_LINK or "k" not in (choices := dict(parse_qsl(query, keep_blank_values=True))):
        return State.from_query(query)
    beside = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "k"])
    try:
        link = KEYS.link(choices["k"])
    except KeyError:
        state, notes = State.from_query(beside)
        return state, {"k": UNKNOWN} | notes
    return State.from_query("&".join(filter(None, (link, beside))))


def answered(request: Request) -> Response:
    """The link behind the key in the address; nothing where it is not known here, which is no fault."""
    try:
        link = KEYS.link(request.path_params["key"])
    except KeyError:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    return Response(link, media_type="text/plain", headers={"Cache-Control": "no-store"})


def routes(prefix: str) -> list[Route]:
    """The route by which a page asks for a link, under the path prefix."""
    return [Route(f"{prefix}/k/{{key:path}}", answered)]
