"""The real app on a free port, a real Chromium, and a desk in a fresh window that reports whatever goes wrong in it."""

import subprocess
import sys

import pytest
from screen import Desk
from serving import CHROMIUM, served
from windows import fresh, look_back, tab, watch

OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"  # no other host is there


@pytest.fixture(scope="session")
def address():
    """Where the app answers: `streamlit run app.py`, as a visitor's server runs it."""
    with served() as app:
        yield app.url


@pytest.fixture(scope="session")
def browser():
    """Chromium: the system's, else the one that Playwright installs."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        if not CHROMIUM:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", OFFLINE])
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
def blank(request, kept, address, trouble):
    """The window that is kept, at 1280 × 720, before anything is opened in it."""
    kept.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
    yield from lent(request, kept, (1280, 720), address, trouble)


@pytest.fixture(params=[(390, 844), (320, 640)], ids=lambda size: f"{size[0]} × {size[1]}")
def phone(request, pocket, address, trouble):
    """The phone that is kept, as large as most and as small as any, before anything is opened on it."""
    yield from lent(request, pocket, request.param, address, trouble)


@pytest.fixture
def desk(blank):
    """The first screen, newly opened in the window that is kept."""
    return blank.open()


LEFT = {}  # page → the test function that passed in it last: the next of its cases may find it open


def lent(request, page, size, address, trouble):
    """The page at this size for one test; it is emptied before another."""
    stop, failed = watch(page, trouble), request.session.testsfailed
    if LEFT.pop(page, None) is not request.function:
        page.goto("about:blank")
    page.set_viewport_size(dict(zip(("width", "height"), size)))
    yield Desk(page, address)
    look_back(page.context, trouble)
    stop()
    if request.session.testsfailed == failed:
        LEFT[page] = request.function
