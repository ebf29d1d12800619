// The view in which the model learns: playing the steps, choosing a start on the surface, the reader's own data.

import { Asking } from "../../browser/asking.js"
import { sweepFiles } from "../../browser/memory.js"
import { beginning, rowsIn } from "../../browser/rows.js"
import { Upload } from "../../browser/upload.js"
import { write } from "../../browser/write.js"

const BEAT = 100 // ms from one step to the next while it plays
const EYE = 1.25 // from how far plotly looks
const TURN = { along: 0.966, across: 0.259 } // of 15 degrees
const RISE = 0.25
const HIGHEST = 2.5
const FIRST = { start: "zero", eta: "0.1", batch: "all", l2: "0", scaled: "off", flip: "", drop: "", mine: "off" }
const SCENE = [...Object.keys(FIRST), "data", "part", "axes", "log", "t"] // what a scene may set

export default class Learn {
  constructor(desk) {
    this.desk = desk
    this.root = desk.root.querySelector(".learn")
    const all = (selector) => this.root.querySelectorAll(selector)
    for (const button of all("[data-by]")) button.onclick = () => this.by(Number(button.dataset.by))
    for (const button of all("[data-rate]")) button.onclick = () => this.set({ eta: button.value })
    const data = this.root.querySelector("[data-key=data]")
    data.onchange = () => this.learnFrom(data.value)
    this.turned = {} // data → which of their labels are turned and which rows left out, to go back to
    this.start = this.root.querySelector("[data-start]")
    this.start.onchange = () => this.startAt(this.start.value)
    this.at = [...all("[data-at]")]
    for (const box of this.at) box.onchange = () => this.set({ start: this.at.map((one) => one.value).join(",") })
    this.axes = [...all("[data-axis]")]
    for (const select of this.axes) select.onchange = () => this.turn(select)
    this.root.querySelector(".surface").onclick = (event) => this.choose(event)
    this.root.querySelector("input[type=file]").onchange = (event) => this.readFile(event.target)
    this.upload = new Upload(desk, { kind: "read", place: "rows", line: this.root.querySelector(".way"), fresh: { data: "own", flip: "", drop: "", t: "0" }, refused: (one, answer) => this.refused(one, answer) })
    this.asking = new Asking(desk.dialogs.open.ask, (choice) => this.upload.bring({ ...this.upload.latest, choice }))
    sweepFiles()
    const own = { restart: () => this.to(0), play: () => this.play(), bookStep: () => this.bookStep(), whyScale: () => this.whyScale(), leaveScene: () => this.leaveScene() }
    Object.assign(desk, own, { adopt: () => desk.ask({ adopt: true }), readPasted: () => this.readPasted(), readFirst: () => this.readFirst(), otherwise: () => this.otherwise(), space: () => this.space() })
  }

  // ——— steps ———

  get now() {
    return Number(this.desk.choices.t)
  }

  to(step) {
    const t = Math.min(Math.max(step, 0), this.last)
    this.desk.change("t", String(t), true)
    this.desk.put("t")
  }

  by(steps) {
    this.stop()
    this.to(this.now + steps)
  }

  play() {
    if (this.beat) return this.stop()
    if (this.now >= this.last) this.to(0)
    this.desk.grab("t") // its table says what every step shows
    this.beat = setInterval(() => (this.now < this.last ? this.to(this.now + 1) : this.stop()), BEAT)
    this.face()
  }

  stop() {
    clearInterval(this.beat)
    this.beat = null
    this.face()
  }

  face() {
    const button = this.root.querySelector(".play")
    write(button, this.beat ? "Pause" : "▶ Play")
    button.ariaPressed = String(Boolean(this.beat))
  }

  // ——— choices that go together ———

  set(choices) {
    this.stop()
    this.desk.set({ t: "0", ...choices })
  }

  // A scene sets all that it shows; what the reader had set before can be brought back.
  scene(choices) {
    this.mine ??= Object.fromEntries(SCENE.map((key) => [key, this.desk.choices[key]]))
    this.set(choices)
  }

  leaveScene() {
    this.stop()
    this.desk.set(this.mine)
    this.mine = null
  }

  bookStep() {
    this.scene({ ...FIRST, data: "book", part: "step" })
  }

  // From other data, whose labels are as they were left.
  learnFrom(data) {
    const { data: before, flip, drop } = this.desk.choices
    this.turned[before] = { flip, drop }
    this.set({ data, flip: "", drop: "", ...this.turned[data] })
  }

  startAt(start) {
    const before = this.desk.choices.start
    if (before.includes(",")) this.point = before
    this.set({ start: start === "point" ? (this.point ?? "0,0") : start })
  }

