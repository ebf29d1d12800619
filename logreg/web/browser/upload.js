// A file on its way: sent over HTTP, read by the server, kept by the tab.

import { one as element } from "./elements.js"
import { keepFile, keptFile } from "./memory.js"
import { size } from "./rows.js"
import { write } from "./write.js"

/** @import { Desk } from "./desk.js" */
/** @import { Choices } from "./store.js" */
/** @import { Answer, Message } from "./wire.js" */
/**
 * A file of the reader's: its bytes, what it is called, how it is to be read, as the query of an address, and under which
 * name it lies with the server, if it does.
 * @typedef {{ file: Blob, name?: string, choice?: string, lies?: string | null }} Own
 */
/**
 * One on its way: whether the server had it and has it no more, how often it was tried, how it is stopped, whether it waits
 * for the token, with which token it was sent, its name once it is read, and whether Python was asked to take it.
 * @typedef {Own & { again?: boolean, tries: number, stop: AbortController, waits?: boolean, token?: string,
 *   read?: string | null, asked?: boolean }} Way
 */
/** @typedef {(one: Own, answer: Answer) => void} Refusal what to do with a file of which nothing was made */

const TRIES = 4 // how often a file is sent before the page gives up
const NOTHING = new Blob() // in place of a file that the tab is looking for
/** @type {Record<string, string | undefined>} */
const REFUSED = {
  403: "The server does not take files from this page.",
  409: "Another file was chosen meanwhile.",
  413: "The server takes no file of this size.",
  503: "The server is busy with other files: please try again in a minute.",
}

export class Upload {
  /**
   * @param {Desk} desk
   * @param {object} of
   * @param {"read" | "wordlist"} of.kind what the message calls it
   * @param {"rows" | "words"} of.place its part of the address
   * @param {HTMLElement} of.line the line that says how far it is
   * @param {Choices} of.fresh the choices that come with a new one
   * @param {Refusal} of.refuse
   */
  constructor(desk, { kind, place, line, fresh, refuse }) {
    this.desk = desk
    this.store = desk.store
    this.page = desk.page
    this.files = desk.files
    this.kind = kind
    this.place = place
    this.line = line
    this.fresh = fresh
    this.refuse = refuse
    this.token = "" // with which a file is sent
    /** @type {Way | null} */
    this.bringing = null // the file on its way
    /** @type {Own | null} */
    this.here = null // the last of which something was made
    /** @type {Own | null} */
    this.latest = null // the last that the server has read
    this.lacking = false // whether what is missing cannot be brought
    this.keeping = false // whether the tab is about to keep a file
    element(line, "button", HTMLButtonElement).onclick = () => this.giveUp()
  }

  /**
   * Send a file; once the server has read it, Python is told so.
   * @param {Own} one
   * @param {boolean} again whether the server had it and has it no more
   */
  bring(one, again = false) {
    this.giveUp()
    this.bringing = { ...one, again, tries: 0, stop: new AbortController() }
    this.page.rest(false)
    if (this.token) return void this.carry(this.bringing)
    this.bringing.waits = true // for the token, which an answer brings
    this.store.ask()
  }

  giveUp() {
    const { bringing } = this
    if (!bringing) return
    this.bringing = null
    bringing.stop.abort()
    this.forget()
    this.way()
    if (bringing.read) this.store.renew() // Python was told of it: that answer holds no longer
    this.desk.rest()
  }

  // Python is not told of it.
  forget() {
    const again = this.store.requests?.again?.filter((kind) => kind !== this.kind) ?? []
    this.store.withdraw(this.kind, "again")
    if (again.length) this.store.requests = { ...this.store.requests, again }
  }

  // Whether something is on its way, or about to be kept.
  get busy() {
    return Boolean(this.bringing || this.keeping)
  }

  /** @param {Way} one */
  async carry(one) {
    one.tries += 1
    one.waits = false
    one.read = null
    one.token = this.token
    this.way(`sending ${size(one.file)}`, 0)
    try {
      const name = (await this.reread(one)) ?? (await this.send(one))
      this.way(`reading ${size(one.file)}`)
      while (one === this.bringing && !(await this.isRead(one, name))); // of a file in whose place another came nothing is asked
      if (one !== this.bringing) return
      one.read = name
      const again = [...(this.store.requests?.again ?? []), ...(one.again ? [this.kind] : [])]
      this.store.request({ [this.kind]: name, ...(again.length && { again }) }, Boolean(one.again || one.asked))
      one.asked = true
    } catch (status) {
      if (one === this.bringing) this.fail(one, Number(status))
    }
  }

  /**
   * A server that is away, or was started anew, gets the file once it answers: each answer brings the token.
   * @param {Way} one
   * @param {number} status
   */
  fail(one, status) {
    if (one.tries < TRIES && !(status in REFUSED)) {
      one.waits = true
      return this.store.ask()
    }
    this.giveUp()
    this.page.remark(REFUSED[status] ?? "The file could not be sent: please try again.")
  }

  /**
   * @param {string | undefined} choice
   * @param {string[]} names
   */
  address(choice, ...names) {
    const url = new URL([this.place, ...names].join("/"), document.baseURI)
    url.search = choice ?? ""
    return url
  }

