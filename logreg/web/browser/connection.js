// The way to Python: one message on its way, the newest choices last. An answer that does not come is no longer waited
// for, and what was lost goes again; a connection that is dead is made anew.

const SLOW = 700 // ms after which the page says that it is waiting
const LATE = 3000 // ms after which an answer is no longer waited for
const READING = 30_000 // ms, the same where a file is read
const LOST = 4000 // ms after which the page says that none comes, or that the connection is lost
const DEAD = 15_000 // ms after which a connection on which nothing comes is taken for dead, if the server answers on another
/** @import { Store } from "./store.js" */
/** @import { Message } from "./wire.js" */
/** @typedef {"busy" | "slow" | "lost" | "here"} News */

const STATE = "data-test-connection-state" // of Streamlit's page

export class Connection {
  /**
   * @param {object} ends
   * @param {HTMLElement} ends.app the element on which Streamlit says whether it is connected
   * @param {Store} ends.store
   * @param {() => Message} ends.compose makes a message
   * @param {(message: Message) => void} ends.post sends it
   * @param {(news: News) => void} ends.report hears that something goes or is to go, that the answer is long in coming, that
   *   none comes, and that one came
   */
  constructor({ app, store, compose, post, report }) {
    this.app = app
    this.store = store
    this.compose = compose
    this.post = post
    this.report = report
    this.waiting = false // for an answer
    this.due = false // whether there is something to send
    this.at = 0 // when it is sent, and when the last was
    this.sentAt = 0
    /** @type {{ n: number, requests: Message | null } | null} */
    this.sent = null // the number of the choices in the last message, and what it asked for
    /** @type {Record<"next" | "late" | "slow" | "lost" | "dead", number | undefined>} */
    this.timers = { next: undefined, late: undefined, slow: undefined, lost: undefined, dead: undefined }
    this.observer = new MutationObserver(() => this.changed())
    this.observer.observe(app, { attributeFilter: [STATE] })
  }

  // Whether Streamlit takes itself to be connected.
  get online() {
    return this.app.getAttribute(STATE) === "CONNECTED"
  }

  // Streamlit connects again by itself, but whatever was told meanwhile is lost.
  changed() {
    if (!this.online) return this.expect()
    this.waiting = false
    this.queue()
  }

  /** Send a message after so many ms, or with an earlier one. */
  queue(pause = 0) {
    this.report("busy")
    const at = performance.now() + Math.max(pause, 0)
    this.due = true
    if (this.timers.next && this.at <= at) return
    clearTimeout(this.timers.next)
    this.at = at
    this.timers.next = setTimeout(() => this.send(), pause)
  }

  send() {
    clearTimeout(this.timers.next)
    this.timers.next = undefined
    if (this.waiting && performance.now() - this.sentAt < this.patience) return
    this.due = false
    this.sent = { n: this.store.n, requests: this.store.requests }
    this.expect()
    this.post(this.compose())
  }

  // Nothing is on its way, and nothing is about to go.
  get rests() {
    return !this.waiting && !this.timers.next
  }

  // How long an answer is waited for: another message would cut off the reading of a file.
  get patience() {
    return this.sent?.requests?.read ? READING : LATE
  }

  // An answer is on its way.
  expect() {
    this.report("busy")
    this.waiting = true
    this.sentAt = performance.now()
    clearTimeout(this.timers.late)
    clearTimeout(this.timers.slow)
    this.timers.late = setTimeout(() => this.due && this.send(), this.patience)
    this.timers.slow = setTimeout(() => this.report("slow"), SLOW)
    this.timers.lost ??= setTimeout(() => this.report("lost"), LOST)
    this.timers.dead ??= setTimeout(() => this.renew(), Math.max(DEAD, this.patience))
  }

  // An answer came: the server is there, again if it was away.
  receive() {
    this.waiting = false
    this.clear()
    this.timers.lost = this.timers.dead = undefined
    this.report("here")
  }

  /**
   * Send what was chosen since the message that was answered: a server that was started anew knows nothing newer.
   * @param {{ n: number }} answer
   */
  resume({ n }) {
    if (!this.timers.next && (this.due || n !== this.store.n)) this.send()
  }

  // A connection can die without a word, as where a phone changes its network: then Streamlit waits for ever.
  async renew() {
    const health = new URL("_stcore/health", document.baseURI)
    const request = fetch(health, { cache: "no-store", signal: AbortSignal.timeout(LOST) })
    const there = await request.then((reply) => reply.ok, () => false)
    if (!this.timers.dead) return // an answer came meanwhile
    this.timers.dead = setTimeout(() => this.renew(), DEAD)
    if (!there || !this.online) return // it is the server that is away, or Streamlit is at it
    for (const order of ["TERMINATE", "RESTART"]) window.postMessage({ stCommVersion: 1, type: `${order}_WEBSOCKET_CONNECTION` }, location.origin)
  }

  clear() {
    const { late, slow, lost, dead } = this.timers
    for (const timer of [late, slow, lost, dead]) clearTimeout(timer)
  }

  leave() {
    this.observer.disconnect()
    this.clear()
    clearTimeout(this.timers.next)
    this.timers.dead = undefined // also for who asks just now whether the server is there
  }
}
