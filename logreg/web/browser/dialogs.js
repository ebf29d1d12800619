// What opens over the desk: the link and its QR code, what can be taken away, and the code.

import { preview } from "./memory.js"
import { write } from "./write.js"

const TYPES = { sheet: "text/html", blanks: "text/html", lecture: "text/html", numbers: "text/csv", program: "text/x-python" }

export class Dialogs {
  // `ticked`: what was ticked for a prepared link earlier in this visit, if anything was.
  constructor(desk, ticked) {
    this.desk = desk
    this.ticked = ticked
    this.open = {}
    for (const dialog of desk.root.querySelectorAll("[data-dialog]")) this.open[dialog.dataset.dialog] = dialog
    for (const button of desk.root.querySelectorAll("[data-open]")) button.onclick = () => this.show(button.dataset.open)
    for (const button of desk.root.querySelectorAll("[data-take]")) button.onclick = () => this.take(button.dataset.take)
    for (const box of this.open.prepare.querySelectorAll("[data-prepare], [data-hide]")) box.onchange = () => this.tick(box)
    this.open.prepare.onclose = () => this.look(false)
    desk.preview = () => this.look(!this.frame)
    this.box("[data-do=preview]").hidden = preview // a preview has none of its own
    desk.copyPrepared = () => this.copy(this.open.prepare, this.open.prepare.querySelector("input[type=text]").value)
    desk.copyCode = () => this.copy(this.open.code, this.open.code.querySelector("pre").textContent)
  }

  show(name) {
    this.close()
    if (name === "prepare") {
      const { stage, predict, hide } = this.ticks
      this.box("[data-prepare=stage]").checked = stage === "on"
      this.box("[data-prepare=predict]").checked = predict === "on"
      for (const box of this.open.prepare.querySelectorAll("[data-hide]")) box.checked = hide.split(",").includes(box.dataset.hide)
    } else if (name === "code") this.errand = "code"
    else if (name === "take") {
      const inView = [...this.desk.root.querySelectorAll("[data-chart]")].find((chart) => chart.offsetParent)
      if (inView) this.open.take.querySelector("[data-figure]").value = inView.dataset.chart
      this.sentence("")
    }
    this.open[name].showModal()
    if (name === "prepare") this.foresee({}) // the code of an earlier screen does not stand there until the new one comes
    this.desk.tell(0)
  }

  // The link itself, where the clipboard is closed, as in most frames: it is chosen, and one key copies it.
  give(address, own) {
    const dialog = this.open.link
    const box = dialog.querySelector("input")
    box.value = address
    dialog.querySelector(".sentence").textContent = `The clipboard is closed to this page: copy the link from here.${own && ` It does not carry your ${own}.`}`
    this.close()
    dialog.showModal()
    box.select()
  }

  // What a prepared link says otherwise than the screen: as it was ticked last, in the beginning as the screen is.
  get ticks() {
    const { predict, hide } = this.desk.choices
    return this.ticked ?? { stage: "off", predict, hide }
  }

  tick(box) {
    const [show, first] = ["[data-hide=show]", "[data-prepare=predict]"].map((name) => this.box(name))
    if (box === show && show.checked) first.checked = true // else there is nothing to show
    if (box === first && !first.checked) show.checked = false
    const hide = [...this.open.prepare.querySelectorAll("[data-hide]:checked")].map(({ dataset }) => dataset.hide).join(",")
    const [stage, predict] = ["stage", "predict"].map((name) => (this.box(`[data-prepare=${name}]`).checked ? "on" : "off"))
    this.ticked = { stage, predict, hide }
    this.foresee()
    this.desk.tell(0)
  }

  get wish() {
    return { page: location.origin + location.pathname, ...this.ticks }
  }

  // What a prepared link is of: the screen and the ticks.
  get of() {
    return JSON.stringify([this.desk.n, this.ticks])
  }

  // Show the link if it is here already, as on the stage; else what is given in its place.
  foresee(otherwise) {
    const page = this.desk.pages.of(this.desk.choices)
    const share = page?.share && this.desk.pages.ticks === JSON.stringify(this.ticks) ? page.share : otherwise
    if (share) this.link(share)
    if (this.desk.lonely) this.lonely()
  }

