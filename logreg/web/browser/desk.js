// The desk in the browser: it tells Python what was chosen and puts Python's answers in their places. It computes nothing
// of the model: while a control is dragged it looks the answers up in a table that Python made.
//
//     store.js       what is chosen                     page.js       places, notes, what is spoken
//     controls.js    boxes, switches, lists             charts.js     papers and marks
//     drag.js        a slider under the hand            editor.js     the review, its words lit
//     history.js     undo, reload, the address          dialogs.js    what opens over the desk
//     connection.js  messages on their way              answers.js    what comes back
//     actions.js     what buttons and keys do           part.d.ts     what a view's own script may have

import { Actions, actionsOf } from "./actions.js"
import { Answers } from "./answers.js"
import { Charts } from "./charts.js"
import { Connection } from "./connection.js"
import { Controls } from "./controls.js"
import { Dialogs } from "./dialogs.js"
import { Drag } from "./drag.js"
import { Editor } from "./editor.js"
import { one } from "./elements.js"
import { History, recalled } from "./history.js"
import { Links } from "./links.js"
import { keep } from "./memory.js"
import { Page } from "./page.js"
import { reveal } from "./places.js"
import { Print } from "./print.js"
import { scripts } from "../views.js"
import { Store } from "./store.js"
import { Texts } from "./texts.js"
import { Words } from "./words.js"

/** @import { Files } from "./files.js" */
/** @import { Component } from "./mount.js" */
/** @import { News } from "./connection.js" */
/** @import { Part } from "./part.js" */
/** @import { Change, Choices } from "./store.js" */
/** @import { Message } from "./wire.js" */
/**
 * What a version of the page hands over to the next: its choices and those of before, what it asked for, the cursor in the
 * review, the files on their way, and what else its parts remember.
 * @typedef {{ choices?: Choices, past?: Choices[], future?: Choices[], wish?: Message | null, caret?: number[] | null,
 *   bringing?: Record<string, any>, [memory: string]: any }} Legacy
 */
/** @typedef {HTMLElement & { handOver?: () => Legacy }} Root */

const TYPING = 60 // ms from a keystroke to the message that tells of it
const RARELY = 1000 // ms between messages while a table already shows what is chosen

export class Desk {
  /**
   * @param {HTMLElement} place where it is to stand
   * @param {string} html the page
   * @param {Files} files where the page's files come from, files.js or fallback.js
   */
  constructor(place, html, files) {
    this.files = files
    /** @type {Component | null} */
    this.component = null // which Streamlit mounted last
    /** @type {Root} */
    this.root = one(new DOMParser().parseFromString(html, "text/html"), ".desk", HTMLElement)
    /** @type {Root | null} */
    const before = document.querySelector(".desk")
    this.inherited = before?.handOver?.() ?? {} // before it is measured how much room there is
    this.root.style.setProperty("--lift", `${place.getBoundingClientRect().top}px`) // the room Streamlit leaves above
    place.append(this.root)
    this.root.handOver = () => this.handOver()
    const { version = "", groups = "{}", longest } = this.root.dataset
    this.version = version // of the page: another may write choices in another way
    this.longest = Number(longest) // letters of a review
    this.store = new Store(JSON.parse(groups))
    this.store.requests = this.inherited.wish ?? null
    this.editor = new Editor(this.root, (text) => this.store.change("review", text))
    this.charts = new Charts(this.root, files)
    this.page = new Page(this.root, this.charts, this.editor)
    this.history = new History(this.store, this.page)
    this.history.inherit(this.inherited)
    this.drag = new Drag(this.store, this.page, this.history)
    this.controls = new Controls(this.store, this.page)
    this.print = new Print(this)
    this.dialogs = new Dialogs(this)
    this.texts = new Texts(this)
    this.links = new Links(this)
    this.words = new Words(this)
    this.answers = new Answers(this)
    /** @type {Record<string, Part>} */
    this.views = Object.fromEntries(Object.entries(scripts).map(([view, Script]) => [view, new Script(this)])) // web/view.py says what they do
    /** @type {Part[]} */
    this.parts = [...Object.values(this.views), this.words, this.dialogs]
    this.actions = new Actions(this.root, [...actionsOf(this), ...this.parts.flatMap(({ actions }) => actions ?? [])])
    this.uploads = this.parts.flatMap(({ upload }) => upload ?? [])
    for (const upload of this.uploads) if (this.inherited.bringing?.[upload.kind]) upload.resume(this.inherited.bringing[upload.kind])
    files.ask = () => this.store.ask()
    /** @type {HTMLElement | null} */
    const app = place.closest("[data-testid=stApp]")
    this.connection = this.connect(app ?? place)
    this.listening = this.listen()
    reveal(this, files)
  }

