// The view in which the model learns: playing the steps, choosing a start on the surface, the reader's own data.

import { all, one } from "../../browser/elements.js"
import { write } from "../../browser/write.js"
import { OwnRows } from "./own.js"
import { Rows } from "./rows.js"
import { Space } from "./space.js"

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Choices } from "../../browser/store.js" */
/** @import { Answer, Message, Papers } from "../../browser/wire.js" */

const BEAT = 100 // ms from one step to the next while it plays
/** @type {Choices} */
const FIRST = { start: "zero", eta: "0.1", batch: "all", l2: "0", scaled: "off", flip: "", drop: "", mine: "off" }
const SCENE = [...Object.keys(FIRST), "data", "part", "axes", "log", "t"] // what a scene may set

export default class Learn {
  /** @param {Desk} desk */
  constructor(desk) {
    const { store, page, charts, dialogs, drag, controls } = desk
    this.store = store
    this.page = page
    this.charts = charts
    this.dialogs = dialogs
    this.drag = drag
    this.controls = controls
    this.root = one(desk.root, ".learn", HTMLElement)
    for (const button of all(this.root, "[data-by]", HTMLElement)) button.onclick = () => this.by(Number(button.dataset.by))
    this.rates = all(this.root, "[data-rate]", HTMLButtonElement)
    for (const button of this.rates) button.onclick = () => this.set({ eta: button.value })
    const data = one(this.root, "[data-key=data]", HTMLSelectElement)
    data.onchange = () => this.learnFrom(data.value)
    /** @type {Record<string, Choices>} */
    this.turns = {} // data → which of their labels are turned and which rows left out, to go back to
    this.start = one(this.root, "[data-start]", HTMLSelectElement)
    this.start.onchange = () => this.startAt(this.start.value)
    this.at = all(this.root, "[data-at]", HTMLInputElement)
    for (const box of this.at) box.onchange = () => this.set({ start: this.at.map(({ value }) => value).join(",") })
    this.axes = all(this.root, "[data-axis]", HTMLSelectElement)
    for (const select of this.axes) select.onchange = () => this.turn(select)
    one(this.root, ".surface", HTMLElement).onclick = (event) => this.choose(event)
    this.steps = one(this.root, "[data-steps]", HTMLInputElement)
    this.button = one(this.root, ".play", HTMLButtonElement)
    this.last = 0 // step
    /** @type {Record<string, string>} */
    this.good = {} // rates, for features raw and scaled
    /** @type {Choices | null} */
    this.mine = null // what was chosen before a scene
    this.point = "0,0" // where descent started last, of those that were chosen on the surface
    /** @type {number | undefined} */
    this.beat = undefined // while it plays
    /** @type {string | undefined} */
    this.key = undefined // of the papers that are here
    /** @type {Papers["charts"] | null} */
    this.papers = null
    this.solid = false // whether the next message asks for the surface in space
    this.rows = new Rows(desk, one(this.root, ".data tbody", HTMLElement))
    this.space = new Space(desk)
    this.own = new OwnRows(desk, this.root, () => delete this.turns.own)
    this.upload = this.own.upload
    this.own.box.value = desk.recall("pasted") ?? ""
  }

  get actions() {
    return [
      { name: "restart", does: () => this.to(0) },
      { name: "play", does: () => this.play() },
      { name: "bookStep", does: () => this.scene({ ...FIRST, data: "book", part: "step" }) },
      { name: "whyScale", does: () => this.whyScale() },
      { name: "leaveScene", does: () => this.leaveScene() },
      { name: "space", does: () => this.openSpace() },
      { name: "adopt", does: () => this.store.request({ adopt: true }) },
      ...this.own.actions,
    ]
  }

  // What the tab keeps of it: what stands in the box for rows.
  get memories() {
    return { pasted: this.own.box.value }
  }

  // ——— steps ———

  get now() {
    return Number(this.store.choices.t)
  }

  /** @param {number} step */
  to(step) {
    const t = Math.min(Math.max(step, 0), this.last)
    this.store.change("t", String(t), true)
    this.controls.put("t") // also where it has the focus
  }

  /** @param {number} steps */
  by(steps) {
    this.stop()
    this.to(this.now + steps)
  }

  play() {
    if (this.beat) return this.stop()
    if (this.now >= this.last) this.to(0)
    this.drag.grab("t") // its table says what every step shows
    this.beat = setInterval(() => (this.now < this.last ? this.to(this.now + 1) : this.stop()), BEAT)
    this.face()
  }

  stop() {
    clearInterval(this.beat)
    this.beat = undefined
    this.face()
  }

  face() {
    write(this.button, this.beat ? "Pause" : "▶ Play")
    this.button.ariaPressed = String(Boolean(this.beat))
  }

