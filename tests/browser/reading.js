// What a reader can see of the desk, as plain data. The tests load it into every page before the app.

window.readNotes = () => [...document.querySelectorAll(".desk .notes li")].map((node) => node.textContent)

window.readDesk = () => {
  const desk = document.querySelector(".desk")
  if (!desk) return null
  const words = {}
  const predicts = desk.dataset.view === "lecture" && desk.dataset.predict === "on" // then nothing stands where nothing is seen
  for (const node of desk.querySelectorAll("[data-slot]")) if (!predicts || !node.closest("[data-step][hidden], [data-for][hidden]")) (words[node.dataset.slot] ??= []).push(node.textContent)

  const marks = {}
  const names = {}
  const charts = [...desk.querySelectorAll("[data-chart]:not(.veiled)")].filter((chart) => chart.offsetParent)
  for (const chart of charts) {
    const seen = (node) => {
      const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
      return node.tagName === "text" ? { tag: "text", text: node.textContent, ...attributes } : { tag: node.tagName, ...attributes }
    }
    marks[chart.dataset.chart] = [...chart.querySelectorAll(".curves > *, .marks > *")].map(seen)
    names[chart.dataset.chart] = chart.getAttribute("aria-label")
  }

  const boxes = {}
  const sliders = {}
  const picks = []
  const controls = [...desk.querySelectorAll("[data-key]")]
  for (const node of controls) {
    const { key, on, off, at } = node.dataset
    if (at) { // of what is picked in all steps one text is made
      if (node.checked) picks.push(`${at}:${node.value}`)
      continue
    }
    // a guess has its boxes in more than one step: the visible ones count
    if (!node.offsetParent && controls.some((other) => other.dataset.key === key && other.offsetParent)) continue
    if (node.type === "radio") boxes[key] = node.checked ? node.value : (boxes[key] ?? "")
    else boxes[key] = node.type !== "checkbox" ? node.value : node.checked ? on : off
  }
  boxes.picks = picks.join(",")
  for (const node of desk.querySelectorAll("[data-drag]")) sliders[node.dataset.drag] = Number(node.value)

  const lights = []
  let layer = ""
  for (const node of desk.querySelector(".shine").childNodes) {
    const start = [...layer].length // in code points, as Python counts
    layer += node.textContent
    if (node.nodeName === "MARK") lights.push([start, [...layer].length, node.dataset.name, node.textContent])
  }

  return {
    words, predicts, marks, names, boxes, sliders, lights, layer,
    hues: [...desk.querySelectorAll(".shine mark")].map((mark) => mark.dataset.hue),
    edits: [...desk.querySelectorAll(".edits button")].map((button) => [...button.children].map((part) => part.textContent)),
    moves: [...desk.querySelectorAll(".moves input")].filter((radio) => radio.checked).map((radio) => radio.value),
    notes: readNotes(),
    example: desk.querySelector("[data-example]").value,
  }
}

// The frame in which a chart can be seen; others of its kind may hang in views that cannot.
window.chartInView = (name) => [...document.querySelectorAll(`[data-chart="${name}"]`)].find((frame) => frame.offsetParent)

// Whether a text too long for its place ends in three dots.
const dotted = (node) => getComputedStyle(node).textOverflow === "ellipsis"

// Every piece of text that can be seen on the desk: its place, the size of its letters, and what of it lies in view.
window.readTexts = (part = ".desk") => {
  const found = []
  let n = 0
  const walker = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { textContent: text, parentElement: parent } = walker.currentNode
    if (!text.trim() || parent.closest(".editor, .quiet, option, dialog:not([open])")) continue
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    if (getComputedStyle(parent.closest("thead") ?? parent).clipPath !== "none") continue // for ears alone
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const size = parseFloat(getComputedStyle(parent).fontSize)
    const cut = dotted(parent) ? parent.getBoundingClientRect().right : Infinity
    const clips = []
    for (let node = parent; node.closest(".desk"); node = node.parentElement)
      if (getComputedStyle(node).overflow !== "visible" && node.tagName !== "svg" && !dotted(node)) clips.push(node.getBoundingClientRect())
    const raised = Boolean(parent.closest("sub, sup, msub, msup, .brace"))
    n += 1
    for (const { left, right, top, bottom, width } of range.getClientRects()) {
      if (!width) continue
      const middle = (top + bottom) / 2 // a line of text, without the room above and below its letters
      const box = { left, right: Math.min(right, cut), top: middle - 0.35 * size, bottom: middle + 0.35 * size }
      const inside = clips.every((clip) => box.left >= clip.left - 1 && box.right <= clip.right + 1 && box.top >= clip.top - 1 && box.bottom <= clip.bottom + 1)
      found.push({ n, text, size, inside, raised, ...box })
    }
  }
  return found
}

// What a place leaves of a box that lies in it and can be scrolled to where one sees it.
const scrolledTo = (box, place, [from, to]) => {
  box[from] = Math.min(Math.max(box[from], place[from]), place[to])
  box[to] = Math.max(Math.min(box[to], place[to]), place[from])
}

