// The stage: its foot is seen while it is wanted, its formulas are as large as fit, and the review fills it on demand.

import { all, one } from "../../browser/elements.js"

/** @import Lecture from "./lecture.js" */

const STILL = 3000 // ms after which the foot goes, if nothing asks for it
const MOST = 2 // times the type of the words: formulas are not larger
const LEAST = 1.2 // nor smaller: they break then
const SHARE = 0.22 // of the height of a step, for its formulas
const LARGEST = 11 // per cent of the height of the screen: the review is not larger
const SMALLEST = 3.5 // nor smaller

export class Stage {
  /** @param {Lecture} lecture */
  constructor(lecture) {
    this.lecture = lecture
    this.root = lecture.root
    this.area = one(this.root, "textarea", HTMLTextAreaElement)
    /** @type {number | undefined} */
    this.stilling = undefined
    for (const kind of /** @type {const} */ (["pointermove", "pointerdown"]))
      this.root.addEventListener(kind, (event) => this.isHand(event) && this.wake())
    this.resized = new ResizeObserver(() => this.fit())
    this.resized.observe(this.root)
  }

  get on() {
    return this.root.dataset.stage === "on" && this.root.dataset.view === "lecture"
  }

  /**
   * Whether the hand moved, and not the page under it.
   * @param {PointerEvent} event
   */
  isHand({ type, movementX, movementY }) {
    return type !== "pointermove" || movementX || movementY
  }

  // The foot is seen, for a while.
  wake() {
    this.root.classList.remove("still")
    clearTimeout(this.stilling)
    if (this.on) this.stilling = setTimeout(() => this.root.classList.add("still"), STILL)
  }

  // The review over all else, its words lit, as large as it fits; and back.
  enlarge(on = !this.large) {
    this.root.classList.toggle("large", on)
    this.fit()
    if (!on) this.area.blur()
  }

  get large() {
    return this.root.classList.contains("large")
  }

  // What follows from the room there is.
  fit() {
    const step = this.lecture.articles.find(({ hidden }) => !hidden)
    if (!this.on || !step) return void this.root.classList.remove("large")
    const guesses = all(step, ".guesses", HTMLElement).reduce((sum, { offsetHeight }) => sum + offsetHeight, 0)
    fitFormulas(one(step, ".formulas", HTMLElement), SHARE * step.clientHeight - 0.75 * guesses, step.clientWidth)
    if (this.large) this.fitReview()
  }

  fitReview() {
    shrink(LARGEST, SMALLEST, 0.5, (size) => {
      this.root.style.setProperty("--large", `${size}vh`)
      return this.area.scrollHeight <= this.area.clientHeight
    })
  }
}

/**
 * Formulas as large as they fit in that room without a line that breaks: in steps, that they do not change with each number.
 * @param {HTMLElement} formulas
 * @param {number} height
 * @param {number} width
 */
function fitFormulas(formulas, height, width) {
  formulas.style.whiteSpace = "nowrap"
  shrink(MOST, LEAST, 0.1, (size) => {
    formulas.style.setProperty("--formula", `${size}em`)
    return formulas.offsetHeight <= height && formulas.scrollWidth <= Math.min(formulas.clientWidth, width)
  })
  formulas.style.whiteSpace = ""
}

/**
 * From the largest size on, by so much at a time, until one fits, or the least is reached.
 * @param {number} most
 * @param {number} least
 * @param {number} by
 * @param {(size: number) => boolean} fits
 */
function shrink(most, least, by, fits) {
  for (let size = most; size > least && !fits(size); size -= by);
}
