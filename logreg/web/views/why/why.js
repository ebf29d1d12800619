// The view that explains a prediction: the one-word edits, and the word under the cursor.

import { all, one } from "../../browser/elements.js"
import { write } from "../../browser/write.js"

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Answer, Edit, Message } from "../../browser/wire.js" */

const PAUSE = 80 // ms from a movement of the cursor to the question about the word under it

export default class Why {
  /** @param {Desk} desk */
  constructor({ root, store }) {
    this.store = store
    this.list = one(root, ".edits", HTMLElement)
    this.moves = one(root, ".moves", HTMLElement)
    this.area = one(root, "textarea", HTMLTextAreaElement)
    this.radios = all(this.moves, "input", HTMLInputElement)
    /** @type {number | undefined} */
    this.caret = undefined // in the review
    this.word = "" // under it
    this.review = "" // of which the list is
    this.texts = "" // of the edits in the list
    for (const event of ["selectionchange", "keyup", "pointerup", "focus"]) this.area.addEventListener(event, () => this.look())
    for (const radio of this.radios) radio.onchange = () => this.move(radio.value)
  }

  get actions() {
    return [{ name: "shuffle", does: () => this.store.request({ shuffle: true }) }]
  }

  look() {
    if (this.store.choices?.view !== "why" || document.activeElement !== this.area) return
    if (this.caret === this.area.selectionStart) return
    this.caret = this.area.selectionStart
    this.store.ask(PAUSE)
  }

  /** @returns {Message} */
  asks() {
    return this.store.choices.view === "why" && this.caret !== undefined ? { caret: this.caret } : {}
  }

  /**
   * Count the word under the cursor as positive, negative or neither.
   * @param {string} sign
   */
  move(sign) {
    const { lists } = this.store.choices
    const others = lists.split(",").filter((entry) => entry && !entry.startsWith(`${this.word}:`))
    this.store.change("lists", [...others, `${this.word}:${sign}`].join(","), true)
  }

  /** @param {Answer} answer */
  hear({ row, edits }) {
    if (!edits) return
    this.word = row.xray_word
    this.moves.hidden = !this.word
    for (const radio of this.radios) radio.checked = radio.value === row.xray_sign
    const texts = JSON.stringify(edits)
    this.review = this.store.choices.review
    if (texts === this.texts) return
    this.texts = texts
    const lines = this.list.children
    while (lines.length > edits.length) this.list.lastChild?.remove()
    while (lines.length < edits.length) this.list.append(this.line())
    all(this.list, "button", HTMLButtonElement).forEach((button, i) => this.fill(button, edits[i]))
  }

  line() {
    const button = document.createElement("button")
    button.type = "button"
    for (const name of ["what", "y_hat", "loss", "flips"]) {
      const part = document.createElement("span")
      part.className = name
      button.append(part, " ")
    }
    const item = document.createElement("li")
    item.append(button)
    return item
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {Edit} edit
   */
  fill(button, edit) {
    const texts = [edit.what, `ŷ ${edit.y_hat}`, `loss ${edit.loss}`, edit.flips ? "flips it" : ""]
    texts.forEach((text, i) => write(button.children[i], text))
    button.onclick = () => this.apply(edit)
    button.disabled = this.store.choices.hide.split(",").includes("review")
  }

  /** @param {Edit} edit */
  apply({ start, end, text }) {
    const { review } = this.store.choices
    if (review !== this.review) return // the list of another text, about to be renewed
    this.caret = undefined
    this.store.change("review", review.slice(0, start) + text + review.slice(end), true)
  }
}
