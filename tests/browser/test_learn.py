"""Learning in the browser: the steps are played, the start is chosen, data are brought, and all is the core's."""

import random
import re
from dataclasses import replace

import pytest
from bench.visitors import OnDesk
from later import later
from screen import result
from serving import awaited, served
from test_first_screen import overlapping
from windows import fresh, tab

from logreg import State
from logreg.figures.theme import SCHEMES
from logreg.reader.run import Run
from logreg.reader.state import MOST_STEPS, PARTS
from logreg.web.views.learn import view as learn

LEARN = later(State, view="learn")
MINE = later(State,
    view="learn", data="imdb", t=37, eta=0.05, batch=8, seed=7, l2=0.01, scaled=True, start=(1.5, -2.0), axes=(5, 6),
    logarithmic=True, digits=4,
)  # fmt: skip
SIZES = [(1280, 720), (1920, 1080)]


def part(name, **choices):
    return replace(LEARN(), part=name, **choices)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("state", [LEARN, MINE], ids=["first", "mine"])
def test_every_part_shows_what_the_core_says(blank, state, name):
    state = replace(state, part=name)
    blank.look_at(state).rests().carries(state)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_cut_off_or_covered(blank, width, height, scheme):
    blank.page.set_viewport_size({"width": width, "height": height})
    blank.page.emulate_media(color_scheme=scheme)
    for name in ("path", "learned"):
        desk = blank.open(replace(LEARN(), part=name, t=60).link()[0])
        desk.shows(replace(LEARN(), part=name, t=60))
        texts = desk.texts()
        assert [t["text"] for t in texts if t["right"] > width or t["bottom"] > height or not t["inside"]] == []
        assert overlapping([t for t in texts if t["size"] > 11]) == []
        assert [node for node in desk.page.evaluate("readScrolls()") if "option" not in node[0]] == []


def test_the_papers_are_in_the_colours_of_the_scheme(blank):
    blank.page.emulate_media(color_scheme="dark")
    desk = blank.open(LEARN().link()[0])
    desk.shows(LEARN())
    wanted = learn.paper(learn.run(LEARN()), "descent", "dark")["layout"]["xaxis"]["gridcolor"]
    read = "chartInView('descent').querySelector('.plot').layout.xaxis.gridcolor"
    desk.until(lambda: desk.page.evaluate(read) != wanted and ["another colour"])


def test_one_step_ten_steps_back_and_the_start(blank):
    desk = blank.open(LEARN().link()[0])
    for name, t in (
        ("+1 step", 1),
        ("+10 steps", 11),
        ("−1 step", 10),
        ("+10 steps", 20),
        ("Start: back to step 0", 0),
    ):
        desk.page.get_by_role("button", name=name, exact=True).click()
        desk.shows(replace(LEARN(), t=t)).carries(replace(LEARN(), t=t))
    desk.page.get_by_role("button", name="−1 step", exact=True).click()
    desk.shows(LEARN())


def test_it_plays_and_pauses_and_every_step_shown_is_the_cores(blank):
    desk = blank.open(LEARN().link()[0])
    desk.page.evaluate("startRecording('t')")
    desk.button("Play").click()
    steps = "new Set(window.recorded.map(({ words }) => words.t_now[0])).size"
    desk.until(lambda: desk.page.evaluate(steps) < 8 and ["it does not play"])
    desk.button("Pause").click()
    frames = result(desk.page, "stopRecording")
    run = Run.of(LEARN())
    seen = {int(frame["words"]["t_now"][0]): frame["words"]["learn_cost"][0] for frame in frames}
    for t, cost in seen.items():
        assert cost == f"{run.costs[t]:.2f}"
    t = int(desk.read()["words"]["t_now"][0])
    desk.shows(replace(LEARN(), t=t)).carries(replace(LEARN(), t=t))


def test_it_stops_at_the_last_step(blank):
    desk = blank.open(replace(LEARN(), t=MOST_STEPS - 2).link()[0])
    desk.button("Play").click()
    desk.shows(replace(LEARN(), t=MOST_STEPS))
    desk.until(lambda: not desk.button("Play").is_visible() and ["it plays on"])


