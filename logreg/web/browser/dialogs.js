// What opens over the desk: the link and its QR code, what can be taken away, and the code.

import { all, one } from "./elements.js"
import { Preparation } from "./preparation.js"

/** @import { Desk } from "./desk.js" */
/** @import { Action } from "./part.js" */
/** @import { Answer, Message, SavedPlot, Take } from "./wire.js" */

/** @type {Record<string, string>} */
const TYPES = { sheet: "text/html", blanks: "text/html", lecture: "text/html", numbers: "text/csv", program: "text/x-python" }

export class Dialogs {
  /** @param {Desk} desk */
  constructor(desk) {
    const { root, store, page, charts } = desk
    this.root = root
    this.store = store
    this.page = page
    this.charts = charts
    /** @type {string | null} */
    this.order = null // what the next message asks for, to be taken away
    /** @type {string | null} */
    this.due = null // what was asked for and is to come
    /** @type {Record<string, HTMLDialogElement>} */
    this.open = Object.fromEntries(all(root, "[data-dialog]", HTMLDialogElement).map((dialog) => [dialog.dataset.dialog, dialog]))
    this.preparation = new Preparation(desk, this.open.prepare)
    this.figure = one(this.open.take, "[data-figure]", HTMLSelectElement)
    this.code = one(this.open.code, "pre", HTMLElement)
    for (const button of all(root, "[data-open]", HTMLElement)) button.onclick = () => this.raise(button.dataset.open ?? "")
    for (const button of all(root, "[data-take]", HTMLElement)) button.onclick = () => this.take(button.dataset.take ?? "")
  }

  /** @returns {Action[]} */
  get actions() {
    const { preparation } = this
    return [
      { name: "preview", does: () => preparation.peek(!preparation.frame) },
      { name: "copyPrepared", does: () => this.copy(this.open.prepare, preparation.address.value) },
      { name: "copyCode", does: () => this.copy(this.open.code, this.code.textContent) },
    ]
  }

  // What the tab keeps of them: what was ticked.
  get memories() {
    return { ticked: this.preparation.latest }
  }

  // What is ticked for a prepared link, and all that such a link is to say.
  get ticks() {
    return this.preparation.ticks
  }

  get prepared() {
    return this.preparation.fields
  }

  /** @param {string} name */
  raise(name) {
    this.close()
    if (name === "code") this.order = "code"
    else if (name === "take") {
      const inView = all(this.root, "[data-chart]", HTMLElement).find((chart) => chart.offsetParent)
      if (inView) this.figure.value = inView.dataset.chart ?? ""
      this.say("")
    }
    if (name === "prepare") this.preparation.open()
    else this.open[name].showModal()
    this.store.ask()
  }

  /**
   * The link itself, where the clipboard is closed, as in most frames: it is chosen, and one key copies it.
   * @param {string} address
   * @param {string} own what of the reader's own it does not carry
   */
  give(address, own) {
    const dialog = this.open.link
    const box = one(dialog, "input", HTMLInputElement)
    box.value = address
    one(dialog, ".sentence", HTMLElement).textContent =
      `The clipboard is closed to this page: copy the link from here.${own && ` It does not carry your ${own}.`}`
    this.close()
    dialog.showModal()
    box.select()
  }

  // The server does not answer.
  lonely() {
    this.preparation.lonely()
  }

  // The dialog that is open, if one is.
  get opened() {
    return Object.values(this.open).find((dialog) => dialog.open)
  }

  // Whether a dialog was open, which now is closed.
  close() {
    const { opened } = this
    opened?.close()
    return Boolean(opened)
  }

  /** @param {string} what */
  take(what) {
    this.order = what in TYPES ? what : `${this.figure.value}.${what}`
    this.store.ask()
  }

  /**
   * What the next message asks for on our behalf.
   * @returns {Message}
   */
  asks() {
    const { order } = this
    this.due = order ?? this.due
    this.order = null
    return { ...this.preparation.asks(), ...(order ? { take: order, page: this.prepared.page } : {}) }
  }

  /** @param {Answer} answer */
  async hear({ share, take }) {
    if (share) this.preparation.hear(share)
    if (take?.what !== this.due) return // asked for by no one, or answered again
    this.due = null
    if (take?.what === "code") this.code.textContent = take.text ?? ""
    else if (take) await this.bring(take).catch(() => this.say("The picture could not be drawn: please try again."))
  }

  /**
   * Save what the answer brings: a picture, or a text with the pictures that belong in it.
   * @param {Take} take
   */
  async bring({ what, name, text = "", figure, figures = {} }) {
    if (figure) return this.save(name, await this.picture(figure, name.split(".")[1]))
    for (const [chart, plot] of Object.entries(figures)) {
      const picture = await this.picture(plot, "svg")
      text = text.replace(`src="#${chart}"`, () => `src="${picture}"`)
    }
    const url = URL.createObjectURL(new Blob([text], { type: `${TYPES[what]};charset=utf-8` }))
    this.save(name, url)
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }

  /**
   * A chart as an address that holds it.
   * @param {SavedPlot} plot
   * @param {string} format
   */
  async picture({ data, layout, width, height }, format) {
    const plotly = await this.charts.plotly()
    return plotly.toImage({ data, layout }, { format, width, height, scale: format === "png" ? 2 : 1 })
  }

  /**
   * @param {string} name
   * @param {string} url
   */
  save(name, url) {
    const link = document.createElement("a")
    link.href = url
    link.download = name
    link.click()
    this.say(`Saved as ${name}`)
  }

  /**
   * Say what came of taking something away.
   * @param {string} text
   */
  say(text) {
    one(this.open.take, ".sentence", HTMLElement).textContent = text
  }

  /**
   * @param {HTMLDialogElement} dialog
   * @param {string} text
   */
  async copy(dialog, text) {
    const success = await navigator.clipboard?.writeText(text).then(() => true, () => false)
    const [box] = all(dialog, "input[type=text]", HTMLInputElement)
    if (!success && box) box.select()
    else if (!success) getSelection()?.selectAllChildren(this.code)
    this.page.flash(one(dialog, "[data-do^=copy]", HTMLButtonElement), success ? "Copied" : "Copy it by hand")
  }
}
