"""store.js: what is chosen, and what only Python can choose."""

STORE = "const { Store } = await load('store'); const store = fakes.store(Store);"


def test_a_change_has_a_number_of_its_own_and_everyone_hears_of_it(alone):
    got = alone.run(
        STORE + "store.change('w1', '2'); store.change('w1', '2'); return [store.n, store.choices.w1, store.events]"
    )
    assert got == [2, "2", [["control", "w1"]]]


def test_who_no_longer_listens_hears_nothing(alone):
    got = alone.run(
        STORE
        + """
      const heard = []
      const stop = store.subscribe(({ by }) => heard.push(by))
      store.change("w1", "2")
      stop()
      store.change("w1", "3")
      return heard"""
    )
    assert got == ["control"]


def test_choices_that_are_set_already_are_no_change(alone):
    assert alone.run(STORE + "store.set({ w1: '1', b: '0' }); return [store.n, store.events]") == [1, []]
    assert alone.run(STORE + "store.set({ w1: '1', b: '2' }); return [store.n, store.events]") == [
        2,
        [["set", "w1", "b"]],
    ]


def test_what_holds_in_place_of_a_text_ends_with_the_next_text(alone):
    got = alone.run(
        STORE
        + """
      store.change("w1", "x")
      store.substitutes = { w1: "1", b: "0" }
      const before = store.readable.w1
      store.change("w1", "5")
      return [before, store.readable.w1, store.substitutes]"""
    )
    assert got == ["1", "5", {"b": "0"}]


def test_who_types_takes_back_the_example_that_was_asked_for(alone):
    got = alone.run(
        STORE
        + """
      store.request({ example: 3 })
      store.request({ adopt: true })
      store.change("review", "mine")
      const left = store.requests
      store.change("w1", "4")
      return [left, store.requests]"""
    )
    assert got == [{"adopt": True}, None]


def test_a_link_takes_the_place_of_an_example_and_an_example_that_of_a_link(alone):
    got = alone.run(
        STORE
        + """
      const seen = []
      for (const one of [{ example: 3 }, { open: "b=1" }, { example: 4 }]) {
        store.request(one)
        seen.push(store.requests)
      }
      return seen"""
    )
    assert got == [{"example": 3}, {"open": "b=1"}, {"example": 4}]


def test_what_python_chose_is_no_newer_than_what_it_was_asked_for(alone):
    got = alone.run(
        STORE
        + """
      store.request({ example: 3 })
      const { n } = store
      store.receive({ ...store.choices, review: "an example" })
      return [store.n - n, store.requests, store.choices.review, store.events.at(-1)[0]]"""
    )
    assert got == [0, None, "an example", "answer"]


def test_a_question_changes_nothing(alone):
    assert alone.run(STORE + "store.ask(80); return [store.n, store.events]") == [1, [["question"]]]
