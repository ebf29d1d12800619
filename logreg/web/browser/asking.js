// The question how a file is to be read: its first rows, which column has the texts, which the labels, and what these mean.

import { all, one } from "./elements.js"
import { write } from "./write.js"

/** @import { Own } from "./upload.js" */
/** @import { Question } from "./wire.js" */

const MEANINGS = [["1", "positive"], ["0", "negative"], ["-", "leave out"]]
const FEATURES = "" // in place of a column of texts

export class Asking {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {(choice: string) => void} read what to do with the choice, as the query of an address
   */
  constructor(dialog, read) {
    this.dialog = dialog
    this.text = one(dialog, "[data-ask=text]", HTMLSelectElement)
    this.label = one(dialog, "[data-ask=label]", HTMLSelectElement)
    this.button = one(dialog, "[data-ask=read]", HTMLButtonElement)
    /** @type {Question | null} */
    this.question = null
    this.first = false // whether only the first rows are read
    for (const list of [this.text, this.label]) list.onchange = () => this.show()
    this.button.onclick = () => {
      dialog.close()
      read(this.choice)
    }
  }

  /**
   * Ask of a file what can be chosen in it.
   * @param {Own} file
   * @param {Question} question
   */
  open({ name, choice }, question) {
    const before = new URLSearchParams(choice ?? "")
    this.question = question
    this.first = before.has("first")
    this.say("name", name || "this text")
    this.say("why", question.why)
    const options = question.columns.map(([column], j) => new Option(column || `column ${j + 1}`, String(j)))
    const none = question.features ? [new Option(`none: ${question.features} are there`, FEATURES)] : []
    this.label.replaceChildren(...options)
    this.text.replaceChildren(...none, ...options.map((option) => option.cloneNode(true)))
    this.text.value = before.has("label") ? (before.get("text") ?? FEATURES) : String(question.text)
    this.label.value = before.get("label") ?? String(question.label)
    this.show(before.has("label") ? before.get("signs") : null)
    this.dialog.showModal()
    this.dialog.scrollTop = 0
    this.text.focus()
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  say(name, text) {
    write(one(this.dialog, `[data-ask=${name}]`, HTMLElement), text)
  }

  /**
   * The columns that are picked, and what there is to say of the labels.
   * @param {string | null} signs what the labels mean, where it was chosen before
   */
  show(signs = null) {
    if (!this.question) return
    const { columns, rows } = this.question
    const [text, label] = [this.text.value, this.label.value]
    /** @param {number} j */
    const kind = (j) => (String(j) === label ? "label" : String(j) === text ? "text" : "")
    /** @param {HTMLTableRowElement} line @param {string[]} texts */
    const cells = (line, texts) => texts.forEach((content, j) => {
      const cell = line.appendChild(document.createElement(line.parentElement?.tagName === "THEAD" ? "th" : "td"))
      cell.className = kind(j)
      cell.textContent = content
    })
    const [head, body] = all(this.dialog, ".first :is(thead, tbody)", HTMLTableSectionElement)
    head.replaceChildren()
    const titles = head.insertRow()
    cells(titles, columns.map(([name], j) => name + (kind(j) && ` (${kind(j)})`)))
    for (const cell of titles.cells) cell.scope = "col"
    body.replaceChildren()
    for (const row of rows) cells(body.insertRow(), row)
    const [, labels, known] = columns[Number(label)]
    const table = one(this.dialog, ".labels", HTMLTableElement)
    table.tBodies[0].replaceChildren(...labels.map((value, i) => this.line(value, i, signs?.[i])))
    table.hidden = !labels.length
    const many = known ? "It has many different numbers: each is read by where it stands on their scale." : "It has too many different values to be labels."
    const same = text === label ? "The texts and the labels cannot be in one column." : ""
    this.say("many", same || (labels.length ? "" : many))
    this.button.disabled = Boolean(same) || !(labels.length || known)
  }

  /**
   * @param {[string, string, string]} label its value, how often it stands there, and what it would mean
   * @param {number} i
   * @param {string | undefined} sign
   */
  line([value, many, proposed], i, sign = proposed) {
    const row = document.createElement("tr")
    const name = row.appendChild(document.createElement("th"))
    name.scope = "row"
    name.textContent = value || "(nothing)"
    row.insertCell().textContent = many
    const choices = row.insertCell().appendChild(document.createElement("fieldset"))
    choices.ariaLabel = `what ${value || "nothing"} means`
    for (const [meaning, words] of MEANINGS) {
      const input = Object.assign(document.createElement("input"), { type: "radio", name: `desk-ask-${i}`, value: meaning, checked: meaning === sign })
      choices.appendChild(document.createElement("label")).append(input, words)
    }
    return row
  }

  get choice() {
    const [text, label] = [this.text.value, this.label.value]
    const signs = all(this.dialog, ".labels input:checked", HTMLInputElement).map((input) => input.value).join("")
    return String(new URLSearchParams({ ...(text !== FEATURES && { text }), label, ...(signs && { signs }), ...(this.first && { first: "" }) }))
  }
}
