"""Weights under the hand: everything follows, and at every moment it is what the core says."""

import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from later import later
from screen import core, result, with_weight

from logreg import FEATURES, LECTURE, State, trace
from logreg.figures.marks import HALVES, reach
from logreg.web.page import row

NOTHING_ON = later(State, on=(False,) * 6)


def moments(desk, key, state, half):
    """What was seen in each frame, after checking each: (value of the slider, whether all else is for that value).

    Until the first answer arrives the desk may still show an earlier value, but never a mixture of two. The z axis
    holds every bar and dot, and never shrinks.
    """
    frames, wanted, seen = result(desk.page, "stopRecording"), {}, []
    passed = [state.b if key == "b" else state.w[int(key[1]) - 1]]
    places = (
        core(state, half)["words"].keys() & frames[0]["words"].keys()
    )  # in those of other views old words may stand
    for frame in frames:
        value = float(frame["value"])
        if value not in passed:
            passed.append(value)
        shown = {"words": {place: frame["words"][place] for place in places}, "marks": frame["marks"]}
        wide = [other for other in HALVES if other >= half][:4]
        for earlier, wider in ((earlier, wider) for earlier in (value, *reversed(passed)) for wider in wide):
            if (earlier, wider) not in wanted:
                there = with_weight(state, key, earlier)
                at = core(there, wider)
                words = {
                    place: [text] * len(frame["words"][place]) for place, text in at["words"].items() if place in places
                }
                fits = reach(trace(there)) <= wider
                wanted[earlier, wider] = {"words": words, "marks": at["marks"]} if fits else None
            if wanted[earlier, wider] == shown:
                half = wider
                break
        else:
            nearest = next(filter(None, (wanted[value, wider] for wider in wide)))
            raise AssertionError(f"at {value} the desk shows what no value gives: {different(nearest, shown)}")
        if earlier == value:
            assert float(frame["box"]) == value
        seen.append((value, earlier == value))
    return seen


def different(wanted, shown):
    """Up to six of the places that differ."""
    words = [(place, text, wanted["words"].get(place)) for place, text in shown["words"].items()]
    marks = [(name, *pair) for name in shown["marks"] for pair in zip(shown["marks"][name], wanted["marks"][name])]
    return [line for line in words + marks if line[1] != line[2]][:6]


def assert_in_step(seen, least):
    """At most of the places where the hand was, the desk shows what it has chosen; and so many were seen to be right.

    Before its first table is there, and where a hand that moves fast outruns one, it follows answer by answer; without
    tables it would hardly ever be in step.
    """
    right = {value for value, ok in seen if ok}
    late = {value for value, ok in seen} - right
    assert len(late) <= len(right), f"out of step at {late}"
    assert len(right) >= least


def moves(desk, state, key, start, stop):
    """Move the hand that holds the slider, a step a frame, and rest until the desk has followed it."""
    steps = max(round(abs(stop - start) * 3), 4)
    for n in range(1, steps + 1):
        desk.hold(key, start + (stop - start) * n / steps)
        desk.page.evaluate("() => new Promise(requestAnimationFrame)")
    follows(desk, state, key)


def follows(desk, state, key):
    """Wait until the desk shows what comes of where the slider stands, and one frame more."""
    there = with_weight(state, key, float(desk.slider(key).input_value()))
    place = f"term{key[-1]}"
    desk.until(
        lambda: {*desk.read()["words"][place]} != {row(trace(there), 10)[place]} and [f"{place} does not follow"]
    )
    desk.page.evaluate("() => new Promise(requestAnimationFrame)")


