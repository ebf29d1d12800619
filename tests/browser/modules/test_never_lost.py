"""The desk without the app: whatever the reader does and whatever the network loses, the newest text stays."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logreg import State
from logreg.web import parts

START = """
  const { Visit } = await import("/tests/python.js")
  window.visit = new Visit()
  await visit.open(arg.html, arg.first, load)
"""
STEPS = st.one_of(
    st.tuples(st.just("type"), st.text("abc ", min_size=1, max_size=3)),
    st.tuples(st.just("way"), st.sampled_from(["ok", "lost", "late", "twice"])),
    st.tuples(st.sampled_from(["undo", "redo", "reload", "back", "example"]), st.just("")),
)


class Model:
    """What a reader expects of the text."""

    def __init__(self, text):
        self.text, self.past, self.future, self.visited = text, [], [], [text]

    def new(self, text):
        self.past, self.future, self.text = [*self.past, self.text], [], text

    def undo(self):
        if self.past:
            self.future, self.text = [*self.future, self.text], self.past.pop()

    def redo(self):
        if self.future:
            self.past, self.text = [*self.past, self.text], self.future.pop()

    def visit(self, text):
        if text != self.visited[-1]:
            self.visited.append(text)

    def back(self):
        self.visited.pop()
        self.new(self.visited[-1])


class Reader:
    """Who does the same in the page."""

    def __init__(self, alone):
        self.alone, self.arg = alone, {"html": parts.page(), "first": State().choices() | {"version": "now"}}
        self.open()

    def open(self):
        self.alone.run(START, self.arg)

    @property
    def address(self):
        """The text that the browser's list of addresses has for this one."""
        return self.alone.run("return history.state?.desk.review ?? arg.first.review", self.arg)

    def does(self, what, pause=1000):
        return self.alone.run(f"{what}; await tick({pause}); return visit.text")


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14))
def test_whatever_is_lost_the_newest_text_stays_and_undo_finds_the_older(alone, steps):
    alone.page.goto("about:blank")
    alone.page.goto("http://modules.localhost/")
    alone.page.evaluate("sessionStorage.clear()")
    reader, model = Reader(alone), Model(State().review)
    for kind, text in steps:
        if kind == "type":
            model.new(model.text + text)
            reader.does(f"visit.type({model.text!r})")
        elif kind == "way":
            reader.does(f"visit.way = {text!r}")
        elif kind == "example":
            reader.does("await visit.calm()", 0)
            model.visit(reader.address)
            model.new("example 2")
            reader.does("visit.desk.store.request({ example: 2 }); await visit.calm()")
        elif kind == "reload":
            reader.does("await visit.calm()", 0)
            alone.page.reload()
            reader.open()
        elif kind == "back":
            reader.does("await visit.calm()", 0)
            model.visit(reader.address)
            if len(model.visited) == 1:
                continue
            model.back()
            reader.does("""
              const there = new Promise((done) => window.addEventListener("popstate", done, { once: true }))
              history.back()
              await there
              await visit.calm()""")
        else:
            getattr(model, kind)()
            reader.does(f"visit.desk.actions.run({kind!r})")
        model.visit(reader.address)
        assert reader.does("", 0) == model.text, (kind, text)
    assert reader.does("await visit.calm()", 0) == model.text
    assert alone.run("return visit.desk.answers.n === visit.desk.store.n")  # and what Python said last is of it
