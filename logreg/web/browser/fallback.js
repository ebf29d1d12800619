// The page's files where the host serves none: they come over Streamlit's own connection, and a reader's own go over it.

const PART = 90_000 // bytes of a reader's file that go in one message: on a slow line too a piece goes in a few seconds
const AGAIN = 10_000 // ms after which a piece is asked for again

// What is to come or to go over the connection: one piece after the other, each in a message of the desk and its answer.
export class Files {
  errands = []
  next = 0 // when the next piece may be asked for

  constructor(parts) {
    this.parts = parts
  }

  // The text of a file.
  async text(name) {
    return this.parts[name] ?? this.run(new Fetching(name))
  }

  // The address of a script.
  async address(name) {
    return URL.createObjectURL(new Blob([await this.text(name)], { type: "text/javascript" }))
  }

  // Bring a reader's file to Python: the name under which it lies there, once it is read.
  bring(kind, { file, choice, stop }, way) {
    const bringing = new Bringing(kind, file, choice ?? "", way)
    stop.signal.onabort = () => this.end(bringing, bringing.reject, 0)
    return this.run(bringing)
  }

  async run(errand) {
    await errand.prepare?.()
    return new Promise((resolve, reject) => {
      if (errand.ended) return reject(0)
      Object.assign(errand, { resolve, reject })
      this.errands.push(errand)
      if (this.errands[0] === errand) this.wait(0)
    })
  }

  end(errand, settle, result) {
    errand.ended = true
    this.errands = this.errands.filter((one) => one !== errand)
    this.wait(0)
    settle?.(result)
  }

  get busy() {
    return this.errands.length > 0
  }

  // What the next message asks for on our behalf. A piece that is on its way is not asked for once more, unless it is lost.
  asks() {
    const [errand] = this.errands
    if (!errand || performance.now() < this.next) return {}
    this.wait(AGAIN)
    return errand.asks()
  }

  // Another desk goes on.
  leave() {
    clearTimeout(this.timer)
    this.errands = []
  }

  wait(pause) {
    this.next = performance.now() + pause
    clearTimeout(this.timer)
    if (this.busy) this.timer = setTimeout(() => this.desk.tell(0), pause)
  }

  // An answer may be heard twice, and one that was on its way before knows nothing of it.
  async hear(answer) {
    const [errand] = this.errands
    const heard = await errand?.hear(answer, (settle, result) => this.end(errand, settle, result))
    if (heard) this.wait(0)
  }
}

class Fetching {
  pieces = []

  constructor(name) {
    this.name = name
  }

  asks() {
    return { file: [this.name, this.pieces.length] }
  }

  hear({ file }, end) {
    if (file?.name !== this.name || file.number !== this.pieces.length) return false
    this.pieces.push(file.text)
    if (this.pieces.length === file.of) end(this.resolve, this.pieces.join(""))
    return true
  }
}

class Bringing {
  id = crypto.getRandomValues(new Uint32Array(4)).join("-")

  constructor(kind, file, choice, way) {
    Object.assign(this, { kind, file, choice, way })
  }

  // The piece that goes next, as a text; `at`: how many bytes Python has.
  async prepare(at = 0) {
    const reader = new FileReader()
    const read = new Promise((done) => (reader.onloadend = done))
    reader.readAsDataURL(this.file.slice(at, at + PART))
    await read
    Object.assign(this, { at, piece: reader.result?.split(",")[1] ?? "" })
  }

  asks() {
    const { kind, id, choice, at, piece, file: { size } } = this
    return { bring: { kind, id, choice, at, piece, size } }
  }

  async hear({ bring }, end) {
    if (bring?.id !== this.id) return false
    if (bring.status) end(this.reject, bring.status)
    else if (bring.done) end(this.resolve, this.id)
    else if (bring.at > this.at) {
      this.way(bring.at)
      await this.prepare(bring.at)
    } else return bring.at === this.file.size // it is still read
    return true
  }
}
