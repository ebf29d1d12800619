"""What has to arrive before the first picture, beside the same page in plain Streamlit: `python tests/bench/weight.py`.

Each round starts both apps anew, one after the other, and opens each in a browser without a past while it is still
starting. The plain page has Streamlit's default settings. About two minutes.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from serving import CHROMIUM, ROOT, served

ROUNDS = 4
PICTURES = {
    "ours": "[...document.querySelectorAll('.desk .chart')].filter((c) => c.querySelector('.marks *')?.getBBox().width"
    " !== undefined && c.offsetParent && c.querySelector('.main-svg')).length >= 3",
    "plain": "[...document.querySelectorAll('.js-plotly-plot .main-svg')].length >= 3",
}


def seen(page: Page, pictures: str) -> float:
    """When all three charts stood there."""
    while not page.evaluate(pictures):
        page.wait_for_timeout(10)
    return time.perf_counter()


def traffic(page: Page) -> Callable[[], tuple[int, float, list[int]]]:
    """A function that says how many requests to the server, MB and messages a page has had since now."""
    requests, received, messages = [], [], []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    session.on("Network.dataReceived", lambda event: received.append(event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda payload: messages.append(len(payload))))
    return lambda: (sum(url.startswith("http") for url in requests), (sum(received) + sum(messages)) / 1e6, messages)


def measured(browser: Browser, name: str, script: Path, folder: Path) -> dict[str, float]:
    """One start, one visit that is the first, one that is the second, and one key on a weight."""
    start = time.perf_counter()
    with served(script, folder) as app:
        healthy = time.perf_counter()
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        page = context.new_page()
        so_far = traffic(page)
        page.goto(app.url)
        first = seen(page, PICTURES[name])
        page.wait_for_timeout(1500)
        requests, megabytes, messages = so_far()
        slider = page.locator("input[type=range][aria-label=w1]").first
        slider.focus()
        page.wait_for_timeout(500)
        before = len(messages)
        slider.press("ArrowRight")
        page.wait_for_timeout(1500)
        key = sum(messages[before:])
        page.close()
        page = context.new_page()
        so_far = traffic(page)
        again = time.perf_counter()
        page.goto(app.url)
        second = seen(page, PICTURES[name]) - again
        page.wait_for_timeout(1000)
        _, more, _ = so_far()
        context.close()
    return {
        "process start → answers, s": healthy - start,
        "process start → first picture, s": first - start,
        "first visit → first picture, s": first - healthy,
        "second visit → first picture, s": second,
        "first visit, requests": requests,
        "first visit, MB": megabytes,
        "second visit, MB": more,
        "a key on a weight, kB received": key / 1000,
    }


def main():
    """Both apps by turns."""
    found = {"ours": [], "plain": []}
    with tempfile.TemporaryDirectory() as empty, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        apps = {"ours": (ROOT / "app.py", ROOT), "plain": (Path(__file__).with_name("floor.py"), Path(empty))}
        for turn in range(ROUNDS):
            for name in apps if turn % 2 else reversed(apps):
                found[name].append(measured(browser, name, *apps[name]))
        browser.close()
    print(f"{'median of ' + str(ROUNDS):36}{'ours':>9}{'plain':>9}{'ratio':>8}")
    for row in found["ours"][0]:
        ours, plain = (np.median([one[row] for one in found[name]]) for name in ("ours", "plain"))
        print(f"{row:36}{ours:9.2f}{plain:9.2f}{ours / plain:8.2f}")


if __name__ == "__main__":
    main()
