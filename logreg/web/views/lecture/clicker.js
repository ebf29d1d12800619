// The keys of the lecture, of a keyboard or of a clicker: they lead to its actions, and on the stage make the screen black.

import { TYPED, within } from "../../browser/actions.js"
import { one } from "../../browser/elements.js"

/** @import Lecture from "./lecture.js" */

const PATIENCE = 3000 // ms within which the figures of a step's number are typed
/** @type {Record<string, string | undefined>} */
const SHADES = { b: "dark", ".": "dark", w: "light", ",": "light" } // what a key makes the screen
/** @typedef {Record<string, string | undefined>} Keys a key → the action to which it leads */
/** @type {Keys} */
const ARROWS = { ArrowRight: "next", ArrowLeft: "previous" }
/** @type {Keys} */
const ENDS = { Home: "first", End: "last" }
/** @type {Keys} */
const PAGES = { PageDown: "next", PageUp: "previous" }
/** @type {Keys} */
const LETTERS = { r: "enlarge", m: "foot" }
const FIELD = "textarea, select, input:not([type=checkbox], [type=radio])" // what has uses of its own for arrows and letters

export class Clicker {
  /** @param {Lecture} lecture */
  constructor(lecture) {
    this.lecture = lecture
    this.root = lecture.root
    this.cover = one(this.root, ".cover", HTMLElement)
    /** @type {number | undefined} */
    this.forgetting = undefined
    this.cover.onclick = () => this.uncover()
    this.figures = ""
    this.away = false // whether Escape has led off the stage, from where some clickers come back with F5
  }

  /**
   * A key was pressed; whether it was one of ours.
   * @param {KeyboardEvent} event
   */
  takes(event) {
    const { desk, store } = this.lecture
    const { view, stage } = store.choices
    if (view !== "lecture" || event.ctrlKey || event.metaKey || event.altKey) return false
    if (desk.dialogs.opened) return event.key === "Escape" && desk.dialogs.close() // it scrolls by its own keys
    return stage === "on" ? this.onStage(event) : this.besideDesk(event)
  }

  /** @param {KeyboardEvent} event */
  besideDesk({ key, target, shiftKey }) {
    if (key === "F5" && this.away) return this.run("ascend")
    return !shiftKey && !within(target, FIELD) && this.run(ARROWS[key])
  }

  /**
   * On the stage Page Up and Page Down belong to the steps, wherever the cursor is.
   * @param {KeyboardEvent} event
   */
  onStage({ key, target, shiftKey }) {
    const { stage } = this.lecture
    if (key === "Shift") return false
    if (!this.cover.hidden) return this.uncover()
    if (key === "F5") return true
    if (key === "Tab") stage.wake()
    if (stage.large && (key === "Escape" || key in PAGES)) return this.run("enlarge")
    if (this.run(PAGES[key])) return true
    if (key === "Escape") return this.leave(target)
    if (!within(target, TYPED) && !shiftKey && (this.covers(key) || this.counts(key) || this.run(LETTERS[key.toLowerCase()]))) return true
    return !within(target, FIELD) && this.run(ARROWS[key] ?? ENDS[key])
  }

  /**
   * Do what a key leads to; whether it leads anywhere.
   * @param {string | undefined} action
   */
  run(action) {
    if (!action) return false
    this.figures = ""
    this.lecture.desk.actions.run(action)
    return true
  }

  /**
   * Escape leaves a field, then the panel with the review, then the stage.
   * @param {EventTarget | null} target
   */
  leave(target) {
    if (target instanceof HTMLElement && target.closest(FIELD)) target.blur()
    else if (this.root.classList.contains("drawer")) this.run("review")
    else {
      this.away = true
      this.run("descend")
    }
    return true
  }

  /** @param {string} key */
  covers(key) {
    const shade = SHADES[key.toLowerCase()]
    if (!shade) return false
    this.cover.dataset.shade = shade
    this.cover.hidden = false
    return true
  }

  uncover() {
    this.cover.hidden = true
    return true
  }

  /**
   * The number of a step, figure by figure, and Enter.
   * @param {string} key
   */
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
    const step = this.lecture.names[number - 1]
    if (step) this.lecture.go(step)
    return true
  }
}
