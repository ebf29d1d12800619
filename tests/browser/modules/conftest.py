"""Each script of the page alone in Chromium, without the app; time goes on as clock.js lets it."""

import json
from pathlib import Path

import pytest

from logreg.web import assets, parts  # noqa: F401  (parts puts what is made of the views among the files)

HERE = Path(__file__).parent
ORIGIN = "http://modules.localhost"  # nobody is there: every request is answered here
TYPES = {".js": "text/javascript", ".html": "text/html"}


class Alone:
    """A page that has nothing but one script's neighbours, and runs what it is told."""

    def __init__(self, page):
        self.page = page

    def run(self, body, arg=None):
        """What the body of a function returns: `arg` is known in it, and all that clock.js and fakes.js export."""
        function = f"""async (arg) => {{
          const {{ tick, settle, now }} = await import("/tests/clock.js")
          const {{ fakes }} = await import("/tests/fakes.js")
          const load = (name) => import(`/browser/${{name}}.js`)
          return JSON.stringify(await (async () => {{ {body} }})() ?? null)
        }}"""
        return json.loads(self.page.evaluate(function, arg))


def fulfil(route):
    """A file of the page or of these tests; for all else an empty page."""
    path = route.request.url.removeprefix(ORIGIN).partition("?")[0].lstrip("/")
    if path.startswith("tests/"):
        text = (HERE / path.removeprefix("tests/")).read_bytes()
    else:
        text = assets.source(path) if assets.has(path) else b"<!doctype html><title>alone</title>"
    route.fulfill(body=text, content_type=TYPES.get(Path(path).suffix, "text/html"))


@pytest.fixture(scope="module")
def context(browser):
    """A browser context in which every file comes from the folder."""
    context = browser.new_context()
    context.route(f"{ORIGIN}/**", fulfil)
    yield context
    context.close()


@pytest.fixture
def alone(context):
    """An empty page to which scripts can be loaded."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{ORIGIN}/")
    yield Alone(page)
    page.close()
    assert not errors