def test_the_slider_of_the_steps_moves_by_keys_and_shows_each_step(blank):
    desk = blank.open(LEARN().link()[0])
    slider = desk.page.get_by_role("slider", name="steps")
    slider.focus()
    desk.rests()  # its table is there
    for t in range(1, 6):
        slider.press("ArrowRight")
        desk.shows(replace(LEARN(), t=t))
    desk.carries(replace(LEARN(), t=5))


def test_a_rate_that_is_too_large_is_named_with_the_largest_safe_one(blank):
    desk, run = blank.open(LEARN().link()[0]), Run.of(LEARN())
    desk.button("too large").click()
    state = replace(LEARN(), eta=run.rates["too large"])
    desk.shows(state).carries(state)
    said = desk.page.locator(".learn-says").inner_text()
    assert "too large" in said
    assert f"{run.safe:.3g}" in said
    desk.button("good").click()
    desk.shows(replace(LEARN(), eta=run.rates["good"]))


def test_the_textbooks_step_is_one_click_away(blank):
    desk = blank.open(MINE().link()[0])
    desk.button("Textbook step").click()
    state = replace(MINE(), data="book", part="step", t=0, eta=0.1, batch=0, l2=0.0, scaled=False, start="zero")
    desk.shows(state).carries(state)
    assert [desk.page.locator(f'[data-slot="ledger_new{name}"]').inner_text() for name in ("w1", "w2", "b")] == [
        "0.150000",
        "0.100000",
        "0.050000",
    ]
    assert "also w2, although it counts negative words" in desk.page.locator("[data-slot=ledger_surprise]").inner_text()


@pytest.mark.parametrize(
    "start", [LEARN, later(replace, LEARN, data="book", part="step"), later(replace, LEARN, scaled=True)]
)
def test_why_scale_shows_the_long_valley_and_then_the_round_bowl(blank, start):
    desk = blank.arrive(start).rests()
    for scaled in (False, True, False):
        desk.button("Why scale?").click()
        eta = Run.of(replace(LEARN(), scaled=scaled)).rates["good"]
        desk.shows(replace(LEARN(), scaled=scaled, eta=eta, axes=(5, 6), start=(1.0, -1.0)))


@pytest.mark.parametrize(
    "presses", [["Textbook step"], ["Why scale?", "Why scale?", "good"], ["Textbook step", "Why scale?"]]
)
def test_a_scene_can_be_left_as_it_was_found(blank, presses):
    desk = blank.arrive(MINE()).rests()
    back = desk.page.get_by_role("button", name="Back to mine")
    assert not back.is_visible()
    for press in presses:
        desk.button(press).click()
        desk.rests()
    back.click()
    desk.shows(MINE()).carries(MINE())
    assert not back.is_visible()


def test_of_the_textbooks_review_no_rate_is_called_too_large(blank):
    desk = blank.arrive(replace(LEARN(), data="book")).rests()
    assert not desk.button("too large").is_visible()
    assert desk.button("good").is_visible()


def test_a_press_on_the_surface_chooses_the_start_and_undo_takes_it_back(blank):
    desk = blank.open(replace(LEARN(), t=30).link()[0])
    desk.shows(replace(LEARN(), t=30))
    plot = desk.page.locator(".surface .marks").bounding_box()
    desk.page.mouse.click(plot["x"] + 0.25 * plot["width"], plot["y"] + 0.25 * plot["height"])
    x, y = learn.CHARTS["surface"].x_axis(learn.run(LEARN())), learn.CHARTS["surface"].y_axis(learn.run(LEARN()))
    aimed = (x.start + 0.25 * (x.end - x.start), y.start + 0.75 * (y.end - y.start))
    desk.until(lambda: "start=" not in desk.search() and ["no start"])
    start = State.from_query(desk.search().removeprefix("?"))[0].start
    assert start == pytest.approx(aimed, abs=0.02)
    desk.shows(replace(LEARN(), start=start))
    desk.button("Undo").click()
    desk.shows(LEARN())


def test_the_start_is_chosen_by_keyboard_too(blank):
    desk = blank.open(LEARN().link()[0])
    desk.page.locator("[data-start]").select_option("point")
    desk.shows(replace(LEARN(), start=(0.0, 0.0)))
    for name, value in (("w1", "1.5"), ("w2", "-2")):
        desk.page.get_by_role("spinbutton", name=f"start of {name}").fill(value)
        desk.page.keyboard.press("Tab")
    desk.shows(replace(LEARN(), start=(1.5, -2.0))).carries(replace(LEARN(), start=(1.5, -2.0)))
    desk.page.locator("[data-start]").select_option("desk")
    desk.shows(replace(LEARN(), start="desk"))


