"""boxes.js: a number box takes a number as people write it."""

from logreg.reader.values import plain_number

WRITTEN = (
    "2,7", "2.7", "−2,7", "–3", "+4", "1,000.5", "1.000,5", "1,000,000", "1.000.000", "1 000,5", "1’000.5", "1,000",
    "12e-3", "1,5e2", " 7 ", ".5", "1,2,3", "1.2.3", "1,00.5", "", "-", "seven", "2;7",
)  # fmt: skip
BOX = """
  document.body.innerHTML = `<input type="number" step="any">`
  const box = document.body.firstChild
  const { tame } = await load("boxes")
  tame(box)
"""


def test_the_page_reads_a_number_as_python_does(alone):
    got = alone.run("const { plain } = await load('boxes'); return arg.map(plain)", WRITTEN)
    assert dict(zip(WRITTEN, got, strict=True)) == {text: plain_number(text) for text in WRITTEN}


def test_a_number_that_is_half_typed_keeps_its_mark(alone):
    got = alone.run("const { plain } = await load('boxes'); return ['5,', '−', '2e', '1.000.'].map(plain)")
    assert got == ["5.", "-", "2e", "1000"]


def test_a_comma_and_a_typographic_minus_are_typed_into_a_box(alone):
    alone.run(BOX + "box.focus()")
    alone.page.keyboard.type("−2,7")
    assert alone.run("return document.querySelector('input').value") == "-2.7"


def test_a_wheel_turns_no_number(alone):
    got = alone.run(
        BOX
        + """
      box.dispatchEvent(new WheelEvent("wheel"))
      const during = box.readOnly
      await tick(0)
      return [during, box.readOnly]"""
    )
    assert got == [True, False]


def test_a_box_that_is_only_read_stays_so_under_a_wheel(alone):
    got = alone.run(
        BOX
        + """
      box.readOnly = true
      box.dispatchEvent(new WheelEvent("wheel"))
      await tick(0)
      return box.readOnly"""
    )
    assert got is True
