"""actions.js: buttons and keys lead to one table."""

from logreg import State
from logreg.web import parts

ACTIONS = """
  const { Actions } = await load("actions")
  document.body.innerHTML = `<div><button data-do="undo">Undo</button><textarea></textarea></div>`
  const done = []
  const action = (name, keys) => ({ name, keys, does: () => done.push(name) })
  const actions = new Actions(document.body, [action("undo", ["z"]), action("redo", ["y", "Shift+z"])])
  const press = (key, more = {}) => actions.press({ target: document.body, key, ctrlKey: true, ...more })
"""


def test_a_button_does_what_it_is_called(alone):
    assert alone.run(ACTIONS + "document.querySelector('button').click(); return done") == ["undo"]


def test_keys_lead_to_actions_where_nothing_is_typed(alone):
    got = alone.run(
        ACTIONS
        + """
      const took = [press("z"), press("Z", { shiftKey: true }), press("y"), press("x"), press("z", { ctrlKey: false })]
      const typed = press("z", { target: document.querySelector("textarea") })
      return [took, typed, press("z", { altKey: true }), done]"""
    )
    assert got == [[True, True, True, False, False], False, False, ["undo", "redo", "redo"]]


def test_every_button_of_the_page_names_an_action_and_no_two_actions_have_one_name(alone):
    got = alone.run(
        """
      const { Visit } = await import("/tests/python.js")
      const visit = new Visit()
      await visit.open(arg.html, arg.first, load)
      const { desk } = visit
      const buttons = [...document.querySelectorAll("[data-do]")].map(({ dataset }) => dataset.do)
      const { actionsOf } = await load("actions")
      const all = [...actionsOf(desk), ...desk.parts.flatMap(({ actions }) => actions ?? [])]
      const actions = all.map(({ name }) => name)
      const twice = actions.filter((name, i) => actions.indexOf(name) < i)
      return [buttons.length, buttons.filter((name) => !actions.includes(name)), twice]""",
        {"html": parts.page(), "first": State().choices()},
    )
    many, nameless, twice = got
    assert many > 20
    assert (nameless, twice) == ([], [])
