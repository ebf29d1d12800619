"""What a hall costs the server, beside the same page in plain Streamlit: `python tests/bench/load.py`.

Four apps are served on this machine and visited by turns by clients without a browser, which speak Streamlit's own
protocol: ours with its settings; the plain page with Streamlit's default settings; the same with our settings, the
tuned floor; and that again with its charts as plain dicts. The ratios are what to read. Twenty minutes; parts
can be named: `python tests/bench/load.py cost arrivals files held memory`; for the files a browser says which they are.
"""

import asyncio
import os
import platform
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from serving import ROOT, Served, served

sys.path.insert(0, str(ROOT))
from visitors import KINDS, Files, OnDesk, OnPlain, Took, Visitor

APPS = ("ours", "defaults", "tuned", "dicts")
EVERY = 5.0  # seconds from one change of a visitor to the next
FORGOTTEN = 130  # seconds, after which Streamlit keeps no session that has left
FAST = 0.3  # seconds, below which 95 of 100 answers must stay
LADDER = (20, 40, 60, 80, 120, 160, 240, 320, 400, 500, 600, 800)  # visitors at a time


class Side:
    """One of the apps, and the visitors it gets."""

    def __init__(self, name: str, app: Served):
        self.name, self.app = name, app
        self.errors = 0

    def visitor(self) -> Visitor:
        """A new visitor, who has not come yet."""
        return (OnDesk if self.name == "ours" else OnPlain)(self.app.url)

    async def visitors(
        self, many: int, seconds: float = 0.0, files: Files | None = None
    ) -> tuple[list[Visitor], list[Took]]:
        """So many visitors who have come within so many seconds, with all files if they are named; what each took."""
        coming = [self.visitor() for _ in range(many)]

        async def arrive(visitor: Visitor) -> Took:
            start = time.perf_counter()
            received = await files.fetch() if files else 0
            opened = await visitor.open()
            return Took(time.perf_counter() - start, received + opened.received)

        async def come(visitor: Visitor, after: float):
            await asyncio.sleep(after)
            return await self.tried(arrive(visitor))

        took = await asyncio.gather(*(come(one, seconds * n / many) for n, one in enumerate(coming)))
        return coming, [one for one in took if one]

    async def tried(self, doing) -> Took | None:
        """What comes of it; an error is counted."""
        try:
            return await doing
        except Exception as error:
            self.errors += 1
            print(f"  {self.name}: {type(error).__name__} {error}")
            return None


def milliseconds(took: list[Took]) -> str:
    """Median and 95th percentile."""
    if not took:
        return "none answered"
    seconds = [1000 * one.seconds for one in took]
    return f"{np.median(seconds):7.1f} {np.percentile(seconds, 95):8.1f}"


async def leave(visitors: list[Visitor]):
    """All close their windows."""
    await asyncio.gather(*(one.leave() for one in visitors), return_exceptions=True)