  // Raw features make a long valley, scaled ones a round bowl: one and then the other, each at a rate that is good for it.
  whyScale() {
    const { choices } = this.desk
    const data = choices.data === "book" ? "reviews" : choices.data // one review has no valley
    const { scaled: _, eta, ...first } = FIRST
    const scene = { ...first, data, part: "path", axes: "6b", start: "1,-1", log: "off" }
    const set = Object.keys(scene).every((key) => choices[key] === scene[key])
    const scaled = set && choices.scaled === "off" ? "on" : "off" // first the valley
    this.scene({ ...scene, scaled, eta: this.good[scaled] })
  }

  turn(select) {
    const [first, second] = this.axes.map((axis) => axis.value)
    const other = this.axes.find((axis) => axis !== select)
    if (first === second) other.value = this.desk.choices.axes[Number(select.dataset.axis)]
    const start = this.desk.choices.start.includes(",") ? { start: "zero", t: "0" } : {}
    this.desk.set({ ...start, axes: this.axes.map((axis) => axis.value).join("") })
  }

  // A press on the surface: there descent starts.
  choose(event) {
    const spot = this.desk.charts.spot("surface", event)
    if (spot) this.set({ start: spot.map((number) => String(Number(number.toPrecision(3)))).join(",") })
  }

  space() {
    this.wants = true
    this.desk.dialogs.show("space")
  }

  // ——— the reader's own data ———

  readFile(input) {
    const [file] = input.files
    if (file) this.bring({ file, name: file.name })
    input.value = ""
  }

  // What stands in the box for rows.
  get pasted() {
    return this.root.querySelector("textarea").value
  }

  set pasted(text) {
    this.root.querySelector("textarea").value = text
  }

  readPasted() {
    this.bring({ file: new Blob([this.pasted]), name: "" })
  }

  bring(one) {
    this.offer(null)
    delete this.turned.own // other rows
    if (one.file.size > this.largest) return this.tooLarge(one)
    this.upload.bring(one)
  }

  get largest() {
    return Number(this.desk.root.dataset.largest) // bytes of a file
  }

  get most() {
    return Number(this.desk.root.dataset.most) // rows
  }