def test_reading_a_large_file_shows_that_it_goes_on(blank, tmp_path):
    desk, file = blank.arrive(part("data")), tmp_path / "large.csv"
    file.write_text("y,text\n" + "".join(f"{i % 2},a great and dull film number {i}\n" for i in range(60_000)))
    desk.page.locator(".learn input[type=file]").set_input_files(file)
    desk.page.get_by_role("progressbar", name="Reading").wait_for(state="visible")
    own = desk.page.locator(".own")
    desk.comes("document.querySelector('.own').textContent.includes('60,000')")
    assert "60,000 of 60,000 rows" in own.inner_text()
    assert not desk.page.get_by_role("progressbar", name="Reading").is_visible()
    assert desk.page.locator(".data tbody tr").count() == learn.MOST_SHOWN


def choose(desk, file):
    """Choose a file of one's own."""
    desk.page.locator(".learn input[type=file]").set_input_files(file)


def says_of_own(desk, said):
    """The page comes to say this of the reader's own rows."""
    own = desk.page.locator(".own")
    desk.until(lambda: said not in own.inner_text() and [own.inner_text(), *desk.notes()])


def noise(rows, letters):
    """Rows of labelled texts that do not compress: words of letters drawn by chance."""
    drawn = random.Random(1)
    alphabet = (b"abcdefghijklmnopqrstuvwxyz   " * 9)[:256]
    text = drawn.randbytes(rows * letters).translate(alphabet).decode()
    lines = (f"{n % 2},film {text[letters * n : letters * (n + 1)]}" for n in range(rows))
    return "\n".join(["y,text", *lines])


def test_a_file_that_hardly_compresses_is_sent_whole_and_once_more_after_a_reload(window, tmp_path):
    desk, file = window().arrive(part("data")), tmp_path / "noise.csv"
    file.write_text(noise(1_000, 3_000))
    choose(desk, file)
    says_of_own(desk, "1,000 of 1,000 rows")
    assert desk.rests().notes() == []
    for _ in range(2):
        desk.page.reload()
        says_of_own(desk, "1,000 of 1,000 rows")
        desk.rests().carries(part("data", data="own"))
    choose(desk, {"name": "few.csv", "mimeType": "text/csv", "buffer": b"y,text\n1,Fine.\n0,Dull.\n"})
    says_of_own(desk, "2 of 2 rows")
    desk.rests().page.reload()
    says_of_own(desk, "2 of 2 rows")
    files = """() => new Promise((resolve) => {
      const opening = indexedDB.open("files /", 1)
      opening.onsuccess = () => {
        const all = opening.result.transaction("files").objectStore("files").getAll()
        all.onsuccess = () => resolve(all.result.map((one) => new TextDecoder().decode(one)))
        opening.result.close()
      }
    })"""
    (lying,) = desk.page.evaluate(files)  # of the file before nothing is left, and of this nothing can be read
    assert "Fine" not in lying


@pytest.mark.slow
def test_nineteen_megabytes_are_read_while_others_are_answered(blank, address, tmp_path):
    desk, file = blank.arrive(part("data")).rests(), tmp_path / "prose.csv"
    file.write_text(noise(40_000, 470))
    assert 18_500_000 < file.stat().st_size < 19_500_000
    choose(desk, file)
    bar = desk.page.get_by_role("progressbar", name="Reading")
    desk.until(lambda: not bar.is_visible() and ["no bar"])

    async def another():
        visitor = OnDesk(address)
        await visitor.open()
        took = [(await visitor.change("word")).seconds for _ in range(20)]
        await visitor.leave()
        return took

    took = awaited(another())
    assert bar.is_visible(), "it was read before the other had come"
    assert sorted(took)[10] < 1, took
    desk.page.locator("[data-key=eta]").fill("0.2")  # and the one who sent it goes on too
    desk.until(lambda: "eta=0.2" not in desk.search() and [desk.search()])
    assert bar.is_visible()
    says_of_own(desk, "40,000 of 40,000 rows")
    assert desk.rests().notes() == []
    assert not bar.is_visible()


