// What opens over the desk: the link and its QR code, what can be taken away, and the code.

const TYPES = { sheet: "text/html", numbers: "text/csv", snippet: "text/x-python" }

export class Dialogs {
  constructor(desk) {
    this.desk = desk
    this.open = {}
    for (const dialog of desk.root.querySelectorAll("[data-dialog]")) this.open[dialog.dataset.dialog] = dialog
    for (const button of desk.root.querySelectorAll("[data-open]")) button.onclick = () => this.show(button.dataset.open)
    for (const button of desk.root.querySelectorAll("[data-take]")) button.onclick = () => this.take(button.dataset.take)
    for (const box of this.open.prepare.querySelectorAll("[data-prepare], [data-hide]")) box.onchange = () => desk.tell(0)
    desk.copyPrepared = () => this.copy(this.open.prepare, this.open.prepare.querySelector("input[type=text]").value)
    desk.copyCode = () => this.copy(this.open.code, this.open.code.querySelector("pre").textContent)
  }

  show(name) {
    const { choices } = this.desk
    this.close()
    if (name === "prepare") {
      this.link("", "") // the code of an earlier screen does not stand there until the new one comes
      this.box("[data-prepare=stage]").checked = false
      this.box("[data-prepare=predict]").checked = choices.predict === "on"
      for (const box of this.open.prepare.querySelectorAll("[data-hide]")) box.checked = choices.hide.split(",").includes(box.dataset.hide)
    } else if (name === "code") this.errand = "code"
    else if (name === "take") {
      const inView = [...this.desk.root.querySelectorAll("[data-chart]")].find((chart) => chart.offsetParent)
      if (inView) this.open.take.querySelector("[data-figure]").value = inView.dataset.chart
      this.sentence("")
    }
    this.open[name].showModal()
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

  link(address, code) {
    this.box("input[type=text]").value = address
    this.box(".qr").src = code
    this.box(".qr").hidden = !code
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
    const page = location.origin + location.pathname
    if (this.open.prepare.open) {
      const hide = [...this.open.prepare.querySelectorAll("[data-hide]:checked")].map((box) => box.dataset.hide).join(",")
      const share = { page, hide }
      for (const box of this.open.prepare.querySelectorAll("[data-prepare]")) share[box.dataset.prepare] = box.checked ? "on" : "off"
      wish.share = share
    }
    if (this.errand) Object.assign(wish, { take: this.errand, page })
    this.awaited = this.errand ?? this.awaited
    this.errand = null
    return wish
  }

  async hear({ share, take }) {
    if (share) {
      this.link(share.link, share.code)
      this.box(".sentence").textContent = share.sentence
    }
    if (take?.what !== this.awaited) return // asked for by no one, or answered again
    this.awaited = null
    if (take?.what === "code") this.open.code.querySelector("pre").textContent = take.text
    else if (take?.figure) await this.draw(take).catch(() => this.sentence("The picture could not be drawn: please try again."))
    else if (take) {
      const url = URL.createObjectURL(new Blob([take.text], { type: `${TYPES[take.what]};charset=utf-8` }))
      this.save(take.name, url)
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    }
  }

  async draw({ name, figure: { data, layout, width, height } }) {
    const plotly = await this.desk.charts.plotly()
    const format = name.split(".")[1]
    this.save(name, await plotly.toImage({ data, layout }, { format, width, height, scale: format === "png" ? 2 : 1 }))
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
