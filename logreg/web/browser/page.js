// The page: what stands in its places, its notes, what is spoken, and what its buttons say.

import { all, one } from "./elements.js"
import { write } from "./write.js"

/** @import { Charts } from "./charts.js" */
/** @import { News } from "./connection.js" */
/** @import { Editor } from "./editor.js" */
/** @import { Answer, Look } from "./wire.js" */
/** @typedef {Pick<Answer, "row" | "spans">} Places */

const FLASH = 2000 // ms for which a button says what came of it
const LONG = 8 // letters of a number, from which on it is written smaller

/**
 * The chart that a place is of; the places of words are of none.
 * @param {string} place
 */
const chartOf = (place) => (place.includes("/") ? place.split("/")[0] : null)

export class Page {
  /**
   * @param {HTMLElement} root
   * @param {Charts} charts
   * @param {Editor} editor
   */
  constructor(root, charts, editor) {
    this.root = root
    this.charts = charts
    this.editor = editor
    /** @type {Map<string, string>} */
    this.texts = new Map() // by the place in which they stand
    /** @type {Map<string, Element[]>} */
    this.slots = new Map() // the nodes of a place of words
    for (const node of all(root, "[data-slot]", Element)) {
      const place = node.getAttribute("data-slot") ?? ""
      this.slots.set(place, [...(this.slots.get(place) ?? []), node])
    }
    this.predicts = false // whether numbers are held back
    /** @type {Pick<Answer, "n" | "notes">} */
    this.linkNotes = { n: -1, notes: [] } // the number of the choices that Python made last, and what it said of them
    /** @type {string | null} */
    this.dismissal = null // the notes that were sent away
    this.list = one(root, ".notes", HTMLElement)
    this.lost = one(root, ".lost", HTMLElement)
  }

  /**
   * The first button of an action.
   * @param {string} action
   */
  button(action) {
    return one(this.root, `[data-do=${action}]`, HTMLButtonElement)
  }

  // ——— places ———

  /** @param {Places} answer */
  placeAll({ row, spans }) {
    const places = Object.entries(row)
    for (const [place, text] of places) if (place.endsWith("/tag")) this.place(place, text) // a mark is there before it is placed
    for (const [place, text] of places) this.place(place, text)
    this.editor.light(spans)
  }

  /**
   * @param {string} place
   * @param {string} text
   */
  place(place, text) {
    if (this.texts.get(place) === text || this.charts.veiled.has(chartOf(place) ?? "")) return
    this.texts.set(place, text)
    if (place.startsWith("hue")) this.editor.tint(place.replace("hue", "x"), text)
    else if (!place.includes("/"))
      for (const node of this.slots.get(place) ?? []) this.fill(node, text)
    else {
      const [chart, mark, attribute] = place.split("/")
      this.charts.place(chart, mark, attribute, text)
    }
  }

  /**
   * @param {Element} node
   * @param {string} text
   */
  fill(node, text) {
    const there = this.predicts && node.closest("[data-step][hidden], [data-for][hidden]") ? "" : text
    if (node.textContent !== there) write(node, there)
    node.classList.toggle("long", there.length > LONG)
  }

  /**
   * Name the charts. While the reader predicts, nothing stands in steps and views that are hidden, nor on charts held back.
   * @param {Pick<Answer, "describe" | "look">} answer
   */
  veil({ describe, look: { view, predict } }) {
    const predicts = view === "lecture" && predict === "on"
    const veiled = this.charts.describe(describe, predicts)
    for (const place of this.texts.keys()) if (veiled.includes(chartOf(place) ?? "")) this.texts.delete(place)
    if (veiled.length) this.say("")
    if (!predicts && !this.predicts) return
    this.predicts = predicts
    for (const [place, nodes] of this.slots) for (const node of nodes) this.fill(node, this.texts.get(place) ?? "")
  }

  /**
   * Show the view that the answer is for.
   * @param {Look} look
   * @returns {DOMStringMap | null} where the reader was before, if that is somewhere else
   */
  show({ view, step, stage, y, predict, left, hide, part }) {
    const { root } = this
    const now = { view, step, stage, y, predict, hide, part, left: String(left) }
    const before = { ...root.dataset }
    if (Object.entries(now).every(([key, text]) => before[key] === text)) return null
    Object.assign(root.dataset, now)
    for (const part of all(root, "[data-for]", HTMLElement)) part.hidden = part.dataset.for !== view
    return before
  }

  get scheme() {
    const { colorScheme } = getComputedStyle(this.root)
    const system = matchMedia("(prefers-color-scheme: dark)").matches // where the system forces its colours, both are said
    return colorScheme.includes("dark") && (system || !colorScheme.includes("light")) ? "dark" : "light"
  }

  // ——— notes, and what is spoken ———

  /**
   * What was said of a link or a file is said as long as nothing else is chosen, also where the server is asked once more.
   * @param {Pick<Answer, "n" | "notes">} answer
   */
  note({ n, notes: newest }) {
    const notes = [...new Set([...(n === this.linkNotes.n ? this.linkNotes.notes : []), ...newest])]
    const text = notes.join("\n")
    if (text !== this.dismissal) this.dismissal = null
    if (text !== this.noted && text !== this.dismissal) this.list.replaceChildren(...notes.map(item))
  }

  get noted() {
    return [...this.list.children].map(({ textContent }) => textContent).join("\n")
  }

  // Send the notes away: they come again when they say something else.
  dismiss() {
    this.dismissal = this.noted
    this.list.replaceChildren()
  }

  /**
   * A sentence of the page itself, until the next answer.
   * @param {string} text
   */
  remark(text) {
    this.list.replaceChildren(item(text))
  }

  /** @param {string} text */
  say(text) {
    write(one(this.root, "[role=status]", HTMLElement), text)
  }

  /**
   * Say that nothing comes from the server, or that it does again.
   * @param {News} news
   */
  report(news) {
    if (news === "slow") this.root.ariaBusy = "true"
    else if (news === "lost") this.lost.hidden = false
    else if (news === "here") {
      this.root.ariaBusy = "false"
      if (!this.lost.hidden) this.say("The server answers again.")
      this.lost.hidden = true
    }
  }

  // Whether it says that the server does not answer.
  get lonely() {
    return !this.lost.hidden
  }

  // ——— buttons ———

  /**
   * A button that leads nowhere keeps the focus: who pressed it with a key is not thrown out of the page's order.
   * @param {string} action
   * @param {unknown} on
   */
  able(action, on) {
    this.button(action).ariaDisabled = String(!on)
  }

  /**
   * Say on a button, for a moment, what came of pressing it.
   * @param {HTMLElement} button
   * @param {string} text
   */
  flash(button, text) {
    const name = (button.dataset.name ??= button.textContent ?? "")
    button.textContent = text
    setTimeout(() => (button.textContent = name), FLASH)
  }

  /**
   * Nothing is to come until something is done: tests wait for it.
   * @param {boolean} on
   */
  rest(on) {
    if (on) this.root.dataset.rest = ""
    else delete this.root.dataset.rest
  }
}

/** @param {string} text */
const item = (text) => Object.assign(document.createElement("li"), { textContent: text })
