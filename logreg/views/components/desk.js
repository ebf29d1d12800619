// The desk in the browser: it tells Python what was chosen and puts Python's answers in their places.
// It knows no formula. While a control is dragged it looks the answers up in a table that Python made.

import { Charts } from "./charts.js"
import { Editor } from "./editor.js"

const PAUSE = 900 // ms: changes of one control closer together than this are one step of undo
const LATE = 3000 // ms after which an answer is no longer waited for

const desks = new WeakMap() // the parent element of a mounted component → its desk
const past = [] // choices to go back to; kept while the visitor looks at another page
const future = []
let parts // the page's HTML and styles, fetched once

export async function show(component, files) {
  parts ??= fetchParts(files)
  const root = component.parentElement
  const answer = JSON.parse(new TextDecoder().decode(component.data))
  if (!desks.has(root)) desks.set(root, parts.then((html) => new Desk(root, html, files)))
  const desk = await desks.get(root)
  desk.component = component
  desk.hear(answer)
}

export async function leave(component) {
  const desk = await desks.get(component.parentElement)
  desk?.leave()
  desks.delete(component.parentElement)
}

async function fetchParts(files) {
  const names = ["theme.css", "desk.css", "desk.html"]
  const [theme, desk, html] = await Promise.all(names.map(async (name) => (await fetch(new URL(name, files))).text()))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(theme + desk)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return html
}

class Desk {
  constructor(root, html, files) {
    this.root = new DOMParser().parseFromString(html, "text/html").body.firstElementChild
    this.root.style.setProperty("--lift", `${root.getBoundingClientRect().top}px`) // the room Streamlit leaves above
    root.append(this.root)
    this.first = JSON.parse(this.root.dataset.first) // what reset brings back
    this.longest = Number(this.root.dataset.longest)
    this.editor = new Editor(this.root, (text) => this.change("review", text))
    this.charts = new Charts(this.root, files)
    this.slots = new Map()
    for (const node of this.root.querySelectorAll("[data-slot]"))
      this.slots.set(node.dataset.slot, [...(this.slots.get(node.dataset.slot) ?? []), node])
    this.shown = new Map() // place → what stands there
    this.n = 0 // the number of the newest choices
    this.grabs = 0
    this.listen()
  }

  listen() {
    const { root } = this
    for (const node of root.querySelectorAll("[data-key]:not(textarea)")) {
      const key = node.dataset.key
      if (node.type === "checkbox") node.onchange = () => this.change(key, key === "digits" ? (node.checked ? "4" : "2") : node.checked ? "on" : "off", true)
      else if (node.type === "radio") node.onchange = () => this.change(key, node.value, true)
      else {
        node.oninput = () => node.value && this.change(key, node.value)
        node.onchange = () => this.change(key, node.value)
      }
    }
    for (const slider of root.querySelectorAll("[data-drag]")) {
      const key = slider.dataset.drag
      slider.oninput = () => this.change(key, slider.value)
      slider.onfocus = () => this.grab(key)
      slider.onpointerdown = () => {
        this.held = true
        this.touched = null
        this.grab(key)
      }
      slider.onpointerup = slider.onpointercancel = slider.onchange = () => this.release()
    }
    const pick = root.querySelector("[data-example]")
    pick.onchange = () => this.ask({ example: Number(pick.value) })
    const doing = { undo: () => this.go(past, future), redo: () => this.go(future, past), reset: () => this.reset(), share: () => this.share() }
    for (const button of root.querySelectorAll("[data-do]")) button.onclick = doing[button.dataset.do]
    this.onKey = (event) => this.key(event)
    this.onBack = (event) => this.back(event.state)
    document.addEventListener("keydown", this.onKey)
    window.addEventListener("popstate", this.onBack)
  }

  leave() {
    document.removeEventListener("keydown", this.onKey)
    window.removeEventListener("popstate", this.onBack)
    this.charts.resized.disconnect()
    clearTimeout(this.addressing)
  }

  // ——— what the reader does ———

  change(key, text, whole = false) {
    if (this.choices[key] === text) return
    this.remember(key, whole)
    this.choices = { ...this.choices, [key]: text }
    this.n += 1
    if (this.table && this.table.control !== key) this.table = null
    this.put(key, document.activeElement)
    const row = this.table?.rows[text]
    if (row) {
      this.table.places.forEach((places, j) => places.forEach((place) => this.place(place, row[j])))
      this.tell(200)
    } else this.tell(key === "review" ? 60 : 0)
  }

  // Keep the choices as they were, so that undo can bring them back: once for one movement of the hand.
  remember(key, whole) {
    const now = performance.now()
    const going = !whole && this.touched === key && (this.held || now - this.touchedAt < PAUSE)
    this.touched = key
    this.touchedAt = now
    if (going) return
    past.push(this.choices)
    if (past.length > 200) past.shift()
    future.length = 0
    this.entry = true
    this.enable()
  }

  go(from, to) {
    if (!from.length) return
    to.push(this.choices)
    this.restore(from.pop())
  }

  restore(choices) {
    this.choices = choices
    this.touched = null
    this.wish = null
    this.entry = true
    this.n += 1
    this.table = null
    this.putAll()
    this.enable()
    this.tell(0)
  }

