"""When something breaks: nothing that the reader made is lost, and the page says what happened."""

import io
import itertools
import re
import signal
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import zxingcpp
from PIL import Image
from screen import with_weight
from serving import NGINX, behind_nginx, served
from toys import copied
from windows import fresh, tab

from logreg import EXAMPLES, LECTURE, State, trace
from logreg.prose import lecture
from logreg.reader.state import OPTIONS, STEPS
from logreg.reader.written import written
from logreg.web.views.lecture.view import picks

pytestmark = pytest.mark.slow

EXPECTED = r"ERR_\w+|WebSocket|when disconnected|reaching server endpoint|not responding"  # in the console meanwhile
LOST = "The server does not answer"
ROWS = "stars,review\n5,A great film\n1,dull\n2,so so\n4,fine\n1,no great film!\n"


@pytest.fixture(scope="module")
def fragile():
    """A server of our own, for we break it."""
    with served() as app:
        yield app


@pytest.fixture
def visit(browser, fragile, trouble):
    """A function that lets a visitor come to the fragile server, or to what stands before it: to lose it is normal."""
    contexts = []

    def come(address=fragile.url):
        context = fresh(browser, address, viewport={"width": 1280, "height": 720})
        contexts.append(context)
        return tab(context, address, trouble)

    yield come
    for context in contexts:
        context.close()
    trouble[:] = [line for line in trouble if not re.search(EXPECTED, line)]


class Wire:
    """The line between browsers and a server, which can be cut and mended."""

    def __init__(self, port):
        self.port, self.whole, self.delay, self.ends, self.dead = port, True, 0.0, [], set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        """Join every browser that comes with the server; while the line is cut, none."""
        with suppress(OSError):
            while True:
                browser, _ = self.door.accept()
                if not self.whole:
                    browser.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self.port))
                self.ends += [browser, server]
                for one, other in ((browser, server), (server, browser)):
                    threading.Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, one, other):
        """What one says, to the other, until either is silent."""
        with suppress(OSError):
            while data := one.recv(1 << 16):
                time.sleep(self.delay)
                if one not in self.dead:
                    other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)

    def cut(self):
        """From now on nothing goes through."""
        self.whole = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def swallow(self):
        """From now on nothing goes through the lines that there are, and no end hears of it; new ones are made."""
        self.dead.update(self.ends)

    def mend(self):
        """From now on everything does."""
        self.whole = True


@contextmanager
def restarted(app):
    """The server is killed; after what is done meanwhile it is started again."""
    app.kill()
    try:
        yield
    finally:
        app.start()


def told_lost(desk):
    """The page says that the server does not answer."""
    line = desk.page.get_by_role("alert").filter(has_text=LOST)
    desk.until(lambda: not line.is_visible() and ["the page says nothing of it"])


def back(desk):
    """The page no longer says so; Streamlit's page tries again at longer and longer intervals."""
    line = desk.page.get_by_text(LOST)
    desk.until(lambda: line.is_visible() and ["the page still waits"])


def test_a_server_that_is_restarted_while_someone_types_loses_nothing(visit, fragile):
    desk = visit().open("w2=-3.5&digits=4")
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Before it.")
    with restarted(fragile):
        desk.page.keyboard.type(" During it: great!", delay=20)
        desk.number("b").fill("-1.5")
        told_lost(desk)
        desk.review.press("Control+End")
        desk.page.keyboard.type(" Awful.")
    state = with_weight(State(digits=4, b=-1.5), "w2", -3.5)
    state = replace(state, review=LECTURE.review + " Before it. During it: great! Awful.")
    back(desk)
    desk.shows(state)
    desk.carries(state)
    desk.button("Undo").click()
    desk.shows(replace(state, review=LECTURE.review + " Before it. During it: great!"))