def test_how_far_a_file_has_come_is_shown_and_it_can_be_called_back(blank, tmp_path):
    desk, file = blank.arrive(part("data")).rests(), tmp_path / "prose.csv"
    file.write_text(noise(2_000, 1_000))
    line = desk.page.context.new_cdp_session(desk.page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 500_000}
    line.send("Network.emulateNetworkConditions", slow)
    bar = desk.page.get_by_role("progressbar", name="Reading")
    seen = set()

    def half():
        seen.add(bar.evaluate("(bar) => bar.hasAttribute('value') ? bar.value : null"))
        return len([part for part in seen if part]) < 3 and [f"{seen}"]

    choose(desk, file)
    desk.until(half)
    assert all(0 <= part < 1 for part in seen - {None})
    assert re.fullmatch(r"sent \d\.\d MB of 2\.0 MB", desk.page.locator(".learn .sent").inner_text())
    desk.page.get_by_role("button", name="Cancel").click()
    desk.rests()
    assert not bar.is_visible()
    assert desk.notes() == []
    desk.shows(part("data"))
    assert desk.page.locator(".data tbody tr").count() == 40
    line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    choose(desk, file)
    says_of_own(desk, "2,000 of 2,000 rows")
    line.detach()


def test_two_hundred_megabytes_are_refused_before_they_are_sent_and_the_rows_stay(blank, tmp_path):
    desk, file = blank.arrive(part("data")), tmp_path / "huge.csv"
    choose(desk, {"name": "few.csv", "mimeType": "text/csv", "buffer": b"y,text\n1,Fine.\n0,Dull.\n"})
    says_of_own(desk, "2 of 2 rows")
    posts = []
    desk.rests().page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    with file.open("w") as huge:
        huge.write("".join(f"{n % 2},a great film number {n:06}\n" * 10 for n in range(5_000)))
        huge.truncate(200_000_000)
    choose(desk, file)
    desk.until(lambda: not desk.notes() and ["no sentence"])
    assert desk.notes() == ["The file has 200 MB, and up to 20 MB are read: about the first 100,000 of its rows."]
    assert desk.rests().page.locator(".data tbody tr").count() == 2
    assert posts == []
    assert not desk.page.get_by_role("progressbar", name="Reading").is_visible()


@pytest.mark.parametrize("row", ["{},{},0,1,0,0,3", '"{}",{},0,1,0,0,"3"'])
def test_of_a_file_with_too_many_rows_the_first_hundred_thousand_are_read_on_demand(blank, tmp_path, row):
    desk, file = blank.arrive(part("data")), tmp_path / "many.csv"
    rows = "\n".join(row.format(n % 2, n % 5) for n in range(100_300))
    file.write_text(f"y,x1,x2,x3,x4,x5,x6\n{rows}\n")
    choose(desk, file)
    first = desk.button("Read the first 100,000 rows")
    desk.until(lambda: not first.is_visible() and ["it is not offered"])
    assert "100,000" in " ".join(desk.notes())
    assert desk.rests().page.locator(".data tbody tr").count() == 40
    first.click()
    says_of_own(desk, "100,000 of 100,000 rows")
    assert desk.rests().notes() == []
    assert not first.is_visible()


def test_of_a_file_that_is_too_large_the_beginning_is_read_on_demand(blank, tmp_path):
    desk, file = blank.arrive(part("data")), tmp_path / "large.csv"
    table = ["y,x1,x2,x3,x4,x5,x6"]
    table += [",".join([str(n % 2), *(f"{n % k}.{0:0<3999}" for k in range(2, 8))]) for n in range(1_000)]
    file.write_text("\n".join(table))
    choose(desk, file)
    first = desk.button("Read the first 20 MB")
    desk.until(lambda: not first.is_visible() and ["it is not offered"])
    assert desk.notes() == ["The file has 25 MB, and up to 20 MB are read: about the first 840 of its rows."]
    first.click()
    says_of_own(desk, "832 of 832 rows")


def test_rows_come_under_a_path_prefix_too(browser, trouble):
    with served(STREAMLIT_SERVER_BASE_URL_PATH="/course/l5") as app:
        context = fresh(browser, app.url)
        desk = tab(context, app.url, trouble).arrive(part("data"))
        desk.page.get_by_label("or paste rows: label, text").fill(ROWS)
        desk.page.get_by_role("button", name="Read", exact=True).click()
        says_of_own(desk, "rows")
        context.close()


