// The desk in the browser: it tells Python what was chosen and puts Python's answers in their places.
// It knows no formula. While a control is dragged it looks the answers up in a table that Python made.

import { tame } from "./boxes.js"
import { Charts } from "./charts.js"
import { Clicker, TYPED } from "../views/lecture/clicker.js"
import { Dialogs } from "./dialogs.js"
import { Editor } from "./editor.js"
import { keep, kept, preview } from "./memory.js"
import { reveal } from "./places.js"
import { Print } from "./print.js"
import { scripts } from "../views.js"
import { Stage } from "../views/lecture/stage.js"
import { pairs, picked, Steps } from "../views/lecture/steps.js"
import { Texts } from "./texts.js"
import { Words } from "./words.js"
import { write } from "./write.js"

const PAUSE = 900 // ms: changes of one control closer together than this are one step of undo
const TYPING = 60 // ms from a keystroke to the message that tells of it
const RARELY = 1000 // ms between messages while a table already shows what is chosen
const AGAIN = 2000 // ms within which a slider that moves again is under the hand, and worth a table
const SETTLED = 400 // ms after which the address and the spoken summary follow
const FLASH = 2000 // ms for which a button says what came of it
const SIDEWAYS = 6 // px that a finger goes before a slider follows it
const SLOW = 700 // ms after which the page says that it is waiting
const LATE = 3000 // ms after which an answer is no longer waited for
const READING = 30_000 // ms, the same where a file is read
const DEAD = 15_000 // ms after which a line on which nothing comes is taken for dead, if the server answers on another
const APART = 50 // ms more each time that a short address is asked for
const SERVERS = 20 // times that a short address is asked for, where each time another of several servers may answer
const LOST = 4000 // ms after which the page says that none comes, or that the connection is lost

const desks = new WeakMap() // the parent element of a mounted component → its desk
const ROOM = 1_000_000 // letters that the tab keeps, for a reload, of the choices to go back to, and of those to go forward to
const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload"
const before = (name) => (reloaded ? kept(name) : null)
// Choices that were kept: those of a page that wrote no version yet have an empty one, and Python is asked to write them anew.
const versioned = (choices) => choices && { version: "", ...choices }
const past = (before("past") ?? []).map(versioned) // choices to go back to; kept while Streamlit puts the desk anew
const future = (before("future") ?? []).map(versioned)
let last = versioned(before("newest")) // the choices when it was taken away
let files // where the page's files come from
let parts // the page's HTML and styles, fetched once

// `source`: where the page's files come from, files.js or fallback.js.
export async function show(component, source) {
  const root = component.parentElement
  try {
    files ??= source
    parts ??= fetchParts()
    const answer = unpacked(component.data)
    if (!desks.has(root)) desks.set(root, parts.then((html) => new Desk(root, html)))
    const desk = await desks.get(root)
    desk.component = component
    const hear = async () => desk.hear(JSON.parse(await answer))
    desk.heard = desk.heard.then(hear, hear) // a short answer is not heard before a long one that came earlier
    await desk.heard
  } catch (error) {
    console.error(error)
    if (!root.querySelector(".desk")) root.textContent = "A part of the page did not arrive. Please reload it."
  }
}

// The last of the states, as many as there is room for.
function latest(states) {
  let room = ROOM
  const first = states.findLastIndex(({ review }) => (room -= review.length + ROOM / 200) < 0)
  return states.slice(first + 1)
}

// The chart that a place is of; the places of words are of none.
const chartOf = (place) => (place.includes("/") ? place.split("/")[0] : null)

// The text that Python packed.
function unpacked(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text()
}

export async function leave(component) {
  const desk = await desks.get(component.parentElement)
  desk?.leave()
  desks.delete(component.parentElement)
}

async function fetchParts() {
  const names = ["page.html", "theme.css", "browser/formula.css", "browser/desk.css", "views.css", "browser/print.css"]
  const [html, ...styles] = await Promise.all(names.map((name) => files.text(name)))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles.join(""))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return html
}