def test_a_server_that_comes_back_with_another_version_goes_on_in_its_place(browser, trouble, tmp_path):
    house = copied(tmp_path / "house")
    style = house / "logreg" / "web" / "browser" / "desk.css"
    with served(house / "app.py", house, PYTHONPATH=str(house)) as app:
        context = fresh(browser, app.url, viewport={"width": 1280, "height": 720})
        desk = tab(context, app.url, trouble).open("b=2&digits=4")
        desk.number("w1").fill("3")
        desk.review.press("Control+End")
        desk.page.keyboard.type(" Before it.")
        pasted = desk.page.locator(".learn textarea")
        pasted.evaluate("(area, rows) => { area.value = rows }", ROWS)
        with restarted(app):
            style.write_text(style.read_text() + ".desk { --another: 1; }")
            desk.page.keyboard.type(" During it.", delay=20)
        look = (
            "[...document.querySelectorAll('.desk')].some((one) => getComputedStyle(one).getPropertyValue('--another'))"
        )
        desk.comes(look)
        desk.page.keyboard.type(" After it: great!")
        state = with_weight(State(b=2.0, digits=4), "w1", 3.0)
        after = replace(state, review=LECTURE.review + " Before it. During it. After it: great!")
        desk.shows(after).carries(after)
        assert desk.page.locator(".desk").count() == 1
        assert pasted.input_value() == ROWS
        desk.until(lambda: typed_is_undone(desk) and ["what was typed is still there"])
        desk.shows(state)
        context.close()
    trouble[:] = [line for line in trouble if not re.search(EXPECTED, line)]


def typed_is_undone(desk):
    """Press Undo once if the review is not as it was at first: on a slow machine typing is more than one step."""
    if desk.review.input_value() == LECTURE.review:
        return False
    desk.button("Undo").click()
    return True


def test_a_connection_that_is_lost_for_half_a_minute_comes_back_by_itself(visit, fragile):
    wire = Wire(fragile.port)
    desk = visit(wire.url).open()
    desk.shows(State())
    wire.cut()
    desk.slider("w1").press("ArrowRight")
    desk.number("w3").fill("2")
    told_lost(desk)
    assert desk.number("w3").input_value() == "2"
    desk.pause(30)
    desk.switch("x5").uncheck()
    wire.mend()
    back(desk)
    state = with_weight(with_weight(State(on=(True, True, True, True, False, True)), "w1", 2.6), "w3", 2.0)
    desk.shows(state)
    desk.carries(state)


def test_a_line_that_dies_without_a_word_is_replaced(visit, fragile):
    wire = Wire(fragile.port)
    desk = visit(wire.url).open()
    desk.shows(State())
    wire.swallow()
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Great!")
    told_lost(desk)
    desk.number("w3").fill("2")
    back(desk)
    state = with_weight(State(review=LECTURE.review + " Great!"), "w3", 2.0)
    desk.shows(state).carries(state)
    desk.button("Undo").click()
    desk.shows(replace(state, w=State.w))


def frames(desk):
    """A list of every message that the page sends from now on."""
    sent = []
    desk.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    return sent


def test_over_a_slow_line_a_drag_is_followed_at_once_and_told_once_a_second(visit, fragile):
    wire = Wire(fragile.port)
    desk = visit(wire.url)
    told = frames(desk)
    desk.open().shows(State())
    wire.delay = 0.02
    desk.hold("w1", 2.5)
    desk.page.mouse.down()
    desk.hold("w1", 2.9, steps=6)  # the hand is seen to move
    moves = itertools.cycle(2.5 + 0.4 * (1 - abs(n % 6 - 3)) for n in range(6))
    desk.until(lambda: not follows(desk, next(moves))[1] and ["the table is not there yet"])
    told.clear()
    start, followed = time.monotonic(), set()
    for _ in range(120):
        w1, known = follows(desk, next(moves))
        assert known, w1
        followed.add(w1)
    seconds = time.monotonic() - start
    assert len(told) <= seconds + 3, f"{len(told)} messages in {seconds:.1f} s"
    assert len(followed) > 3
    desk.page.mouse.up()


