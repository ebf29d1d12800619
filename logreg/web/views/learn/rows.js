// The rows from which the model learns: each can be left out, and its label turned.

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Answer } from "../../browser/wire.js" */
/** @typedef {NonNullable<Answer["data"]>} Lines */

export class Rows {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} body of the table
   */
  constructor(desk, body) {
    this.store = desk.store
    this.body = body
    this.flip = () => desk.actions.run("flip")
  }

  /** @param {Lines} lines */
  show(lines) {
    this.body.replaceChildren(...lines.map((line) => this.row(line)))
  }

  /**
   * The desk's review is row 0: it is learned from or not, and its label is the desk's.
   * @param {number} row
   * @param {"flip" | "drop"} key
   * @param {boolean} on
   */
  change(row, key, on) {
    if (!row) return void (key === "flip" ? this.flip() : this.store.set({ mine: on ? "off" : "on" }))
    const numbers = new Set(this.store.choices[key].split(",").filter(Boolean))
    numbers[on ? "add" : "delete"](String(row))
    this.store.set({ [key]: [...numbers].join(",") })
  }

  /** @param {Lines[number]} line */
  row([number, title, x, y, yHat, loss, flipped, dropped]) {
    const row = document.createElement("tr")
    const use = Object.assign(document.createElement("input"), { type: "checkbox", checked: !dropped, ariaLabel: `learn from review ${number}` })
    use.onchange = () => this.change(number, "drop", !use.checked)
    const turn = Object.assign(document.createElement("button"), { type: "button", ariaLabel: `turn the label of review ${number}, now ${y}` })
    turn.append(String(y), Object.assign(document.createElement("span"), { className: "turn", textContent: " ⇄" }))
    turn.onclick = () => this.change(number, "flip", !flipped)
    row.classList.toggle("flipped", flipped)
    row.role = "row" // a row stays one where a narrow screen lays it out as a grid
    for (const content of [use, title, x, turn, yHat, loss]) {
      const cell = row.insertCell()
      cell.role = "cell"
      cell.append(content)
    }
    return row
  }
}
