// The charts: plotly draws each paper once, the marks over it move. A chart may hang in more than one frame.

import { all } from "./elements.js"
import { empty, fit, sizeOf } from "./fit.js"
import { script } from "./script.js"
import { write } from "./write.js"

/** @import { Files } from "./files.js" */
/** @import { Plot } from "./wire.js" */
/** @typedef {Record<string, Plot>} Drawings papers, by the names of the charts */
/**
 * A frame with a chart in it: the paper, the marks over it, each by its name, and what is said for a moment of the axis.
 * @typedef {{ name: string, frame: HTMLElement, plot: HTMLElement, curves: SVGElement, marks: SVGElement, scale: HTMLElement,
 *   nodes: Map<string, Element> }} Frame
 */

const SVG = "http://www.w3.org/2000/svg"
const GLANCE = 1800 // ms for which a chart says that its axis is another

export class Charts {
  /**
   * @param {HTMLElement} root
   * @param {Pick<Files, "text" | "address">} files
   */
  constructor(root, files) {
    this.root = root
    this.files = files
    /** @type {Record<string, Promise<Record<string, Drawings>>>} */
    this.papers = {} // by the name of their file, then by the colour scheme
    /** @type {Drawings | null} */
    this.paper = null // those that are in the frames
    /** @type {string | null | undefined} */
    this.name = undefined // of what is in the frames, or is to come there
    this.view = ""
    this.scheme = ""
    /** @type {Set<string>} */
    this.veiled = new Set() // the charts of which only the empty axes are there
    /** @type {Frame[]} */
    this.frames = []
    this.look = copy // makes of a paper what is drawn
    for (const frame of all(root, "[data-chart]", HTMLElement)) {
      const plot = frame.appendChild(document.createElement("div"))
      const curves = frame.appendChild(document.createElementNS(SVG, "svg"))
      const marks = frame.appendChild(document.createElementNS(SVG, "svg"))
      plot.className = "plot"
      curves.classList.add("curves")
      curves.setAttribute("viewBox", "0 0 1000 1000")
      curves.setAttribute("preserveAspectRatio", "none")
      marks.classList.add("marks")
      const scale = Object.assign(frame.appendChild(document.createElement("span")), { className: "scale" })
      this.frames.push({ name: frame.dataset.chart ?? "", frame, plot, curves, marks, scale, nodes: new Map() })
    }
    this.resized = new ResizeObserver(() => this.draw())
    for (const { frame } of this.frames) this.resized.observe(frame)
  }

  // The program that draws, once it is there.
  async plotly() {
    await script(await this.files.address("plotly.js"))
    return window.Plotly
  }

  /** @param {string} name */
  of(name) {
    return this.frames.filter((frame) => frame.name === name)
  }

  /**
   * Put the papers of this view and width under the marks; they come from the server once and stay with the browser.
   * @param {string} view
   * @param {number} half
   * @param {string} scheme
   */
  async spread(view, half, scheme) {
    const name = `papers-${view}-${half}.json`
    if (this.name === name && this.scheme === scheme) return
    if (this.name !== name) this.veil(true) // no mark over another axis
    const before = this.view === view ? this.paper : null
    this.name = name
    this.view = view
    this.scheme = scheme
    try {
      const [papers] = await Promise.all([this.fetch(view, half), this.plotly()])
      if (this.name !== name || this.scheme !== scheme) return
      this.paper = papers[scheme]
      this.draw()
      this.veil(false)
      if (before) this.tellScale(before, this.paper)
    } catch {
      this.name = null // the next answer asks again
    }
  }

  /**
   * The papers of a view and width: from the server once.
   * @param {string} view
   * @param {number} half
   */
  fetch(view, half) {
    const name = `papers-${view}-${half}.json`
    this.papers[name] ??= this.files.text(name).then(JSON.parse)
    this.papers[name].catch(() => delete this.papers[name])
    return this.papers[name]
  }