W1_AND_Z = (
    """() => [document.querySelector("[data-drag=w1]").value, document.querySelector("output[aria-label=z]").value]"""
)


def follows(desk, w1):
    """Where w1 stands after the hand moved, and whether z is right in the very task that comes after it."""
    desk.hold("w1", w1)
    w1, z = desk.page.evaluate(W1_AND_Z)
    return w1, z == written(trace(with_weight(State(), "w1", float(w1))).z, 2)


def test_the_steps_of_descent_are_dragged_with_one_table(visit):
    desk = visit()
    told = frames(desk)
    desk.arrive(State(view="learn")).drawn()
    box = desk.page.get_by_role("slider", name="steps").bounding_box()
    middle = box["y"] + box["height"] / 2
    desk.page.mouse.move(box["x"] + 8, middle)
    desk.page.mouse.down()
    n = itertools.count(1)

    def unknown():
        desk.page.mouse.move(box["x"] + 8 + 2 * (next(n) % 9), middle)
        slider, said = desk.page.evaluate(T_AND_SAID)
        return slider != said and ["the table is not there yet"]

    desk.until(unknown)
    told.clear()
    start = time.monotonic()
    for n in range(60):
        desk.page.mouse.move(box["x"] + 8 + 2 * n, middle)
        desk.pause(0.016)
    assert len(told) <= time.monotonic() - start + 2, f"{len(told)} messages"
    desk.page.mouse.up()


T_AND_SAID = """() => [document.querySelector("[data-drag=t]").value,
  [...document.querySelectorAll("[data-slot=t_now]")].find((slot) => slot.offsetParent).textContent]"""


def upload(desk, rows):
    """Let a file with these rows be read, and return the bar that tells of it once it is there."""
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    bar = desk.page.get_by_role("progressbar", name="Reading")
    desk.page.locator(".learn input[type=file]").set_input_files(file)
    desk.until(lambda: not bar.is_visible() and ["it is not read"])
    return bar


def test_a_file_is_read_while_the_reader_goes_on(visit):
    desk = visit().arrive(State(view="learn", part="data"))
    rows = "stars,review\n" + "".join(f"{1 + 4 * (n % 2)},A film of {n} great words\n" for n in range(20_000))
    bar = upload(desk, rows)
    desk.see("Desk")
    desk.number("b").fill("3")
    desk.review.press("Control+End")
    desk.page.keyboard.type(" And on.", delay=5)
    desk.button("Reset model").click()
    desk.pick(EXAMPLES[1])
    desk.pick(EXAMPLES[2])
    desk.see("Learn")
    said = desk.page.locator(".own")
    desk.until(lambda: "20,000 of 20,000 rows" not in said.inner_text() and [said.inner_text()])
    desk.until(lambda: bar.is_visible() and ["it is still read"])
    desk.carries(State(view="learn", part="data", data="own", review=EXAMPLES[2].review, y=EXAMPLES[2].y))


@contextmanager
def held_up(app):
    """The server stands still; after what is done meanwhile it goes on."""
    app.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        app.process.send_signal(signal.SIGCONT)


def test_what_is_done_after_a_wish_counts_more_than_the_wish(visit, fragile):
    learned = State(view="learn", part="learned", t=500)
    desk = visit().arrive(learned).rests()
    use = desk.button("Use these weights on the desk")
    with held_up(fragile):
        use.click()
        desk.button("Reset model").click()
    desk.rests().carries(learned)
    desk = visit().open()
    desk.shows(State())
    with held_up(fragile):
        desk.pick(EXAMPLES[2])
        desk.number("b").fill("3")
        desk.button("Undo").click()
    desk.shows(State(review=EXAMPLES[2].review, y=EXAMPLES[2].y))
    desk.button("Undo").click()
    desk.shows(State())


