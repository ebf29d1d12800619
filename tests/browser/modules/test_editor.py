"""editor.js: the words of the review stay lit while it is typed."""

EDITOR = """
  const { Editor } = await load("editor")
  document.body.innerHTML = `<div><div class="shine"></div><textarea></textarea></div>`
  const news = []
  const editor = new Editor(document.body.firstChild, (text) => news.push(text))
  const { area, layer } = editor
  const type = (text) => {
    area.value = text
    area.oninput()
  }
  const marks = layer.getElementsByTagName("mark")
  const lit = () => [...marks].map(({ textContent, className, dataset }) => [textContent, className, dataset.hue])
  editor.put("a good film")
  editor.tint("x1", "40")
  editor.light([[2, 6, "x1"], [7, 11, "x6"]])
"""


def test_marks_stand_over_their_words_in_the_hue_of_their_feature(alone):
    got = alone.run(EDITOR + "return [layer.textContent, lit(), news]")
    assert got == ["a good film\n", [["good", "x1", "40"], ["film", "x6", ""]], []]


def test_a_hue_that_comes_later_reaches_the_marks_that_are_there(alone):
    got = alone.run(EDITOR + "editor.tint('x6', '-30'); return lit()")
    assert got == [["good", "x1", "40"], ["film", "x6", "-30"]]


def test_letters_before_and_between_words_move_their_marks(alone):
    got = alone.run(
        EDITOR
        + """
      type("such a good film")
      type("such a good old film")
      type("a good old film")
      return [lit().map(([word]) => word), layer.textContent, news.length]"""
    )
    assert got == [["good", "film"], "a good old film\n", 3]


def test_a_letter_in_a_word_takes_its_mark_away_and_no_other(alone):
    got = alone.run(EDITOR + "type('a goood film'); return [lit().map(([word]) => word), layer.textContent]")
    assert got == [["film"], "a goood film\n"]


def test_letters_that_follow_a_word_are_not_lit_before_python_has_read_them(alone):
    assert alone.run(EDITOR + "type('a good films'); return lit().map(([word]) => word)") == ["good", "film"]


def test_the_nodes_of_the_layer_stay_while_the_words_in_them_change(alone):
    # where nodes are taken away, Chrome's undo takes back one letter at a time
    got = alone.run(
        EDITOR
        + """
      const before = [...layer.childNodes].flatMap((node) => [node, ...node.childNodes])
      type("a good old film")
      editor.light([[2, 6, "x1"], [7, 10, "x2"]])
      const after = [...layer.childNodes].flatMap((node) => [node, ...node.childNodes])
      return [before.length, after.every((node, i) => node === before[i]), lit().map(([word]) => word)]"""
    )
    assert got == [7, True, ["good", "old"]]


def test_what_a_translation_of_the_page_put_into_the_layer_is_drawn_anew(alone):
    got = alone.run(
        EDITOR
        + """
      const font = document.createElement("font")
      font.append(...layer.childNodes)
      layer.append(font)
      editor.draw()
      return [layer.querySelector("font"), layer.textContent, lit().map(([word]) => word)]"""
    )
    assert got == [None, "a good film\n", ["good", "film"]]
