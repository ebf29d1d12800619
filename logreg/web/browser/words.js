// The reader's own word list: brought as files or pasted, in place of our words or added to them.

import { Upload } from "./upload.js"
import { write } from "./write.js"

const NAME = /^[^\s/\\:][^/\\:]*\.[A-Za-z]\w{0,7}$/ // of a file, as it stands in the line above what the file holds

export class Words {
  constructor(desk) {
    this.desk = desk
    this.dialog = desk.dialogs.open.words
    const part = (selector) => this.dialog.querySelector(selector)
    const refused = (one, { notes, invalid }) => this.say(notes[invalid.indexOf("wordlist")])
    this.upload = new Upload(desk, { kind: "wordlist", place: "words", line: part(".way"), fresh: { words: "yours" }, refused })
    part("input[type=file]").onchange = ({ target }) => {
      this.readFiles([...target.files])
      target.value = ""
    }
    part("[data-words=read]").onclick = () => this.bring(new Blob([part("textarea").value]), "")
    desk.ourWords = () => desk.set({ words: "ours" })
  }

  // Several files are one list: above each stands what it is called, for that may say on which side its words are.
  readFiles(files) {
    const parts = files.flatMap((file) => [`; ${heading(file.name)}\n`, file, "\n"])
    if (files.length) this.bring(new Blob(parts), files.map(({ name }) => name).join(", "))
  }

  bring(file, name) {
    const largest = Number(this.desk.root.dataset.words) // bytes
    this.say("")
    if (file.size > largest) this.say(`The word list has ${(file.size / 1e6).toFixed(1)} MB, and up to ${largest / 1e6} MB are read.`)
    else this.upload.bring({ file, name })
  }

  say(text) {
    write(this.dialog.querySelector(".sentence"), text ?? "")
  }

  asks() {
    return this.dialog.open || this.upload.bringing?.waits ? { token: true } : {}
  }

  hear(answer, granted) {
    const { row } = answer
    this.upload.hear(answer, granted)
    if (granted?.wordlist && !answer.invalid.includes("wordlist")) this.say("")
    write(this.dialog.querySelector(".named"), this.upload.here?.name ? `${this.upload.here.name}: ` : "")
    this.dialog.querySelector(".brought").hidden = !row.wordlist_said
    this.desk.root.querySelector(".used").hidden = !row.words_used
  }
}

// What a file is called, as it can stand in a line above what it holds.
function heading(name) {
  const plain = name.trim().replace(/[/\\:\0\r\n]/g, "_")
  return NAME.test(plain) ? plain : `${plain || "list"}.txt`
}
