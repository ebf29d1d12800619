"""Several replicas behind nginx, as the README says: visitors stay at one, and go on at another when it ends."""

import asyncio
import json
import re
from dataclasses import replace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from bench.visitors import OnDesk
from serving import NGINX, awaited, behind_nginx, seat
from websockets.exceptions import ConnectionClosed

from logreg import trace
from logreg.web.page import row

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hall():
    """The address of nginx, and the two replicas behind it."""
    if not NGINX:
        pytest.skip("nginx is not installed: `apt-get install nginx` (.ci/run does)")
    with behind_nginx() as (url, *replicas):
        yield url, *replicas


def visitor(url, number):
    """A visitor with a cookie and a state of their own."""
    one = OnDesk(url, additional_headers={"Cookie": seat(url)})
    one.state = replace(one.state, b=float(number), digits=4)
    return one


async def busy(who, dead):
    """Ask again and again until the replica is dead and this visitor has had an answer since; whether it was theirs."""
    lost, after = 0, False
    while not after:
        after = dead.is_set()
        try:
            await who.ask(who.message())
        except ConnectionClosed:  # as a browser does: connect again, and say once more what was said last
            lost += 1
            await who.open()
    return min(lost, 1)


def test_a_visitor_gets_a_seat_once(hall):
    url, *_ = hall
    cookie = seat(url)
    assert re.fullmatch(r"seat=[0-9a-f]{32}", cookie)
    assert seat(url, cookie) == ""


def test_twenty_megabytes_of_rows_come_through_nginx_to_the_replica_of_their_visitor(hall):
    url, *_ = hall
    cells = [",".join(f"{n % k}.{0:029}" for k in range(2, 8)) for n in range(420)]
    table = "y,x1,x2,x3,x4,x5,x6\n" + "".join(f"{n % 2},{cells[n % 420]}\n" for n in range(100_000))
    assert 19_000_000 < len(table) < 20_000_000

    async def told():
        visitors = [visitor(url, number) for number in range(8)]
        for who in visitors:
            who.state = replace(who.state, view="learn", part="data")
            await who.open()
            for _ in range(3):  # elsewhere nobody would know of it
                name = await sent(who, url, "y,text\n1,Fine.\n0,Dull.\n")
            await who.ask(who.message(read=name))
            assert who.answer["row"]["learn_own"].startswith("2 of 2 rows")
        who = visitors[0]
        name = await sent(who, url, table)
        await who.ask(who.message(read=name))
        assert who.answer["row"]["learn_own"].startswith("100,000 of 100,000 rows")
        with pytest.raises(HTTPError) as refused:
            await sent(who, url, table + table[:2_000_000])
        assert refused.value.code == 413
        for who in visitors:
            await who.leave()

    awaited(told())


async def sent(who, url, rows):
    """The name of an upload, once it is read; sent as the visitor's browser sends it."""
    place, headers = f"{url}/rows/{who.answer['token']}", who.connection["additional_headers"]

    def ask(address, body=None):
        with urlopen(Request(address, body, headers), timeout=120) as reply:
            return json.load(reply)

    name = (await asyncio.to_thread(ask, place, rows.encode()))["name"]
    while not (await asyncio.to_thread(ask, f"{place}/{name}"))["done"]:
        pass
    return name


def test_visitors_are_spread_and_go_on_elsewhere_when_a_replica_is_killed(hall):
    url, one, other = hall

    async def told():
        visitors = [visitor(url, number) for number in range(30)]
        for who in visitors:
            await who.open()
            await who.change("word")
        told = [who.state for who in visitors]
        dead = asyncio.Event()
        working = [asyncio.create_task(busy(who, dead)) for who in visitors]
        await asyncio.sleep(1)  # all of them ask, at once and without a pause
        one.kill()
        dead.set()
        came_back = sum(await asyncio.gather(*working))
        for who, state in zip(visitors, told):
            assert who.answer["link"] == state.link()[0]
            assert who.answer["row"] == row(trace(state), who.answer["half"])
            await who.change("switch")  # and things go on
            assert who.answer["link"] == who.state.link()[0] != state.link()[0]
            await who.leave()
        assert 5 <= came_back <= 25, f"{came_back} of 30 sat at the replica that was killed"

    awaited(told())
    one.start()
    assert other.process.poll() is None