def test_the_two_parameters_of_the_surface_are_never_the_same(blank):
    desk = blank.open(LEARN().link()[0])
    first, second = (desk.page.locator(f"[data-axis='{i}']") for i in (0, 1))
    second.select_option("b")
    desk.shows(replace(LEARN(), axes=(0, 6)))
    first.select_option("b")
    desk.shows(replace(LEARN(), axes=(6, 0)))
    assert second.input_value() == "1"


def test_the_surface_stands_in_space_on_demand(blank):
    desk = blank.open(LEARN().link()[0])
    dialog = desk.dialog("3-D")
    desk.until(lambda: not dialog.locator(".space .main-svg").count() and ["no surface yet"])
    assert "The mean loss over w1 and w2" in dialog.locator(".space").get_attribute("aria-label")
    z = desk.page.evaluate("document.querySelector('.space').data[0].z")
    grid = learn.CHARTS["surface"].grid(learn.run(LEARN()))[2]
    decoded = z if isinstance(z, list) else None
    assert decoded is None or len(decoded) == len(grid)


ROWS = "stars,review\n5,A great film, and I loved it\n1,dull\n3,so so\n4,“fine” <x>bold</x> &c\n2,no great film!\n"


def test_own_rows_are_pasted_and_what_was_understood_is_said(blank):
    desk = blank.arrive(part("data"))
    desk.page.get_by_label("or paste rows: label, text").fill(ROWS.replace("film, and", "film and"))
    desk.page.get_by_role("button", name="Read", exact=True).click()
    own = desk.page.locator(".own")
    desk.until(lambda: "4 of 5 rows" not in own.inner_text() and [own.inner_text()])
    assert "out of 5" in own.inner_text()
    rows = desk.page.locator(".data tbody tr")
    assert rows.count() == 4
    assert rows.nth(2).locator("td").nth(1).inner_text() == "“fine” <x>bold</x> &c"
    total = desk.page.locator("[data-slot=learn_sum]").inner_text()
    assert total.startswith("mean loss = (0.69 + 0.69 + 0.69 + 0.69) / 4 = 0.69")
    assert desk.page.locator("select[data-key=data]").input_value() == "own"
    desk.button("Undo").click()
    desk.shows(part("data"))


def test_a_file_is_read(blank, tmp_path):
    desk, file = blank.arrive(part("data")), tmp_path / "réviews.tsv"
    file.write_text("label\ttext\nneg\tawful\npos\tgood\n", encoding="utf-16")
    desk.page.locator(".learn input[type=file]").set_input_files(file)
    own = desk.page.locator(".own")
    desk.until(lambda: "2 of 2 rows" not in own.inner_text() and [own.inner_text()])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x01\x02" * 50, "not a text"),
        (b"", "empty"),
        (b"a,b\n1,2\n", "No column has texts"),
        (b"x" * 20_000_001, "MB"),
    ],
    ids=["binary", "empty", "no texts", "too large"],
)
def test_a_file_that_is_no_data_gets_one_sentence_and_the_data_stay(blank, tmp_path, content, said):
    desk, file = blank.arrive(part("data")), tmp_path / "file.csv"
    file.write_bytes(content)
    desk.page.locator(".learn input[type=file]").set_input_files(file)
    notes = desk.page.locator(".notes li")
    desk.until(lambda: notes.count() != 1 and ["no sentence"])
    assert said in notes.inner_text()
    assert notes.is_visible()
    desk.shows(part("data"), notes=[said])
    assert desk.page.locator(".data tbody tr").count() == 40


def test_a_label_is_turned_and_a_row_left_out(blank):
    desk = blank.arrive(part("data"))
    desk.shows(part("data"))
    desk.button("turn the label of review 3,").click()
    desk.shows(part("data", flipped=(3,))).carries(part("data", flipped=(3,)))
    desk.page.get_by_label("learn from review 5", exact=True).uncheck()
    desk.shows(part("data", flipped=(3,), dropped=(5,)))
    desk.carries(part("data", flipped=(3,), dropped=(5,)))
    desk.page.reload()
    desk.page.wait_for_selector(".data tbody tr")
    assert not desk.page.get_by_label("learn from review 5", exact=True).is_checked()
    desk.button("turn the label of review 3,").click()
    desk.page.get_by_label("learn from review 5", exact=True).check()
    desk.shows(part("data")).carries(part("data"))


