// The list of texts to pick from: the examples, and the last texts of the reader's own, each with its label y.

import { keep, kept } from "./memory.js"

const MOST = 5 // own texts
const ROOM = 200_000 // letters of all together
const WORDS = 40 // letters of a text by which it is called

export class Texts {
  constructor(desk) {
    this.desk = desk
    this.pick = desk.root.querySelector("[data-example]")
    this.group = this.pick.querySelector("optgroup")
    this.own = kept("texts") ?? []
    this.pick.onchange = () => this.choose(this.pick.value)
    this.list()
  }

  // Python says of which example the text is, if of any.
  hear({ example }) {
    this.example = example
    this.pick.value = example
  }

  choose(value) {
    const { review, y } = this.desk.choices
    if (this.example === "" && review.trim()) this.remember({ review, y })
    const own = value.startsWith("own ") && this.own.find(({ review }) => review === this.names.get(value))
    if (own) this.desk.set(own)
    else if (value !== "") this.desk.ask({ example: Number(value) })
    this.list()
  }

  remember(text) {
    let room = ROOM
    const others = this.own.filter(({ review }) => review !== text.review)
    this.own = [text, ...others].slice(0, MOST).filter(({ review }) => (room -= review.length) > 0)
    keep("texts", this.own)
  }

  list() {
    this.names = new Map(this.own.map(({ review }, i) => [`own ${i}`, review]))
    const options = [...this.names].map(([value, review]) => Object.assign(document.createElement("option"), { value, textContent: called(review) }))
    this.group.replaceChildren(...options)
    this.group.hidden = !options.length
    this.pick.value = this.example ?? ""
  }
}

// The first words of a text.
function called(review) {
  const words = review.trim().replace(/\s+/g, " ")
  return words.length > WORDS ? `${[...words].slice(0, WORDS).join("")}…` : words
}