class Desk {
  constructor(root, html) {
    this.files = files
    files.desk = this
    this.root = new DOMParser().parseFromString(html, "text/html").body.firstElementChild
    this.inherits() // before it is measured how much room there is
    this.root.style.setProperty("--lift", `${root.getBoundingClientRect().top}px`) // the room Streamlit leaves above
    root.append(this.root)
    this.root.handOver = () => this.handOver()
    this.version = this.root.dataset.version // of the page: another may write choices in another way
    this.first = JSON.parse(this.root.dataset.first) // what reset brings back
    this.longest = Number(this.root.dataset.longest)
    this.groups = JSON.parse(this.root.dataset.groups) // keys by the name of their group, as reader/groups.py says it
    this.where = this.groups.Whereabouts // undo stays there
    this.editor = new Editor(this.root, (text) => this.change("review", text))
    this.charts = new Charts(this.root, files)
    this.print = new Print(this)
    this.dialogs = new Dialogs(this, this.inherited.ticked ?? before("ticked"))
    this.clicker = new Clicker(this)
    this.texts = new Texts(this)
    this.pages = new Steps(this)
    this.stage = new Stage(this)
    this.views = Object.fromEntries(Object.entries(scripts).map(([view, Script]) => [view, new Script(this)])) // web/view.py says what they do
    this.views.learn.pasted = this.inherited.pasted ?? before("pasted") ?? ""
    this.words = new Words(this)
    this.uploads = [...Object.values(this.views), this.words].flatMap(({ upload }) => upload ?? [])
    for (const upload of this.uploads) if (this.inherited.bringing?.[upload.kind]) upload.resume(this.inherited.bringing[upload.kind])
    this.steps = [...this.root.querySelectorAll("[data-step]")]
    this.slots = new Map()
    for (const node of this.root.querySelectorAll("[data-slot]"))
      this.slots.set(node.dataset.slot, [...(this.slots.get(node.dataset.slot) ?? []), node])
    this.shown = new Map() // place → what stands there
    this.n = 0 // the number of the newest choices
    this.granted = {} // the number of the choices that Python made last, and what it said of them
    this.stands = {} // what holds in place of choices that cannot be read
    this.settled = {} // what a number box was set to when the cursor came into it, or came to rest in it
    this.heard = Promise.resolve() // the last answer
    this.grabs = 0
    this.listen()
    reveal(this, files)
    this.app = root.closest("[data-testid=stApp]")
    this.line = new MutationObserver(() => this.connected(this.online))
    this.line.observe(this.app, { attributeFilter: ["data-test-connection-state"] })
  }

  // Whether Streamlit takes itself to be connected.
  get online() {
    return this.app.dataset.testConnectionState === "CONNECTED"
  }

  // A line can die without a word, as where a phone changes its network: then Streamlit waits for ever.
  async renew() {
    const health = new URL("_stcore/health", document.baseURI)
    const request = fetch(health, { cache: "no-store", signal: AbortSignal.timeout(LOST) })
    const there = await request.then((reply) => reply.ok, () => false)
    if (!this.dead) return // an answer came meanwhile
    this.dead = setTimeout(() => this.renew(), DEAD)
    if (!there || !this.online) return // it is the server that is away, or Streamlit is at it
    for (const order of ["TERMINATE", "RESTART"]) window.postMessage({ stCommVersion: 1, type: `${order}_WEBSOCKET_CONNECTION` }, location.origin)
  }

  // Streamlit connects again by itself, but whatever was told meanwhile is lost.
  connected(on) {
    if (!on) return this.expect()
    this.waiting = false
    this.tell(0)
  }

