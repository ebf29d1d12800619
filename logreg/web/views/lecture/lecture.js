// The view that tells the lecture: its steps, what is predicted in them, the stage, and the keys of a clicker.

import { all, one } from "../../browser/elements.js"
import { Clicker } from "./clicker.js"
import { Stage } from "./stage.js"
import { pairs, picked, Steps } from "./steps.js"

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Ticked } from "../../browser/part.js" */
/** @import { Change } from "../../browser/store.js" */
/** @import { Answer, Look } from "../../browser/wire.js" */

export default class Lecture {
  /** @param {Desk} desk */
  constructor(desk) {
    const { root, store, page } = desk
    this.desk = desk
    this.root = root
    this.store = store
    this.page = page
    this.articles = all(root, "[data-step]", HTMLElement)
    this.steps = new Steps(this)
    this.stage = new Stage(this)
    this.clicker = new Clicker(this)
    const predict = one(root, "[data-key=predict]", HTMLInputElement)
    predict.onchange = () => store.walk({ predict: predict.checked ? "on" : "off", shown: "0" })
    const list = one(root, "select[data-key=step]", HTMLSelectElement)
    list.onchange = () => {
      this.go(list.value)
      if (store.choices.stage === "on") list.blur() // the next key is the clicker's again
    }
    this.options = all(root, "[data-at][data-key]", HTMLInputElement)
    for (const option of this.options) option.onchange = () => this.pick(option)
    store.subscribe((change) => this.follow(change))
  }

  get actions() {
    return [
      { name: "next", does: () => this.next() },
      { name: "previous", does: () => this.previous() },
      { name: "first", does: () => this.go(this.names[0]) },
      { name: "last", does: () => this.go(this.names.at(-1) ?? "") },
      { name: "ascend", does: () => this.store.walk({ view: "lecture", stage: "on" }) },
      { name: "descend", does: () => this.store.walk({ stage: "off" }) },
      { name: "review", does: () => this.drawer() },
      { name: "enlarge", does: () => this.stage.enlarge() },
      { name: "foot", does: () => this.stage.wake() },
      { name: "beg", does: () => this.store.request({ beg: !this.store.requests?.beg }) },
    ]
  }

  // ——— the way through the steps ———

  get names() {
    return this.articles.map(({ dataset }) => dataset.step ?? "")
  }

  /** @param {string} step */
  article(step) {
    return this.articles.find(({ dataset }) => dataset.step === step)
  }

  /** How often the step has something to show, one group of numbers after the other. */
  reveals({ step, predict, hide } = this.store.choices) {
    return predict === "on" && !hide.split(",").includes("show") ? Number(this.article(step)?.dataset.reveals ?? 0) : 0
  }

  /**
   * The step that stands so many before or after another, if there is one.
   * @param {string} step
   * @param {number} by
   */
  beside(step, by) {
    const at = this.names.indexOf(step)
    return at < 0 || at + by < 0 ? undefined : this.names.at(at + by)
  }

  next() {
    const { step, shown } = this.store.choices
    const after = this.beside(step, 1)
    if (Number(shown) < this.reveals()) this.go(step, String(Number(shown) + 1))
    else if (after) this.go(after)
  }

  // To the step before, which has been shown whole.
  previous() {
    const { step, predict } = this.store.choices
    const before = this.beside(step, -1)
    if (before) this.go(before, predict === "on" ? "9" : "0")
  }

  /**
   * A step that is not here is not called where nothing comes: its name and what stands there go together.
   * @param {string} step
   */
  go(step, shown = "0") {
    const { choices } = this.store
    if (this.desk.connection.online || this.steps.of({ ...choices, step, shown })) this.store.walk({ step, shown })
    else this.desk.controls.put("step")
  }

  /** @param {HTMLInputElement} option */
  pick({ value, dataset: { at = "" } }) {
    this.store.walk({ picks: pairs({ ...picked(this.store.choices.picks), [at]: value }, this.names) })
  }

  /**
   * Where the reader went, if that is here already.
   * @param {Change} change
   */
  follow({ by, keys }) {
    const { choices } = this.store
    if (keys.includes("picks"))
      for (const option of this.options) option.checked = option.value === picked(choices.picks)[option.dataset.at ?? ""]
    if (by !== "walk" || !this.store.within(keys, "Walk") || keys.some((key) => this.store.within([key], "Guesses"))) return
    const there = this.steps.of(choices)
    if (there) this.desk.answers.present(there)
  }

  // ——— what the page asks ———

  /** @param {KeyboardEvent} event */
  press(event) {
    return this.clicker.takes(event)
  }

  asks() {
    return this.steps.asks()
  }

  /** @param {Answer} answer */
  hear(answer) {
    this.steps.hear(answer)
  }

  rest() {
    this.steps.settle()
  }

  fit() {
    this.stage.fit()
  }

  /**
   * The link with these ticks and its QR code, if they are here already.
   * @param {Ticked} ticks
   */
  share(ticks) {
    return this.steps.script?.ticks === JSON.stringify(ticks) ? this.steps.of(this.store.choices)?.share : null
  }

  /**
   * Show the step that the answer is for.
   * @param {Look} look
   * @param {DOMStringMap} before
   */
  show({ view, step, stage, y, predict, left, hide }, before) {
    const { root, page } = this
    const hidden = hide.split(" ")
    const complete = !left && !(predict === "on" && hidden.includes("show")) // else no formula tells what falls away
    for (const label of ["0", "1"]) root.classList.toggle(`falls${label}`, complete && label !== y)
    if (before.stage !== stage) this.stage.wake()
    for (const article of this.articles) article.hidden = article.dataset.step !== step
    if (stage === "off") {
      this.drawer(false)
      this.clicker.uncover()
    }
    page.button("next").textContent = left ? "Show" : "Next →"
    page.able("next", left || this.beside(step, 1))
    page.able("previous", this.beside(step, -1))
    page.button("beg").hidden = hidden.includes("review")
    if (view === "lecture" && before.view === view && before.step !== step) this.reveal(this.article(step))
  }

  /**
   * On a phone the button that leads on stands below the step: the next one begins at its title.
   * @param {HTMLElement | undefined} article
   */
  reveal(article) {
    const top = article?.getBoundingClientRect().top ?? 0
    if (top < 0 || top > window.innerHeight / 2) article?.scrollIntoView({ block: "start" })
  }

  // On the stage the review is fetched only when it is to be changed.
  drawer(on = !this.root.classList.contains("drawer")) {
    this.root.classList.toggle("drawer", on)
    this.page.button("review").ariaPressed = String(on)
  }
}