def test_a_file_is_read_also_by_who_types_on_all_the_while(visit):
    desk = visit().arrive(State(view="learn", part="data"))
    table = "y,x1,x2,x3,x4,x5,x6\n" + "".join(f"{n % 2},{n % 7},{n % 5},0,{n % 3},0,3.5\n" for n in range(60_000))
    bar = upload(desk, table)
    desk.page.locator("[data-key=eta]").press("End")
    told = []

    def typed():
        told.append("1")
        desk.page.keyboard.type("1", delay=120)
        return bar.is_visible() and ["the file is not there"]

    typed()
    desk.until(typed)
    desk.carries(State(view="learn", part="data", data="own", eta=float("0.1" + "".join(told))))


def test_a_reading_that_is_undone_is_over(visit):
    desk = visit().arrive(State(view="learn", part="data"))
    desk.page.get_by_label("or paste rows: label, text").fill(ROWS)
    desk.page.evaluate("""() => {
      document.querySelector("[data-do=readPasted]").click()
      const undo = document.querySelector("[data-do=undo]")
      const press = () => undo.ariaDisabled === "true" ? setTimeout(press) : undo.click()
      press() // as soon as there is something to undo: the file is on its way
    }""")
    desk.rests()
    assert not desk.page.get_by_role("progressbar", name="Reading").is_visible()
    assert "data=own" not in desk.search()
    assert desk.page.locator(".data tbody tr").count() == 40


@pytest.mark.skipif(not NGINX, reason="nginx is not installed: `apt-get install nginx` (.ci/run does)")
def test_who_sits_at_a_replica_that_dies_goes_on_at_another(visit):
    with behind_nginx() as (url, *replicas):
        desk, lines = visit(url), []
        desk.page.on("websocket", lambda line: lines.append(line))
        desk.open("w2=-3.5&view=lecture&step=5")
        state = with_weight(State(view="lecture", step="outcomes"), "w2", -3.5)
        used = [one.cpu() for one in replicas]
        for n in range(1, 17):
            desk.number("b").fill(f"{n / 4}")
            desk.shows(replace(state, b=n / 4))
        assert [line.is_closed() for line in lines] == [False]
        mine = max(zip(replicas, used), key=lambda pair: pair[0].cpu() - pair[1])[0]
        desk.review.press("Control+End")
        desk.page.keyboard.type(" Before it.")
        mine.kill()
        desk.until(lambda: not lines[0].is_closed() and ["another one was killed"])
        desk.page.keyboard.type(" After it: great!", delay=20)
        state = replace(state, b=4.0, review=LECTURE.review + " Before it. After it: great!")
        desk.until(lambda: desk.search() != f"?{state.link()[0]}" and [desk.search()])
        back(desk)
        desk.shows(state)
        desk.button("Next").click()
        desk.shows(replace(state, step="log")).carries(replace(state, step="log"))
        desk.button("Undo").click()
        desk.shows(replace(state, step="log", review=LECTURE.review))


@pytest.mark.skipif(not NGINX, reason="nginx is not installed: `apt-get install nginx` (.ci/run does)")
def test_a_short_address_leads_there_also_who_sits_at_another_replica_than_the_lecturer(visit):
    state = State(review="A great film, & no “dull” scene!", b=-0.5, view="lecture", step="outcomes")
    with behind_nginx() as (url, *replicas):
        dialog = visit(url).open(state.link()[0]).rests().dialog("QR code")
        address = dialog.get_by_label("Address to type")
        address.filter(has_text="?k=").wait_for()
        key = address.inner_text().partition("?k=")[2]
        with_key = [requests for one in replicas if (requests := asked_for(one.url, key))]
        assert with_key == [replace(state, step="labels").link()[0] + "&step=outcomes"]  # one of the two knows it
        for _ in range(6):  # all are at the other with one chance in 64
            desk = visit(url).open(f"k={key}")
            desk.shows(state).carries(state)
            assert not desk.button("Undo").is_enabled()
        desk = visit(url).open("k=aaaa-aaaa")
        desk.shows(State(), notes=["This short address is not known here"]).carries(State())


