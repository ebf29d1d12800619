"""drag.js: a slider under the hand shows what its table says, and asks for the next in time."""

DRAG = """
  const names = ["store", "history", "drag"]
  const [{ Store }, { History }, { Drag }] = await Promise.all(names.map(load))
  const [store, page] = [fakes.store(Store), fakes.page()]
  page.root.innerHTML = `<input type="range" data-drag="w1" min="-10" max="10" step="0.1" value="1">`
  document.body.append(page.root)
  const slider = page.root.firstChild
  const history = new History(store, page, fakes.tab())
  history.begin(store.choices)
  const drag = new Drag(store, page, history)
  const to = (value) => {
    slider.value = value
    slider.oninput()
  }
  const rows = (from, to) => Object.fromEntries([...Array(Math.round((to - from) * 10) + 1)].map((_, i) => {
    const at = String(Number((from + i / 10).toFixed(1)))
    return [at, [`z at ${at}`]]
  }))
  const table = (from, to, id) => ({ id, places: [["z"]], rows: rows(from, to), about: [from, to], ahead: 0.4 })
  const move = () => {
    slider.onpointerdown({ pointerType: "mouse" })
    to(1.1)
    to(1.2)
  }
  page.log.length = 0
"""


def test_a_press_alone_asks_for_no_table_and_a_movement_does(alone):
    got = alone.run(
        DRAG
        + """
      slider.onpointerdown({ pointerType: "mouse" })
      to(1.1)
      const first = drag.asks()
      to(1.2)
      return [first, drag.asks(), drag.asks()]"""
    )
    assert got[0] == {"grab": None, "dragging": True}
    assert got[1]["grab"]["control"] == "w1"
    assert got[1]["grab"]["far"] is True
    assert got[2]["grab"] is None


def test_what_the_table_says_is_there_at_once(alone):
    got = alone.run(
        DRAG
        + """
      move()
      drag.receive(table(0, 3, drag.id))
      to(1.5)
      return [page.log.filter(([place]) => place === "z").map(([, text]) => text), drag.knows]"""
    )
    assert got == [["z at 1.2", "z at 1.5"], True]


def test_near_the_end_of_a_table_the_next_is_asked_for_once(alone):
    got = alone.run(
        DRAG
        + """
      move()
      drag.asks()
      drag.receive(table(0.5, 2, drag.id))
      to(1.4)
      const middle = drag.asks().grab
      to(1.7)
      const near = drag.asks().grab
      to(1.8)
      return [middle, near.control, drag.asks().grab]"""
    )
    assert got == [None, "w1", None]


def test_a_change_of_something_else_forgets_the_table(alone):
    got = alone.run(
        DRAG
        + """
      move()
      drag.receive(table(0, 3, drag.id))
      const { id } = drag
      store.change("b", "2")
      return [drag.table, drag.id > id, drag.knows]"""
    )
    assert got == [None, True, False]


def test_a_finger_that_scrolls_moves_nothing_and_one_that_goes_sideways_does(alone):
    got = alone.run(
        DRAG
        + """
      slider.onpointerdown({ pointerType: "touch", clientX: 100 })
      to(4)
      const still = store.choices.w1
      slider.onpointercancel()
      const back = slider.value
      slider.onpointerdown({ pointerType: "touch", clientX: 100 })
      slider.value = 4
      slider.onpointermove({ clientX: 110 })
      return [still, back, store.choices.w1]"""
    )
    assert got == ["1", "1", "4"]