  // Ask Python for choices that only it knows: an example, or what a link carries.
  ask(wish) {
    this.remember(null, true)
    this.n += 1
    this.table = null
    this.wish = wish
    this.tell(0)
  }

  reset() {
    this.remember(null, true)
    this.restore({ ...this.choices, ...this.first })
  }

  back(state) {
    if (state?.desk) {
      this.remember(null, true)
      this.restore(state.desk)
    } else this.ask({ open: location.search })
    this.entry = false
  }

  async share() {
    this.address()
    const link = location.href
    try {
      await navigator.clipboard.writeText(link)
      this.say("The link is copied: it carries the whole desk.")
    } catch {
      this.say("The link is in the address bar: it carries the whole desk.")
    }
  }

  key(event) {
    const typing = event.target.closest?.("textarea, select, input:not([type=range], [type=checkbox], [type=radio])")
    if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const redo = key === "y" || (key === "z" && event.shiftKey)
    if (!redo && key !== "z") return
    event.preventDefault()
    redo ? this.go(future, past) : this.go(past, future)
  }

  // ——— a control that is dragged ———

  grab(key) {
    if (this.table?.control === key && this.table.half === this.half) return
    this.grabs += 1
    this.wanted = { control: key, id: this.grabs }
    this.tell(0)
  }

  release() {
    if (!this.held) return
    this.held = false
    this.tell(0)
  }

  // ——— talking with Python: one message on its way, the newest last ———

  tell(pause) {
    this.due = true
    const wait = Math.max(pause === 200 ? this.sentAt + pause - performance.now() : pause, 0)
    if (pause === 200 && this.timer) return
    clearTimeout(this.timer)
    this.timer = wait ? setTimeout(() => this.send(), wait) : this.send()
  }

  send() {
    clearTimeout(this.timer)
    this.timer = null
    const now = performance.now()
    if (this.waiting && now - this.sentAt < LATE) return
    this.due = false
    this.sentAt = now
    this.waiting = true
    this.messages = (this.messages ?? 0) + 1
    const review = this.choices.review.slice(0, 2 * this.longest + 2) // enough for Python to see that it is too long
    const { n, half, held, wanted: grab, wish, messages } = this
    this.wanted = null
    this.component.setStateValue("message", { n, messages, choices: { ...this.choices, review }, half, held: Boolean(held), grab, ...wish })
    this.late = setTimeout(() => this.waiting && this.due && this.send(), LATE)
  }

  hear(answer) {
    if (!this.choices) this.open(answer)
    this.waiting = false
    clearTimeout(this.late)
    if (answer.table && answer.table.id === this.grabs && answer.n === this.n) this.table = answer.table
    if (answer.n === this.n) this.see(answer)
    else if (answer.table?.id === this.grabs && answer.table.control === this.touched) this.table = answer.table
    if (this.due) this.send()
  }

  // The first answer after the page was opened: it brings the choices of the link.
  open(answer) {
    this.n = answer.n
    const kept = history.state?.desk
    this.choices = answer.choices ?? kept
    this.putAll()
    this.enable()
    if (kept && kept.review !== this.choices.review) setTimeout(() => this.restore(kept))
  }

  see(answer) {
    if (answer.choices) {
      this.wish = null
      this.choices = answer.choices
      this.putAll()
    }
    if (this.half !== answer.half) this.table = null
    this.half = answer.half
    this.link = answer.link
    for (const [place, text] of Object.entries(answer.row)) this.place(place, text)
    this.editor.light(answer.spans)
    this.charts.describe(answer.describe)
    this.charts.spread(answer.half, getComputedStyle(this.root).colorScheme.includes("dark") ? "dark" : "light")
    this.note(answer)
    clearTimeout(this.addressing)
    this.addressing = setTimeout(() => {
      this.address()
      this.say(answer.status)
    }, 400)
    this.root.querySelector("[data-example]").value = answer.example
  }

  // ——— the page ———

  place(place, text) {
    if (this.shown.get(place) === text) return
    this.shown.set(place, text)
    if (!place.includes("/")) for (const node of this.slots.get(place) ?? []) node.textContent = text
    else this.charts.place(...place.split("/"), text)
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
      if (node === busy) continue
      if (node.type === "radio") node.checked = node.value === text
      else if (node.type === "checkbox") node.checked = text === "on" || text === "4"
      else node.value = text
    }
    if (/^x\d$/.test(key)) this.root.querySelector(`[data-feature="${key}"]`).classList.toggle("off", text === "off")
  }

  note({ notes, invalid, choices }) {
    const list = this.root.querySelector(".notes")
    const now = [...list.children].map((item) => item.textContent)
    if (notes.join("\n") !== now.join("\n"))
      list.replaceChildren(...notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })))
    for (const node of this.root.querySelectorAll("[data-key]")) node.ariaInvalid = String(!choices && invalid.includes(node.dataset.key))
  }

  address() {
    const url = location.pathname + (this.link ? `?${this.link}` : "")
    if (url === location.pathname + location.search) return
    history[this.entry ? "pushState" : "replaceState"]({ desk: this.choices }, "", url)
    this.entry = false
  }

  say(text) {
    this.root.querySelector("[role=status]").textContent = text
  }

  enable() {
    this.root.querySelector("[data-do=undo]").disabled = !past.length
    this.root.querySelector("[data-do=redo]").disabled = !future.length
  }
}
