"""On hosts that serve none of the routes of app.py the page is the same: its files come over Streamlit's connection."""

import re
from dataclasses import replace

import pytest
from screen import with_weight
from serving import ROOT, served
from windows import NOT_THERE, fresh, look_back, tab

from logreg import LECTURE, State
from logreg.web.hosting import SCRIPT
from logreg.web.keys import UNKNOWN

pytestmark = pytest.mark.slow

# a proxy that passes on Streamlit's own paths and answers 404 to all others, before the app as app.py makes it
NARROW = """
from app import app as whole
from starlette.responses import Response

OWN = ("/_stcore/", "/static/", "/media/", "/component/")

async def app(scope, receive, send):
    known = scope["type"] != "http" or scope["path"] == "/" or scope["path"].startswith(OWN)
    await (whole if known else Response(status_code=404))(scope, receive, send)
"""
ROWS = "stars,review\n" + "".join(f"{1 + 4 * (n % 2)},A film of {n} great words\n" for n in range(30_000))


@pytest.fixture(scope="module", params=["the script alone", "behind a proxy"])
def host(request, tmp_path_factory):
    """A host that serves none of our routes: it starts the script alone, or lets nobody through to them."""
    folder = tmp_path_factory.mktemp("host")
    if request.param == "behind a proxy":
        narrow = folder / "narrow.py"
        narrow.write_text(NARROW)
        with served(narrow, ROOT, by="uvicorn", PYTHONPATH=f"{folder}:{ROOT}") as app:
            yield app
    else:
        with served(SCRIPT, folder if "elsewhere" in request.param else ROOT, PYTHONPATH="") as app:
            yield app


from_anywhere = pytest.mark.parametrize(
    "host", ["the script alone", "the script alone, from elsewhere", "behind a proxy"], indirect=True, scope="module"
)


@pytest.fixture
def visit(browser, host, trouble):
    """A function that opens a new visitor's window; that files are not there is what these tests are about."""
    contexts = []

    def come():
        context = fresh(browser, host.url, viewport={"width": 1280, "height": 720})
        contexts.append(context)
        return tab(context, host.url, trouble)

    yield come
    for context in contexts:
        look_back(context, trouble)
        context.close()
    trouble[:] = [line for line in trouble if not re.search(NOT_THERE, line)]


@from_anywhere
def test_one_types_drags_and_walks_through_the_lecture(visit):
    desk = visit().open("digits=4").shows(State(digits=4))  # its charts too
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Great!")
    state = State(review=LECTURE.review + " Great!", digits=4)
    desk.shows(state)
    desk.hold("w1", 2.5)
    desk.page.mouse.down()
    desk.hold("w1", -3, steps=10)
    desk.page.mouse.up()
    state = with_weight(state, "w1", float(desk.slider("w1").input_value()))
    assert state.w[0] == pytest.approx(-3, abs=0.3)
    desk.shows(state).carries(state)
    desk.see("Lecture")
    desk.take_step("plug_in")
    desk.shows(replace(state, view="lecture", step="plug_in"))
    desk.see("Why?")
    desk.shows(replace(state, view="why", step="plug_in"))
    desk.reload().shows(replace(state, view="why", step="plug_in"))


def test_a_chart_is_saved_as_a_picture(visit):
    dialog = visit().open().dialog("Save")
    with dialog.page.expect_download() as download:
        dialog.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename.endswith(".png")


def test_own_rows_come_over_the_connection(visit):
    desk = visit().arrive(State(view="learn", part="data"))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    assert len(file["buffer"]) > 800_000  # more than Streamlit takes in one message
    desk.page.locator(".learn input[type=file]").set_input_files(file)
    own = desk.page.locator(".own")
    desk.until(lambda: "30,000 of 30,000 rows" not in own.inner_text() and [own.inner_text()])
    desk.carries(State(view="learn", part="data", data="own"))
    desk.button("Read it otherwise").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Read").click()
    desk.until(lambda: "30,000 of 30,000 rows" not in own.inner_text() and [own.inner_text()])
    desk.page.locator(".learn textarea").fill("1,A great film!\n0,dull\n1,fine")
    desk.page.locator(".learn").get_by_role("button", name="Read", exact=True).click()
    desk.until(lambda: "3 of 3 rows" not in own.inner_text() and [own.inner_text()])


def test_a_prepared_link_and_its_short_key_open_the_same_screen_and_the_log_says_once_what_is_not_served(visit, host):
    state = State(view="lecture", step="plug_in", b=-0.5, review="A great film, & no dull scene!")
    desk = visit().open(state.link()[0])
    dialog = desk.dialog("QR code")
    typed = dialog.locator(".typed")
    desk.until(lambda: "k=" not in typed.inner_text() and [typed.inner_text()])
    for link in (dialog.locator("input[type=text]").input_value(), typed.inner_text()):
        visit().open(link.partition("?")[2]).shows(state)
    assert len(re.findall("A browser did not get /desk/", host.log.read_text())) == 1


def test_a_key_that_nobody_has_is_said_and_asked_for_once(visit):
    desk, asked = visit(), []
    desk.page.on("request", lambda request: "/k/" in request.url and asked.append(request.url))
    desk.open("k=aaaa-aaaa").shows(State(), notes=[UNKNOWN])
    desk.pause(2)
    desk.shows(State(), notes=[UNKNOWN])
    assert len(asked) == 1
