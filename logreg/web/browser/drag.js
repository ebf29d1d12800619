// A control under the hand. A table that Python made beforehand says what every position of it shows: it is there with
// the frame, and Python hears of where the hand went once a second.

import { all } from "./elements.js"

/** @import { History } from "./history.js" */
/** @import { Page } from "./page.js" */
/** @import { Change, Store } from "./store.js" */
/** @import { Grab, Message, Table } from "./wire.js" */

const AGAIN = 2000 // ms within which a slider that moves again is under the hand, and worth a table
const SIDEWAYS = 6 // px that a finger goes before a slider follows it

export class Drag {
  /**
   * @param {Store} store
   * @param {Page} page
   * @param {History} history
   */
  constructor(store, page, history) {
    this.store = store
    this.page = page
    this.history = history
    this.dragging = false // whether the hand is on a slider
    /** @type {Grab | null} */
    this.due = null // the table that the next message asks for
    this.id = 0 // of the newest one that was asked for
    /** @type {string | null} */
    this.key = null // of the control for which one was asked
    /** @type {Table | null} */
    this.table = null
    this.extending = false // whether the next table is on its way
    this.knows = false // whether the table says what is chosen
    this.forget()
    this.store.subscribe((change) => this.follow(change))
    for (const slider of all(page.root, "[data-drag]", HTMLInputElement)) this.listen(slider)
  }

  /** @param {HTMLInputElement} slider */
  listen(slider) {
    const key = slider.dataset.drag ?? ""
    /** @type {number | null} */
    let finger = null // where a finger came down that has not yet gone sideways: it may mean to scroll the page
    const slide = () => {
      if (finger !== null || this.store.choices[key] === slider.value) return
      if (this.history.moves(key, AGAIN) || this.store.within([key], "Whereabouts")) this.grab(key)
      this.store.change(key, slider.value)
      this.extend(slider)
    }
    slider.oninput = slide
    slider.onpointerdown = (event) => {
      finger = event.pointerType === "touch" ? event.clientX : null
      this.dragging = this.history.hand = true
      this.history.movement = null // the first step may be a press and no more
    }
    slider.onpointermove = (event) => {
      if (finger === null || Math.abs(event.clientX - finger) < SIDEWAYS) return
      finger = null
      slide()
    }
    slider.onpointercancel = () => {
      if (finger !== null) slider.value = this.store.choices[key]
      finger = null
      this.end()
    }
    slider.onpointerup = slider.onchange = () => {
      finger = null
      slide()
      this.end()
    }
  }

  // The hand leaves the slider.
  end() {
    if (!this.dragging) return
    this.dragging = this.history.hand = false
    this.store.ask()
  }

  /**
   * A hand that moves goes far, a key goes on step by step.
   * @param {string} key
   */
  grab(key) {
    if (this.key === key) return
    this.forget()
    this.key = key
    this.due = { control: key, id: this.id, far: this.dragging }
    this.store.ask()
  }

  /**
   * A table reaches not much further than a hand goes at once, for it costs the server: the next is asked for in time.
   * @param {HTMLInputElement} slider
   */
  extend({ value, min, max }) {
    if (!this.table?.ahead || !this.table.about || this.extending || !this.key) return
    const { ahead, about: [first, last] } = this.table
    if (Math.max(Number(value) - ahead, Number(min)) >= first && Math.min(Number(value) + ahead, Number(max)) <= last) return
    this.extending = true
    this.due = { control: this.key, id: this.id, far: true }
    this.store.ask()
  }

  // The table no longer holds, for something else has changed.
  forget() {
    this.id += 1
    this.key = this.table = null
    this.extending = this.knows = false
  }

  /** @param {Change} change */
  follow({ by, keys }) {
    if (["set", "walk", "restore", "request"].includes(by)) this.forget()
    if (by !== "control") return
    if (keys[0] !== this.key) this.forget()
    if (this.look() || !this.table) return
    if (this.extending) this.table = null // what stands there now is none of its rows
    else this.forget()
  }

  // Show what the table says of the position chosen; whether it says anything.
  look() {
    const row = this.key && this.table?.rows[this.store.choices[this.key]]
    if (row) this.table?.places.forEach((places, j) => places.forEach((place) => this.page.place(place, row[j])))
    this.knows = Boolean(row)
    return this.knows
  }

  /**
   * The table came: since it was asked for only the control under the hand has moved.
   * @param {Table} table
   */
  receive(table) {
    this.extending = false
    this.table = table
    this.look()
  }

  /**
   * What the next message asks for on our behalf.
   * @returns {Message}
   */
  asks() {
    const grab = this.due
    this.due = null
    return { grab, dragging: this.dragging }
  }
}