  /** @param {HTMLElement} app */
  connect(app) {
    const connection = new Connection({
      app,
      store: this.store,
      compose: () => this.message(),
      post: (message) => this.component?.setStateValue("message", message),
      report: (news) => this.report(news),
    })
    this.store.subscribe((change) => change.by !== "answer" && connection.queue(this.pause(change)))
    return connection
  }

  listen() {
    const path = location.pathname
    const listening = new AbortController()
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (this.parts.some((part) => part.press?.(event)) || this.actions.press(event)) event.preventDefault()
    }
    const back = (/** @type {PopStateEvent} */ { state }) => {
      if (location.pathname !== path) return
      if (!location.hash) this.connection.expect() // Streamlit runs the whole page: a message during that run would cut it off
      this.history.back(state)
    }
    document.addEventListener("keydown", press, listening)
    document.addEventListener("visibilitychange", () => this.save(), listening) // a page that is left is hidden first
    window.addEventListener("popstate", back, listening)
    return listening
  }

  /**
   * What the tab kept, or the version of the page before this one, under this name.
   * @param {string} name
   */
  recall(name) {
    return this.inherited[name] ?? recalled(name)
  }

  // What the parts of the page have that is not in its choices, and is to be recalled.
  get memories() {
    return Object.assign({}, ...this.parts.map(({ memories }) => memories))
  }

  // The tab keeps what a reload would lose.
  save() {
    if (!this.store.begun) return
    this.history.save()
    for (const [name, value] of Object.entries(this.memories)) keep(name, value)
  }

  /**
   * A server that was started anew may bring another version of the page: it goes on where this one was.
   * @returns {Legacy}
   */
  handOver() {
    const { area } = this.editor
    const caret = document.activeElement === area ? [area.selectionStart, area.selectionEnd] : null
    const bringing = Object.fromEntries(this.uploads.map((upload) => [upload.kind, upload.leave()]))
    this.leave()
    this.root.remove()
    const { past, future } = this.history.tab
    const { choices, requests: wish } = this.store
    return { choices, past, future, wish, caret, bringing, ...this.memories }
  }

  leave() {
    this.listening.abort()
    for (const part of [...this.uploads, ...this.parts, this.print, this.connection, this.answers, this.files]) part.leave?.()
    this.charts.resized.disconnect()
    this.history.tab.newest = this.store.choices
  }

  // ——— messages ———

  /**
   * How many ms a change waits for the next one to go with it.
   * @param {Change} change
   */
  pause({ by, keys, pause = 0 }) {
    if (by !== "control") return pause
    if (this.drag.knows) return this.connection.sentAt + RARELY - performance.now()
    return keys[0] === "review" ? TYPING : 0
  }

  /** @returns {Message} */
  message() {
    const { n, choices, requests } = this.store
    const review = choices.review.slice(0, 2 * this.longest + 2) // enough for Python to see that it is too long
    const own = { n, half: this.answers.half, choices: { ...choices, review }, resting: this.controls.resting }
    return Object.assign(own, requests, this.drag.asks(), ...this.parts.map((part) => part.asks?.()), this.files.asks())
  }

  /** @param {News} news */
  report(news) {
    if (news === "busy") this.page.rest(false)
    this.page.report(news)
    if (news === "lost") this.dialogs.lonely()
  }

  // Nothing is to come until something is done.
  rest() {
    const busy = this.files.busy || this.uploads.some((upload) => upload.busy)
    if (this.connection.rests && !busy) this.page.rest(true)
  }
}