  // It is not sent, and but for its first lines not even read.
  async tooLarge(one) {
    this.upload.giveUp()
    const [has, fits] = [one.file.size, this.largest].map((bytes) => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`)
    const rows = await rowsIn(one.file, this.largest, this.most).catch(() => null)
    this.desk.tellOf(`The file has ${has}, and up to ${fits} are read${rows ? `: about the first ${rows.toLocaleString("en")} of its rows` : ""}.`)
    if (rows) this.offer(one, rows < this.most ? fits : "")
  }

  // Nothing was made of a file: the reader says how it is to be read, or that the first of its rows are.
  refused(one, { ask, invalid }) {
    if (ask) this.asking.open(one, ask)
    else if (invalid.includes("rows")) this.offer(one)
  }

  offer(one, first = "") {
    const button = this.root.querySelector("[data-do=readFirst]")
    this.whole = one
    button.hidden = !one
    write(button, `Read the first ${first || `${this.most.toLocaleString("en")} rows`}`)
  }

  async readFirst() {
    const { file, name, lies } = this.whole
    const fits = file.size > this.largest ? { file: await beginning(file, this.largest) } : { file, lies }
    this.bring({ ...fits, name, choice: "first" })
  }

  // ——— how it is to be read ———

  // The last file, read otherwise: what there is to choose from Python says.
  otherwise() {
    this.wonders = true
    this.desk.tell(0)
  }

  // What the own file is called, and that it, or one of which nothing was made, can be read otherwise.
  name(own) {
    const { here, latest } = this.upload
    const button = this.root.querySelector("[data-do=otherwise]")
    write(this.root.querySelector(".named"), own && here?.name ? `${here.name}: ` : "")
    write(button, latest === here ? "Read it otherwise" : `Choose how ${latest.name || "the text"} is read`)
    button.hidden = !latest || (latest === here && !own)
  }

  // The desk's review is row 0: it is learned from or not, and its label is the desk's.
  change(row, key, on) {
    if (!row) return void (key === "flip" ? this.desk.flip() : this.desk.set({ mine: on ? "off" : "on" }))
    const numbers = new Set(this.desk.choices[key].split(",").filter(Boolean))
    numbers[on ? "add" : "delete"](String(row))
    this.desk.set({ [key]: [...numbers].join(",") })
  }

  // ——— what Python says ———

  asks() {
    if (this.desk.choices.view !== "learn") return this.upload.bringing?.waits ? { token: true } : {}
    const wish = { papers: this.key, scheme: this.desk.scheme() }
    if (this.wants) wish.solid = true
    if (this.wonders) wish.ask = true
    this.wants = this.wonders = false
    return wish
  }

  // Its papers are drawn from the data.
  spread() {
    this.desk.charts.lay(this.papers, this.key)
  }

  leave() {
    clearInterval(this.beat)
  }

  hear(answer, granted) {
    const { row, papers, data, solid, describe, invalid, ask } = answer
    this.upload.hear(answer, granted)
    if (ask && !granted?.read) this.asking.open(this.upload.latest, ask)
    this.name(row.learn_own)
    if (granted?.adopt) this.desk.flash(this.root.querySelector("[data-do=adopt]"), "They are on the desk")
    if (row.t_last === undefined) return void this.stop()
    this.last = Number(row.t_last)
    this.good = { off: row.rate_raw, on: row.rate_scaled }
    if (papers) {
      this.key = papers.key
      const fits = papers.scheme === this.desk.scheme() // Python does not know it until it is told
      this.papers = fits ? papers.charts : null
      if (!fits) this.desk.tell(0)
    }
    this.root.querySelector("[data-steps]").max = row.t_last
    for (const button of this.root.querySelectorAll("[data-rate]")) {
      button.value = row[`rate_${button.dataset.rate}`]
      button.title = `η = ${button.value}`
      button.hidden = !button.value
    }
    this.root.querySelector("[data-do=leaveScene]").hidden = !this.mine
    const { part, start, axes } = this.desk.choices
    for (const section of this.root.querySelectorAll("[data-part]")) section.hidden = section.dataset.part !== part
    const point = start.includes(",") ? start.split(",") : null
    this.start.value = point ? "point" : start
    this.root.querySelector(".point").hidden = !point
    this.axes.forEach((axis, i) => {
      axis.value = axes[i]
      this.at[i].ariaLabel = `start of ${axis.selectedOptions[0].text}`
      this.at[i].ariaInvalid = String(invalid.includes("start"))
      if (point?.[i] && document.activeElement !== this.at[i]) this.at[i].value = point[i]
    })
    if (data) this.root.querySelector(".data tbody").replaceChildren(...data.map((one) => this.line(one)))
    if (solid) this.draw(solid, describe.surface)
  }

  async draw({ data, layout }, text) {
    const place = this.desk.dialogs.open.space.querySelector(".space")
    place.ariaLabel = text
    const away = Math.max(1, (1.5 * place.clientHeight) / place.clientWidth) // where it is narrow
    layout.scene.camera = { eye: { x: EYE * away, y: EYE * away, z: EYE } }
    try {
      const plotly = await this.desk.charts.plotly()
      await plotly.react(place, data, layout, { displayModeBar: false, responsive: true })
      place.onkeydown = (event) => this.spin(event, place, plotly)
    } catch {
      place.textContent = "The surface could not be drawn: please reload the page."
    }
  }

  // The arrow keys turn the surface as a hand does: a step around it, or up and down.
  spin(event, place, plotly) {
    const [around, up] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? []
    if (around === undefined) return
    event.preventDefault()
    const { x, y, z } = place.layout.scene.camera.eye
    const [along, across] = around ? [TURN.along, around * TURN.across] : [1, 0]
    const eye = { x: along * x - across * y, y: across * x + along * y, z: Math.min(Math.max(z + up * RISE, -HIGHEST), HIGHEST) }
    plotly.relayout(place, { "scene.camera.eye": eye })
  }

  line([number, title, x, y, yHat, loss, flipped, dropped]) {
    const row = document.createElement("tr")
    const use = Object.assign(document.createElement("input"), { type: "checkbox", checked: !dropped, ariaLabel: `learn from review ${number}` })
    use.onchange = () => this.change(number, "drop", !use.checked)
    const turn = Object.assign(document.createElement("button"), { type: "button", ariaLabel: `turn the label of review ${number}, now ${y}` })
    turn.append(y, Object.assign(document.createElement("span"), { className: "turn", textContent: " ⇄" }))
    turn.onclick = () => this.change(number, "flip", !flipped)
    row.classList.toggle("flipped", flipped)
    row.role = "row" // a row stays one where a narrow screen lays it out as a grid
    for (const content of [use, title, x, turn, yHat, loss]) {
      const cell = row.insertCell()
      cell.role = "cell"
      cell.append(content)
    }
    return row
  }
}