  /**
   * Say for a moment, on each chart whose x axis is another than before, how far it went and how far it goes.
   * @param {Drawings} before
   * @param {Drawings} after
   */
  tellScale(before, after) {
    for (const { name, frame, marks, scale } of this.frames) {
      const [old, now] = [before, after].map((papers) => papers[name]?.layout.xaxis.range.join(" … ").replaceAll("-", "−"))
      if (!old || !now || old === now || !frame.offsetParent) continue
      scale.textContent = `${old}  →  ${now}`
      scale.style.top = marks.style.top
      scale.style.left = marks.style.left
      scale.animate({ opacity: [1, 1, 0], offset: [0, 0.7, 1] }, GLANCE).onfinish = () => (scale.textContent = "")
    }
  }

  /**
   * Papers that came with an answer, for they are drawn from the data; none are in the colours of the other scheme.
   * @param {Drawings | null | undefined} papers
   * @param {string | undefined} key
   */
  async lay(papers, key) {
    if (this.name === key) return
    this.veil(true)
    if (!papers) return
    this.name = key
    this.view = key ?? ""
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

  /**
   * Where on the axes of a chart a press of the pointer fell, or null beside them.
   * @param {string} name
   * @param {MouseEvent} event
   */
  spot(name, { clientX, clientY }) {
    if (!this.paper) return null
    const [{ marks }] = this.of(name)
    const box = marks.getBoundingClientRect()
    const across = (clientX - box.left) / box.width
    const up = (box.bottom - clientY) / box.height
    const { xaxis, yaxis } = this.paper[name].layout
    const along = (/** @type {number[]} */ [from, to], /** @type {number} */ share) => from + share * (to - from)
    return Math.min(across, up) < 0 || Math.max(across, up) > 1 ? null : [along(xaxis.range, across), along(yaxis.range, up)]
  }

  /** @param {boolean} on */
  veil(on) {
    for (const { marks, curves } of this.frames) marks.style.visibility = curves.style.visibility = on ? "hidden" : ""
  }

  draw() {
    this.root.classList.toggle("spaced", parseFloat(getComputedStyle(this.root).letterSpacing) > 0)
    if (!this.paper) return
    // all are measured before the first is drawn: each drawing asked for in between would lay out the page anew
    const sizes = this.frames.map(({ frame }) => sizeOf(frame))
    for (const [i, { name, frame, plot, marks, curves }] of this.frames.entries()) {
      const { width, height } = sizes[i]
      if (!width || !height || !this.paper[name]) continue
      const { data, layout, narrow } = fit(this.look(this.veiled.has(name) ? empty(this.paper[name]) : this.paper[name]), sizes[i])
      frame.classList.toggle("narrow", narrow)
      const { l, r, t, b } = layout.margin
      const [across, down] = [width - l - r, height - t - b]
      if (across < 1 || down < 1) continue // a frame without room for axes
      window.Plotly.react(plot, data, layout, { staticPlot: true })
      const place = { left: `${l}px`, top: `${t}px`, width: `${across}px`, height: `${down}px` }
      Object.assign(marks.style, place)
      Object.assign(curves.style, place)
    }
  }

  /**
   * Set one attribute of one mark: by its tag it comes to be there. A path is in thousandths of its layer.
   * @param {string} chart
   * @param {string} name
   * @param {string} attribute
   * @param {string} value
   */
  place(chart, name, attribute, value) {
    for (const { marks, curves, nodes } of this.of(chart)) {
      const node = nodes.get(name)
      if (attribute === "tag") {
        const layer = value === "path" ? curves : marks
        if (!node) nodes.set(name, layer.appendChild(document.createElementNS(SVG, value)))
      } else if (!node) throw new Error(`no mark ${chart}/${name}`)
      else if (attribute === "text") write(node, value)
      else node.setAttribute(attribute, value)
    }
  }

  /**
   * Of a chart that has no text while the reader predicts, only the empty axes are there.
   * @param {Record<string, string>} texts by the names of the charts
   * @param {boolean} predicts
   * @returns {string[]} of which charts that has become so
   */
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

/**
 * @param {Plot} paper
 * @returns {Plot}
 */
export const copy = (paper) => structuredClone(paper)