async def cost(sides: list[Side], rounds: int = 4, each: int = 10):
    """CPU and bytes of an opening, of each kind of change, and of a drag of one second: the apps by turns."""
    opening = {side.name: [] for side in sides}
    changing = {(side.name, kind): [] for side in sides for kind in (*KINDS, "drag")}
    times = {side.name: [] for side in sides}
    for turn in range(rounds + 1):
        for side in sides if turn % 2 else sides[::-1]:
            before = side.app.cpu()
            visitors = [side.visitor() for _ in range(each)]
            received = [(await visitor.open()).received for visitor in visitors]
            opened = (side.app.cpu() - before) / each, np.mean(received)
            for kind in (*KINDS, "drag"):
                before, took = side.app.cpu(), []
                for _ in range(3):
                    took += [await (visitor.drag() if kind == "drag" else visitor.change(kind)) for visitor in visitors]
                used = (side.app.cpu() - before) / len(took)
                if turn:  # the first round warms up
                    changing[side.name, kind].append((used, np.mean([one.received for one in took])))
                    times[side.name] += took if kind != "drag" else []
            if turn:
                opening[side.name].append(opened)
            await leave(visitors)
    rows = {"opening": opening} | {
        kind: {name: values for (name, of), values in changing.items() if of == kind} for kind in (*KINDS, "drag")
    }
    rows["change, mean of the four"] = {
        name: [np.mean([changing[name, kind][n] for kind in KINDS], axis=0) for n in range(rounds)] for name in opening
    }
    for what, unit, place, factor in (("CPU", "ms", 0, 1000), ("bytes received", "kB", 1, 0.001)):
        print(f"\n{what + ', ' + unit:28}" + "".join(f"{name:>10}" for name in opening) + f"{'ours / tuned':>16}")
        for row, by in rows.items():
            means = {name: factor * np.mean([one[place] for one in values]) for name, values in by.items()}
            ratios = [means["ours"] / means[name] for name in ("defaults", "tuned", "dicts")]
            print(f"{row:28}" + "".join(f"{mean:10.1f}" for mean in means.values()), end="")
            print(f"{ratios[1]:16.2f}   (defaults {ratios[0]:.2f}, dicts {ratios[2]:.2f})")
    print("\nchange → answer, ms: median, p95")
    for name, took in times.items():
        print(f"{name:28}{milliseconds(took)}")


async def arrivals(sides: list[Side], many: int = 300, rounds: int = 2, whole: bool = False):
    """Seconds until everyone has the first screen, when so many come within one second: the apps by turns."""
    said = ", each with all the files of a first visit" if whole else ""
    print(
        f"\n{many} arrivals in one second{said}: seconds until the last has the first screen; median and p95 of all, ms"
    )
    files = {side.name: await Files.of(side.app.url) if whole else None for side in sides}
    ends = {}
    for turn in range(rounds):
        for side in sides if turn % 2 else sides[::-1]:
            if side.name == "defaults" and turn:
                continue  # once is long enough
            start = time.perf_counter()
            visitors, took = await side.visitors(many, 1.0, files[side.name])
            end = time.perf_counter() - start
            ends.setdefault(side.name, []).append(end)
            megabytes = sum(one.received for one in took) / 1e6
            errors = many - len(took)
            print(f"{side.name:12}{end:8.1f} s {milliseconds(took)}, {megabytes:.0f} MB, {errors} errors", flush=True)
            await leave(visitors)
            await asyncio.sleep(3)
    ours = min(ends["ours"])
    print("ours / others: " + ", ".join(f"{name} {ours / min(end):.3f}" for name, end in ends.items()))


async def held(sides: list[Side], seconds: float = 10.0):
    """How many visitors, each with a change every five seconds, an app holds with 95 of 100 answers in 300 ms."""
    print(f"\nVisitors held with p95 below {FAST:.1f} s, one change each in {EVERY:g} s")
    best = {side.name: 0 for side in sides}
    for side in sides:
        failed = 0
        for many in LADDER:
            visitors, _ = await side.visitors(many, many / 60)
            errors = side.errors
            took = await changes(side, visitors, seconds)
            used = side.app.memory()
            await leave(visitors)
            waited = [one.seconds for one in took] + [np.inf] * (side.errors - errors)  # an error is no answer
            high = np.percentile(waited, 95, method="higher") if waited else np.inf
            said = f"{milliseconds(took)} ms, {used:.0f} MB, {side.errors - errors} errors"
            print(f"{side.name:12}{many:5} visitors: {said}", flush=True)
            await asyncio.sleep(1)
            failed = 0 if high < FAST else failed + 1
            if not failed:
                best[side.name] = many
            elif failed == 2:  # twice, so that one busy moment does not decide
                break
    print(", ".join(f"{name}: {many}" for name, many in best.items()), end="; ")
    print("ours / others: " + ", ".join(f"{name} {best['ours'] / many:.1f}" for name, many in best.items() if many))


