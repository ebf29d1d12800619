// The choices of before: what undo and redo bring back, what the tab keeps for a reload, and what the address says.

import { keep, kept, preview } from "./memory.js"

/** @import { Page } from "./page.js" */
/** @import { Change, Choices, Store } from "./store.js" */
/** @import { Message } from "./wire.js" */
/** @typedef {{ past: Choices[], future: Choices[], newest: Choices | null }} Tab */

const PAUSE = 900 // ms: changes of one control closer together than this are one step of undo
const MOST = 200 // steps of undo
const ROOM = 1_000_000 // letters that the tab keeps, for a reload, of the choices to go back to, and of those to go forward to
const [arrival] = performance.getEntriesByType("navigation")
const reloaded = arrival instanceof PerformanceNavigationTiming && arrival.type === "reload"

/**
 * What the tab kept, if it was loaded again.
 * @param {string} name
 */
export const recalled = (name) => (reloaded ? kept(name) : null)

/**
 * Choices that were kept: those of a page that wrote no version yet have an empty one, and Python is asked to write them anew.
 * @param {Choices} choices
 * @returns {Choices}
 */
export const versioned = (choices) => ({ version: "", ...choices })

const newest = recalled("newest")
/**
 * What outlives a page that Streamlit puts anew: the choices to go back to, those to go forward to, and the newest.
 * @type {Tab}
 */
const TAB = {
  past: (recalled("past") ?? []).map(versioned),
  future: (recalled("future") ?? []).map(versioned),
  newest: newest && versioned(newest),
}

export class History {
  /**
   * @param {Store} store
   * @param {Page} page
   * @param {Tab} tab
   */
  constructor(store, page, tab = TAB) {
    this.store = store
    this.page = page
    this.tab = tab
    /** @type {{ key: string | null, at: number } | null} */
    this.movement = null // the control that moves, and when it last did
    /** @type {Choices} */
    this.written = {} // what the address says
    this.hand = false // whether the hand is on it
    this.entry = false // whether the address is to become a new one in the browser's list
    this.store.subscribe((change) => this.follow(change))
  }

  /** @param {Change} change */
  follow({ by, keys, before = {}, whole = true, first }) {
    const stays = this.store.within(keys, "Whereabouts") // undo leaves one where one is
    if (by === "control" && !stays) this.remember(before, keys[0], whole)
    else if (by === "set" && !stays) this.remember(before)
    else if (by === "request" && first) {
      this.remember(before)
      this.requested = this.tab.past.at(-1)
    }
    if ((by === "control" && stays && whole) || by === "set" || by === "walk") this.entry = true
  }

  /**
   * Keep the choices as they were, so that undo can bring them back: once for one movement of the hand.
   * @param {Choices} choices
   * @param {string | null} key
   */
  remember(choices, key = null, whole = true) {
    const goes = !whole && this.moves(key, this.hand ? Infinity : PAUSE)
    this.movement = { key, at: performance.now() }
    if (goes) return
    const { past, future } = this.tab
    past.push(choices)
    if (past.length > MOST) past.shift()
    future.length = 0
    this.entry = true
    this.enable()
  }

  /**
   * Whether this control has moved within so many ms.
   * @param {string | null} key
   * @param {number} pause
   */
  moves(key, pause) {
    return this.movement !== null && this.movement.key === key && performance.now() - this.movement.at < pause
  }

  undo() {
    this.go(this.tab.past, this.tab.future)
  }

  redo() {
    this.go(this.tab.future, this.tab.past)
  }

  /**
   * @param {Choices[]} from
   * @param {Choices[]} to
   */
  go(from, to) {
    const { choices, requests, groups } = this.store
    const there = from.pop()
    if (!there) return
    const cancels = requests && there === this.requested // this takes back what was asked for and has not come
    if (!cancels) to.push(this.store.readable)
    const whereabouts = Object.fromEntries(groups.Whereabouts.map((key) => [key, choices[key]]))
    this.restore({ ...there, ...whereabouts }, cancels ? null : requests)
  }

  /**
   * @param {Choices} choices
   * @param {Message | null} requests
   */
  restore(choices, requests = null) {
    this.movement = null
    this.entry = true
    this.enable()
    this.store.restore(choices, requests)
  }

  enable() {
    this.page.able("undo", this.tab.past.length)
    this.page.able("redo", this.tab.future.length)
  }

  // ——— the address and the browser's own list ———

  /**
   * The page is opened: what its address says.
   * @param {Choices} choices
   */
  begin(choices) {
    this.written = choices
    this.enable()
  }

  /**
   * The address carries the link, and the browser's memory of the page the choices themselves: a text may be too long for a link.
   * @param {string} link
   */
  write(link) {
    const embed = location.search.slice(1).split("&").filter((part) => part.startsWith("embed")) // Streamlit's own
    const query = [link, ...embed].filter(Boolean).join("&")
    if (query === location.search.slice(1) && this.written.review === this.store.choices.review) return
    const url = location.pathname + (query && `?${query}`) + location.hash
    history[this.entry && !preview ? "pushState" : "replaceState"]({ desk: this.store.readable }, "", url)
    if (window.parent !== window && !preview) // a host that frames the app shows the address, told as Streamlit tells it
      window.parent.postMessage({ stCommVersion: 1, type: "SET_QUERY_PARAM", queryParams: query && `?${query}` }, "*")
    this.written = this.store.choices
    this.entry = false
  }

  /**
   * The reader went back or forward in the browser's list.
   * @param {{ desk?: Choices } | null} state what the browser has for that address
   */
  back(state) {
    const { choices, groups } = this.store
    const there = state?.desk
    if (there) {
      const stays = [...groups.Whereabouts, "version"]
      const other = Object.keys(choices).some((key) => !stays.includes(key) && choices[key] !== there[key])
      if (other) this.remember(this.store.readable)
      this.restore(versioned(there))
    } else this.store.request({ open: location.search })
    this.entry = false
  }

  // ——— over a reload, and to another version of the page ———

  save() {
    keep("newest", this.store.readable)
    keep("past", latest(this.tab.past))
    keep("future", latest(this.tab.future))
  }

  /**
   * A server that was started anew may bring another version of the page: it goes on where the one before it was.
   * @param {{ past?: Choices[], future?: Choices[] }} before
   */
  inherit({ past = this.tab.past, future = this.tab.future }) {
    this.tab.past = past.map(versioned)
    this.tab.future = future.map(versioned)
  }
}

/**
 * The last of the states, as many as there is room for.
 * @param {Choices[]} states
 */
function latest(states) {
  let room = ROOM
  const first = states.findLastIndex(({ review }) => (room -= review.length + ROOM / 200) < 0)
  return states.slice(first + 1)
}