def test_the_desks_review_is_learned_from_with_the_label_of_ones_choice(blank):
    desk = blank.arrive(part("data"))
    desk.page.get_by_label("with the desk’s review as").check()
    desk.shows(part("data", mine=True))
    desk.page.get_by_role("button", name="Flip the label y of the desk’s review").click()
    desk.shows(part("data", mine=True, y=0))
    assert desk.page.locator(".data tbody tr").first.locator("td").nth(1).inner_text() == "The review on the desk"


def test_the_learned_weights_go_to_the_desk_and_undo_brings_the_old_ones_back(blank):
    state = part("learned", t=200)
    desk = blank.open(state.link()[0])
    desk.shows(state)
    desk.button("Use these weights on the desk").click()
    adopted = learn.adopted(state, learn.run(state))
    desk.shows(adopted).carries(adopted)
    desk.see("Desk")
    desk.shows(replace(adopted, view="desk"))
    desk.button("Undo").click()
    desk.shows(replace(state, view="desk"))


def test_a_link_brings_back_data_rate_batch_seed_and_step(blank):
    desk = blank.open(MINE().link()[0])
    desk.shows(MINE())
    desk.reload().shows(MINE())
    desk.see("Desk")
    desk.shows(replace(MINE(), view="desk"))
    desk.see("Learn")
    desk.shows(MINE())


def test_back_leads_from_learning_to_the_desk(desk):
    desk.see("Learn")
    desk.shows(LEARN()).carries(LEARN())
    desk.page.go_back()
    desk.shows(State()).carries(State())


def test_on_a_phone_everything_lies_within_its_width(blank):
    blank.page.set_viewport_size({"width": 390, "height": 844})
    for name in PARTS:
        desk = blank.arrive(part(name, t=20)).rests()
        assert [text["text"] for text in desk.texts() if text["right"] > 391 or text["left"] < -1] == []
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_start_that_cannot_be_read_is_named_and_the_one_before_it_stays(blank):
    state = State(view="learn", start=(-3.5, 0.0))
    desk = blank.open(state.link()[0])
    first = desk.page.get_by_label("start of w1")
    first.fill("")
    first.press("Tab")
    desk.until(
        lambda: not any("start must be a finite number" in note for note in desk.notes()) and [f"{desk.notes()}"]
    )
    assert first.get_attribute("aria-invalid") == "true"
    desk.carries(state)
    first.fill("2")
    first.press("Tab")
    desk.carries(replace(state, start=(2.0, 0.0)))
    assert desk.notes() == []


@pytest.mark.parametrize("part", ["learned", "data"])
def test_on_a_small_phone_no_number_of_a_table_is_out_of_reach(phone, part):
    desk = phone.arrive(State(view="learn", part=part)).rests()
    lost = desk.page.evaluate("""() => [...document.querySelectorAll(".learn :is(td, th)")]
      .filter((cell) => cell.checkVisibility())
      .filter((cell) => getComputedStyle(cell.closest("thead") ?? cell).position !== "absolute")
      .filter((cell) => {
        const frame = (cell.closest(".scroll") ?? cell.closest(".card")).getBoundingClientRect()
        const { left, right } = cell.getBoundingClientRect()
        const reach = cell.closest(".scroll")?.scrollWidth ?? frame.width
        return left < frame.left - 1 || right > frame.left + reach + 1
      }).map((cell) => cell.textContent)""")
    assert lost == []


def test_the_numbers_on_the_lines_of_equal_loss_grow_with_the_type(blank):
    sizes = []
    for width, height in ((1280, 720), (1920, 1080)):
        blank.page.set_viewport_size({"width": width, "height": height})
        desk = blank.arrive(part("path")).drawn()
        plot = desk.page.locator(".surface .plot")
        label = plot.evaluate("(plot) => plot._fullData.find((one) => one.contours).contours.labelfont.size")
        sizes.append(label / float(plot.evaluate("(plot) => parseFloat(getComputedStyle(plot).fontSize)")))
    assert sizes == pytest.approx([1.0, 1.0], rel=0.01)