  link({ link = "", typed = "", code = "", carries = "", sentence = "" }) {
    this.shown = link && this.of
    this.box("input[type=text]").value = link
    this.box(".qr").src = code
    this.box(".qr").hidden = !code
    write(this.box(".carries"), carries)
    write(this.box(".sentence"), sentence)
    const [page, query] = typed.split(/(?=\?)/)
    const whole = Object.assign(document.createElement("b"), { textContent: query ?? "" }) // a line breaks before it, not in it
    this.box(".typed").replaceChildren(page ?? "", whole)
    if (typed) this.box(".typed").style.setProperty("--letters", typed.length)
    if (this.frame && link && this.frame.dataset.link !== link) this.look(true)
  }

  // The server does not answer: the code for this very screen may be here, another does not stand in its place.
  lonely() {
    if (!this.open.prepare.open) return
    const here = this.shown === this.of
    if (!here) this.link({})
    const why = "The server does not answer."
    write(this.box(".sentence"), here ? `${why} The code was made before, for this very step.` : `${why} The code for this comes as soon as it does.`)
  }

  // The page behind the link, as a student's phone shows it, in a frame: loaded only while it is looked at.
  look(on) {
    const link = this.box("input[type=text]").value
    this.frame?.remove()
    this.frame = null
    this.box(".preview").hidden = !on
    this.box(".qr").classList.toggle("behind", on)
    write(this.box("[data-do=preview]"), on ? "Back to the QR code" : "What the student will see")
    if (!on || !link) return
    const frame = document.createElement("iframe")
    Object.assign(frame, { title: "What the student will see", src: location.pathname + new URL(link).search })
    Object.assign(frame.dataset, { preview: "", link })
    frame.sandbox = "allow-scripts allow-same-origin allow-forms"
    frame.onload = () => frame.contentWindow.addEventListener("keydown", (event) => this.leave(event), true)
    this.box(".preview").append(frame)
    this.frame = frame
  }

  // Escape leads out of the preview, and once more out of the dialog.
  leave(event) {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.box("[data-do=preview]").focus()
  }

  box(selector) {
    return this.open.prepare.querySelector(selector)
  }

  // The dialog that is open, if one is.
  get opened() {
    return Object.values(this.open).find((dialog) => dialog.open)
  }

  // Whether a dialog was open, which now is closed.
  close() {
    const { opened } = this
    opened?.close()
    return Boolean(opened)
  }

  take(what) {
    this.errand = what in TYPES ? what : `${this.open.take.querySelector("[data-figure]").value}.${what}`
    this.desk.tell(0)
  }

  // What the next message asks for on our behalf.
  asks() {
    const wish = {}
    if (this.open.prepare.open) {
      wish.share = this.wish
      this.asked = this.of
    }
    if (this.errand) Object.assign(wish, { take: this.errand, page: this.wish.page })
    this.awaited = this.errand ?? this.awaited
    this.errand = null
    return wish
  }

  async hear({ share, take }) {
    if (share && this.open.prepare.open && this.asked === this.of) this.link(share)
    if (take?.what !== this.awaited) return // asked for by no one, or answered again
    this.awaited = null
    if (take?.what === "code") this.open.code.querySelector("pre").textContent = take.text
    else if (take) await this.bring(take).catch(() => this.sentence("The picture could not be drawn: please try again."))
  }

  // Save what the answer brings: a picture, or a text with the pictures that belong in it.
  async bring({ what, name, text, figure, figures = {} }) {
    if (figure) return this.save(name, await this.picture(figure, name.split(".")[1]))
    for (const [chart, drawn] of Object.entries(figures)) {
      const picture = await this.picture(drawn, "svg")
      text = text.replace(`src="#${chart}"`, () => `src="${picture}"`)
    }
    const url = URL.createObjectURL(new Blob([text], { type: `${TYPES[what]};charset=utf-8` }))
    this.save(name, url)
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }

  // A chart as an address that holds it.
  async picture({ data, layout, width, height }, format) {
    const plotly = await this.desk.charts.plotly()
    return plotly.toImage({ data, layout }, { format, width, height, scale: format === "png" ? 2 : 1 })
  }

  save(name, url) {
    const link = document.createElement("a")
    link.href = url
    link.download = name
    link.click()
    this.sentence(`Saved as ${name}`)
  }

  sentence(text) {
    this.open.take.querySelector(".sentence").textContent = text
  }

  async copy(dialog, text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false)
    const button = dialog.querySelector("[data-do^=copy]")
    const box = dialog.querySelector("input[type=text]")
    if (!copied && box) box.select()
    else if (!copied) getSelection().selectAllChildren(dialog.querySelector("pre"))
    this.desk.flash(button, copied ? "Copied" : "Copy it by hand")
  }
}
