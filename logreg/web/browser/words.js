// The reader's own word list: brought as files or pasted, in place of our words or added to them.

import { one } from "./elements.js"
import { Upload } from "./upload.js"
import { write } from "./write.js"

/** @import { Desk } from "./desk.js" */
/** @import { Refusal } from "./upload.js" */
/** @import { Answer, Message } from "./wire.js" */

const NAME = /^[^\s/\\:][^/\\:]*\.[A-Za-z]\w{0,7}$/ // of a file, as it stands in the line above what the file holds

export class Words {
  /** @param {Desk} desk */
  constructor(desk) {
    this.root = desk.root
    this.dialog = desk.dialogs.open.words
    /** @type {Refusal} */
    const refuse = (_, { notes, invalid }) => this.say(notes[invalid.indexOf("wordlist")])
    const line = one(this.dialog, ".way", HTMLElement)
    this.upload = new Upload(desk, { kind: "wordlist", place: "words", line, fresh: { words: "yours" }, refuse })
    const files = one(this.dialog, "input[type=file]", HTMLInputElement)
    files.onchange = () => {
      this.readFiles([...(files.files ?? [])])
      files.value = ""
    }
    const text = one(this.dialog, "textarea", HTMLTextAreaElement)
    one(this.dialog, "[data-words=read]", HTMLButtonElement).onclick = () => this.bring(new Blob([text.value]), "")
  }

  /**
   * Several files are one list: above each stands what it is called, for that may say on which side its words are.
   * @param {File[]} files
   */
  readFiles(files) {
    const parts = files.flatMap((file) => [`; ${heading(file.name)}\n`, file, "\n"])
    if (files.length) this.bring(new Blob(parts), files.map(({ name }) => name).join(", "))
  }

  /**
   * @param {Blob} file
   * @param {string} name
   */
  bring(file, name) {
    const largest = Number(this.root.dataset.words) // bytes
    this.say("")
    if (file.size > largest) this.say(`The word list has ${(file.size / 1e6).toFixed(1)} MB, and up to ${largest / 1e6} MB are read.`)
    else this.upload.bring({ file, name })
  }

  /** @param {string} [text] */
  say(text) {
    write(one(this.dialog, ".sentence", HTMLElement), text ?? "")
  }

  /** @returns {Message} */
  asks() {
    return this.dialog.open || this.upload.bringing?.waits ? { token: true } : {}
  }

  /**
   * @param {Answer} answer
   * @param {Message | null} granted
   */
  hear(answer, granted) {
    const { row } = answer
    this.upload.hear(answer, granted)
    if (granted?.wordlist && !answer.invalid.includes("wordlist")) this.say("")
    write(one(this.dialog, ".named", HTMLElement), this.upload.here?.name ? `${this.upload.here.name}: ` : "")
    one(this.dialog, ".brought", HTMLElement).hidden = !row.wordlist_said
    one(this.root, ".used", HTMLElement).hidden = !row.words_used
  }
}

/**
 * What a file is called, as it can stand in a line above what it holds.
 * @param {string} name
 */
function heading(name) {
  const plain = name.trim().replace(/[/\\:\0\r\n]/g, "_")
  return NAME.test(plain) ? plain : `${plain || "list"}.txt`
}