def asked_for(url, key):
    """The link that a server has for a key; nothing where it has none."""
    with urlopen(f"{url}/k/{key}", timeout=30) as reply:
        return reply.read().decode()


@pytest.mark.skipif(not NGINX, reason="nginx is not installed: `apt-get install nginx` (.ci/run does)")
def test_the_readers_own_rows_are_sent_again_to_the_replica_where_one_goes_on(visit):
    table = "y,x1,x2,x3,x4,x5,x6\n" + "".join(f"{n % 2},{n % 7},{n % 5},0,{n % 3},0,3.5\n" for n in range(60_000))
    with behind_nginx() as (url, *replicas):
        desk, lines = visit(url), []
        desk.page.on("websocket", lambda line: lines.append(line))
        desk.arrive(State(view="learn", part="data"))
        used = [one.cpu() for one in replicas]
        upload(desk, table)
        said = desk.page.locator(".own")
        desk.until(lambda: "60,000 of 60,000 rows" not in said.inner_text() and [said.inner_text()])
        desk.rests()
        posts = []
        desk.page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
        mine = max(zip(replicas, used), key=lambda pair: pair[0].cpu() - pair[1])[0]
        mine.kill()
        desk.until(lambda: not lines[0].is_closed() and ["another one was killed"])
        desk.page.locator("[data-key=eta]").fill("0.25")
        own = State(view="learn", part="data", data="own", eta=0.25)
        desk.until(lambda: not posts and ["they are not sent"])
        back(desk)
        desk.until(lambda: "60,000 of 60,000 rows" not in said.inner_text() and [said.inner_text()])
        desk.rests().carries(own)
        assert desk.notes() == []


def test_a_server_that_is_restarted_while_a_file_is_read_gets_it_again(visit, fragile):
    desk = visit().arrive(State(view="learn", part="data"))
    rows = "stars,review\n" + "".join(f"{1 + 4 * (n % 2)},A film of {n} great words\n" for n in range(60_000))
    bar = upload(desk, rows)
    with restarted(fragile):
        assert bar.is_visible()
    said = desk.page.locator(".own")
    desk.until(lambda: "60,000 of 60,000 rows" not in said.inner_text() and [said.inner_text(), *desk.notes()])
    desk.rests().carries(State(view="learn", part="data", data="own"))
    assert desk.notes() == []


@pytest.mark.parametrize("stage", [{}, {"stage": True, "predict": True, "shown": 1}], ids=["lecture", "stage"])
def test_a_reload_in_the_lecture_stays_at_its_step(visit, stage):
    state = replace(State(view="lecture", step="negate", y=0, b=1.25), **stage)
    desk = visit().open(state.link()[0])
    desk.shows(state)
    desk.reload().shows(state)
    desk.button("Flip").click()
    flipped = replace(state, y=1)
    desk.shows(flipped).carries(flipped)
    desk.reload().shows(flipped)


def test_what_was_typed_last_is_there_after_a_reload_at_once(visit):
    desk = visit().open("b=2")
    desk.shows(State(b=2.0))
    desk.number("w1").fill("4")
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Great!")
    desk.reload().shows(with_weight(State(b=2.0, review=LECTURE.review + " Great!"), "w1", 4.0))
    desk.button("Undo").click()
    desk.shows(with_weight(State(b=2.0), "w1", 4.0))


def test_rows_that_were_pasted_and_not_yet_read_are_there_after_a_reload(visit):
    desk = visit().arrive(State(view="learn", part="data"))
    box = desk.page.get_by_label("or paste rows: label, text")
    box.fill(ROWS)
    desk.page.reload()
    desk.until(lambda: (box.count() == 0 or box.input_value() != ROWS) and ["they are gone"])