  // ——— choices that go together ———

  /** @param {Choices} choices */
  set(choices) {
    this.stop()
    this.store.set({ t: "0", ...choices })
  }

  /**
   * A scene sets all that it shows; what the reader had set before can be brought back.
   * @param {Choices} choices
   */
  scene(choices) {
    this.mine ??= Object.fromEntries(SCENE.map((key) => [key, this.store.choices[key]]))
    this.set(choices)
  }

  leaveScene() {
    this.stop()
    if (this.mine) this.store.set(this.mine)
    this.mine = null
  }

  /**
   * From other data, whose labels are as they were left.
   * @param {string} data
   */
  learnFrom(data) {
    const { data: before, flip, drop } = this.store.choices
    this.turns[before] = { flip, drop }
    this.set({ data, flip: "", drop: "", ...this.turns[data] })
  }

  /** @param {string} start */
  startAt(start) {
    const before = this.store.choices.start
    if (before.includes(",")) this.point = before
    this.set({ start: start === "point" ? this.point : start })
  }

  // Raw features make a long valley, scaled ones a round bowl: one and then the other, each at a rate that is good for it.
  whyScale() {
    const { choices } = this.store
    const data = choices.data === "book" ? "reviews" : choices.data // one review has no valley
    /** @type {Choices} */
    const scene = { ...FIRST, data, part: "path", axes: "6b", start: "1,-1", log: "off" }
    const set = Object.keys(scene).every((key) => ["scaled", "eta"].includes(key) || choices[key] === scene[key])
    const scaled = set && choices.scaled === "off" ? "on" : "off" // first the valley
    this.scene({ ...scene, scaled, eta: this.good[scaled] })
  }

  /** @param {HTMLSelectElement} select */
  turn(select) {
    const [first, second] = this.axes.map((axis) => axis.value)
    const other = this.axes.find((axis) => axis !== select)
    if (other && first === second) other.value = this.store.choices.axes[Number(select.dataset.axis)]
    /** @type {Choices} */
    const start = this.store.choices.start.includes(",") ? { start: "zero", t: "0" } : {}
    this.store.set({ ...start, axes: this.axes.map((axis) => axis.value).join("") })
  }

  /**
   * A press on the surface: there descent starts.
   * @param {MouseEvent} event
   */
  choose(event) {
    const spot = this.charts.spot("surface", event)
    if (spot) this.set({ start: spot.map((number) => String(Number(number.toPrecision(3)))).join(",") })
  }

  openSpace() {
    this.solid = true
    this.dialogs.raise("space")
  }

  // ——— what Python says ———

  /** @returns {Message} */
  asks() {
    const visible = this.store.choices.view === "learn"
    const fields = this.own.asks(visible)
    if (!visible) return fields
    Object.assign(fields, { papers: this.key, scheme: this.page.scheme })
    if (this.solid) fields.solid = true
    this.solid = false
    return fields
  }

  // Its papers are drawn from the data.
  spread() {
    this.charts.lay(this.papers, this.key)
  }

  leave() {
    clearInterval(this.beat)
  }

  /**
   * @param {Answer} answer
   * @param {Message | null} granted
   */
  hear(answer, granted) {
    const { row, papers, data, solid, describe, invalid } = answer
    this.own.hear(answer, granted)
    if (granted?.adopt) this.page.flash(this.page.button("adopt"), "They are on the desk")
    if (row.t_last === undefined) return void this.stop()
    this.last = Number(row.t_last)
    this.good = { off: row.rate_raw, on: row.rate_scaled }
    if (papers) {
      this.key = papers.key
      const fits = papers.scheme === this.page.scheme // Python does not know it until it is told
      this.papers = fits ? papers.charts : null
      if (!fits) this.store.ask()
    }
    this.steps.max = row.t_last
    for (const button of this.rates) {
      button.value = row[`rate_${button.dataset.rate}`]
      button.title = `η = ${button.value}`
      button.hidden = !button.value
    }
    this.page.button("leaveScene").hidden = !this.mine
    const { part, start, axes } = this.store.choices
    for (const section of all(this.root, "[data-part]", HTMLElement)) section.hidden = section.dataset.part !== part
    const point = start.includes(",") ? start.split(",") : null
    this.start.value = point ? "point" : start
    one(this.root, ".point", HTMLElement).hidden = !point
    this.axes.forEach((axis, i) => {
      axis.value = axes[i]
      this.at[i].ariaLabel = `start of ${axis.selectedOptions[0].text}`
      this.at[i].ariaInvalid = String(invalid.includes("start"))
      if (point?.[i] && document.activeElement !== this.at[i]) this.at[i].value = point[i]
    })
    if (data) this.rows.show(data)
    if (solid) this.space.draw(solid, describe.surface)
  }
}