  listen() {
    const { root } = this
    for (const node of root.querySelectorAll("input[data-key]")) {
      const key = node.dataset.key
      const { on, off } = node.dataset
      if (node.type === "checkbox") node.onchange = () => this.change(key, node.checked ? on : off, true)
      else if (node.type === "radio" && node.dataset.at) node.onchange = () => this.pick(node)
      else if (node.type === "radio") node.onchange = () => this.change(key, node.value, true)
      else {
        const empty = this.groups.Guesses.includes(key) // a guess may be taken back
        node.onfocus = () => (this.settled[key] = this.readable[key])
        node.oninput = () => (node.value || (empty && !node.validity.badInput)) && this.change(key, node.value)
        node.onchange = () => this.change(key, node.value)
      }
    }
    for (const slider of root.querySelectorAll("[data-drag]")) {
      const key = slider.dataset.drag
      let finger = null // where a finger came down that has not yet gone sideways: it may mean to scroll the page
      const slide = () => {
        if (finger !== null || this.choices[key] === slider.value) return
        const again = this.touched === key && performance.now() - this.touchedAt < AGAIN
        if (again || this.where.includes(key)) this.grab(key)
        this.change(key, slider.value)
        this.foresee(slider)
      }
      slider.oninput = slide
      slider.onpointerdown = (event) => {
        finger = event.pointerType === "touch" ? event.clientX : null
        this.held = true
        this.touched = null // the first step may be a press and no more
      }
      slider.onpointermove = (event) => {
        if (finger === null || Math.abs(event.clientX - finger) < SIDEWAYS) return
        finger = null
        slide()
      }
      slider.onpointercancel = () => {
        if (finger !== null) this.put(key)
        finger = null
        this.release()
      }
      slider.onpointerup = slider.onchange = () => {
        finger = null
        slide()
        this.release()
      }
    }
    const predict = root.querySelector("[data-key=predict]")
    predict.onchange = () => this.walk({ predict: predict.checked ? "on" : "off", shown: "0" })
    for (const select of root.querySelectorAll("select[data-key]")) select.onchange ??= () => this.change(select.dataset.key, select.value, true)
    const steps = root.querySelector("select[data-key=step]")
    steps.onchange = () => {
      this.walk({ step: steps.value, shown: "0" })
      if (this.choices.stage === "on") steps.blur() // the next key is the clicker's again
    }
    for (const box of root.querySelectorAll("input[type=number]")) tame(box)
    for (const button of root.querySelectorAll("[data-do]")) button.onclick = () => this[button.dataset.do]()
    for (const label of root.querySelectorAll(".views label, .walk label")) // who pressed it has the next key free for the lecture
      label.onclick = ({ detail }) => detail && setTimeout(() => label.querySelector("input").blur())
    this.onKey = (event) => this.key(event)
    this.path = location.pathname
    this.onBack = (event) => this.back(event.state)
    this.onHide = () => this.save()
    document.addEventListener("keydown", this.onKey)
    window.addEventListener("popstate", this.onBack)
    document.addEventListener("visibilitychange", this.onHide) // a page that is left is hidden first
  }

  // The tab keeps what a reload would lose.
  save() {
    if (!this.choices) return
    keep("newest", this.readable)
    keep("pasted", this.views.learn.pasted)
    keep("ticked", this.dialogs.ticked)
    keep("past", latest(past))
    keep("future", latest(future))
  }

  // A server that was started anew may bring another version of the page: it goes on where the one before it was.
  inherits() {
    this.inherited = document.querySelector(".desk")?.handOver?.() ?? {}
    const { wish = null, past: done = past, future: undone = future } = this.inherited
    this.wish = wish
    past.splice(0, past.length, ...done.map(versioned))
    future.splice(0, future.length, ...undone.map(versioned))
  }

  handOver() {
    const { area } = this.editor
    const caret = document.activeElement === area ? [area.selectionStart, area.selectionEnd] : null
    const bringing = Object.fromEntries(this.uploads.map((upload) => [upload.kind, upload.leave()]))
    this.leave()
    this.root.remove()
    return { choices: this.choices, past, future, wish: this.wish, caret, pasted: this.views.learn.pasted, ticked: this.dialogs.ticked, bringing }
  }

  leave() {
    document.removeEventListener("keydown", this.onKey)
    window.removeEventListener("popstate", this.onBack)
    document.removeEventListener("visibilitychange", this.onHide)
    for (const upload of this.uploads) upload.leave()
    files.leave?.()
    for (const view of Object.values(this.views)) view.leave?.()
    this.charts.resized.disconnect()
    this.print.leave()
    this.line.disconnect()
    for (const timer of [this.timer, this.late, this.slow, this.lost, this.dead, this.addressing]) clearTimeout(timer)
    this.dead = null // also for who asks just now whether the server is there
    last = this.choices
  }

  // ——— what the reader does ———

  change(key, text, whole = false) {
    if (this.choices[key] === text) return
    if (key === "review") this.drop("example", "open") // who types does not want another text any more
    if (this.groups.Weights.includes(key)) this.drop("adopt")
    if (!this.where.includes(key)) this.remember(key, whole)
    else if (whole) this.entry = true
    this.choose({ [key]: text })
    if (this.grabbed !== key) this.letGo()
    this.put(key, document.activeElement)
    const known = this.lookUp()
    if (this.table && !known) this.foreseen ? (this.table = null) : this.letGo() // what stands there now is none of its rows
    this.tell(known ? this.sentAt + RARELY - performance.now() : key === "review" ? TYPING : 0)
  }

  // The choices, with what holds in place of those that cannot be read.
  get readable() {
    return { ...this.choices, ...this.stands }
  }

  // Several choices that go together: one step of undo.
  set(choices) {
    if (Object.keys(choices).every((key) => this.choices[key] === choices[key])) return
    if (!Object.keys(choices).every((key) => this.where.includes(key))) this.remember(null, true)
    this.walk(choices)
  }

