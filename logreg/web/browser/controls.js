// The controls of the page: what is set on them goes into the store, and what the store has they show.

import { tame } from "./boxes.js"
import { all, one } from "./elements.js"

/** @import { Page } from "./page.js" */
/** @import { Change, Choices, Store } from "./store.js" */
/** @import { Answer } from "./wire.js" */

const LONG = 6 // letters of a number in a box, from which on it is written smaller

export class Controls {
  /**
   * @param {Store} store
   * @param {Page} page
   */
  constructor(store, page) {
    this.store = store
    this.page = page
    this.root = page.root
    /** @type {Choices} */
    this.resting = {} // what a number box was set to when the cursor came into it, or came to rest in it
    this.store.subscribe((change) => this.follow(change))
    for (const node of all(this.root, "input[data-key]:not([data-at])", HTMLInputElement)) this.listen(node)
    for (const select of all(this.root, "select[data-key]", HTMLSelectElement))
      select.onchange = () => this.store.change(select.dataset.key ?? "", select.value, true)
    for (const box of all(this.root, "input[type=number]", HTMLInputElement)) tame(box)
    for (const label of all(this.root, ".views label, .walk label", HTMLLabelElement)) // who pressed it has the next key free for the lecture
      label.onclick = ({ detail }) => detail && setTimeout(() => label.querySelector("input")?.blur())
  }

  /** @param {HTMLInputElement} node */
  listen(node) {
    const { key = "", on = "", off = "" } = node.dataset
    if (node.type === "checkbox") node.onchange = () => this.store.change(key, node.checked ? on : off, true)
    else if (node.type === "radio") node.onchange = () => this.store.change(key, node.value, true)
    else {
      const empty = this.store.within([key], "Guesses") // a guess may be taken back
      node.onfocus = () => (this.resting[key] = this.store.readable[key])
      node.oninput = () => (node.value || (empty && !node.validity.badInput)) && this.store.change(key, node.value)
      node.onchange = () => this.store.change(key, node.value)
    }
  }

  /** @param {Change} change */
  follow({ by, keys }) {
    const busy = by === "control" ? document.activeElement : null // in it one is typing
    for (const key of keys) this.put(key, busy)
  }

  /**
   * Show what a control is set to.
   * @param {string} key
   * @param {Element | null} [busy] the box in which it is being set
   */
  put(key, busy) {
    const text = this.store.choices[key]
    if (key === "review") {
      if (busy !== this.page.editor.area) this.page.editor.put(text)
      return
    }
    for (const node of this.root.querySelectorAll(`[data-key="${key}"]:not([data-at]), [data-drag="${key}"]`)) {
      if (!(node instanceof HTMLInputElement || node instanceof HTMLSelectElement)) continue
      node.classList.toggle("long", node.type !== "radio" && text.length > LONG)
      if (node === busy) continue
      if (node.type === "radio") node.checked = node.value === text
      else if (node.type === "checkbox") node.checked = text === node.dataset.on
      else if (text || (node.type === "number" && !node.validity.badInput)) node.value = text
    }
  }

  /**
   * Mark what cannot be read; an emptied box shows what holds in its place.
   * @param {Pick<Answer, "invalid" | "choices">} answer
   */
  mark({ invalid, choices }) {
    for (const node of all(this.root, "[data-key]", HTMLElement)) {
      const { key = "" } = node.dataset
      node.ariaInvalid = String(!choices && invalid.includes(key))
      if (!(node instanceof HTMLInputElement)) continue
      const left = node.type === "number" && !node.value && !node.validity.badInput && node !== document.activeElement
      if (left && this.store.substitutes[key]) node.value = this.store.substitutes[key]
    }
  }

  /**
   * Take away what a prepared link takes away.
   * @param {string[]} hidden
   */
  lock(hidden) {
    /** @param {string} selector */
    const inputs = (selector) => all(this.root, selector, HTMLInputElement)
    one(this.root, "textarea", HTMLTextAreaElement).readOnly = hidden.includes("review")
    for (const node of inputs(".features input[type=checkbox]")) node.disabled = hidden.includes("switches")
    for (const node of inputs(".features input[type=number]")) node.readOnly = hidden.includes("weights")
    for (const node of inputs("input[name=desk-y]")) node.disabled = hidden.includes("label")
  }

  // The page has come to rest.
  rest() {
    for (const key in this.resting) this.resting[key] = this.store.readable[key]
  }
}
