// The keys of the lecture, of a keyboard or of a clicker: they walk through its steps, and on the stage make the screen black.

const PATIENCE = 3000 // ms within which the figures of a step's number are typed
const SHADES = { b: "dark", ".": "dark", w: "light", ",": "light" } // what a key makes the screen
const FIELD = "textarea, select, input:not([type=checkbox], [type=radio])" // what has uses of its own for arrows and letters
export const TYPED = "textarea, select, input:not([type=checkbox], [type=radio], [type=range])"

export class Clicker {
  constructor(desk) {
    this.desk = desk
    this.cover = desk.root.querySelector(".cover")
    this.cover.onclick = () => this.uncover()
    this.figures = ""
    this.left = false // whether Escape has led off the stage, from where some clickers come back with F5
  }

  // A key was pressed; whether it was one of ours.
  takes(event) {
    const { view, stage } = this.desk.choices
    if (view !== "lecture" || event.ctrlKey || event.metaKey || event.altKey) return false
    if (this.desk.dialogs.opened) return event.key === "Escape" && this.desk.dialogs.close() // it scrolls by its own keys
    return stage === "on" ? this.onStage(event) : this.besideDesk(event)
  }

  besideDesk({ key, target, shiftKey }) {
    if (key === "F5" && this.left) return this.does(() => this.desk.ascend())
    return !shiftKey && !target.closest?.(FIELD) && this.steps(key, { ArrowRight: "next", ArrowLeft: "previous" })
  }

  // On the stage Page Up and Page Down belong to the steps, wherever the cursor is.
  onStage({ key, target, shiftKey }) {
    if (key === "Shift") return false
    if (!this.cover.hidden) return this.does(() => this.uncover())
    if (key === "F5") return true
    if (key === "Tab") this.desk.stage.wake()
    if (this.desk.stage.large && (key === "Escape" || key.startsWith("Page"))) return this.does(() => this.desk.stage.enlarge(false))
    if (this.steps(key, { PageDown: "next", PageUp: "previous" })) return true
    if (key === "Escape") return this.does(() => this.leave(target))
    if (!target.closest?.(TYPED) && !shiftKey && (this.covers(key) || this.counts(key) || this.asks(key))) return true
    return !target.closest?.(FIELD) && this.steps(key, { ArrowRight: "next", ArrowLeft: "previous", Home: "first", End: "last" })
  }

  does(what) {
    what()
    return true
  }

  // Go where the key leads; whether it leads anywhere.
  steps(key, ways) {
    const way = ways[key]
    if (!way) return false
    this.figures = ""
    if (way === "first") this.go(this.desk.steps[0])
    else if (way === "last") this.go(this.desk.steps.at(-1))
    else this.desk[way]()
    return true
  }

  go({ dataset }) {
    this.desk.walk({ step: dataset.step, shown: "0" })
  }

  // Escape leaves a field, then the panel with the review, then the stage.
  leave(target) {
    if (target.closest?.(FIELD)) target.blur()
    else if (this.desk.root.classList.contains("drawer")) this.desk.review()
    else {
      this.left = true
      this.desk.descend()
    }
  }

  covers(key) {
    const shade = SHADES[key.toLowerCase()]
    if (!shade) return false
    this.cover.dataset.shade = shade
    this.cover.hidden = false
    return true
  }

  // The review, large; the foot, for a while.
  asks(key) {
    const asked = { r: () => this.desk.stage.enlarge(), m: () => this.desk.stage.wake() }[key.toLowerCase()]
    asked?.()
    return Boolean(asked)
  }

  uncover() {
    this.cover.hidden = true
  }

  // The number of a step, figure by figure, and Enter.
  counts(key) {
    clearTimeout(this.forgetting)
    if (/^\d$/.test(key)) {
      this.figures += key
      this.forgetting = setTimeout(() => (this.figures = ""), PATIENCE)
      return true
    }
    const number = Number(this.figures)
    this.figures = ""
    if (key !== "Enter" || !number) return false
    if (number <= this.desk.steps.length) this.go(this.desk.steps[number - 1])
    return true
  }
}
