"""The real app on a free port, a real Chromium, and a desk in a fresh window that reports whatever goes wrong in it."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from screen import READING, Desk

ROOT = Path(__file__).parents[2]
HERE = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the app answers: `streamlit run app.py`, as a visitor's server runs it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(health, server, log):
    """Return once the server answers; fail with its log if it does not."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"The app did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    """Chromium: the system's, else the one that Playwright installs."""
    from playwright.sync_api import Error, sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, names)), None)
        if not path:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error:
            pytest.fail(
                "No browser: install Chromium with `apt-get install chromium` or `playwright install chromium`."
            )
        yield browser
        browser.close()


@pytest.fixture
def trouble():
    """What goes wrong in any window while the test runs: at its end there must be nothing."""
    lines = []
    yield lines
    assert not lines


@pytest.fixture
def window(browser, address, trouble):
    """A function that opens a fresh window, as a new visitor has it."""
    contexts = []

    def opened(width=1280, height=720, **settings):
        context = fresh(browser, address, viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        return tab(context, address, trouble)

    yield opened
    for context in contexts:
        look_back(context, trouble)
        context.close()


@pytest.fixture(scope="session")
def kept(browser, address):
    """A window that stays open from test to test: it has the scripts already, and opens the app five times faster."""
    return fresh(browser, address, viewport={"width": 1280, "height": 720}).new_page()


@pytest.fixture(scope="session")
def pocket(browser, address):
    """The same on a phone: a finger for a mouse."""
    return fresh(browser, address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def blank(kept, address, trouble):
    """The window that is kept, at 1280 × 720, before anything is opened in it."""
    kept.emulate_media(color_scheme="light")
    yield from lent(kept, (1280, 720), address, trouble)


@pytest.fixture(params=[(390, 844), (320, 640)], ids=lambda size: f"{size[0]} × {size[1]}")
def phone(request, pocket, address, trouble):
    """The phone that is kept, as large as most and as small as any, before anything is opened on it."""
    yield from lent(pocket, request.param, address, trouble)


@pytest.fixture
def desk(blank):
    """The first screen, newly opened in the window that is kept."""
    return blank.open()


def lent(page, size, address, trouble):
    """The page at this size for one test; it is emptied after that."""
    stop = watch(page, trouble)
    page.set_viewport_size(dict(zip(("width", "height"), size)))
    yield Desk(page, address)
    look_back(page.context, trouble)
    page.goto("about:blank")
    stop()


def fresh(browser, address, **settings):
    """A browser context without a past, which reads the desk for us and may use the clipboard."""
    context = browser.new_context(**settings)
    context.set_default_timeout(10_000)
    context.add_init_script(READING)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    return context


def tab(context, address, trouble):
    """A new tab of the context."""
    page = context.new_page()
    watch(page, trouble)
    return Desk(page, address)


def look_back(context, trouble):
    """Streamlit shows its exceptions on the page: there must be none."""
    for page in context.pages:
        if page.get_by_test_id("stException").count():
            trouble.append(f"Streamlit shows an exception: {page.get_by_test_id('stException').inner_text():.200}")


def watch(page, trouble):
    """Write down every error, every dialog and every request to a foreign host; return how to stop."""

    def dialog(it):
        trouble.append(f"dialog: {it.message}")
        it.dismiss()

    listeners = {
        "console": lambda message: message.type == "error" and trouble.append(f"console: {message.text}"),
        "pageerror": lambda error: trouble.append(f"error: {error}"),
        "request": lambda request: foreign(request.url) and trouble.append(f"request to {request.url}"),
        "dialog": dialog,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return lambda: [page.remove_listener(event, listener) for event, listener in listeners.items()]


def foreign(url):
    """Whether the address lies outside this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE
