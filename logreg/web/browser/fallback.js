// The page's files where the host serves none: they come over Streamlit's own connection, and a reader's own go over it,
// one piece after the other, each in a message of the desk and its answer.

import { Files as Served } from "./files.js"

/** @import { Brought } from "./files.js" */
/** @import { Answer, Message } from "./wire.js" */
/** @typedef {Download | Delivery} Transfer */

const PART = 90_000 // bytes of a reader's file that go in one message: on a slow line too a piece goes in a few seconds
const AGAIN = 10_000 // ms after which a piece is asked for again

export class Files extends Served {
  /**
   * @param {Record<string, string>} parts
   * @param {URL} folder
   */
  constructor(parts, folder) {
    super(parts, folder)
    /** @type {Transfer[]} */
    this.transfers = []
    this.next = 0 // when the next piece may be asked for
    /** @type {number | undefined} */
    this.timer = undefined
    /** @type {NonNullable<Served["bring"]>} */
    this.bring = (kind, one, way) => {
      const delivery = new Delivery(kind, one.file, one.choice ?? "", way)
      one.stop.signal.onabort = () => {
        this.end(delivery)
        delivery.reject(0)
      }
      return this.run(delivery)
    }
  }

  /** @param {string} name */
  async address(name) {
    return URL.createObjectURL(new Blob([await this.text(name)], { type: "text/javascript" }))
  }

  /** @param {string} name */
  fetch(name) {
    return this.run(new Download(name))
  }

  /**
   * @param {Transfer} transfer
   * @returns {Promise<string>} what it comes to
   */
  async run(transfer) {
    await transfer.prepare(0)
    if (!transfer.over) {
      this.transfers.push(transfer)
      this.busy = true
      if (this.transfers[0] === transfer) this.wait(0)
    }
    return transfer.result
  }

  /** @param {Transfer} transfer */
  end(transfer) {
    transfer.over = true
    this.transfers = this.transfers.filter((one) => one !== transfer)
    this.busy = this.transfers.length > 0
    this.wait(0)
  }

  // A piece that is on its way is not asked for once more, unless it is lost.
  asks() {
    const [transfer] = this.transfers
    if (!transfer || performance.now() < this.next) return {}
    this.wait(AGAIN)
    return transfer.asks()
  }

  // Another desk goes on.
  leave() {
    clearTimeout(this.timer)
    this.transfers = []
    this.busy = false
  }

  /** @param {number} pause */
  wait(pause) {
    this.next = performance.now() + pause
    clearTimeout(this.timer)
    if (this.busy) this.timer = setTimeout(() => this.ask(), pause)
  }

  /**
   * An answer may be heard twice, and one that was on its way before knows nothing of it.
   * @param {Answer} answer
   */
  async hear(answer) {
    const [transfer] = this.transfers
    const end = () => this.end(transfer)
    if (await transfer?.hear(answer, end)) this.wait(0)
  }
}

// What a transfer comes to, or the status with which it fails.
class Outcome {
  constructor() {
    this.over = false
    /** @type {(text: string) => void} */
    this.resolve = () => {}
    /** @type {(status: number) => void} */
    this.reject = () => {}
    /** @type {Promise<string>} */
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }
}

class Download extends Outcome {
  /** @param {string} name */
  constructor(name) {
    super()
    this.name = name
    /** @type {string[]} */
    this.pieces = []
  }

  async prepare() {}

  /** @returns {Message} */
  asks() {
    return { file: [this.name, this.pieces.length] }
  }

  /**
   * @param {Answer} answer
   * @param {() => void} end
   */
  async hear({ file }, end) {
    if (file?.name !== this.name || file.number !== this.pieces.length) return false
    this.pieces.push(file.text)
    if (this.pieces.length < file.of) return true
    end()
    this.resolve(this.pieces.join(""))
    return true
  }
}

class Delivery extends Outcome {
  /**
   * @param {"rows" | "words"} kind
   * @param {Blob} file
   * @param {string} choice
   * @param {(bytes: number) => void} way
   */
  constructor(kind, file, choice, way) {
    super()
    this.id = crypto.getRandomValues(new Uint32Array(4)).join("-")
    this.kind = kind
    this.file = file
    this.choice = choice
    this.way = way
    this.at = 0 // how many bytes Python has
    this.piece = ""
  }

  /**
   * The piece that goes next, as a text.
   * @param {number} at how many bytes Python has
   */
  async prepare(at) {
    const reader = new FileReader()
    const end = new Promise((done) => (reader.onloadend = done))
    reader.readAsDataURL(this.file.slice(at, at + PART))
    await end
    this.at = at
    this.piece = String(reader.result ?? "").split(",")[1] ?? ""
  }

  /** @returns {Message} */
  asks() {
    const { kind, id, choice, at, piece, file: { size } } = this
    return { bring: { kind, id, choice, at, piece, size } }
  }

  /**
   * @param {Answer} answer
   * @param {() => void} end
   */
  async hear({ bring }, end) {
    if (bring?.id !== this.id) return false
    const { status, done, at = 0 } = bring
    if (!status && !done && at <= this.at) return at === this.file.size // it is still read
    if (status || done) end()
    if (status) this.reject(status)
    else if (done) this.resolve(this.id)
    else {
      this.way(at)
      await this.prepare(at)
    }
    return true
  }
}
