"""history.js: undo and redo, what the tab keeps, and what the address says."""

import pytest

HISTORY = """
  const [{ Store }, { History }] = [await load("store"), await load("history")]
  const [store, page, tab] = [fakes.store(Store), fakes.page(), fakes.tab()]
  const history = new History(store, page, tab)
  history.begin(store.choices)
"""


def test_one_movement_of_the_hand_is_one_step(alone):
    got = alone.run(
        HISTORY
        + """
      history.hand = true
      for (const value of ["1.1", "1.2", "1.3"]) {
        store.change("w1", value)
        await tick(5000)
      }
      history.hand = false
      store.change("b", "7", true)
      history.undo()
      const one = store.choices.w1 + " " + store.choices.b
      history.undo()
      return [one, store.choices.w1, tab.past.length, tab.future.length]"""
    )
    assert got == ["1.3 0", "1", 0, 2]


@pytest.mark.parametrize(("pause", "steps"), [(800, 1), (1000, 3)])
def test_keys_that_follow_one_another_are_one_step(alone, pause, steps):
    got = alone.run(
        HISTORY
        + """
      for (const value of ["1.1", "1.2", "1.3"]) {
        store.change("w1", value)
        await tick(arg)
      }
      return tab.past.length""",
        pause,
    )
    assert got == steps


def test_undo_leaves_one_where_one_is_and_redo_brings_back(alone):
    got = alone.run(
        HISTORY
        + """
      store.change("review", "good", true)
      store.change("view", "why", true)
      history.undo()
      const undone = [store.choices.review, store.choices.view]
      history.redo()
      return [undone, store.choices.review, store.choices.view]"""
    )
    assert got == [["", "why"], "good", "why"]


def test_another_change_forgets_what_could_be_done_again(alone):
    got = alone.run(
        HISTORY
        + """
      store.change("w1", "2", true)
      history.undo()
      store.change("b", "3", true)
      history.redo()
      return [store.choices.w1, store.choices.b, page.log.at(-1)]"""
    )
    assert got == ["1", "3", ["redo", False]]


def test_what_was_asked_for_and_has_not_come_is_taken_back_by_one_undo(alone):
    got = alone.run(
        HISTORY
        + """
      store.change("review", "mine", true)
      store.request({ example: 2 })
      history.undo()
      return [store.requests, store.choices.review, tab.future.length]"""
    )
    assert got == [None, "mine", 0]


def test_the_tab_keeps_the_last_of_long_texts_and_a_reload_has_them(alone):
    got = alone.run(
        HISTORY
        + """
      for (let i = 0; i < 9; i += 1) store.change("review", String(i).repeat(200_000), true)
      history.save()
      const kept = JSON.parse(sessionStorage.getItem("past /"))
      return [tab.past.length, kept.map(({ review }) => review[0])]"""
    )
    assert got[0] == 9
    assert got[1] == ["4", "5", "6", "7"]  # no more than a million letters


def test_the_address_is_a_new_one_once_for_one_movement(alone):
    got = alone.run(
        HISTORY
        + """
      const before = window.history.length
      store.change("w1", "2")
      history.write("w1=2")
      store.change("w1", "3")
      history.write("w1=3")
      return [window.history.length - before, location.search, window.history.state.desk.w1]"""
    )
    assert got == [1, "?w1=3", "3"]


def test_back_brings_the_choices_and_can_be_undone(alone):
    got = alone.run(
        HISTORY
        + """
      store.change("review", "newest", true)
      history.back({ desk: { ...fakes.choices, review: "older", view: "why" } })
      const back = [store.choices.review, store.choices.view]
      history.undo()
      return [back, store.choices.review]"""
    )
    assert got == [["older", "why"], "newest"]


def test_choices_without_a_version_get_an_empty_one(alone):
    got = alone.run(
        HISTORY
        + """
      history.inherit({ past: [{ review: "old" }], future: [{ review: "new", version: "then" }] })
      return [tab.past, tab.future]"""
    )
    assert got == [[{"version": "", "review": "old"}], [{"version": "then", "review": "new"}]]
