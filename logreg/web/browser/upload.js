// A file on its way: sent over HTTP, read by the server, kept by the tab.

import { keepFile, keptFile } from "./memory.js"
import { size } from "./rows.js"
import { write } from "./write.js"

const TRIES = 4 // how often a file is sent before the page gives up
const REFUSED = {
  403: "The server does not take files from this page.",
  409: "Another file was chosen meanwhile.",
  413: "The server takes no file of this size.",
  503: "The server is busy with other files: please try again in a minute.",
}

// A file is { file, name, choice, lies }: its bytes, what the reader calls it, in the query of an address how it is to be
// read, and under which name it lies with the server, if it does.
export class Upload {
  // `kind`: what the message calls it; `place`: its part of the address; `line`: the line that says how far it is;
  // `fresh`: the choices that come with a new one; `refused`: what to do with a file of which nothing was made, and with
  // the answer that says so.
  constructor(desk, { kind, place, line, fresh, refused }) {
    Object.assign(this, { desk, kind, place, line, fresh, refused })
    line.querySelector("button").onclick = () => this.giveUp()
  }

  // Send a file; once the server has read it, Python is told so. `again`: one that it had and has no more.
  bring(one, again = false) {
    this.giveUp()
    this.bringing = { ...one, again, tries: 0, stop: new AbortController() }
    delete this.desk.root.dataset.rest
    if (this.token) return void this.carry(this.bringing)
    this.bringing.waits = true // for the token, which an answer brings
    this.desk.tell(0)
  }

  giveUp() {
    const { bringing } = this
    if (!bringing) return
    this.bringing = null
    bringing.stop.abort()
    this.forget()
    this.way()
    if (bringing.read) this.desk.again() // Python was told of it: that answer holds no longer
    this.desk.rest()
  }

  // Python is not told of it.
  forget() {
    const again = this.desk.wish?.again?.filter((kind) => kind !== this.kind) ?? []
    this.desk.drop(this.kind, "again")
    if (again.length) this.desk.wish = { ...this.desk.wish, again }
  }

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
      const again = [...(this.desk.wish?.again ?? []), ...(one.again ? [this.kind] : [])]
      this.desk[one.again || one.asked ? "want" : "ask"]({ [this.kind]: name, ...(again.length && { again }) })
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

  address(choice, ...names) {
    const url = new URL([this.place, ...names].join("/"), document.baseURI)
    url.search = choice ?? ""
    return url
  }

  // The new name of a file that lies there and is to be read otherwise; null if it has to be sent.
  async reread({ lies, choice, token, stop }) {
    if (!lies || this.desk.files.bring) return null
    const reply = await fetch(this.address(choice, token, lies), { method: "POST", signal: stop.signal }).catch(() => ({ status: 0 }))
    return reply.status === 200 ? (await reply.json()).name : null
  }

  // The name that the server gives the file.
  send(one) {
    const { file, choice, token, stop } = one
    const { files } = this.desk
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

  sent(file, bytes) {
    this.way(`sent ${size(file, bytes)} of ${size(file)}`, bytes / file.size)
  }

  async isRead({ token, stop }, name) {
    if (this.desk.files.bring) return true // else it has no name
    const reply = await fetch(this.address("", token, name), { cache: "no-store", signal: stop.signal }).catch(() => ({ status: 0 }))
    if (reply.status !== 200) throw reply.status
    return (await reply.json()).done
  }

  // How far a file has come; nothing while there is none.
  way(text, part) {
    const bar = this.line.querySelector("progress")
    this.line.hidden = !text
    write(this.line.querySelector(".sent"), text ?? "")
    if (part < 1) bar.value = part
    else bar.removeAttribute("value")
  }

  // ——— what Python says ———

  hear(answer, granted) {
    const { invalid, token, missing } = answer
    this.token = token ?? this.token
    const isAnswer = granted?.[this.kind]
    const gone = invalid.includes(`${this.kind} upload`)
    if (isAnswer && gone && this.bringing?.tries < TRIES) this.bringing.waits = true
    else if (isAnswer && !gone && !invalid.includes(this.kind)) this.arrived()
    else if (isAnswer) {
      const one = this.bringing
      this.lacking = one?.again // which is not sent again and again
      this.bringing = null
      if (one && !one.again) this.refused((this.latest = { ...one, lies: one.read }), answer)
    } else if (this.bringing?.read && !this.desk.wish?.[this.kind]) this.bringing = null // it was undone
    if (!this.bringing) this.way()
    if (this.bringing?.waits && token) this.carry(this.bringing)
    if (missing?.includes(this.kind) && !this.bringing && !this.lacking) this.recover()
  }

  // Python has what was made of it: the tab keeps the file.
  async arrived() {
    const one = this.bringing
    this.bringing = this.lacking = null
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
    const one = (this.bringing = { again: true, tries: 0, stop: new AbortController() })
    Object.assign(one, this.here ?? (await keptFile(this.kind)))
    one.lies = null
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
    if (!bringing?.file) return null
    const { file, name, choice, again, asked } = bringing
    return { file, name, choice, again, asked }
  }

  resume(one) {
    this.forget()
    this.bringing = { ...one, tries: 0, waits: true, stop: new AbortController() }
  }

  // The reader has gone on while the message was answered: whether Python has the file, and is not told of it again.
  overtaken({ n, choices, invalid }, told) {
    const name = this.desk.wish?.[this.kind]
    if (!choices || told?.n !== n || !name || name !== told.wish?.[this.kind]) return false
    if (invalid.includes(this.kind) || invalid.includes(`${this.kind} upload`)) return false
    const again = this.desk.wish.again?.includes(this.kind)
    this.arrived()
    this.forget()
    return !again
  }
}