// The texts of which a reader cannot see all: cut off where nothing scrolls, or over another text, card or control.
window.readLost = () => {
  const root = document.querySelector("dialog[open]") ?? document.querySelector(".desk")
  const visible = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const sides = [["overflowX", "left", "right"], ["overflowY", "top", "bottom"]]
  const seen = (box, node, letters, cut) => {
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      const place = at.getBoundingClientRect()
      for (const [overflow, from, to] of sides) {
        if (style[overflow] === "visible") continue
        const scrolls = ["auto", "scroll"].includes(style[overflow]) && place[to] - place[from] > 1.2 * letters
        if (!scrolls && (box[from] < place[from] - 1 || box[to] > place[to] + 1)) cut(at)
        scrolledTo(box, place, [from, to])
      }
    }
    return box
  }
  const lost = new Set()
  const texts = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { textContent, parentElement: node } = walker.currentNode
    const text = textContent.trim().slice(0, 50)
    if (!text || !visible(node) || node.closest(".editor, .quiet, .strip, option, dialog:not([open])")) continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const letters = parseFloat(getComputedStyle(node).fontSize)
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2 // a line of text, without the room above and below its letters
      const box = { left, right, top: middle - 0.35 * letters, bottom: middle + 0.35 * letters }
      seen(box, node, letters, (at) => lost.add(`“${text}” is cut off by ${at.outerHTML.slice(0, 60)}`))
      texts.push({ text, node, of: walker.currentNode, ...box })
    }
  }
  const solid = [...root.querySelectorAll(".card, .editor, button, select, input, textarea")].filter(visible).map((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect()
    return { node, ...seen({ left, right, top, bottom }, node.parentElement, 0, () => {}) }
  })
  const over = (a, b) => sides.every(([, from, to]) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]) > 1)
  texts.forEach((one, at) => {
    for (const other of texts.slice(at + 1)) if (one.of !== other.of && over(one, other)) lost.add(`“${one.text}” lies over “${other.text}”`)
    for (const other of solid) if (!other.node.contains(one.node) && over(one, other)) lost.add(`“${one.text}” lies over ${other.node.outerHTML.slice(0, 60)}`)
  })
  return [...lost]
}

// What can be scrolled on the page although it should not: its name, and how far to the side and down.
window.readScrolls = (part = ".desk") => {
  const nodes = [document.documentElement, document.body, document.querySelector('[data-testid="stMain"]')]
  for (const node of document.querySelectorAll(`${part}, ${part} *`))
    if (node.checkVisibility() && !node.closest(".editor, .quiet, select, svg") && !dotted(node) && getComputedStyle(node).overflow !== "visible") nodes.push(node)
  return nodes
    .map((node) => [node.className || node.tagName, node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight])
    .filter(([, across, down]) => across > 1 || down > 1)
}

// What can be pressed or typed into: its name, the size of its letters and of its area, which a label makes larger.
window.readControls = (part = ".desk") =>
  [...document.querySelectorAll(`${part} :is(button, select, input, summary, textarea)`)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .map((node) => {
      const boxes = [node, ...(node.labels ?? [])].map((box) => box.getBoundingClientRect())
      const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])))
      const name = node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent
      return { name: `${node.tagName} ${name}`, size: parseFloat(getComputedStyle(node).fontSize), width, height }
    })

// Whether plotly has drawn the chart, as large as its frame is now, and its marks are over the paper that they are for.
const drawn = (chart) => {
  const plot = chart.querySelector(".main-svg")
  const { width, height } = chart.getBoundingClientRect()
  const whole = plot && Math.max(Math.abs(plot.getAttribute("width") - width), Math.abs(plot.getAttribute("height") - height)) < 1
  return whole && chart.querySelector(".marks").style.visibility !== "hidden"
}

// Whether every chart that is on the page is drawn.
window.chartsDrawn = () => {
  const charts = [...document.querySelectorAll(".desk[data-view] [data-chart]")].filter((chart) => chart.offsetParent)
  return charts.length > 0 && charts.every(drawn)
}

// Whether all that was done has been answered, said, written into the address and drawn, and nothing is to come.
window.atRest = () =>
  Boolean(document.querySelector(".desk[data-view][data-rest]")) &&
  [...document.querySelectorAll(".desk [data-chart]")].every((chart) => !chart.offsetParent || drawn(chart)) &&
  document.getAnimations().every((one) => one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)

// Read the desk in every frame, until `stopRecording` hands over what was seen.
window.startRecording = (key) => {
  const slider = document.querySelector(`[data-drag="${key}"]`)
  const frames = (window.recorded = [])
  const look = () => {
    if (window.recorded !== frames) return
    const { words, marks, boxes } = window.readDesk()
    frames.push({ value: slider.value, words, marks, box: boxes[key] })
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
window.stopRecording = () => {
  const frames = window.recorded
  window.recorded = null
  return frames
}