async def changes(side: Side, visitors: list[Visitor], seconds: float) -> list[Took]:
    """What each change takes while all visitors change something every five seconds, from a moment of their own on."""
    took = []

    async def stay(visitor: Visitor):
        end = time.perf_counter() + seconds
        await asyncio.sleep(random.uniform(0, EVERY))
        while time.perf_counter() < end:
            next_change = time.perf_counter() + EVERY
            if one := await side.tried(visitor.change()):
                took.append(one)
            await asyncio.sleep(max(next_change - time.perf_counter(), 0))

    await asyncio.gather(*map(stay, visitors))
    return took


async def memory(side: Side, reruns: int = 5000, waves: int = 5, many: int = 200):
    """MB that are held: by each visitor, after thousands of reruns, after each wave of them, when they are forgotten.

    Streamlit keeps 128 of the sessions that left for two minutes, in case they come back.
    """
    app, held = side.app, {}

    def note(when: str):
        held[when] = app.memory()
        print(f"  {side.name:12}{when}: {held[when]:.1f} MB", flush=True)

    note("before anyone came")
    visitors, _ = await side.visitors(20, 1.0)
    for done in range(0, reruns + 1, 1000):
        if done:
            for _ in range(1000 // len(visitors)):
                await asyncio.gather(*(visitor.change() for visitor in visitors))
        note(f"after {done:,} reruns")
    await leave(visitors)
    for wave in range(1, waves + 1):
        before = app.memory()
        visitors, _ = await side.visitors(many, 4.0)
        for kind in KINDS:
            await asyncio.gather(*(visitor.change(kind) for visitor in visitors))
        each = (app.memory() - before) / many
        await leave(visitors)
        await asyncio.sleep(2)
        note(f"after wave {wave}, {each:.3f} MB a visitor")
    await asyncio.sleep(FORGOTTEN)
    visitors, _ = await side.visitors(1, 1.0)  # who comes makes Streamlit look who is gone
    await leave(visitors)
    note("when they are forgotten")
    nobody, first, second, *_ = held.values()
    fifth, *_, last, forgotten = [*held.values()][-waves - 2 :]
    growth = {
        "over all reruns": fifth - first,
        "from the thousandth on": fifth - second,
        "over all waves": last - fifth,
        "from the first wave on": last - [*held.values()][-waves - 1],
        "in all, once they are forgotten": forgotten - first,
        "since nobody was there": forgotten - nobody,
    }
    print(f"  {side.name}: " + ", ".join(f"{when} {mb:+.1f} MB" for when, mb in growth.items()), flush=True)


async def run(parts: list[str], sides: list[Side]):
    """The parts that were asked for."""
    if "cost" in parts:
        await cost(sides)
    if "arrivals" in parts:
        await arrivals(sides)
    if "files" in parts:
        await arrivals(sides, rounds=1, whole=True)
    if "held" in parts:
        await held(sides)
    if "memory" in parts:
        print("\nMemory, of ours and of the tuned floor")
        await asyncio.gather(*(memory(side) for side in sides if side.name in ("ours", "tuned")))
    print(f"\nerrors: {', '.join(f'{side.name} {side.errors}' for side in sides)}")


def main(parts: list[str]):
    """Serve all four apps and visit them."""
    floor = Path(__file__).with_name("floor.py")
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{date.today()}, {os.cpu_count()} cores (load {loads}), Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as empty, ExitStack() as stack:
        apps = (
            served(ROOT / "app.py", ROOT),
            served(floor, Path(empty)),
            served(floor, ROOT),
            served(floor, ROOT, FIGURES="dict"),
        )
        sides = [Side(name, stack.enter_context(app)) for name, app in zip(APPS, apps)]
        asyncio.run(run(parts, sides))


if __name__ == "__main__":
    main(sys.argv[1:] or ["cost", "arrivals", "files", "held", "memory"])
