// The stage: its foot is seen while it is wanted, its formulas are as large as fit, and the review fills it on demand.

const STILL = 3000 // ms after which the foot goes, if nothing asks for it
const MOST = 2 // times the type of the words: formulas are not larger
const LEAST = 1.2 // nor smaller: they break then
const SHARE = 0.22 // of the height of a step, for its formulas
const LARGE = [11, 3.5] // per cent of the height of the screen: the review is not larger, nor smaller

export class Stage {
  constructor(desk) {
    this.desk = desk
    this.root = desk.root
    for (const event of ["pointermove", "pointerdown"]) this.root.addEventListener(event, (moved) => this.moved(moved) && this.wake())
    this.resized = new ResizeObserver(() => this.fit())
    this.resized.observe(this.root)
  }

  get on() {
    return this.root.dataset.stage === "on" && this.root.dataset.view === "lecture"
  }

  // Whether the hand moved, and not the page under it.
  moved({ type, movementX, movementY }) {
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
    if (!on) this.desk.editor.area.blur()
  }

  get large() {
    return this.root.classList.contains("large")
  }

  // What follows from the room there is.
  fit() {
    if (!this.on) return void this.root.classList.remove("large")
    const step = this.desk.steps.find(({ hidden }) => !hidden)
    const guesses = [...step.querySelectorAll(".guesses")].reduce((sum, { offsetHeight }) => sum + offsetHeight, 0)
    fitFormulas(step.querySelector(".formulas"), SHARE * step.clientHeight - 0.75 * guesses, step.clientWidth)
    if (this.large) this.fitReview()
  }

  fitReview() {
    const { area } = this.desk.editor
    shrink(...LARGE, 0.5, (size) => {
      this.root.style.setProperty("--large", `${size}vh`)
      return area.scrollHeight <= area.clientHeight
    })
  }
}

// Formulas as large as they fit in that room without a line that breaks: in steps, that they do not change with each number.
function fitFormulas(formulas, height, width) {
  formulas.style.whiteSpace = "nowrap"
  shrink(MOST, LEAST, 0.1, (size) => {
    formulas.style.setProperty("--formula", `${size}em`)
    return formulas.offsetHeight <= height && formulas.scrollWidth <= Math.min(formulas.clientWidth, width)
  })
  formulas.style.whiteSpace = ""
}

// From the largest size on, by so much at a time, until one fits, or the least is reached.
function shrink(most, least, by, fits) {
  for (let size = most; size > least && !fits(size); size -= by);
}