  choose(choices) {
    this.choices = { ...this.choices, ...choices }
    for (const key of Object.keys(choices)) delete this.stands[key]
    this.moved()
  }

  // There are new choices: what was about to be written into the address is no longer so.
  moved() {
    this.n += 1
    clearTimeout(this.addressing)
  }

  // Show what the table says of the position chosen, if it says anything.
  lookUp() {
    const row = this.table?.rows[this.choices[this.grabbed]]
    if (row) this.table.places.forEach((places, j) => places.forEach((place) => this.place(place, row[j])))
    return Boolean(row)
  }

  // Keep the choices as they were, so that undo can bring them back: once for one movement of the hand.
  remember(key, whole) {
    const now = performance.now()
    const going = !whole && this.touched === key && (this.held || now - this.touchedAt < PAUSE)
    this.touched = key
    this.touchedAt = now
    if (going) return
    past.push(this.readable)
    if (past.length > 200) past.shift()
    future.length = 0
    this.entry = true
    this.enable()
  }

  undo() {
    this.go(past, future)
  }

  redo() {
    this.go(future, past)
  }

  go(from, to) {
    if (!from.length) return
    const choices = from.pop()
    const cancels = this.wish && choices === this.before // this takes back what was wished for and has not come
    if (!cancels) to.push(this.readable)
    const where = Object.fromEntries(this.where.map((key) => [key, this.choices[key]]))
    this.restore({ ...choices, ...where }, cancels ? null : this.wish)
  }

  restore(choices, wish = null) {
    this.choose(choices)
    this.touched = null
    this.wish = wish
    this.entry = true
    this.putAll()
    this.enable()
    this.letGo()
    this.tell(0)
  }

  // Ask Python for choices that only it knows: an example, or what a link carries.
  ask(wish) {
    if (!this.wish) {
      this.remember(null, true)
      this.before = past.at(-1)
    }
    if ("example" in wish) this.drop("open")
    if ("open" in wish) this.drop("example", "beg", "adopt")
    this.want(wish)
  }

  // Take back a part of what Python was asked for.
  drop(...parts) {
    const left = Object.entries(this.wish ?? {}).filter(([part]) => !parts.includes(part))
    this.wish = left.length ? Object.fromEntries(left) : null
  }

  want(wish) {
    this.moved()
    this.wish = { ...this.wish, ...wish }
    this.letGo()
    this.tell(0)
  }

  // Whatever answer is on its way holds no longer.
  again() {
    this.moved()
    this.tell(0)
  }

  reset() {
    const kept = this.choices.hide.split(",") // what a prepared link took away stays as it was prepared
    const free = ([key]) => !kept.includes(this.groups.Weights.includes(key) ? "weights" : "switches")
    const first = Object.entries(this.first).filter(free)
    if (!this.wish?.adopt && first.every(([key, text]) => this.choices[key] === text)) return
    this.remember(null, true)
    this.drop("adopt")
    this.restore({ ...this.choices, ...Object.fromEntries(first) }, this.wish)
  }

  // Streamlit runs the whole page when one goes back or forward; a message during that run would cut it off.
  back(state) {
    if (location.pathname !== this.path) return
    if (!location.hash) this.expect()
    if (state?.desk) {
      const stays = [...this.where, "version"]
      const moved = Object.keys(this.choices).some((key) => !stays.includes(key) && this.choices[key] !== state.desk[key])
      if (moved) this.remember(null, true)
      this.restore(versioned(state.desk))
    } else this.ask({ open: location.search })
    this.entry = false
  }

  // ——— the lecture ———

  walk(choices) {
    const within = (...keys) => Object.keys(choices).every((key) => keys.includes(key))
    const walks = this.groups.Walk.filter((key) => !this.groups.Guesses.includes(key))
    const page = within(...walks) ? this.pages.of({ ...this.choices, ...choices }) : null
    if (within("step", "shown") && !page && !this.online) // a step that is not here is not called: its name and what stands there go together
      return Object.keys(choices).forEach((key) => this.put(key))
    this.entry = true
    this.choose(choices)
    this.letGo()
    for (const key of Object.keys(choices)) this.put(key)
    if (page) this.present(page)
    this.tell(0)
  }

  // How often the step has something to show, one group of numbers after the other.
  reveals({ step, predict, hide } = this.choices) {
    return predict === "on" && !hide.split(",").includes("show") ? Number(this.article(step)?.dataset.reveals ?? 0) : 0
  }