@pytest.mark.parametrize(
    ("key", "query", "path"),
    [
        ("w1", "", [2.5, 4, 9.9, 10, 3, -2, -10, -4.4]),  # the axis grows twice
        ("w2", "digits=4&y=0", [-5, -4, -4.5, 0, 1.3]),
        ("w6", "w1=-30&b=1e5", [0.7, 5, -5]),
        ("b", "", [0.1, -3, 7, -10, 10]),
        (
            "b",
            "x1=off&x2=off&x3=off&x4=off&x5=off&x6=off",
            [0.1, -3, 7, -10, 10],
        ),  # z itself reaches both ends of the axis, which stays
        ("w5", "", [2, -6, 6]),  # there is no “!”: only the weight itself moves
        ("w1", "view=lecture&step=8", [2.5, 4, -2, -10]),
        ("b", "view=lecture&step=11&y=0", [0.1, -3, 10]),
        ("w2", "view=lecture&step=3&predict=on&shown=1", [-5, 0, 1.3]),  # z is shown, ŷ is held back
    ],
)
def test_every_moment_of_a_drag_is_the_cores(blank, key, query, path):
    state, _ = State.from_query(query)
    desk = blank.open(query)
    desk.shows(state)
    half = reach(trace(state))
    desk.hold(key, path[0])
    desk.page.mouse.down()
    desk.page.evaluate("(key) => startRecording(key)", key)
    for start, stop in pairwise(path):
        moves(desk, state, key, start, stop)
    value = float(desk.slider(key).input_value())
    seen = moments(desk, key, state, half)
    desk.page.mouse.up()
    assert_in_step(seen, least=10)
    desk.shows(with_weight(state, key, value))
    desk.carries(with_weight(state, key, value))


@pytest.mark.parametrize("key", ["w3", "b"])
def test_every_press_of_an_arrow_key_is_the_cores(desk, key):
    desk.slider(key).focus()
    desk.rests()
    desk.page.evaluate("(key) => startRecording(key)", key)
    for n, press in enumerate(["ArrowRight"] * 6 + ["ArrowLeft"] * 9 + ["ArrowUp", "ArrowDown", "ArrowDown"]):
        desk.slider(key).press(press)
        if n % 2:  # every other press is waited for, however slow the machine is
            follows(desk, State(), key)
    value = float(desk.slider(key).input_value())
    seen = moments(desk, key, State(), reach(trace(State())))
    assert_in_step(seen, least=6)
    start = -1.2 if key == "w3" else 0.1
    assert value == pytest.approx(start - 0.4)
    desk.shows(with_weight(State(), key, value)).carries(with_weight(State(), key, value))


def test_the_first_and_last_key_of_a_slider_reach_ten(desk):
    for press, value in (("End", 10.0), ("Home", -10.0)):
        desk.slider("w2").press(press)
        desk.shows(with_weight(State(), "w2", value))


def test_the_axis_grows_under_the_hand_and_says_so_and_fits_again_when_it_lets_go(desk):
    state, back = with_weight(State(), "w1", 10.0), with_weight(State(), "w1", 2.5)
    assert (reach(trace(back)), reach(trace(state))) == (10, 50)
    desk.page.evaluate("""() => {
        window.said = []
        const note = ({ textContent }) => window.said.push(textContent)
        new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach(note))).observe(
            document.querySelector('[data-chart="sigmoid"] .scale'), { childList: true })
    }""")
    desk.hold("w1", 2.5)
    desk.page.mouse.down()
    desk.hold("w1", 4)
    desk.hold("w1", 10)
    desk.until(lambda: ends(desk) != [-50, 50] and [f"the axis goes {ends(desk)}"])
    desk.shows(state)
    desk.hold("w1", 2.5)
    desk.until(lambda: desk.read()["words"]["term1"] != ["+7.50"] and ["w1·x1 does not follow"])
    assert ends(desk) == [-50, 50]
    desk.page.mouse.up()
    desk.shows(back)
    assert ends(desk) == [-10, 10]
    said = desk.page.evaluate("said")
    assert said[-2:] == ["−20 … 20  →  −50 … 50", "−50 … 50  →  −10 … 10"] or said == [
        "−10 … 10  →  −50 … 50",
        "−50 … 50  →  −10 … 10",
    ]


def ends(desk):
    """How far the z axis goes that plotly has drawn."""
    return desk.page.evaluate("""() => chartInView("sigmoid").querySelector(".plot").layout.xaxis.range""")


def test_a_hand_that_rests_before_it_lets_go_loses_nothing(desk):
    desk.hold("w2", -5)
    desk.page.mouse.down()
    desk.hold("w2", -4)
    desk.hold("w2", -3)
    value = float(desk.slider("w2").input_value())
    desk.pause(1)
    desk.page.mouse.up()
    state = with_weight(State(), "w2", value)
    desk.shows(state).carries(state)
    desk.hold("w2", value)
    desk.page.mouse.down()
    desk.hold("w2", 0)
    desk.pause(1)
    desk.page.mouse.up()
    late = seconds_until_off(desk, 1)
    desk.rests()
    assert late < 1.5 + seconds_until_off(desk, 3)  # as soon as from a desk at rest, and not after a time of waiting