def test_a_wish_is_not_granted_once_more_by_a_server_that_knows_nothing_of_it(visit, fragile):
    state = State(view="lecture", step="suppose_0")
    desk = visit().open(state.link()[0])
    desk.button("Add it").click()
    begging = trace(state).begging.state
    desk.shows(begging)
    with restarted(fragile):
        pass
    desk.number("b").fill("2")
    desk.until(lambda: desk.search() != f"?{replace(begging, b=2.0).link()[0]}" and [desk.search()])
    desk.shows(replace(begging, b=2.0))


@pytest.mark.parametrize("later", [False, True], ids=["as the first", "on the open page"])
def test_what_was_said_of_a_link_is_said_until_something_else_is_chosen(visit, fragile, later):
    query = "w1=none&b=2"
    _, said = State.from_query(query)
    desk = visit().open().follow(query) if later else visit().open(query)
    desk.until(lambda: desk.notes() != [*said.values()] and [f"{desk.notes()}"])
    with restarted(fragile):
        told_lost(desk)
    back(desk)
    desk.rests()
    assert desk.notes() == [*said.values()]
    desk.number("w2").fill("1")
    desk.until(lambda: desk.notes() and [f"{desk.notes()}"])


@pytest.mark.parametrize("by", ["a restart", "a reload"])
def test_the_readers_own_rows_are_still_there_after(visit, fragile, by):
    state = State(view="learn", part="data")
    desk = visit().arrive(state)
    desk.page.get_by_label("or paste rows: label, text").fill(ROWS)
    desk.button("Read").click()
    rows = desk.page.locator(".data tbody tr")
    desk.until(lambda: rows.count() != 5 and [f"{rows.count()} rows"])
    desk.button("turn the label of review 3, now 0").click()
    own = replace(state, data="own", flipped=(3,))
    desk.carries(own)
    told = desk.page.locator(".data").inner_text()
    assert "A great film" in told
    if by == "a reload":
        desk.page.reload()
    else:
        with restarted(fragile):
            pass
        desk.button("turn the label of review 2, now 0").click()
        desk.button("turn the label of review 2, now 1").click()
    desk.until(lambda: desk.page.locator(".data").inner_text() != told and ["other rows"])
    desk.carries(own)
    assert desk.notes() == []


def test_of_a_link_of_an_older_version_what_is_known_is_read(visit):
    desk = visit().open("w1=3&threshold=0.5&lambda=1&view=chart&b=1&x7=on")
    state = with_weight(State(b=1.0), "w1", 3.0)
    strange = "something of “threshold”, “lambda”, “x7”, which this page does not know."
    desk.shows(state, notes=[strange, "view must be"]).carries(state)


OLDER = {"step": "5", "picks": "b---a", "order": "b654321", "w1": "3", "version": "of before"}
KEPT = {  # where a browser keeps choices, put there as another version of the page wrote them
    "history": """(desk) => {
        history.replaceState({ desk }, "")
        document.addEventListener("visibilitychange", () => sessionStorage.clear())
    }""",
    "tab": """(desk) => document.addEventListener("visibilitychange", () => {
        const newest = Object.keys(sessionStorage).find((key) => key.startsWith("newest"))
        sessionStorage.setItem(newest, JSON.stringify(desk))
    })""",
}


@pytest.mark.parametrize("unversioned", [False, True])
@pytest.mark.parametrize("place", KEPT)
def test_what_a_browser_kept_of_another_version_of_the_page_is_read_and_written_anew(visit, place, unversioned):
    desk, state = visit(), State(view="lecture", step="log", predict=True, b=-2.0)
    desk.open(state.link()[0]).carries(state)
    older = {key: text for key, text in OLDER.items() if not (unversioned and key == "version")}
    desk.page.evaluate(KEPT[place], state.choices() | older)
    desk.reload()
    picks = (("labels", "b"), ("outcomes", "a"))
    state = replace(with_weight(state, "w1", 3.0), step="outcomes", picks=picks, order=(6, 5, 4, 3, 2, 1, 0))
    desk.shows(state).carries(state)
    assert desk.step.get_by_role("radio").first.is_checked()
    kept = desk.page.evaluate("history.state.desk")
    assert (kept["step"], kept["picks"]) == ("outcomes", "labels:b,outcomes:a")
    assert kept["version"] == desk.page.locator(".desk").get_attribute("data-version")
    desk.button("Show").click()
    desk.shows(replace(state, shown=1))


