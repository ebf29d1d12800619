"""texts.js: the reader's own texts stand in the list beside the examples."""

TEXTS = """
  const [{ Store }, { Texts }] = [await load("store"), await load("texts")]
  document.body.innerHTML = `<div><select data-example>
    <option value="0">one</option><option value="1">two</option>
    <optgroup hidden></optgroup><option value="" hidden></option></select></div>`
  const root = document.body.firstChild
  const store = fakes.store(Store)
  const texts = new Texts({ root, store })
  const { pick, group } = texts
  const choose = (value) => {
    pick.value = value
    pick.onchange()
  }
  const write = (review, y = "1") => {
    store.set({ review, y })
    texts.hear({ example: "" })
  }
  const own = () => [...group.children].map(({ value, textContent }) => [value, textContent])
"""


def test_an_own_text_is_in_the_list_once_another_is_picked(alone):
    got = alone.run(
        TEXTS
        + """
      write("Mine, and bad", "0")
      const before = [group.hidden, pick.value, own()]
      choose("1")
      return [before, [group.hidden, own()], store.requests]"""
    )
    assert got == [[True, "", []], [False, [["own 0", "Mine, and bad"]]], {"example": 1}]


def test_an_own_text_comes_back_with_its_label(alone):
    got = alone.run(
        TEXTS
        + """
      write("Mine, and bad", "0")
      choose("1")
      store.receive({ ...store.choices, review: "the example", y: "1" })
      texts.hear({ example: 1 })
      const picked = pick.value
      choose("own 0")
      return [picked, store.choices.review, store.choices.y, store.requests, own().length]"""
    )
    assert got == ["1", "Mine, and bad", "0", None, 1]


def test_the_text_of_an_example_and_an_empty_one_are_not_kept(alone):
    got = alone.run(
        TEXTS
        + """
      store.set({ review: "the example" })
      texts.hear({ example: 0 })
      choose("1")
      write("  ")
      choose("0")
      return own()"""
    )
    assert got == []


def test_the_last_five_are_kept_each_once_the_newest_first(alone):
    got = alone.run(
        TEXTS
        + """
      for (const review of ["a", "b", "c", "d", "e", "f", "c"]) {
        write(review)
        choose("0")
      }
      return own().map(([, name]) => name)"""
    )
    assert got == ["c", "f", "e", "d", "b"]


def test_texts_without_room_for_them_are_not_kept(alone):
    got = alone.run(
        TEXTS
        + """
      for (const [review, times] of [["short", 1], ["x", 150_000], ["y", 60_000]]) {
        write(review.repeat(times))
        choose("0")
      }
      return own().map(([, name]) => name[0])"""
    )
    assert got == ["y"]  # with the long x there are more than 200 000 letters


def test_a_long_text_is_called_by_its_first_words(alone):
    got = alone.run(TEXTS + "write(' So\\n\\nlong  ' + '😀'.repeat(50)); choose('0'); return own()[0][1]")
    assert got == "So long " + 32 * "😀" + "…"


def test_the_tab_brings_the_own_texts_back(alone):
    alone.run(TEXTS + "write('Mine'); choose('1')")
    alone.page.reload()
    assert alone.run(TEXTS + "return [own(), group.hidden, pick.value]") == [[["own 0", "Mine"]], False, ""]