def seconds_until_off(desk, j):
    """How long it takes to switch a feature off."""
    began = time.monotonic()
    desk.page.get_by_role("checkbox", name=f"x{j} ").uncheck()
    desk.until(lambda: desk.output(f"w{j}·x{j}").inner_text() != "off" and [f"x{j} is still on"])
    return time.monotonic() - began


def test_dragging_a_second_control_after_the_first_keeps_both(desk):
    state = State()
    for key, value in (("w1", 1.0), ("b", -2.0), ("w1", 3.0)):
        desk.slider(key).focus()
        desk.slider(key).fill(str(value))
        state = with_weight(state, key, value)
        desk.shows(state)


@pytest.mark.parametrize("text", ["37.25", "-0.125", "1e6", "-1e300", "1e299", "0", "-0", "1e-320"])
def test_a_typed_number_counts_exactly(blank, text):
    desk = blank.look_at(State())
    desk.number("w1").fill(text)
    desk.shows(with_weight(State(), "w1", float(text) + 0.0), typed={"w1": text})
    desk.number("w1").press("Tab")
    desk.carries(with_weight(State(), "w1", float(text) + 0.0))


@pytest.mark.parametrize("key", ["w1", "w2", "w3", "w4", "w5", "w6", "b"])
def test_every_weight_and_the_bias_can_be_typed(blank, key):
    desk = blank.look_at(State())
    desk.number(key).fill("1.75")
    desk.shows(with_weight(State(), key, 1.75))


def test_a_weight_beyond_the_largest_is_named_and_what_was_typed_stays(desk):
    desk.number("w1").fill("1e308")
    desk.shows(State(), typed={"w1": "1e308"}, notes=["w1 must be between −1e300 and 1e300, got “1e308”"])
    desk.number("w1").press("Tab")
    desk.shows(State(), typed={"w1": "1e308"}, notes=["w1 must be between"])
    assert desk.number("w1").get_attribute("aria-invalid") == "true"
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(), "w1", 4.0))


def test_while_one_weight_cannot_be_read_the_others_still_move(desk):
    desk.number("w1").fill("1e308")
    desk.until(lambda: not desk.notes() and ["there is no sentence yet"])
    desk.number("b").fill("-1.5")
    desk.until(lambda: desk.output("b is").inner_text() != "−1.50" and ["the bias stays"])
    assert desk.number("w1").input_value() == "1e308"


@pytest.mark.parametrize("keys", ["", "abc", "-", "e", "--5", "1e400"])
def test_what_is_no_finite_number_gets_a_sentence_and_the_weight_stays(desk, keys):
    box = desk.number("w4")
    box.press("Control+a")
    box.press("Delete")
    desk.page.keyboard.type(keys)
    box.press("Tab")
    desk.until(
        lambda: (len(desk.notes()) != 1 or "w4 must be a finite number" not in desk.notes()[0]) and [desk.notes()]
    )
    stays = float(re.search(r"it stays at (.+)\.$", desk.notes()[0])[1])  # what was last typed while it was a number
    assert stays in {
        0.5,
        *(float(f"1e{keys[2:n]}") for n in range(3, 6) if keys == "1e400"),
        1.0 if keys == "1e400" else 0.5,
    }
    seen, wanted = desk.read()["words"], core(with_weight(State(), "w4", stays))["words"]
    assert {place: set(seen[place]) for place in wanted} == {place: {text} for place, text in wanted.items()}
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("0.5")
    desk.shows(State())


def test_a_slider_stays_at_its_weight_while_its_box_is_empty(desk):
    desk.number("w4").fill("")
    desk.number("w4").press("Tab")
    desk.until(lambda: not desk.notes() and ["there is no sentence yet"])
    assert float(desk.slider("w4").input_value()) == State().w[3]