  article(step) {
    return this.steps.find(({ dataset }) => dataset.step === step)
  }

  // The step that stands so many before or after another, if there is one.
  beside(step, by) {
    const at = this.steps.indexOf(this.article(step))
    return at < 0 ? undefined : this.steps[at + by]?.dataset.step
  }

  pick({ value, dataset: { at } }) {
    this.walk({ picks: pairs({ ...picked(this.choices.picks), [at]: value }, this.steps.map(({ dataset }) => dataset.step)) })
  }

  next() {
    const { step, shown } = this.choices
    const after = this.beside(step, 1)
    if (Number(shown) < this.reveals()) this.walk({ shown: String(Number(shown) + 1) })
    else if (after) this.walk({ step: after, shown: "0" })
  }

  // To the step before, which has been shown whole.
  previous() {
    const step = this.beside(this.choices.step, -1)
    if (step) this.walk({ step, shown: this.choices.predict === "on" ? "9" : "0" })
  }

  flip() {
    this.change("y", this.choices.y === "1" ? "0" : "1", true)
    this.put("y")
  }

  // On the stage the review is fetched only when it is to be changed.
  review() {
    const button = this.root.querySelector("[data-do=review]")
    button.ariaPressed = String(this.root.classList.toggle("drawer"))
  }

  beg() {
    this.ask({ beg: !this.wish?.beg })
  }

  shuffle() {
    this.ask({ shuffle: true })
  }

  // From wherever one is to the lecture, large, and back to it beside the desk.
  ascend() {
    this.walk({ view: "lecture", stage: "on" })
  }

  descend() {
    this.walk({ stage: "off" })
  }

  async share() {
    if (this.seen !== this.n) return void (this.sharing = true) // the link of the newest choices is on its way
    this.sharing = false
    this.address()
    const button = this.root.querySelector("[data-do=share]")
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    const { data, words } = this.choices
    const own = [...(data === "own" ? ["rows"] : []), ...(words === "ours" ? [] : ["words"])].join(" and ")
    if (!copied) return this.dialogs.give(location.href, own)
    const said = own ? `Copied, but for your ${own}` : "Link copied"
    this.say(said)
    this.flash(button, said)
  }

  // Say on a button, for a moment, what came of pressing it.
  flash(button, said) {
    button.dataset.name ??= button.textContent
    button.textContent = said
    setTimeout(() => (button.textContent = button.dataset.name), FLASH)
  }

