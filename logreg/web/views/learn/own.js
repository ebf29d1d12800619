// The reader's own labelled reviews: brought as a file or pasted, and how they are to be read.

import { Asking } from "../../browser/asking.js"
import { one } from "../../browser/elements.js"
import { sweepFiles } from "../../browser/memory.js"
import { beginning, rowsIn } from "../../browser/rows.js"
import { Upload } from "../../browser/upload.js"
import { write } from "../../browser/write.js"

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Own } from "../../browser/upload.js" */
/** @import { Answer, Message } from "../../browser/wire.js" */

export class OwnRows {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} root the part of the page
   * @param {() => void} begin what to do before other rows come
   */
  constructor(desk, root, begin) {
    const { store, page, dialogs } = desk
    this.store = store
    this.page = page
    this.begin = begin
    this.box = one(root, "textarea", HTMLTextAreaElement) // for rows
    this.first = one(root, "[data-do=readFirst]", HTMLButtonElement)
    this.button = one(root, "[data-do=otherwise]", HTMLButtonElement)
    this.title = one(root, ".named", HTMLElement)
    this.questions = false // whether the next message asks what there is to choose from
    /** @type {Own | null} */
    this.whole = null // of which the first rows can be read
    const input = one(root, "input[type=file]", HTMLInputElement)
    input.onchange = () => {
      const file = input.files?.[0]
      if (file) this.bring({ file, name: file.name })
      input.value = ""
    }
    this.upload = new Upload(desk, {
      kind: "read",
      place: "rows",
      line: one(root, ".way", HTMLElement),
      fresh: { data: "own", flip: "", drop: "", t: "0" },
      refuse: (own, answer) => this.refuse(own, answer),
    })
    this.asking = new Asking(dialogs.open.ask, (choice) => this.upload.latest && this.upload.bring({ ...this.upload.latest, choice }))
    sweepFiles()
  }

  get actions() {
    return [
      { name: "readPasted", does: () => this.bring({ file: new Blob([this.box.value]), name: "" }) },
      { name: "readFirst", does: () => this.readFirst() },
      { name: "otherwise", does: () => this.otherwise() },
    ]
  }

  /** @param {Own} own */
  bring(own) {
    this.offer(null)
    this.begin()
    if (own.file.size > this.largest) return this.tooLarge(own)
    this.upload.bring(own)
  }

  get largest() {
    return Number(this.page.root.dataset.largest) // bytes of a file
  }

  get most() {
    return Number(this.page.root.dataset.most) // rows
  }

  /**
   * It is not sent, and but for its first lines not even read.
   * @param {Own} own
   */
  async tooLarge(own) {
    this.upload.giveUp()
    const [has, fits] = [own.file.size, this.largest].map((bytes) => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`)
    const rows = await rowsIn(own.file, this.largest, this.most).catch(() => null)
    this.page.remark(`The file has ${has}, and up to ${fits} are read${rows ? `: about the first ${rows.toLocaleString("en")} of its rows` : ""}.`)
    if (rows) this.offer(own, rows < this.most ? fits : "")
  }

  /**
   * Nothing was made of a file: the reader says how it is to be read, or that the first of its rows are.
   * @param {Own} own
   * @param {Answer} answer
   */
  refuse(own, { ask, invalid }) {
    if (ask) this.asking.open(own, ask)
    else if (invalid.includes("rows")) this.offer(own)
  }

  /**
   * @param {Own | null} own
   * @param {string} first how much of it is read
   */
  offer(own, first = "") {
    this.whole = own
    this.first.hidden = !own
    write(this.first, `Read the first ${first || `${this.most.toLocaleString("en")} rows`}`)
  }

  async readFirst() {
    if (!this.whole) return
    const { file, name, lies } = this.whole
    const fits = file.size > this.largest ? { file: await beginning(file, this.largest) } : { file, lies }
    this.bring({ ...fits, name, choice: "first" })
  }

  // The last file, read otherwise: what there is to choose from Python says.
  otherwise() {
    this.questions = true
    this.store.ask()
  }

  /**
   * What the next message asks for on our behalf, if the view is on the page, and if not.
   * @param {boolean} visible
   * @returns {Message}
   */
  asks(visible) {
    if (!visible) return this.upload.bringing?.waits ? { token: true } : {}
    const ask = this.questions
    this.questions = false
    return ask ? { ask } : {}
  }

  /**
   * @param {Answer} answer
   * @param {Message | null} granted
   */
  hear(answer, granted) {
    this.upload.hear(answer, granted)
    const { here, latest } = this.upload
    if (answer.ask && !granted?.read && latest) this.asking.open(latest, answer.ask)
    const own = answer.row.learn_own // what is said of it
    write(this.title, own && here?.name ? `${here.name}: ` : "")
    write(this.button, latest === here ? "Read it otherwise" : `Choose how ${latest?.name || "the text"} is read`)
    this.button.hidden = !latest || (latest === here && !own)
  }
}
