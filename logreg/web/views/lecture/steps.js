// All steps of the lecture for the choices on the screen, and the QR code of each as it is ticked, there beforehand: on
// the stage they walk without the server.

/** @import { Choices } from "../../browser/store.js" */
/** @import { Ahead, Answer, Message } from "../../browser/wire.js" */
/** @import Lecture from "./lecture.js" */
/**
 * The steps that came, what holds in all of them, and for what: the choices, all that is not picked or guessed, the ticks.
 * @typedef {Pick<Answer, "row" | "half" | "spans"> & { steps: Record<string, Ahead>, choices: Choices, rest: string, ticks: string }} Script
 */

/**
 * What was picked, by the names of the steps.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export const picked = (text) => Object.fromEntries(text.split(",").filter(Boolean).map((entry) => entry.split(":")))

/**
 * The text that a link has for what was picked, in the order of the steps.
 * @param {Record<string, string>} picks
 * @param {string[]} steps
 */
export const pairs = (picks, steps) => steps.filter((step) => step in picks).map((step) => `${step}:${picks[step]}`).join(",")

export class Steps {
  /** @param {Lecture} lecture */
  constructor(lecture) {
    this.lecture = lecture
    this.store = lecture.store
    /** @type {Script | null} */
    this.script = null
    this.due = false // whether the next message asks for it
    this.ticksToCome = "" // for which it is on its way
  }

  // What is ticked for a prepared link.
  get ticks() {
    return JSON.stringify(this.lecture.desk.dialogs.ticks)
  }

  // What all else that is chosen comes to: for it the steps hold, whatever is picked or guessed in them.
  rest(choices = this.store.choices) {
    return JSON.stringify(Object.entries(choices).filter(([key]) => !this.store.within([key], "Walk")))
  }

  // The guesses that are others than those for which the steps came.
  get guesses() {
    return this.store.groups.Guesses.filter((key) => this.script?.choices[key] !== this.store.choices[key])
  }

  /**
   * What the next message asks for on our behalf, once the page is at rest on the stage.
   * @returns {Message}
   */
  asks() {
    const ahead = this.due
    this.due = false
    if (!ahead) return {}
    this.ticksToCome = this.ticks
    return { ahead, share: this.lecture.desk.dialogs.prepared }
  }

  // The page is at rest: if its steps are not here, they are to come.
  settle() {
    const { view, stage } = this.store.choices
    const here = this.script?.rest === this.rest() && !this.guesses.length && this.script.ticks === this.ticks
    if (view !== "lecture" || stage !== "on" || here || !this.lecture.desk.connection.online) return
    this.due = true
    this.store.ask()
  }

  /** @param {Answer} answer */
  hear({ steps, row, half, spans }) {
    if (steps) this.script = { steps, row, half, spans, choices: this.store.choices, rest: this.rest(), ticks: this.ticksToCome }
  }

  /**
   * The page of the step that these choices lead to, if it is here.
   * @param {Choices} choices
   */
  of(choices) {
    if (this.script?.rest !== this.rest(choices)) return null
    const { steps, row, half, spans } = this.script
    const { step, shown, picks } = choices
    const page = steps[`${step}/${Math.min(Number(shown), this.lecture.reveals(choices))}`]
    if (!page) return null
    const said_pick = page.picks?.[picked(picks)[step]] ?? page.picks?.[""] ?? ""
    const unanswered = Object.fromEntries(this.guesses.map((key) => [key.replace("guess", "said"), ""]))
    const link = [page.link, picks && `picks=${encodeURIComponent(picks)}`].filter(Boolean).join("&")
    return { ...page, link, row: { ...row, ...page.row, said_pick, ...unanswered }, half, spans }
  }
}
