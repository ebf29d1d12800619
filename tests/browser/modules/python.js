// Python as the page knows it, and the way there, on which messages and answers are lost, late, or come twice.

import { tick } from "./clock.js"

const FIRST = { n: 0, look: null, half: 10, notes: [], invalid: [], substitutes: {}, spans: [], row: {}, describe: {}, example: "", status: "" }

export class Python {
  // `first`: the choices of a visitor who comes without a link.
  constructor(first) {
    this.first = first
    this.run = 0
  }

  // What Python answers: nothing but what follows from the message itself.
  answer(message) {
    const link = (query) => ({ ...this.first, review: new URLSearchParams(query).get("review") ?? this.first.review })
    const asked = message?.open !== undefined ? link(message.open) : message?.example !== undefined ? { ...message.choices, review: `example ${message.example}` } : null
    const choices = asked ?? (message ? message.choices : link(location.search))
    const { view, step, stage, y, predict, hide, part, review } = choices
    const look = { view, step, stage, y, predict, hide, part, left: 0 }
    const own = message && !asked ? {} : { choices }
    return { ...FIRST, ...own, n: message?.n ?? 0, run: ++this.run, look, link: review === this.first.review ? "" : String(new URLSearchParams({ review })) }
  }
}

// The page with its desk, and Python behind a line that does to each message what `way` says.
export class Visit {
  async open(html, first, load) {
    const { Desk } = await load("desk")
    document.body.innerHTML = `<div data-testid="stApp" data-test-connection-state="CONNECTED"><div></div></div>`
    window.fetch = async () => new Response("ok")
    window.postMessage = ({ type }) => type.startsWith("RESTART") && document.body.firstChild.setAttribute("data-test-connection-state", "CONNECTED")
    const files = { text: () => new Promise(() => {}), address: () => new Promise(() => {}), asks: () => ({}), hear() {}, leave() {} } // no chart comes
    this.python = new Python(first)
    this.way = "ok"
    this.desk = new Desk(document.querySelector("[data-testid=stApp] > div"), html, files)
    this.desk.component = { setStateValue: (_, message) => this.carry(JSON.parse(JSON.stringify(message))) }
    this.hear(this.python.answer(null))
    await tick(1000)
  }

  carry(message) {
    if (this.way === "lost") return
    const answer = this.python.answer(message)
    for (const after of { ok: [20], late: [5000], twice: [20, 400] }[this.way]) setTimeout(() => this.hear(answer), after)
  }

  hear(answer) {
    this.desk.answers.hear(JSON.parse(JSON.stringify(answer)))
  }

  // Everything comes, until nothing more is to come.
  async calm() {
    this.way = "ok"
    await tick(20_000)
  }

  type(text) {
    const { area } = this.desk.editor
    area.value = text
    area.oninput()
  }

  get text() {
    return this.desk.editor.area.value
  }
}