def test_every_switch_takes_its_feature_out_and_brings_it_back(desk):
    for j, feature in enumerate(FEATURES):
        off = State(on=tuple(k != j for k in range(6)))
        desk.switch(f"{feature.name} {feature.short}").uncheck()
        desk.shows(off)
        assert desk.output(f"w{j + 1}·{feature.name}").inner_text() == "off"
        desk.switch(f"{feature.name} {feature.short}").check()
        desk.shows(State())


def test_with_all_features_off_only_the_bias_speaks(desk):
    for feature in FEATURES:
        desk.switch(f"{feature.name} {feature.short}").uncheck()
    desk.shows(NOTHING_ON())
    desk.slider("b").focus()
    for _ in range(3):
        desk.slider("b").press("ArrowLeft")
    desk.shows(replace(NOTHING_ON(), b=-0.2))
    desk.slider("b").press("End")
    desk.shows(replace(NOTHING_ON(), b=10.0))


def test_the_gold_label_changes_the_verdict_and_neither_loss(desk):
    before = [desk.output(f"Loss if y = {y}").inner_text() for y in (1, 0)]
    for y in (0, 1):
        desk.page.get_by_role("radio", name=f"y = {y}").check()
        desk.shows(State(y=y))
        assert [desk.output(f"Loss if y = {y}").inner_text() for y in (1, 0)] == before


def test_four_digits_on_demand(desk):
    desk.page.get_by_label("4 digits").check()
    desk.shows(State(digits=4))
    desk.page.get_by_label("4 digits").uncheck()
    desk.shows(State())


def test_reset_brings_back_switches_weights_and_bias_and_leaves_the_review(blank):
    mine = State(review="A great film.", on=(True, False) * 3, w=(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), b=-7.0, y=0, digits=4)
    desk = blank.open(mine.link()[0])
    desk.shows(mine)
    desk.button("Reset").click()
    desk.shows(State(review=mine.review, y=0, digits=4))
    desk.button("Undo").click()
    desk.shows(mine)


def test_reset_of_the_first_screen_is_the_first_screen(desk):
    desk.number("w1").fill("9")
    desk.shows(with_weight(State(), "w1", 9.0))
    desk.button("Reset").click()
    desk.shows(State())
    desk.carries(State())
    assert desk.page.url == f"{desk.address}/"
    assert desk.review.input_value() == LECTURE.review


@pytest.mark.parametrize(("across", "down"), [(0, -250), (80, 0)], ids=["up the page", "along the slider"])
def test_a_finger_that_scrolls_the_page_over_a_slider_changes_nothing(window, across, down):
    desk = window(390, 844, has_touch=True, is_mobile=True).open()
    desk.slider("w2").evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    slider = desk.slider("w2").bounding_box()
    x, y = slider["x"] + 0.25 * slider["width"], slider["y"] + slider["height"] / 2
    touch = desk.page.context.new_cdp_session(desk.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 13):
        point = {"x": x + across * part / 12, "y": y + down * part / 12}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        desk.pause(0.016)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    w2 = float(desk.slider("w2").input_value())
    assert (w2 == -5.0) == (across == 0)
    desk.shows(with_weight(State(), "w2", w2)).carries(with_weight(State(), "w2", w2))


@pytest.mark.parametrize("view", ["desk", "lecture", "learn"])
def test_a_wheel_over_a_box_or_a_slider_that_has_the_focus_scrolls_the_page_and_changes_nothing(blank, view):
    blank.page.set_viewport_size({"width": 700, "height": 300})
    state = State(view=view, step="estimate", predict=True, start=(1.0, -1.0), batch=8)
    desk = blank.arrive(state).rests()
    boxes = desk.page.locator(":is(input[type=number], input[type=range]):visible").all()
    assert len(boxes) == {"desk": 14, "lecture": 15, "learn": 6}[view]
    for box in boxes:
        box.evaluate("(box) => { box.scrollIntoView({ block: 'center' }); box.focus({ preventScroll: true }) }")
        value, place = box.input_value(), box.bounding_box()
        desk.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        for way in (-40, 40):
            top = box.bounding_box()["y"]
            desk.page.mouse.wheel(0, way)
            desk.until(lambda box=box, top=top: box.bounding_box()["y"] == top and ["it does not scroll"])
        assert box.input_value() == value
        assert box.evaluate("(box) => box === document.activeElement")
    desk.rests()
    desk.carries(state)
