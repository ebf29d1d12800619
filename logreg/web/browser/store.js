// What the reader chose: every control's text by its key, and what only Python can choose. Who shows it, keeps it or
// sends it subscribes, and hears of every change.

/** @import { Message } from "./wire.js" */
/** @typedef {Record<string, string>} Choices */
/** @typedef {"control" | "set" | "walk" | "restore" | "request" | "renewal" | "answer" | "question"} Cause */
/**
 * What a listener hears: by what the choices changed, which, and what they were before. Of a control, whether that is
 * `whole` and no part of a movement; of a request, whether it is the `first`; of a question, after how many ms.
 * @typedef {{ by: Cause, keys: string[], before?: Choices, whole?: boolean, first?: boolean, pause?: number }} Change
 */

export class Store {
  /** @param {Record<string, string[]>} groups keys by the name of their group, as reader/groups.py says it */
  constructor(groups) {
    this.groups = groups
    /** @type {Choices} */
    this.choices = {}
    /** @type {Choices} */
    this.substitutes = {} // what holds in place of choices that cannot be read
    /** @type {Message | null} */
    this.requests = null // what only Python can choose, by the fields of a message: an example, what a link carries, …
    this.n = 0 // the number of the newest choices
    this.begun = false // whether there are choices: the first answer brings those of the link
    /** @type {Set<(change: Change) => unknown>} */
    this.listeners = new Set()
  }

  /** @param {(change: Change) => unknown} listener */
  subscribe(listener) {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // The choices, with what holds in place of those that cannot be read.
  get readable() {
    return { ...this.choices, ...this.substitutes }
  }

  /**
   * Whether all keys are of the group.
   * @param {string[]} keys
   * @param {string} group
   */
  within(keys, group) {
    return keys.every((key) => this.groups[group].includes(key))
  }

  /**
   * What the reader set a control to.
   * @param {string} key
   * @param {string} text
   * @param {boolean} whole whether it is no part of a movement that goes on
   */
  change(key, text, whole = false) {
    if (this.choices[key] === text) return
    if (key === "review") this.withdraw("example", "open") // who types does not want another text any more
    if (this.within([key], "Weights")) this.withdraw("adopt")
    this.put({ [key]: text }, "control", { whole })
  }

  /**
   * Several choices that go together: one step of undo.
   * @param {Choices} choices
   */
  set(choices) {
    if (Object.keys(choices).some((key) => this.choices[key] !== choices[key])) this.put(choices, "set")
  }

  /**
   * Where the reader goes: no step of undo.
   * @param {Choices} choices
   */
  walk(choices) {
    this.put(choices, "walk")
  }

  /**
   * Choices of before, and what was asked of Python then.
   * @param {Choices} choices
   * @param {Message | null} requests
   */
  restore(choices, requests = null) {
    this.requests = requests
    this.put(choices, "restore")
  }

  /**
   * @param {Choices} choices
   * @param {Cause} by
   * @param {{ whole?: boolean }} [more]
   */
  put(choices, by, more) {
    const before = this.readable
    const keys = Object.keys(choices)
    this.choices = { ...this.choices, ...choices }
    this.substitutes = Object.fromEntries(Object.entries(this.substitutes).filter(([key]) => !keys.includes(key)))
    this.n += 1
    this.publish({ by, keys, before, ...more })
  }

  /**
   * The first choices, under the number of the answer that brings them.
   * @param {number} n
   * @param {Choices} choices
   */
  open(n, choices) {
    this.begun = true
    this.n = n
    this.choices = choices
    this.publish({ by: "answer", keys: Object.keys(choices) })
  }

  /**
   * The choices that Python made: they are no newer than those it was asked for.
   * @param {Choices} choices
   */
  receive(choices) {
    this.requests = null
    this.choices = choices
    this.publish({ by: "answer", keys: Object.keys(choices) })
  }

  /**
   * Ask Python for choices that only it knows.
   * @param {Message} requests
   * @param {boolean} quietly whether that is no step of undo, for what the reader asked for is still asked for
   */
  request(requests, quietly = false) {
    const first = !quietly && !this.requests
    if (!quietly && "example" in requests) this.withdraw("open")
    if (!quietly && "open" in requests) this.withdraw("example", "beg", "adopt")
    this.requests = { ...this.requests, ...requests }
    this.n += 1
    this.publish({ by: "request", keys: [], before: this.readable, first })
  }

  /**
   * Take back a part of what Python was asked for.
   * @param {string[]} fields
   */
  withdraw(...fields) {
    const left = Object.entries(this.requests ?? {}).filter(([field]) => !fields.includes(field))
    this.requests = left.length ? Object.fromEntries(left) : null
  }

  // Whatever answer is on its way holds no longer.
  renew() {
    this.n += 1
    this.publish({ by: "renewal", keys: [] })
  }

  // The choices are the same, and there is more to know of them: after so many ms.
  ask(pause = 0) {
    this.publish({ by: "question", keys: [], pause })
  }

  /** @param {Change} change */
  publish(change) {
    for (const listener of this.listeners) listener(change)
  }
}
