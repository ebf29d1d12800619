// All steps of the lecture for the choices on the screen, and the QR code of each as it is ticked, there beforehand: on
// the stage they walk without the server.

export class Steps {
  constructor(desk) {
    this.desk = desk
  }

  // What all else that is chosen comes to: for it the steps hold.
  rest({ step, shown, ...rest } = this.desk.choices) {
    return JSON.stringify(rest)
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
    const here = this.holds === this.rest() && this.ticks === JSON.stringify(this.desk.dialogs.ticks)
    if (view !== "lecture" || stage !== "on" || here || !this.desk.online) return
    this.wanted = true
    this.desk.tell(0)
  }

  hear({ steps, row, half, spans }) {
    if (!steps) return
    Object.assign(this, { steps, row, half, spans, holds: this.rest(), ticks: this.asked })
  }

  // The page of the step that these choices lead to, if it is here.
  of(choices) {
    if (this.holds !== this.rest(choices)) return null
    const { step, shown } = choices
    const page = this.steps[`${step}/${Math.min(Number(shown), this.desk.reveals(choices))}`]
    return page && { ...page, row: { ...this.row, ...page.row }, half: this.half, spans: this.spans }
  }
}
