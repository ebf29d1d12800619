// The question how a file is to be read: its first rows, which column has the texts, which the labels, and what these mean.

import { write } from "./write.js"

const MEANINGS = [["1", "positive"], ["0", "negative"], ["-", "leave out"]]
const FEATURES = "" // in place of a column of texts

export class Asking {
  // `read`: what to do with the choice, as the query of an address.
  constructor(dialog, read) {
    this.dialog = dialog
    this.part = (name) => dialog.querySelector(`[data-ask=${name}]`)
    for (const name of ["text", "label"]) this.part(name).onchange = () => this.show()
    this.part("read").onclick = () => {
      dialog.close()
      read(this.choice)
    }
  }

  // Ask of the file { name, choice } what can be chosen in it.
  open({ name, choice }, asked) {
    const chosen = new URLSearchParams(choice ?? "")
    Object.assign(this, { asked, first: chosen.has("first") })
    write(this.part("name"), name || "this text")
    write(this.part("why"), asked.why)
    const options = asked.columns.map(([column], j) => new Option(column || `column ${j + 1}`, j))
    this.part("label").replaceChildren(...options)
    this.part("text").replaceChildren(...(asked.features ? [new Option(`none: ${asked.features} are there`, FEATURES)] : []), ...options.map((one) => one.cloneNode(true)))
    const before = chosen.has("label") && { label: chosen.get("label"), text: chosen.get("text") ?? FEATURES, signs: chosen.get("signs") }
    this.part("text").value = before ? before.text : asked.text
    this.part("label").value = before ? before.label : asked.label
    this.show(before.signs)
    this.dialog.showModal()
    this.dialog.scrollTop = 0
    this.part("text").focus()
  }

  // The columns that are picked, and what there is to say of the labels.
  show(signs) {
    const { columns, rows } = this.asked
    const [text, label] = ["text", "label"].map((name) => this.part(name).value)
    const kind = (j) => (String(j) === label ? "label" : String(j) === text ? "text" : "")
    const cells = (line, texts) => texts.forEach((content, j) => {
      const cell = line.appendChild(document.createElement(line.parentElement?.tagName === "THEAD" ? "th" : "td"))
      cell.className = kind(j)
      cell.textContent = content
    })
    const [head, body] = this.dialog.querySelectorAll(".first :is(thead, tbody)")
    head.replaceChildren(document.createElement("tr"))
    cells(head.firstChild, columns.map(([name], j) => name + (kind(j) && ` (${kind(j)})`)))
    for (const cell of head.firstChild.children) cell.scope = "col"
    body.replaceChildren()
    for (const row of rows) cells(body.insertRow(), row)
    const [, labels, known] = columns[label]
    this.dialog.querySelector(".labels tbody").replaceChildren(...labels.map((one, i) => this.line(one, i, signs?.[i])))
    this.dialog.querySelector(".labels").hidden = !labels.length
    const many = known ? "It has many different numbers: each is read by where it stands on their scale." : "It has too many different values to be labels."
    const same = text === label ? "The texts and the labels cannot be in one column." : ""
    write(this.part("many"), same || (labels.length ? "" : many))
    this.part("read").disabled = Boolean(same) || !(labels.length || known)
  }

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
    const [text, label] = ["text", "label"].map((name) => this.part(name).value)
    const signs = [...this.dialog.querySelectorAll(".labels input:checked")].map((input) => input.value).join("")
    return String(new URLSearchParams({ ...(text !== FEATURES && { text }), label, ...(signs && { signs }), ...(this.first && { first: "" }) }))
  }
}
