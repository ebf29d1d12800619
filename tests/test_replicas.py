"""Several replicas behind nginx, as the README says: visitors stay at one, and go on at another when it ends."""

import asyncio
import re
from dataclasses import replace

import pytest
from bench.visitors import OnDesk
from serving import NGINX, awaited, behind_nginx, seat
from websockets.exceptions import ConnectionClosed

from logreg import trace
from logreg.views.desk import row

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
            await who.ask(who.told())
        except ConnectionClosed:  # as a browser does: connect again, and say once more what was said last
            lost += 1
            await who.open()
    return min(lost, 1)


def test_a_visitor_gets_a_seat_once(hall):
    url, *_ = hall
    cookie = seat(url)
    assert re.fullmatch(r"seat=[0-9a-f]{32}", cookie)
    assert seat(url, cookie) == ""


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
