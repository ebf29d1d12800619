// The charts: plotly draws each paper once, the marks over it move. A chart may hang in more than one frame.

import { write } from "./write.js"

const SVG = "http://www.w3.org/2000/svg"
const NARROW = 20 // em: a chart that is not wider, or not wider than it says itself, has its unit below the axis, fewer numbers on it, and one name per line
const SEEN = 1800 // ms for which a chart says that its axis is another
const LETTER = 0.42 // em: how wide a letter is, on the whole

export class Charts {
  constructor(root, files) {
    this.root = root
    this.files = files
    this.papers = {}
    this.veiled = new Set() // the charts of which only the empty axes are there
    this.frames = []
    this.look = copy // makes of a paper what is drawn
    for (const frame of root.querySelectorAll("[data-chart]")) {
      const plot = frame.appendChild(document.createElement("div"))
      const curves = frame.appendChild(document.createElementNS(SVG, "svg"))
      const marks = frame.appendChild(document.createElementNS(SVG, "svg"))
      plot.className = "plot"
      curves.classList.add("curves")
      curves.setAttribute("viewBox", "0 0 1000 1000")
      curves.setAttribute("preserveAspectRatio", "none")
      marks.classList.add("marks")
      const scale = Object.assign(frame.appendChild(document.createElement("span")), { className: "scale" })
      this.frames.push({ name: frame.dataset.chart, frame, plot, curves, marks, scale, nodes: new Map() })
    }
    this.resized = new ResizeObserver(() => this.draw())
    for (const { frame } of this.frames) this.resized.observe(frame)
  }

  // The program that draws, once it is there.
  async plotly() {
    await script(await this.files.address("plotly.js"))
    return window.Plotly
  }

  of(name) {
    return this.frames.filter((frame) => frame.name === name)
  }

  // Put the papers of this view and width under the marks; they come from the server once and stay with the browser.
  async spread(view, half, scheme) {
    const name = `papers-${view}-${half}.json`
    if (this.name === name && this.scheme === scheme) return
    if (this.name !== name) this.veil(true) // no mark over another axis
    const before = this.view === view ? this.paper : null
    Object.assign(this, { name, view, scheme })
    try {
      const [papers] = await Promise.all([this.fetch(view, half), this.plotly()])
      if (this.name !== name || this.scheme !== scheme) return
      this.paper = papers[scheme]
      this.draw()
      this.veil(false)
      if (before) this.rescaled(before)
    } catch {
      this.name = null // the next answer asks again
    }
  }

  // The papers of a view and width: from the server once.
  fetch(view, half) {
    const name = `papers-${view}-${half}.json`
    this.papers[name] ??= this.files.text(name).then(JSON.parse)
    this.papers[name].catch(() => delete this.papers[name])
    return this.papers[name]
  }

  // Say for a moment, on each chart whose x axis is another than before, how far it went and how far it goes.
  rescaled(before) {
    for (const { name, frame, marks, scale } of this.frames) {
      const [old, now] = [before, this.paper].map((papers) => papers[name]?.layout.xaxis.range.join(" … ").replaceAll("-", "−"))
      if (!old || !now || old === now || !frame.offsetParent) continue
      scale.textContent = `${old}  →  ${now}`
      scale.style.top = marks.style.top
      scale.style.left = marks.style.left
      scale.animate({ opacity: [1, 1, 0], offset: [0, 0.7, 1] }, SEEN).onfinish = () => (scale.textContent = "")
    }
  }

  // Papers that came with an answer, for they are drawn from the data; none are in the colours of the other scheme.
  async lay(papers, key) {
    if (this.name === key) return
    this.veil(true)
    if (!papers) return
    this.name = this.view = key
    try {
      await this.plotly()
      if (this.name !== key) return
      this.paper = papers
      this.draw()
      this.veil(false)
    } catch {
      this.name = null // the next answer asks again
    }
  }

  // Where on the axes of a chart a press of the pointer fell, or null beside them.
  spot(name, { clientX, clientY }) {
    const [{ marks }] = this.of(name)
    const box = marks.getBoundingClientRect()
    const across = (clientX - box.left) / box.width
    const up = (box.bottom - clientY) / box.height
    const { xaxis, yaxis } = this.paper[name].layout
    const along = ([from, to], share) => from + share * (to - from)
    return Math.min(across, up) < 0 || Math.max(across, up) > 1 ? null : [along(xaxis.range, across), along(yaxis.range, up)]
  }

  veil(on) {
    for (const { marks, curves } of this.frames) marks.style.visibility = curves.style.visibility = on ? "hidden" : ""
  }