  /**
   * The new name of a file that lies there and is to be read otherwise; null if it has to be sent.
   * @param {Way} one
   * @returns {Promise<string | null>}
   */
  async reread({ lies, choice, token = "", stop }) {
    if (!lies || this.files.bring) return null
    const reply = await fetch(this.address(choice, token, lies), { method: "POST", signal: stop.signal }).catch(() => null)
    return reply?.status === 200 ? (await reply.json()).name : null
  }

  /**
   * The name that the server gives the file.
   * @param {Way} one
   * @returns {Promise<string>}
   */
  send(one) {
    const { file, choice, token = "", stop } = one
    const { files } = this
    if (files.bring) return files.bring(this.place, one, (sent) => this.sent(file, sent))
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      stop.signal.addEventListener("abort", () => request.abort())
      request.upload.onprogress = ({ loaded }) => this.sent(file, loaded)
      request.onload = () => (request.status === 200 ? resolve(request.response.name) : reject(request.status))
      request.onerror = request.onabort = () => reject(0)
      request.responseType = "json"
      request.open("POST", this.address(choice, token))
      request.setRequestHeader("Content-Type", "application/octet-stream")
      request.send(file)
    })
  }

  /**
   * @param {Blob} file
   * @param {number} bytes
   */
  sent(file, bytes) {
    this.way(`sent ${size(file, bytes)} of ${size(file)}`, bytes / file.size)
  }

  /**
   * @param {Way} one
   * @param {string} name
   */
  async isRead({ token = "", stop }, name) {
    if (this.files.bring) return true // else it has no name
    const reply = await fetch(this.address("", token, name), { cache: "no-store", signal: stop.signal }).catch(() => null)
    if (reply?.status !== 200) throw reply?.status ?? 0
    return (await reply.json()).done
  }

  /**
   * How far a file has come; nothing while there is none.
   * @param {string} [text]
   * @param {number} [part]
   */
  way(text, part) {
    const bar = element(this.line, "progress", HTMLProgressElement)
    this.line.hidden = !text
    write(element(this.line, ".sent", HTMLElement), text ?? "")
    if (part !== undefined && part < 1) bar.value = part
    else bar.removeAttribute("value")
  }

  // ——— what Python says ———

  /**
   * @param {Answer} answer
   * @param {Message | null} granted
   */
  hear(answer, granted) {
    const { invalid, token, missing } = answer
    this.token = token ?? this.token
    const isAnswer = granted?.[this.kind]
    const gone = invalid.includes(`${this.kind} upload`)
    if (isAnswer && gone && this.bringing && this.bringing.tries < TRIES) this.bringing.waits = true
    else if (isAnswer && !gone && !invalid.includes(this.kind)) this.arrived()
    else if (isAnswer) {
      const one = this.bringing
      this.lacking = Boolean(one?.again) // which is not sent again and again
      this.bringing = null
      if (one && !one.again) this.refuse((this.latest = { ...one, lies: one.read }), answer)
    } else if (this.bringing?.read && !this.store.requests?.[this.kind]) this.bringing = null // it was undone
    if (!this.bringing) this.way()
    if (this.bringing?.waits && token) this.carry(this.bringing)
    if (missing?.includes(this.kind) && !this.bringing && !this.lacking) this.recover()
  }

  // Python has what was made of it: the tab keeps the file.
  async arrived() {
    const one = this.bringing
    this.bringing = null
    this.lacking = false
    if (!one) return
    const { file, name, choice, read: lies } = one
    this.latest = this.here = { file, name, choice, lies }
    if (one.again) return
    this.keeping = true
    await keepFile(this.kind, one)
    this.keeping = false
    this.desk.rest()
  }

  // Python has not, or no more, what is chosen: the tab may have it.
  async recover() {
    /** @type {Way} */
    const one = (this.bringing = { file: NOTHING, again: true, tries: 0, stop: new AbortController() })
    const own = this.here ?? (await keptFile(this.kind))
    if (one !== this.bringing) return
    this.lacking = !own
    if (own) return this.carry(Object.assign(one, own, { lies: null }))
    this.bringing = null
    this.desk.rest()
  }

  // Another version of the page goes on with what this one was about to send.
  leave() {
    const { bringing } = this
    this.bringing = null
    bringing?.stop.abort()
    if (!bringing || bringing.file === NOTHING) return null
    const { file, name, choice, again, asked } = bringing
    return { file, name, choice, again, asked }
  }

  /** @param {Way} one */
  resume(one) {
    this.forget()
    this.bringing = { ...one, tries: 0, waits: true, stop: new AbortController() }
  }

  /**
   * The reader has gone on while the message was answered: whether Python has the file, and is not told of it again.
   * @param {Answer} answer
   * @param {{ n: number, requests: Message | null } | null} sent the message
   */
  overtaken({ n, choices, invalid }, sent) {
    const name = this.store.requests?.[this.kind]
    if (!choices || sent?.n !== n || !name || name !== sent.requests?.[this.kind]) return false
    if (invalid.includes(this.kind) || invalid.includes(`${this.kind} upload`)) return false
    const again = this.store.requests?.again?.includes(this.kind)
    this.arrived()
    this.forget()
    return !again
  }
}