  key(event) {
    if (this.clicker.takes(event)) return void event.preventDefault()
    if (event.target.closest?.(TYPED) || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const redo = key === "y" || (key === "z" && event.shiftKey)
    if (!redo && key !== "z") return
    event.preventDefault()
    redo ? this.redo() : this.undo()
  }

  // ——— a control under the hand: its table says what every position shows ———

  // A hand that moves goes far, a key goes on step by step.
  grab(key) {
    if (this.grabbed === key) return
    this.letGo()
    this.grabbed = key
    this.wanted = { control: key, id: this.grabs, far: Boolean(this.held) }
    this.tell(0)
  }

  // A table reaches not much further than a hand goes at once, for it costs the server: the next is asked for in time.
  foresee({ value, min, max }) {
    if (!this.table?.ahead || this.foreseen) return
    const { ahead, about: [first, last] } = this.table
    if (Math.max(Number(value) - ahead, min) >= first && Math.min(Number(value) + ahead, max) <= last) return
    this.foreseen = true
    this.wanted = { control: this.grabbed, id: this.grabs, far: true }
    this.tell(0)
  }

  // The table no longer holds, for something else has moved.
  letGo() {
    this.grabs += 1
    this.grabbed = this.table = null
    this.foreseen = false
  }

  release() {
    if (!this.held) return
    this.held = false
    this.tell(0)
  }

  // ——— talking with Python: one message on its way, the newest last ———

  tell(pause) {
    delete this.root.dataset.rest
    const at = performance.now() + Math.max(pause, 0)
    this.due = true
    if (this.timer && this.at <= at) return
    clearTimeout(this.timer)
    this.at = at
    this.timer = setTimeout(() => this.send(), pause)
  }

  send() {
    clearTimeout(this.timer)
    this.timer = null
    if (this.waiting && performance.now() - this.sentAt < this.patience) return
    this.due = false
    const { n, half, wish, settled, wanted: grab } = this
    this.told = { n, wish }
    this.expect()
    const review = this.choices.review.slice(0, 2 * this.longest + 2) // enough for Python to see that it is too long
    const message = { n, half, grab, held: Boolean(this.held), choices: { ...this.choices, review }, settled, ...wish }
    for (const view of Object.values(this.views)) Object.assign(message, view.asks?.())
    Object.assign(message, this.words.asks(), this.pages.asks(), this.dialogs.asks(), files.asks?.())
    this.wanted = null
    this.component.setStateValue("message", message)
  }

  // How long an answer is waited for: another message would cut off the reading of a file.
  get patience() {
    return this.told?.wish?.read ? READING : LATE
  }

  // An answer is on its way.
  expect() {
    delete this.root.dataset.rest
    this.waiting = true
    this.sentAt = performance.now()
    clearTimeout(this.late)
    clearTimeout(this.slow)
    this.late = setTimeout(() => this.due && this.send(), this.patience)
    this.slow = setTimeout(() => (this.root.ariaBusy = "true"), SLOW)
    this.lost ??= setTimeout(() => this.alone(), LOST)
    this.dead ??= setTimeout(() => this.renew(), Math.max(DEAD, this.patience))
  }

  // Nothing has come for long, and the page says so.
  alone() {
    this.root.querySelector(".lost").hidden = false
    this.dialogs.lonely()
  }

  get lonely() {
    return !this.root.querySelector(".lost").hidden
  }

  // The server is there, again if it was away.
  found() {
    this.waiting = false
    this.root.ariaBusy = "false"
    for (const timer of [this.late, this.slow, this.lost, this.dead]) clearTimeout(timer)
    this.lost = this.dead = null
    const line = this.root.querySelector(".lost")
    if (!line.hidden) this.say("The server answers again.")
    line.hidden = true
  }

  hear(answer) {
    if (!this.choices) this.open(answer)
    this.found()
    if (answer.n === this.n) this.see(answer)
    else for (const upload of this.uploads) if (upload.overtaken(answer, this.told)) this.walk(upload.fresh)
    this.dialogs.hear(answer)
    files.hear?.(answer)
    if (answer.table?.id === this.grabs) {
      this.foreseen = false
      this.table = answer.table // since it was asked for only the grabbed control has moved: the rest of the answer holds
      if (answer.n !== this.n) {
        this.placeAll(answer)
        this.spread(answer)
      }
      if (answer.table.wider) this.charts.fetch(answer.look.view, answer.table.wider)
      this.lookUp()
    }
    if (!this.timer && (this.due || answer.n !== this.n)) this.send() // a server that was started anew does not know the newest choices
  }

  // The first answer after the page was opened: it brings the choices of the link.
  open(answer) {
    const kept = last ?? versioned(history.state?.desk)
    const { caret } = this.inherited
    const choices = versioned(this.inherited.choices)
    this.n = answer.n + (choices ? 1 : 0) // Python has not heard of them
    this.addressed = answer.choices ? { ...answer.choices, version: this.version } : kept
    this.choices = { ...this.addressed, ...choices }
    this.putAll()
    this.enable()
    if (caret) {
      this.editor.area.focus()
      this.editor.area.setSelectionRange(...caret)
    }
    if (!choices && kept && Object.keys(kept).some((key) => kept[key] !== this.choices[key]))
      setTimeout(() => {
        this.restore(kept)
        this.entry = false
      })
  }

  see(answer) {
    if (answer.choices && answer.n === this.seen) return this.tell(0) // a server that was started anew grants the last wish once more
    let granted = null
    if (answer.choices) {
      const { review } = this.choices // of a text that is too long for Python all stays in the box
      const whole = review.length > this.longest && review.startsWith(answer.choices.review) ? { review } : {}
      granted = this.wish
      this.granted = { n: answer.n, notes: answer.notes }
      this.wish = null
      this.choices = { ...answer.choices, ...whole, version: this.version }
      this.putAll()
    }
    this.stands = answer.stands
    if (this.half !== answer.half && answer.table?.id !== this.grabs) this.letGo()
    this.seen = answer.n
    for (const view of Object.values(this.views)) view.hear?.(answer, granted)
    this.words.hear(answer, granted)
    this.pages.hear(answer)
    this.note(answer)
    this.texts.hear(answer)
    this.present(answer)
    if (this.sharing) this.share()
    if (answer.invalid.includes("k")) this.find(new URLSearchParams(location.search).get("k"))
  }

  // The server of this visit does not know the short address: it may be another's, and without a cookie any may answer.
  // It may be away for some seconds, so the later times lie further apart.
  async find(key) {
    const { n } = this
    const address = new URL(`k/${encodeURIComponent(key)}`, document.baseURI)
    for (let times = 0; times < SERVERS && this.n === n; times += 1) {
      await new Promise((done) => setTimeout(done, times * APART))
      const reply = await fetch(address, { credentials: "omit", cache: "no-store" }).catch(() => null)
      const served = reply?.headers.get("content-type")?.startsWith("text/plain")
      if (reply?.status === 404 || (reply?.status === 200 && !served)) return // the host does not serve what is asked
      const link = reply?.status === 200 && (await reply.text())
      if (link && this.n === n) return this.want({ open: link })
    }
  }

  // Put what an answer says of the choices on the screen, and once nothing moves any more into the address.
  present(answer) {
    this.link = answer.link
    this.show(answer.look)
    this.veil(answer)
    this.placeAll(answer)
    this.stage.fit()
    this.spread(answer)
    clearTimeout(this.addressing)
    this.addressing = setTimeout(() => {
      if (this.held) return
      this.address()
      this.say(answer.status)
      for (const key in this.settled) this.settled[key] = this.readable[key]
      this.rest()
      this.pages.settle()
    }, SETTLED)
  }

  // Name the charts. While the reader predicts, nothing stands in steps and views that are hidden, nor on charts held back.
  veil({ describe, look: { view, predict } }) {
    const predicts = view === "lecture" && predict === "on"
    const veiled = this.charts.describe(describe, predicts)
    for (const place of this.shown.keys()) if (veiled.includes(chartOf(place))) this.shown.delete(place)
    if (veiled.length) this.say("")
    if (!predicts && !this.predicts) return
    this.predicts = predicts
    for (const [place, nodes] of this.slots) for (const node of nodes) this.fill(node, this.shown.get(place) ?? "")
  }

  // Put the papers of the answer under its marks; a view that brings them with its answers does so itself.
  spread({ half, look: { view } }) {
    this.half = half
    if (this.views[view]?.spread) this.views[view].spread()
    else this.charts.spread(view, half, this.scheme())
  }

  // Nothing is to come until something is done: tests wait for it.
  rest() {
    const busy = files.busy || this.uploads.some(({ bringing, keeping }) => bringing || keeping)
    if (!this.waiting && !this.timer && !busy) this.root.dataset.rest = ""
  }

  // ——— the page ———

  // Show the view and the step that the answer is for, and take away the controls that the link takes away.
  show({ view, step, stage, y, predict, left, hide, part }) {
    const { root } = this
    const now = { view, step, stage, y, predict, hide, part }
    if (Object.keys(now).every((key) => root.dataset[key] === now[key]) && root.dataset.left === String(left)) return
    const entered = view === "lecture" && root.dataset.view === view && root.dataset.step !== step
    const staged = root.dataset.stage !== stage
    Object.assign(root.dataset, now, { left })
    const complete = !left && !(predict === "on" && hide.split(" ").includes("show")) // else no formula tells what falls away
    for (const label of ["0", "1"]) root.classList.toggle(`falls${label}`, complete && label !== y)
    if (staged) this.stage.wake()
    for (const part of root.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== view
    for (const article of this.steps) article.hidden = article.dataset.step !== step
    if (stage === "off") {
      root.classList.remove("drawer")
      this.clicker.uncover()
      root.querySelector("[data-do=review]").ariaPressed = "false"
    }
    root.querySelector("[data-do=next]").textContent = left ? "Show" : "Next →"
    this.able("next", left || this.beside(step, 1))
    this.able("previous", this.beside(step, -1))
    if (entered) this.reveal(this.article(step))
    const hidden = hide.split(" ")
    root.querySelector("textarea").readOnly = hidden.includes("review")
    root.querySelector("[data-do=beg]").hidden = hidden.includes("review")
    for (const node of root.querySelectorAll(".features input[type=checkbox]")) node.disabled = hidden.includes("switches")
    for (const node of root.querySelectorAll(".features input[type=number]")) node.readOnly = hidden.includes("weights")
    for (const node of root.querySelectorAll("input[name=desk-y]")) node.disabled = hidden.includes("label")
  }

  // On a phone the button that leads on stands below the step: the next one begins at its title.
  reveal(article) {
    const { top } = article.getBoundingClientRect()
    if (top < 0 || top > window.innerHeight / 2) article.scrollIntoView({ block: "start" })
  }

  placeAll({ row, spans }) {
    const places = Object.entries(row)
    for (const [place, text] of places) if (place.endsWith("/tag")) this.place(place, text) // a mark is there before it is placed
    for (const [place, text] of places) this.place(place, text)
    this.editor.light(spans)
  }

  place(place, text) {
    if (this.shown.get(place) === text || this.charts.veiled.has(chartOf(place))) return
    this.shown.set(place, text)
    if (place.startsWith("hue")) this.editor.tint(place.replace("hue", "x"), text)
    else if (!place.includes("/"))
      for (const node of this.slots.get(place) ?? []) this.fill(node, text)
    else this.charts.place(...place.split("/"), text)
  }

  fill(node, text) {
    const there = this.predicts && node.closest("[data-step][hidden], [data-for][hidden]") ? "" : text
    if (node.textContent !== there) write(node, there)
    node.classList.toggle("long", there.length > 8)
  }

  putAll() {
    for (const key of Object.keys(this.choices)) this.put(key)
  }

  // Show what a control is set to, save in the box in which it is being set.
  put(key, busy) {
    const text = this.choices[key]
    if (key === "review") {
      if (busy !== this.editor.area) this.editor.put(text)
      return
    }
    for (const node of this.root.querySelectorAll(`[data-key="${key}"], [data-drag="${key}"]`)) {
      node.classList.toggle("long", node.type !== "radio" && text.length > 6)
      if (node === busy) continue
      if (node.type === "radio") node.checked = node.value === (node.dataset.at ? picked(text)[node.dataset.at] : text)
      else if (node.type === "checkbox") node.checked = text === node.dataset.on
      else if (text || (node.type === "number" && !node.validity.badInput)) node.value = text
    }
  }

  // What was said of a link or a file is said as long as nothing else is chosen, also where the server is asked once more.
  note({ n, invalid, choices, ...answer }) {
    const list = this.root.querySelector(".notes")
    const notes = [...new Set([...(n === this.granted.n ? this.granted.notes : []), ...answer.notes])]
    const said = notes.join("\n")
    if (said !== this.dismissed) this.dismissed = null
    const now = [...list.children].map((item) => item.textContent)
    if (said !== now.join("\n") && said !== this.dismissed)
      list.replaceChildren(...notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })))
    for (const node of this.root.querySelectorAll("[data-key]")) {
      const { key } = node.dataset
      node.ariaInvalid = String(!choices && invalid.includes(key))
      const left = node.type === "number" && !node.value && !node.validity.badInput && node !== document.activeElement
      if (left && this.stands[key]) node.value = this.stands[key] // an emptied box shows what holds in its place
    }
  }

  // The address carries the link, and the browser's memory of the page the choices themselves: a text may be too long for a link.
  address() {
    const embed = location.search.slice(1).split("&").filter((part) => part.startsWith("embed")) // Streamlit's own
    const query = [this.link, ...embed].filter(Boolean).join("&")
    if (query === location.search.slice(1) && this.addressed.review === this.choices.review) return
    const url = location.pathname + (query && `?${query}`) + location.hash
    history[this.entry && !preview ? "pushState" : "replaceState"]({ desk: this.readable }, "", url)
    if (window.parent !== window && !preview) // a host that frames the app shows the address, told as Streamlit tells it
      window.parent.postMessage({ stCommVersion: 1, type: "SET_QUERY_PARAM", queryParams: query && `?${query}` }, "*")
    this.addressed = this.choices
    this.entry = false
  }

  scheme() {
    const { colorScheme } = getComputedStyle(this.root)
    const system = matchMedia("(prefers-color-scheme: dark)").matches // where the system forces its colours, both are said
    return colorScheme.includes("dark") && (system || !colorScheme.includes("light")) ? "dark" : "light"
  }

  // Send the notes away: they come again when they say something else.
  dismiss() {
    const list = this.root.querySelector(".notes")
    this.dismissed = [...list.children].map((item) => item.textContent).join("\n")
    list.replaceChildren()
  }

  // A sentence of the page itself, until the next answer.
  tellOf(text) {
    this.root.querySelector(".notes").replaceChildren(Object.assign(document.createElement("li"), { textContent: text }))
  }

  say(text) {
    write(this.root.querySelector("[role=status]"), text)
  }

  enable() {
    this.able("undo", past.length)
    this.able("redo", future.length)
  }

  // A button that leads nowhere keeps the focus: who pressed it with a key is not thrown out of the page's order.
  able(name, on) {
    this.root.querySelector(`[data-do=${name}]`).ariaDisabled = String(!on)
  }
}
