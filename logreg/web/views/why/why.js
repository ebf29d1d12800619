// The view that explains a prediction: the one-word edits, and the word under the cursor.

import { write } from "../../browser/write.js"

const PAUSE = 80 // ms from a movement of the cursor to the question about the word under it

export default class Why {
  constructor(desk) {
    this.desk = desk
    this.list = desk.root.querySelector(".edits")
    this.moves = desk.root.querySelector(".moves")
    this.area = desk.root.querySelector("textarea")
    for (const event of ["selectionchange", "keyup", "pointerup", "focus"]) this.area.addEventListener(event, () => this.look())
    for (const radio of this.moves.querySelectorAll("input")) radio.onchange = () => this.move(radio.value)
  }

  look() {
    if (this.desk.choices?.view !== "why" || document.activeElement !== this.area) return
    if (this.caret === this.area.selectionStart) return
    this.caret = this.area.selectionStart
    this.desk.tell(PAUSE)
  }

  asks() {
    return this.desk.choices.view === "why" && this.caret !== undefined ? { caret: this.caret } : {}
  }

  // Count the word under the cursor as positive, negative or neither.
  move(sign) {
    const { lists } = this.desk.choices
    const others = lists.split(",").filter((entry) => entry && !entry.startsWith(`${this.word}:`))
    this.desk.change("lists", [...others, `${this.word}:${sign}`].join(","), true)
  }

  hear({ row, edits }) {
    if (!edits) return
    this.word = row.xray_word
    this.moves.hidden = !this.word
    for (const radio of this.moves.querySelectorAll("input")) radio.checked = radio.value === row.xray_sign
    const now = JSON.stringify(edits)
    this.review = this.desk.choices.review
    if (now === this.shown) return
    this.shown = now
    const lines = this.list.children
    while (lines.length > edits.length) this.list.lastChild.remove()
    while (lines.length < edits.length) this.list.append(this.line())
    edits.forEach((edit, i) => this.fill(lines[i].firstChild, edit))
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

  fill(button, edit) {
    const texts = [edit.what, `ŷ ${edit.y_hat}`, `loss ${edit.loss}`, edit.flips ? "flips it" : ""]
    texts.forEach((text, i) => write(button.children[i], text))
    button.onclick = () => this.apply(edit)
    button.disabled = this.desk.choices.hide.split(",").includes("review")
  }

  apply({ start, end, text }) {
    const { review } = this.desk.choices
    if (review !== this.review) return // the list of another text, about to be renewed
    this.caret = undefined
    this.desk.change("review", review.slice(0, start) + text + review.slice(end), true)
  }
}