def test_every_key_of_a_link_may_be_missing(visit):
    full = State(
        on=(True, False, *(True,) * 4), y=0, digits=4, lists=(("film", 1),), view="lecture", step="outcomes", b=2.0
    )
    desk = visit()
    assert len(full.query()) == 7
    for key in full.query():
        less = {name: text for name, text in full.query().items() if name != key}
        state, notes = State.from_choices(less)
        assert notes == {}
        desk.open(urlencode(less)).shows(state)


def test_back_and_forward_through_twenty_states(visit):
    desk = visit().open()
    states = [State()]
    for n in range(20):
        key, value = f"w{n % 6 + 1}", round(n / 4 - 2.3, 2)
        states.append(with_weight(states[-1], key, value))
        desk.number(key).fill(str(value))
        desk.shows(states[-1]).carries(states[-1])
    for state in reversed(states[:-1]):
        desk.page.go_back()
        desk.shows(state).carries(state)
    for state in states[1:]:
        desk.page.go_forward()
        desk.shows(state).carries(state)


def test_two_tabs_survive_a_restart_each_with_its_own(visit, fragile):
    one = visit().open("b=1")
    two = type(one)(one.page.context.new_page(), one.address).open("b=2")  # of the same browser
    one.number("w1").fill("5")
    two.number("w1").fill("6")
    states = [with_weight(State(b=b), "w1", w1) for b, w1 in ((1.0, 5.0), (2.0, 6.0))]
    for desk, state in zip((one, two), states):
        desk.shows(state)
    with restarted(fragile):
        pass
    for desk, state, w2 in zip((one, two), states, (0.5, 1.5)):
        desk.number("w2").fill(str(w2))
        after = with_weight(state, "w2", w2)
        desk.until(lambda desk=desk, after=after: desk.search() != f"?{after.link()[0]}" and ["not yet"])
        desk.shows(after)


@pytest.mark.parametrize("predict", [False, True])
def test_a_lecture_is_told_to_its_end_when_its_server_dies_in_the_middle(visit, fragile, predict):
    state = State(view="lecture", stage=True, step="likelihood", predict=predict, b=-0.5, y=0)
    desk = visit().arrive(state).rests()
    desk.page.keyboard.press("PageDown")
    desk.page.keyboard.press("PageUp")
    desk.rests()
    with restarted(fragile):
        desk.comes("document.querySelector('[data-testid=stApp]').dataset.testConnectionState !== 'CONNECTED'")
        for _ in range(40):
            desk.page.keyboard.press("PageDown")
            step = desk.box("Step").input_value()
            left = told_at(desk, replace(state, step=step), predict)
            if step == STEPS[-1] and not left:
                break
        else:
            raise AssertionError("the end does not come")
        for step in STEPS[-2::-1]:
            desk.page.keyboard.press("PageUp")
            told_at(desk, replace(state, step=step, shown=9 if predict else 0), predict)
        desk.button("Flip the label y").click()  # what needs the server does not come
        for _ in range(3):
            desk.page.keyboard.press("PageDown")
        assert desk.box("Step").input_value() == "labels" == desk.page.locator(".desk").get_attribute("data-step")
        line = desk.page.locator(".lost")
        line.wait_for()
        box, foot = line.bounding_box(), desk.page.locator(".walk").bounding_box()
        assert foot["y"] + foot["height"] <= box["y"] + 1
    desk.shows(replace(state, step="labels", y=1, shown=9 if predict else 0))


