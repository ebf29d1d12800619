// All steps of the lecture for the choices on the screen, and the QR code of each as it is ticked, there beforehand: on
// the stage they walk without the server.

// What was picked, by the names of the steps; and the text that a link has for it, in the order of the steps.
export const picked = (text) => Object.fromEntries(text.split(",").filter(Boolean).map((entry) => entry.split(":")))
export const pairs = (picks, steps) => steps.filter((step) => step in picks).map((step) => `${step}:${picks[step]}`).join(",")

export class Steps {
  constructor(desk) {
    this.desk = desk
  }

  // What all else that is chosen comes to: for it the steps hold, whatever is picked or guessed in them.
  rest(choices = this.desk.choices) {
    return JSON.stringify(Object.entries(choices).filter(([key]) => !this.desk.groups.Walk.includes(key)))
  }

  // The guesses that are others than those for which the steps came.
  get guessed() {
    return this.desk.groups.Guesses.filter((key) => this.guesses?.[key] !== this.desk.choices[key])
  }

  // What the next message asks for on our behalf, once the page is at rest on the stage.
  asks() {
    const ahead = this.wanted
    this.wanted = false
    if (!ahead) return {}
    this.asked = JSON.stringify(this.desk.dialogs.ticks)
    return { ahead, share: this.desk.dialogs.wish }
  }

  // The page is at rest: if its steps are not here, they are to come.
  settle() {
    const { view, stage } = this.desk.choices
    const here = this.holds === this.rest() && !this.guessed.length && this.ticks === JSON.stringify(this.desk.dialogs.ticks)
    if (view !== "lecture" || stage !== "on" || here || !this.desk.online) return
    this.wanted = true
    this.desk.tell(0)
  }

  hear({ steps, row, half, spans }) {
    if (!steps) return
    Object.assign(this, { steps, row, half, spans, guesses: this.desk.choices, holds: this.rest(), ticks: this.asked })
  }

  // The page of the step that these choices lead to, if it is here.
  of(choices) {
    if (this.holds !== this.rest(choices)) return null
    const { step, shown, picks } = choices
    const page = this.steps[`${step}/${Math.min(Number(shown), this.desk.reveals(choices))}`]
    if (!page) return null
    const said_pick = page.picks[picked(picks)[step]] ?? page.picks[""] ?? ""
    const unanswered = Object.fromEntries(this.guessed.map((key) => [key.replace("guess", "said"), ""]))
    const link = [page.link, picks && `picks=${encodeURIComponent(picks)}`].filter(Boolean).join("&")
    return { ...page, link, row: { ...this.row, ...page.row, said_pick, ...unanswered }, half: this.half, spans: this.spans }
  }
}
