// The three charts: plotly draws each paper once, the marks over it move.

const SVG = "http://www.w3.org/2000/svg"

export class Charts {
  constructor(root, files) {
    this.files = files
    this.papers = {}
    this.charts = new Map()
    for (const frame of root.querySelectorAll("[data-chart]")) {
      const plot = frame.appendChild(document.createElement("div"))
      const marks = frame.appendChild(document.createElementNS(SVG, "svg"))
      plot.className = "plot"
      marks.classList.add("marks")
      this.charts.set(frame.dataset.chart, { frame, plot, marks, nodes: new Map() })
    }
    this.resized = new ResizeObserver(() => this.draw())
    for (const { frame } of this.charts.values()) this.resized.observe(frame)
  }

  // Put paper of this width under the marks; it comes from the server once and stays with the browser.
  async spread(half, scheme) {
    if (this.half === half && this.scheme === scheme) return
    if (this.half !== half) this.veil(true) // no mark over another axis
    this.half = half
    this.scheme = scheme
    this.papers[half] ??= fetch(new URL(`papers-${half}.json`, this.files)).then((reply) => reply.json())
    try {
      const [papers] = await Promise.all([this.papers[half], script(new URL("plotly.js", this.files))])
      if (this.half !== half || this.scheme !== scheme) return
      this.paper = papers[scheme]
      this.draw()
      this.veil(false)
    } catch {
      delete this.papers[half]
      this.half = null // the next answer asks again
    }
  }

  veil(on) {
    for (const { marks } of this.charts.values()) marks.style.visibility = on ? "hidden" : ""
  }

  draw() {
    if (!this.paper) return
    for (const [name, { frame, plot, marks }] of this.charts) {
      const { width, height } = frame.getBoundingClientRect()
      if (!width || !height) continue
      const { data, layout } = this.paper[name]
      const sized = { ...scaled(layout, parseFloat(getComputedStyle(frame).fontSize) / layout.font.size), width, height }
      const { margin } = sized
      window.Plotly.react(plot, structuredClone(data), sized, { staticPlot: true })
      Object.assign(marks.style, {
        left: `${margin.l}px`,
        top: `${margin.t}px`,
        width: `${width - margin.l - margin.r}px`,
        height: `${height - margin.t - margin.b}px`,
      })
    }
  }

  // Set one attribute of one mark; the first attribute of a mark is its tag.
  place(chart, name, attribute, value) {
    const { marks, nodes } = this.charts.get(chart)
    let node = nodes.get(name)
    if (!node) {
      node = marks.appendChild(document.createElementNS(SVG, value))
      nodes.set(name, node)
    } else if (attribute === "text") node.textContent = value
    else if (attribute !== "tag") node.setAttribute(attribute, value)
  }

  describe(texts) {
    for (const [name, { frame }] of this.charts) frame.setAttribute("aria-label", texts[name])
  }
}

// The layout with everything that it gives in pixels made larger or smaller.
function scaled(layout, factor, inPixels = /^(size|xshift|yshift|standoff|[lrtb])$/) {
  if (typeof layout !== "object" || layout === null) return layout
  if (Array.isArray(layout)) return layout.map((part) => scaled(part, factor))
  const grown = ([key, value]) => [key, inPixels.test(key) && typeof value === "number" ? value * factor : scaled(value, factor)]
  return Object.fromEntries(Object.entries(layout).map(grown))
}

const scripts = new Map()

function script(url) {
  if (!scripts.has(url.href))
    scripts.set(
      url.href,
      new Promise((loaded, failed) => {
        const node = document.createElement("script")
        node.src = url
        node.onload = loaded
        node.onerror = () => {
          scripts.delete(url.href)
          failed(new Error(`${url} did not load`))
        }
        document.head.append(node)
      }),
    )
  return scripts.get(url.href)
}
