"""A small hall, without a browser: everybody gets the right answers, and they weigh less than plain Streamlit's.

The figures of a large one are those of `python tests/bench/load.py`.
"""

import asyncio
from pathlib import Path

import pytest
from bench.visitors import KINDS, OnDesk, OnPlain
from serving import ROOT, awaited, served

from logreg import trace
from logreg.web.page import row

pytestmark = pytest.mark.slow
FLOOR = Path(__file__).parent / "bench" / "floor.py"


async def visited(kind, app, many):
    """So many visitors who come at once and change something of each kind, and all that was received for it."""
    visitors = [kind(app.url) for _ in range(many)]
    received = [took.received for took in await asyncio.gather(*(one.open() for one in visitors))]
    for what in KINDS:
        received += [took.received for took in await asyncio.gather(*(one.change(what) for one in visitors))]
    return visitors, sum(received)


def test_everybody_in_a_hall_gets_their_own_answers_for_a_part_of_the_bytes():
    async def hall(app, plain):
        visitors, ours = await visited(OnDesk, app, 60)
        others, theirs = await visited(OnPlain, plain, 5)
        for one in visitors:
            assert one.answer["link"] == one.state.link()[0]
            assert one.answer["row"] == row(trace(one.state), one.answer["half"])
        for one in (*visitors, *others):
            await one.leave()
        return ours / 60, theirs / 5

    with served() as app, served(FLOOR, ROOT) as plain:
        ours, theirs = awaited(hall(app, plain))
    assert ours < 0.3 * theirs


def test_who_leaves_leaves_nothing_behind_and_who_stays_makes_nothing_grow():
    async def crowds(app):
        held = []
        for _ in range(4):
            visitors, _ = await visited(OnDesk, app, 130)  # more than the sessions that Streamlit keeps after they left
            for one in visitors:
                await one.leave()
            await asyncio.sleep(1)
            held.append(app.memory())
        return held

    with served() as app:
        held = awaited(crowds(app))
    assert held[-1] - held[1] < 10, held  # MB; the first crowds fill the caches
