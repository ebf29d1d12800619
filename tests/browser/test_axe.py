"""axe-core over every page and state, light and dark: of ours nothing is found, around it what is Streamlit's."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from later import later, made
from serving import served

from logreg import State
from logreg.figures.theme import SCHEMES
from logreg.reader.state import HIDEABLE
from logreg.web.views import VIEWS

pytestmark = pytest.mark.slow

LECTURE, LEARN, WHY = (
    later(State, view="lecture"),
    later(State, view="learn"),
    later(State, view="why", lists=(("film", 1),)),
)
PLACES = {
    **{view: tuple(one.screens()) for view, one in VIEWS.items()},
    "far out": (later(State, digits=4, b=1e300, on=(False,) * 6, review=""),),
    "why, otherwise": (WHY, later(replace, WHY, review="")),
    "predict first": tuple(
        later(replace, LECTURE, predict=True, step=step, shown=shown, picks=(("labels", "b"), ("outcomes", "b")))
        for step, shown in (("labels", 1), ("components", 0), ("estimate", 1), ("outcomes", 1), ("suppose_0", 0))
    ),
    "stage": tuple(later(replace, LECTURE, stage=True, step=step) for step in ("labels", "outcomes", "mean_loss")),
    "learn, otherwise": (later(replace, LEARN, data="imdb", scaled=True, logarithmic=True, start=(1.0, 1.0), t=7),),
    "a bad link": ("w1=much&x1=maybe",),
}
DIALOGS = {"QR code": later(State), "Save": later(State), "Code": LECTURE, "3-D": LEARN, "Your own list": WHY}
OPTIONS = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The address of an app that shows one word: all that is found there is Streamlit's own."""
    script = tmp_path_factory.mktemp("bare") / "app.py"
    script.write_text('import streamlit as st\n\nst.set_page_config("Bare", layout="wide")\nst.text("bare")\n')
    with served(script, script.parent) as app:
        yield app.url


@pytest.fixture(params=SCHEMES)
def look(request, blank):
    """The window in light or in dark, before anything is opened in it."""
    blank.page.emulate_media(color_scheme=request.param)
    return blank


@pytest.fixture
def shell(look, bare, broken):
    """The rules that Streamlit's bare page breaks in this look."""
    scheme = look.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    if scheme not in broken:
        look.page.goto(bare)
        look.page.get_by_text("bare", exact=True).wait_for()
        broken[scheme] = {rule["id"] for rule in found(look.page)}
    return broken[scheme]


@pytest.fixture(scope="module")
def broken():
    """What was found on the bare page in each look: asked once."""
    return {}


def found(page):
    """What axe-core finds."""
    return Axe().run(page, options=OPTIONS).response["violations"]


def ours(page, shell):
    """What it finds in the desk, and around it beyond what Streamlit's bare page has."""
    lines = []
    for rule in found(page):
        for node in rule["nodes"]:
            (target, *_) = node["target"]
            inside = page.evaluate("(selector) => Boolean(document.querySelector(selector)?.closest('.desk'))", target)
            if inside or rule["id"] not in shell:
                lines.append(f"{rule['id']} ({rule['help']}): {node['html'][:160]}")
    return lines


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_found_on_any_page(look, shell, place):
    lines = []
    for state in map(made, PLACES[place]):
        query = state if isinstance(state, str) else state.link()[0]
        look.follow(query).page.wait_for_selector(".desk[data-view]")
        look.rests()
        lines += [f"{query[:60]}: {line}" for line in ours(look.page, shell)]
    assert lines == [], "\n".join(lines)


def opens_all(desk):
    desk.page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")


def loses_the_server(desk):
    desk.page.evaluate(
        "document.querySelector('.lost').hidden = false; document.querySelector('.desk').ariaBusy = 'true'"
    )


def reads(rows):
    """The reader's own rows are pasted and read, or refused."""

    def act(desk):
        desk.page.get_by_label("or paste rows: label, text").fill(rows)
        desk.button("Read").click()
        desk.rests()

    return act


def lists(words):
    """The reader's own words are pasted and read."""

    def act(desk):
        dialog = desk.dialog("Your own list")
        dialog.get_by_label("or paste words").fill(words)
        dialog.get_by_role("button", name="Read").click()
        desk.rests()

    return act


def points(desk):
    desk.point(5)
    desk.rests()


def plays(desk):
    desk.button("Play").click()
    desk.comes("Number(document.querySelector('[data-slot=t_now]').textContent) > 2")


DATA = later(replace, LEARN, part="data")
MOMENTS = {  # what a link does not lead to: where it begins, and what is done there
    "the server is lost": (later(State), loses_the_server),
    "a word under the cursor": (WHY, points),
    "the review beside the stage": (later(replace, LECTURE, stage=True), lambda desk: desk.button("Review").click()),
    "controls taken away": (later(State, hidden=HIDEABLE), lambda desk: None),
    "more is opened": (later(replace, LECTURE, step="suppose_1"), opens_all),
    "how sure is opened": (later(replace, LEARN, part="learned", t=50), opens_all),
    "own rows": (DATA, reads("y,text\n1,great\n0,dull\n1,fine\n")),
    "rows refused": (DATA, reads("nothing")),
    "the question how a file is to be read": (DATA, reads("text;kind\nA fine film.;iyi\nDull.;kötü\n")),
    "own words": (WHY, lists("film 2\nhokey -1\n")),
    "it plays": (LEARN, plays),
    "it diverges": (later(replace, LEARN, eta=50.0, t=500), lambda desk: None),
    "a guess": (
        later(replace, LECTURE, step="estimate", predict=True, shown=2, guess_z=1, guess_y_hat=0.6),
        lambda desk: None,
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_is_found_at_any_moment(look, shell, moment):
    state, act = MOMENTS[moment]
    look.arrive(state()).rests()
    act(look)
    assert ours(look.page, shell) == []


@pytest.mark.parametrize("button", DIALOGS)
def test_nothing_is_found_in_any_dialog(look, shell, button):
    look.open(DIALOGS[button]().link()[0])
    look.dialog(button)
    look.rests()
    assert ours(look.page, shell) == []


def test_nothing_is_found_on_a_phone(look, shell):
    look.page.set_viewport_size({"width": 390, "height": 844})
    for state in (State(), replace(LECTURE(), step="outcomes"), WHY(), LEARN()):
        look.open(state.link()[0])
        assert ours(look.page, shell) == []


def test_what_is_streamlits_own_is_what_was_listed(shell):
    assert shell <= {
        "landmark-one-main",
        "page-has-heading-one",
        "region",
        "meta-viewport",
        "scrollable-region-focusable",
    }
