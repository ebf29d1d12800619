"""charts.js and fit.js: papers under marks, without plotly, which writes down what it is to draw."""

CHARTS = """
  const { Charts } = await load("charts")
  document.body.innerHTML = `<div style="font-size: 20px">
    <div data-chart="loss" style="width: 800px; height: 300px"></div>
    <div data-chart="loss" style="width: 300px; height: 300px"></div>
    <div data-chart="score" style="width: 800px; height: 10px"></div></div>`
  const root = document.body.firstChild
  const name = (text) => ({ text, yref: "paper", y: 1 })
  const paper = { data: [{ line: { width: 2 } }, { meta: "content", line: { width: 3 } }], layout: {
    font: { size: 10 }, margin: { l: 20, r: 30, t: 10, b: 40 }, meta: { roomy: true }, title: { standoff: 4 },
    xaxis: { range: [-10, 10], tickvals: [-10, -5, 0, 5, 10] }, yaxis: { range: [0, 5] },
    annotations: [{ text: "z in nats", xshift: 5, yshift: 3 }, ...["y = 1", "y = 0"].map(name)],
  } }
  const papers = JSON.stringify({ light: { loss: paper, score: paper }, dark: { loss: paper, score: paper } })
  const drawings = new Map() // frame → what plotly drew there last
  window.Plotly = { react: (place, data, layout) => drawings.set(place.parentNode, { data, layout }) }
  let fails = false
  const text = async () => {
    if (fails) throw new Error("no paper")
    return papers
  }
  const charts = new Charts(root, { text, address: () => "data:text/javascript," })
  const [wide, slim, flat] = root.children
"""
SPREAD = CHARTS + "await charts.spread('desk', 10, 'light');"


def test_a_mark_comes_to_be_by_its_tag_in_each_frame_of_its_chart(alone):
    got = alone.run(
        CHARTS
        + """
      const marks = ["now/tag/circle", "now/tag/circle", "now/cx/40%", "name/tag/text", "name/text/here"]
      for (const place of [...marks, "way/tag/path"]) charts.place("loss", ...place.split("/"))
      const layer = (frame, name) => frame.querySelector(`.${name}`).innerHTML
      return [wide, slim, flat].map((frame) => [layer(frame, "marks"), layer(frame, "curves")])"""
    )
    marks = ['<circle cx="40%"></circle><text>here</text>', "<path></path>"]
    assert got == [marks, marks, ["", ""]]


def test_a_paper_is_as_large_as_its_frame_and_its_letters_as_large_as_those_around_it(alone):
    got = alone.run(
        SPREAD
        + """
      const { data, layout } = drawings.get(wide)
      const { left, top, width, height } = wide.querySelector(".marks").style
      return [[layout.width, layout.height], layout.margin, layout.font.size, layout.title.standoff, layout.xaxis.range,
        data.map(({ line }) => line.width), [left, top, width, height], wide.classList.contains("narrow")]"""
    )
    margin = {"l": 40, "r": 60, "t": 20, "b": 80}
    place = ["40px", "20px", "700px", "200px"]
    assert got == [[800, 300], margin, 20, 8, [-10, 10], [4, 6], place, False]


def test_drawing_again_draws_the_same(alone):
    got = alone.run(
        SPREAD
        + """
      const drawing = () => JSON.stringify(drawings.get(wide))
      const first = drawing()
      charts.draw()
      return first === drawing()"""
    )
    assert got is True


def test_a_narrow_paper_has_its_unit_below_fewer_numbers_and_one_name_per_line(alone):
    got = alone.run(
        SPREAD
        + """
      const { margin, xaxis, annotations: [unit, one, other] } = drawings.get(slim).layout
      const names = [one.yshift, other.yshift]
      const ticks = [xaxis.tickvals, xaxis.nticks]
      return [slim.classList.contains("narrow"), margin, ticks, [unit.xanchor, unit.yshift], names]"""
    )
    narrow, margin, ticks, unit, names = got
    assert narrow
    assert margin == {"l": 40, "r": 0.66 * 60, "t": 20, "b": 80 + 1.2 * 20}
    assert ticks == [[-10, 0, 10], 4]
    assert unit == ["right", 3 * 2 - 1.2 * 20]
    assert names == [None, -1.4 * 20]


def test_letters_that_readers_set_apart_have_more_room_at_the_sides(alone):
    got = alone.run(
        SPREAD
        + """
      root.style.letterSpacing = "2.1px"
      charts.draw()
      const { margin, annotations: [unit] } = drawings.get(wide).layout
      return [root.classList.contains("spaced"), margin.l, margin.b, unit.xshift]"""
    )
    assert got == [True, 50, 80, 12.5]  # 2.1 px are a quarter of a letter of 0.42 · 20 px


def test_a_frame_without_room_for_axes_is_left_alone(alone):
    assert alone.run(SPREAD + "return [drawings.has(flat), flat.querySelector('.marks').style.width]") == [False, ""]


def test_no_mark_stands_over_the_axis_of_another_paper(alone):
    got = alone.run(
        CHARTS
        + """
      const mark = wide.querySelector(".marks")
      const coming = charts.spread("desk", 10, "light")
      const during = mark.style.visibility
      await coming
      const after = mark.style.visibility
      fails = true
      await charts.spread("desk", 20, "light")
      const lost = mark.style.visibility
      fails = false
      await charts.spread("desk", 20, "light")
      return [during, after, lost, mark.style.visibility]"""
    )
    assert got == ["hidden", "", "hidden", ""]


def test_a_chart_that_is_held_back_has_only_its_axes(alone):
    got = alone.run(
        SPREAD
        + """
      charts.place("loss", "now", "tag", "circle")
      const before = charts.describe({ loss: "It falls.", score: "z is 0.85." }, true)
      const label = wide.ariaLabel
      const news = charts.describe({ score: "z is 0.85." }, true)
      const once = charts.describe({ score: "z is 0.85." }, true)
      const bare = [wide.querySelectorAll("circle").length, drawings.get(wide).data.length, wide.ariaLabel]
      const free = charts.describe({ loss: "It falls.", score: "z is 0.85." }, true)
      return [before, label, [...new Set(news)], once, bare, free, drawings.get(wide).data.length, wide.ariaLabel]"""
    )
    bare = [0, 1, "Empty axes: the chart is held back until it is shown."]
    assert got == [[], "It falls.", ["loss"], [], bare, [], 2, "It falls."]


def test_a_press_is_where_it_fell_on_the_axes(alone):
    got = alone.run(
        SPREAD
        + """
      Object.assign(wide.querySelector(".marks").style, { position: "absolute" })
      const { left, right, top, bottom } = wide.querySelector(".marks").getBoundingClientRect()
      const at = (x, y) => charts.spot("loss", { clientX: x, clientY: y })
      return [at((left + right) / 2, bottom), at(right, top), at(left - 1, top)]"""
    )
    assert got == [[0, 0], [10, 5], None]
