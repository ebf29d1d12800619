// The prepared link: what is ticked for it, its QR code, and the page behind it as a student's phone shows it.

import { all, one } from "./elements.js"
import { preview } from "./memory.js"
import { write } from "./write.js"

/** @import { Desk } from "./desk.js" */
/** @import { Ticked } from "./part.js" */
/** @import { Message, PreparedLink, Ticks } from "./wire.js" */

export class Preparation {
  /**
   * @param {Desk} desk
   * @param {HTMLDialogElement} dialog
   */
  constructor(desk, dialog) {
    this.desk = desk
    this.store = desk.store
    this.dialog = dialog
    /** @type {Ticked | null} */
    this.latest = desk.recall("ticked") // earlier in this visit, if anything was
    this.linkOf = "" // the screen and the ticks of the link that stands there
    this.linkToCome = "" // and of the one that is on its way
    /** @type {HTMLIFrameElement | null} */
    this.frame = null
    const input = (/** @type {string} */ selector) => one(dialog, selector, HTMLInputElement)
    this.stage = input("[data-prepare=stage]")
    this.predict = input("[data-prepare=predict]")
    this.reveal = input("[data-hide=show]")
    this.address = input("input[type=text]")
    this.hides = all(dialog, "[data-hide]", HTMLInputElement)
    this.qr = one(dialog, ".qr", HTMLImageElement)
    this.phone = one(dialog, ".preview", HTMLElement)
    this.turn = one(dialog, "[data-do=preview]", HTMLButtonElement)
    for (const box of [this.stage, this.predict, ...this.hides]) box.onchange = () => this.tick(box)
    dialog.onclose = () => this.peek(false)
    this.turn.hidden = preview // a preview has none of its own
  }

  open() {
    const { stage, predict, hide } = this.ticks
    this.stage.checked = stage === "on"
    this.predict.checked = predict === "on"
    for (const box of this.hides) box.checked = hide.split(",").includes(box.dataset.hide ?? "")
    this.dialog.showModal()
    this.foresee({}) // the code of an earlier screen does not stand there until the new one comes
  }

  /**
   * What a prepared link says otherwise than the screen: as it was ticked last, in the beginning as the screen is.
   * @returns {Ticked}
   */
  get ticks() {
    const { predict, hide } = this.store.choices
    return this.latest ?? { stage: "off", predict, hide }
  }

  /** @param {HTMLInputElement} box */
  tick(box) {
    const { reveal, predict } = this
    if (box === reveal && reveal.checked) predict.checked = true // else there is nothing to show
    if (box === predict && !predict.checked) reveal.checked = false
    const text = (/** @type {HTMLInputElement} */ { checked }) => (checked ? "on" : "off")
    const hide = this.hides.flatMap(({ checked, dataset }) => (checked ? [dataset.hide] : [])).join(",")
    this.latest = { stage: text(this.stage), predict: text(predict), hide }
    this.foresee()
    this.store.ask()
  }

  /**
   * What a prepared link is to say, as the message has it.
   * @returns {Ticks}
   */
  get fields() {
    return { page: location.origin + location.pathname, ...this.ticks }
  }

  // What a prepared link is of: the screen and the ticks.
  get of() {
    return JSON.stringify([this.store.n, this.ticks])
  }

  // The link, if a view has it beforehand.
  get share() {
    return Object.values(this.desk.views).map((view) => view.share?.(this.ticks)).find(Boolean)
  }

  /**
   * Show the link if it is here already, as on the stage; else what is given in its place.
   * @param {Partial<PreparedLink>} [otherwise]
   */
  foresee(otherwise) {
    const share = this.share ?? otherwise
    if (share) this.link(share)
    if (this.desk.page.lonely) this.lonely()
  }

  /** @param {Partial<PreparedLink>} share */
  link({ link = "", typed = "", code = "", carries = "", sentence = "" }) {
    this.linkOf = link && this.of
    this.address.value = link
    this.qr.src = code
    this.qr.hidden = !code
    this.say(".carries", carries)
    this.say(".sentence", sentence)
    const [page, query = ""] = typed.split(/(?=\?)/)
    const whole = Object.assign(document.createElement("b"), { textContent: query }) // a line breaks before it, not in it
    const place = one(this.dialog, ".typed", HTMLElement)
    place.replaceChildren(page, whole)
    if (typed) place.style.setProperty("--letters", String(typed.length))
    if (this.frame && link && this.frame.dataset.link !== link) this.peek(true)
  }

  // The server does not answer: the code for this very screen may be here, another does not stand in its place.
  lonely() {
    if (!this.dialog.open) return
    const here = this.linkOf === this.of
    if (!here) this.link({})
    const why = "The server does not answer."
    this.say(".sentence", here ? `${why} The code was made before, for this very step.` : `${why} The code for this comes as soon as it does.`)
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  say(selector, text) {
    write(one(this.dialog, selector, HTMLElement), text)
  }

  /**
   * The page behind the link, as a student's phone shows it, in a frame: loaded only while it is looked at.
   * @param {boolean} on
   */
  peek(on) {
    const link = this.address.value
    this.frame?.remove()
    this.frame = null
    this.phone.hidden = !on
    this.qr.classList.toggle("behind", on)
    write(this.turn, on ? "Back to the QR code" : "What the student will see")
    if (!on || !link) return
    const frame = document.createElement("iframe")
    Object.assign(frame, { title: "What the student will see", src: location.pathname + new URL(link).search })
    Object.assign(frame.dataset, { preview: "", link })
    frame.sandbox = "allow-scripts allow-same-origin allow-forms"
    frame.onload = () => frame.contentWindow?.addEventListener("keydown", (event) => this.escape(event), true)
    this.phone.append(frame)
    this.frame = frame
  }

  /**
   * Escape leads out of the preview, and once more out of the dialog.
   * @param {KeyboardEvent} event
   */
  escape(event) {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.turn.focus()
  }

  /** @returns {Message} */
  asks() {
    if (!this.dialog.open) return {}
    this.linkToCome = this.of
    return { share: this.fields }
  }

  /** @param {PreparedLink} share */
  hear(share) {
    if (this.dialog.open && this.linkToCome === this.of) this.link(share)
  }
}