def test_when_the_server_dies_in_mid_lecture_the_code_of_every_step_is_there_as_it_was_ticked(visit, fragile):
    state = State(view="lecture", stage=True, step="likelihood", b=-0.5, y=0)
    prepared = replace(state, stage=False, hidden=("tools",))
    desk = visit().arrive(state).rests()
    dialog = desk.dialog("QR code")
    dialog.get_by_label("tools", exact=True).check()
    code, address = dialog.get_by_role("img", name="QR code"), dialog.get_by_label("Address to type")
    desk.until(lambda: not address.inner_text().endswith("-4") and ["no key yet"])
    desk.rests()
    first = address.inner_text()
    desk.page.keyboard.press("Escape")
    desk.pause(1).rests()  # the codes of the other steps, as it is ticked now
    sentence, link = dialog.get_by_role("status"), dialog.get_by_role("textbox", name="Link")
    with restarted(fragile):
        desk.comes("document.querySelector('[data-testid=stApp]').dataset.testConnectionState !== 'CONNECTED'")
        for number, step in ((5, "outcomes"), (6, "log")):
            desk.page.keyboard.press("PageDown")
            desk.dialog("QR code")
            assert link.input_value() == f"{fragile.url}/?{replace(prepared, step=step).link()[0]}"
            assert address.inner_text() == f"{first.removesuffix('-4')}-{number}"
            (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
            assert read.text == address.inner_text()
            sentence.filter(has_text=f"{LOST}. The code was made before").wait_for()
            assert code.is_visible()
            desk.page.keyboard.press("Escape")
        desk.dialog("QR code")
        dialog.get_by_label("label", exact=True).check()  # of these ticks there is no code
        sentence.filter(has_text=f"{LOST}. The code for this comes").wait_for()
        assert code.count() == 0
        assert (link.input_value(), address.inner_text()) == ("", "")
    wanted = f"{fragile.url}/?{replace(prepared, step='log', hidden=('label', 'tools')).link()[0]}"
    desk.until(lambda: link.input_value() != wanted and [link.input_value()])
    assert LOST not in sentence.inner_text()
    desk.rests()
    desk.page.goto(address.inner_text())
    desk.shows(replace(prepared, step="log", hidden=("label", "tools")))


def test_what_is_picked_while_the_server_is_away_is_told_after_show(visit, fragile):
    state = State(view="lecture", stage=True, step="outcomes", predict=True)
    desk = visit().arrive(state).rests()
    desk.page.keyboard.press("PageDown")
    desk.page.keyboard.press("PageUp")
    state = replace(state, step="likelihood", shown=9)
    desk.shows(state).rests()
    with restarted(fragile):
        desk.comes("document.querySelector('[data-testid=stApp]').dataset.testConnectionState !== 'CONNECTED'")
        for step, letter in (("outcomes", "a"), ("log", "b"), ("plug_in", "c")):
            while desk.box("Step").input_value() != step:
                desk.page.keyboard.press("PageDown")
            state = replace(state, step=step, shown=0)
            sentences = picks(trace(replace(state, shown=9)))
            desk.step.get_by_role("radio").nth(OPTIONS.index(letter)).check()
            state = replace(state, picks=(*state.picks, (step, letter)))
            desk.shows(state)
            page = desk.page.locator(".desk").evaluate("(desk) => desk.outerHTML")
            assert not [one for one in sentences.values() if one in page]
            assert f"{step}%3A{letter}" in desk.carries(state).search()
            desk.page.keyboard.press("PageDown")
            state = replace(state, shown=1)
            desk.shows(state)
            assert desk.step.locator('[data-slot="said_pick"]').inner_text() == sentences[letter]
    desk.shows(state).carries(state)


def told_at(desk, state, predict):
    """What is left to show of the step on the screen, all of which is what the core makes of it."""
    step = desk.page.locator(".desk")
    reveals = len(lecture()[state.step].reveals) if predict else 0
    left = int(step.get_attribute("data-left"))
    desk.shows(replace(state, shown=reveals - left))
    assert step.get_attribute("data-step") == state.step
    return left