  draw() {
    this.root.classList.toggle("spaced", parseFloat(getComputedStyle(this.root).letterSpacing) > 0)
    if (!this.paper) return
    // all are measured before the first is drawn: each drawing asked for in between would lay out the page anew
    const sizes = this.frames.map(({ frame }) => sizeOf(frame))
    for (const [i, { name, frame, plot, marks, curves }] of this.frames.entries()) {
      const { width, height, fontSize, letterSpacing } = sizes[i]
      if (!width || !height || !this.paper[name]) continue
      const { data, layout } = this.look(this.veiled.has(name) ? bare(this.paper[name]) : this.paper[name])
      const size = parseFloat(fontSize)
      const wide = 1 + (parseFloat(letterSpacing) || 0) / (LETTER * size) // more than once where readers set letters apart
      const factor = size / layout.font.size
      const whole = widened(scaled(layout, factor), wide)
      for (const { contours, line } of data) {
        if (contours) contours.labelfont.size *= factor
        if (line?.width) line.width *= factor
      }
      const narrow = width <= (layout.meta.narrow ?? NARROW) * size * wide * wide
      frame.classList.toggle("narrow", narrow)
      const sized = { ...(narrow ? narrowed(whole, size) : whole), width, height }
      const { l, r, t, b } = sized.margin
      const [across, down] = [width - l - r, height - t - b]
      if (across < 1 || down < 1) continue // a frame without room for axes
      window.Plotly.react(plot, data, sized, { staticPlot: true })
      const place = { left: `${l}px`, top: `${t}px`, width: `${across}px`, height: `${down}px` }
      Object.assign(marks.style, place)
      Object.assign(curves.style, place)
    }
  }

  // Set one attribute of one mark: by its tag it comes to be there. A path is in thousandths of its layer.
  place(chart, name, attribute, value) {
    for (const { marks, curves, nodes } of this.of(chart)) {
      const node = nodes.get(name)
      if (attribute === "tag") {
        const layer = value === "path" ? curves : marks
        if (!node) nodes.set(name, layer.appendChild(document.createElementNS(SVG, value)))
      } else if (attribute === "text") write(node, value)
      else node.setAttribute(attribute, value)
    }
  }

  // Of a chart that has no text while the reader predicts, only the empty axes are there. Returns what has become so.
  describe(texts, predicts) {
    const before = this.veiled
    this.veiled = new Set(this.frames.map(({ name }) => name).filter((name) => predicts && !(name in texts)))
    for (const { name, frame, marks, curves, nodes } of this.frames) {
      const veiled = this.veiled.has(name)
      frame.classList.toggle("veiled", veiled)
      if (veiled) {
        frame.setAttribute("aria-label", "Empty axes: the chart is held back until it is shown.")
        nodes.clear()
        marks.replaceChildren()
        curves.replaceChildren()
      } else if (name in texts) frame.setAttribute("aria-label", texts[name])
    }
    const veiled = [...this.veiled].filter((name) => !before.has(name))
    if (veiled.length || [...before].some((name) => !this.veiled.has(name))) this.draw()
    return veiled
  }
}

export const copy = (paper) => structuredClone(paper)

// The paper without its content: the empty axes.
function bare({ data, layout }) {
  const annotations = layout.annotations.filter(({ name }) => name !== "content")
  return { data: data.filter(({ meta }) => meta !== "content"), layout: { ...layout, annotations } }
}

// How large a frame is, and the letters in it.
function sizeOf(frame) {
  const { width, height } = frame.getBoundingClientRect()
  const { fontSize, letterSpacing } = getComputedStyle(frame)
  return { width, height, fontSize, letterSpacing }
}

// The layout with everything that it gives in pixels made larger or smaller.
function scaled(layout, factor, inPixels = /^(size|xshift|yshift|standoff|[lrtb])$/) {
  if (typeof layout !== "object" || layout === null) return layout
  if (Array.isArray(layout)) return layout.map((part) => scaled(part, factor))
  const grown = ([key, value]) => [key, inPixels.test(key) && typeof value === "number" ? value * factor : scaled(value, factor)]
  return Object.fromEntries(Object.entries(layout).map(grown))
}

// The layout with that many times the room for what is written at the sides.
function widened({ margin, annotations: [unit, ...names], ...layout }, wide) {
  const { l, r } = margin
  const sides = { ...margin, l: l * wide, r: r * wide }
  return { ...layout, margin: sides, annotations: [{ ...unit, xshift: unit.xshift * wide }, ...names] }
}

// The layout for a chart without room to the side; the first annotation is the unit of the x axis.
function narrowed({ margin, xaxis, annotations: [unit, ...names], ...layout }, size) {
  const { roomy, l = margin.l } = layout.meta // at the right, where nothing but the unit needs it; and at the left
  const beside = (one, other) => one?.yref === "paper" && one.y === other.y && one.text && other.text
  const apart = names.map((name, i) => (beside(names[i - 1], name) ? { ...name, yshift: -1.4 * size } : name))
  return {
    ...layout,
    margin: roomy ? { ...margin, l, r: 0.66 * margin.r, b: margin.b + 1.2 * size } : { ...margin, l },
    xaxis: { ...xaxis, nticks: Math.min(xaxis.nticks ?? 4, 4), ...thinned(xaxis) },
    annotations: [roomy ? { ...unit, xanchor: "right", yshift: unit.yshift - 1.2 * size } : unit, ...apart],
  }
}

// Every other one of the numbers on an axis, if there are more than four.
function thinned({ tickvals, ticktext }) {
  if (!(tickvals?.length > 4)) return {}
  const every = (list) => list?.filter((_, i) => i % 2 === 0)
  return { tickvals: every(tickvals), ticktext: every(ticktext) }
}

const scripts = new Map()

function script(url) {
  if (!scripts.has(url))
    scripts.set(
      url,
      new Promise((loaded, failed) => {
        const node = document.createElement("script")
        node.src = url
        node.onload = loaded
        node.onerror = () => {
          scripts.delete(url)
          failed(new Error(`${url} did not load`))
        }
        document.head.append(node)
      }),
    )
  return scripts.get(url)
}
