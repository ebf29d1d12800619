// The list of texts to pick from: the examples, and the last texts of the reader's own, each with its label y.

import { one } from "./elements.js"
import { keep, kept } from "./memory.js"

/** @import { Desk } from "./desk.js" */
/** @import { Answer } from "./wire.js" */
/** @typedef {{ review: string, y: string }} Own */

const TEXTS = 5 // own ones, at most
const SPACE = 200_000 // letters of all together
const WORDS = 40 // letters of a text by which it is called

export class Texts {
  /** @param {Pick<Desk, "root" | "store">} desk */
  constructor({ root, store }) {
    this.store = store
    this.pick = one(root, "[data-example]", HTMLSelectElement)
    this.group = one(this.pick, "optgroup", HTMLOptGroupElement)
    /** @type {Own[]} */
    this.own = kept("texts") ?? []
    /** @type {Map<string, string>} */
    this.names = new Map() // of the own texts, as the list has them
    /** @type {Answer["example"] | undefined} */
    this.example = undefined
    this.pick.onchange = () => this.choose(this.pick.value)
    this.list()
  }

  /**
   * Python says of which example the text is, if of any.
   * @param {Pick<Answer, "example">} answer
   */
  hear({ example }) {
    this.example = example
    this.pick.value = String(example)
  }

  /** @param {string} value */
  choose(value) {
    const { review, y } = this.store.choices
    if (this.example === "" && review.trim()) this.remember({ review, y })
    const own = value.startsWith("own ") && this.own.find(({ review }) => review === this.names.get(value))
    if (own) this.store.set(own)
    else if (value !== "") this.store.request({ example: Number(value) })
    this.list()
  }

  /** @param {Own} text */
  remember(text) {
    let room = SPACE
    const others = this.own.filter(({ review }) => review !== text.review)
    this.own = [text, ...others].slice(0, TEXTS).filter(({ review }) => (room -= review.length) > 0)
    keep("texts", this.own)
  }

  list() {
    this.names = new Map(this.own.map(({ review }, i) => [`own ${i}`, review]))
    const options = [...this.names].map(([value, review]) => Object.assign(document.createElement("option"), { value, textContent: opening(review) }))
    this.group.replaceChildren(...options)
    this.group.hidden = !options.length
    this.pick.value = String(this.example ?? "")
  }
}

/**
 * The first words of a text.
 * @param {string} review
 */
function opening(review) {
  const words = review.trim().replace(/\s+/g, " ")
  return words.length > WORDS ? `${[...words].slice(0, WORDS).join("")}…` : words
}
