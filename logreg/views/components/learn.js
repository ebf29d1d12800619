// The view in which the model learns: playing the steps, choosing a start on the surface, the reader's own data.

import { keepFile, keptFile, sweepFiles } from "./memory.js"
import { beginning, lines, rowsIn, size } from "./rows.js"
import { write } from "./write.js"

const BEAT = 100 // ms from one step to the next while it plays
const EYE = 1.25 // from how far plotly looks
const TURN = { along: 0.966, across: 0.259 } // of 15 degrees
const RISE = 0.25
const HIGHEST = 2.5
const TRIES = 4 // how often a file is sent before the page gives up
const REFUSED = {
  403: "The server does not take files from this page.",
  409: "Another file was chosen meanwhile.",
  413: "The server takes no file of this size.",
  503: "The server is busy with other files: please try again in a minute.",
}
const OWN = "own" // under which the tab keeps the reader's file: no link carries it, and a server that is started anew has forgotten it

export class Learn {
  constructor(desk) {
    this.desk = desk
    this.root = desk.root.querySelector(".learn")
    const all = (selector) => this.root.querySelectorAll(selector)
    for (const button of all("[data-by]")) button.onclick = () => this.by(Number(button.dataset.by))
    for (const button of all("[data-rate]")) button.onclick = () => this.set({ eta: button.value })
    const data = this.root.querySelector("[data-key=data]")
    data.onchange = () => this.set({ data: data.value, flip: "", drop: "" })
    this.start = this.root.querySelector("[data-start]")
    this.start.onchange = () => this.set({ start: this.start.value === "point" ? "0,0" : this.start.value })
    this.at = [...all("[data-at]")]
    for (const box of this.at) box.onchange = () => this.set({ start: this.at.map((one) => one.value).join(",") })
    this.axes = [...all("[data-axis]")]
    for (const select of this.axes) select.onchange = () => this.turn(select)
    this.root.querySelector(".surface").onclick = (event) => this.choose(event)
    this.root.querySelector("input[type=file]").onchange = (event) => this.readFile(event.target)
    sweepFiles()
    const own = { restart: () => this.to(0), play: () => this.play(), bookStep: () => this.bookStep(), whyScale: () => this.whyScale() }
    Object.assign(desk, own, { adopt: () => desk.ask({ adopt: true }), readPasted: () => this.readPasted(), giveUp: () => this.giveUp(), readFirst: () => this.readFirst(), space: () => this.space() })
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

  bookStep() {
    this.set({ data: "book", start: "zero", eta: "0.1", batch: "all", l2: "0", scaled: "off", part: "step", flip: "", drop: "", mine: "off" })
  }

  // Raw features make a long valley, scaled ones a round bowl: one and then the other, each at a rate that is good for it.
  whyScale() {
    const { choices } = this.desk
    const many = choices.data === "book" ? { data: "reviews", flip: "", drop: "" } : {} // one review has no valley
    const scene = { ...many, part: "path", axes: "6b", start: "1,-1", batch: "all", l2: "0" }
    const set = Object.keys(scene).every((key) => choices[key] === scene[key])
    const scaled = set && choices.scaled === "off" ? "on" : "off" // first the valley
    this.set({ ...scene, scaled, eta: this.good[scaled] })
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
    if (file) this.bring(file)
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
    this.bring(new Blob([this.pasted]))
  }

  // Send a file; once the server has read it, Python is told so. `again`: one that it had and has no more.
  bring(file, again = false) {
    this.giveUp()
    this.offer(null)
    if (file.size > this.largest) return this.tooLarge(file)
    this.bringing = { file, again, tries: 0, stop: new AbortController() }
    delete this.desk.root.dataset.rest
    this.carry(this.bringing)
  }

  get largest() {
    return Number(this.desk.root.dataset.largest) // bytes of a file
  }

  get most() {
    return Number(this.desk.root.dataset.most) // rows
  }

  // It is not sent, and but for its first lines not even read.
  async tooLarge(file) {
    const [has, fits] = [file.size, this.largest].map((bytes) => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`)
    const rows = await rowsIn(file, this.largest, this.most).catch(() => null)
    this.desk.tellOf(`The file has ${has}, and up to ${fits} are read${rows ? `: about the first ${rows.toLocaleString("en")} of its rows` : ""}.`)
    if (rows) this.offer(file, rows < this.most ? fits : "")
  }

  // The file was refused: if it may be because it has too many rows, the first of them are offered.
  async tooMany(file) {
    if ((await lines(file)) > this.most) this.offer(file)
  }

  offer(file, first = "") {
    const button = this.root.querySelector("[data-do=readFirst]")
    this.whole = file
    button.hidden = !file
    write(button, `Read the first ${first || `${this.most.toLocaleString("en")} rows`}`)
  }

  async readFirst() {
    this.bring(await beginning(this.whole, this.largest, this.most))
  }

  giveUp() {
    const { bringing } = this
    if (!bringing) return
    this.bringing = null
    bringing.stop.abort()
    this.desk.drop("read", "again")
    this.way()
    this.desk.rest()
  }

  async carry(one) {
    one.tries += 1
    one.waits = false
    one.name = null
    one.token = this.token
    this.way(`sending ${size(one.file)}`, 0)
    try {
      const name = await this.send(one)
      this.way(`reading ${size(one.file)}`)
      while (one === this.bringing && !(await this.isRead(one, name))); // of a file in whose place another came nothing is asked
      if (one !== this.bringing) return
      one.name = name
      this.desk[one.again || one.asked ? "want" : "ask"]({ read: name, again: one.again })
      one.asked = true
    } catch (status) {
      if (one === this.bringing) this.failed(one, status)
    }
  }

  // A server that is away, or was started anew, gets the file once it answers: each answer brings the token.
  failed(one, status) {
    if (one.tries < TRIES && !(status in REFUSED)) {
      one.waits = true
      return this.desk.tell(0)
    }
    this.giveUp()
    this.desk.tellOf(REFUSED[status] ?? "The file could not be sent: please try again.")
  }

  rows(...names) {
    return new URL(["rows", ...names].join("/"), document.baseURI)
  }

  // The name that the server gives the file.
  send({ file, token, stop }) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      stop.signal.addEventListener("abort", () => request.abort())
      request.upload.onprogress = ({ loaded }) => this.way(`sent ${size(file, loaded)} of ${size(file)}`, loaded / file.size)
      request.onload = () => (request.status === 200 ? resolve(request.response.name) : reject(request.status))
      request.onerror = request.onabort = () => reject(0)
      request.responseType = "json"
      request.open("POST", this.rows(token))
      request.setRequestHeader("Content-Type", "application/octet-stream")
      request.send(file)
    })
  }

  async isRead({ token, stop }, name) {
    const reply = await fetch(this.rows(token, name), { cache: "no-store", signal: stop.signal }).catch(() => ({ status: 0 }))
    if (reply.status !== 200) throw reply.status
    return (await reply.json()).done
  }

  // How far a file has come; nothing while there is none.
  way(text, part) {
    const way = this.root.querySelector(".way")
    const bar = way.querySelector("progress")
    way.hidden = !text
    write(way.querySelector(".sent"), text ?? "")
    if (part < 1) bar.value = part
    else bar.removeAttribute("value")
  }

  // Python has the data: the tab keeps the file.
  async arrived() {
    const { bringing } = this
    this.bringing = this.lacking = null
    if (!bringing || bringing.again) return
    this.file = bringing.file
    this.keeping = true
    await keepFile(OWN, this.file)
    this.keeping = false
    this.desk.rest()
  }

  // Python has not, or no more, the rows that are chosen: the tab may have them.
  async recover() {
    const one = (this.bringing = { again: true, tries: 0, stop: new AbortController() })
    one.file = this.file ?? (await keptFile(OWN))
    if (one !== this.bringing) return
    this.lacking = !one.file
    if (one.file) return this.carry(one)
    this.bringing = null
    this.desk.rest()
  }

  // Another version of the page goes on with what this one was about to send.
  leave() {
    const { bringing } = this
    this.bringing = null
    bringing?.stop.abort()
    return bringing?.file && { file: bringing.file, again: bringing.again, asked: bringing.asked }
  }

  resume(one) {
    this.desk.drop("read", "again")
    this.bringing = { ...one, tries: 0, waits: true, stop: new AbortController() }
  }

  // The reader has gone on while the message was answered: Python has the file, and is not told of it again.
  overtaken({ n, choices, invalid }, told) {
    const { wish } = this.desk
    if (!choices || told?.n !== n || !wish?.read || wish.read !== told.wish?.read) return
    if (invalid.includes("read") || invalid.includes("upload")) return
    this.arrived()
    this.desk.drop("read", "again")
    if (!wish.again) this.desk.walk({ data: "own", flip: "", drop: "", t: "0" })
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
    if (this.desk.choices.view !== "learn") return this.bringing?.waits ? { token: true } : {}
    const wish = { papers: this.key, scheme: this.desk.scheme() }
    if (this.wants) wish.solid = true
    this.wants = false
    return wish
  }

  hear({ row, papers, data, solid, describe, missing, invalid, token }, granted) {
    this.token = token ?? this.token
    if (granted?.read && invalid.includes("upload") && this.bringing?.tries < TRIES) this.bringing.waits = true
    else if (granted?.read && !invalid.includes("read") && !invalid.includes("upload")) this.arrived()
    else if (granted?.read) {
      const { file, again } = this.bringing ?? {}
      this.lacking = again // which is not sent again and again
      this.bringing = null
      if (file && !again) this.tooMany(file)
    } else if (this.bringing?.name && !this.desk.wish?.read) this.bringing = null // it was undone
    if (!this.bringing) this.way()
    if (this.bringing?.waits && token) this.carry(this.bringing)
    if (granted?.adopt) this.desk.flash(this.root.querySelector("[data-do=adopt]"), "They are on the desk")
    if (row.t_last === undefined) return void this.stop()
    if (missing && !this.bringing && !this.lacking) this.recover()
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
    }
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
    const turn = Object.assign(document.createElement("button"), { type: "button", textContent: `${y} ⇄`, ariaLabel: `turn the label of review ${number}, now ${y}` })
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
