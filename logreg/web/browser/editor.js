// The review: a plain text area, and behind it a layer of the same text in which words light up.

import { all, one } from "./elements.js"
import { write } from "./write.js"

/** @import { Answer } from "./wire.js" */

export class Editor {
  /**
   * @param {HTMLElement} root
   * @param {(text: string) => void} change what to do with a text that is typed
   */
  constructor(root, change) {
    this.area = one(root, "textarea", HTMLTextAreaElement)
    this.layer = one(root, ".shine", HTMLElement)
    /** @type {Answer["spans"]} */
    this.spans = []
    /** @type {Record<string, string>} */
    this.hues = {} // of what each feature adds to z, by its name
    this.text = ""
    this.area.oninput = () => {
      this.shift()
      change(this.area.value)
    }
    this.area.onscroll = () => this.follow()
    this.following = 0 // the frame in which the layer scrolls, if one is to come
  }

  /** @param {string} text */
  put(text) {
    if (this.area.value !== text) this.area.value = text
    this.shift()
  }

  // Until the core has read the new text, its spans move along with the letters around them.
  shift() {
    const [old, now] = [this.text, this.area.value]
    if (old === now) return
    const shorter = Math.min(old.length, now.length)
    let head = 0
    while (head < shorter && old[head] === now[head]) head++
    let tail = 0
    while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
    const by = now.length - old.length
    this.spans = this.spans.flatMap(([start, end, name]) =>
      end <= head ? [[start, end, name]] : start >= old.length - tail ? [[start + by, end + by, name]] : [],
    )
    this.text = now
    this.draw()
  }

  /**
   * @param {string} name
   * @param {string} hue
   */
  tint(name, hue) {
    this.hues[name] = hue
    for (const mark of all(this.layer, `mark.${name}`, HTMLElement)) mark.dataset.hue = hue
  }

  /** @param {Answer["spans"]} spans */
  light(spans) {
    this.spans = spans
    this.draw()
  }

  draw() {
    const nodes = this.layer.childNodes // by turns text and a mark, text at both ends
    if (![...nodes].every((node, i) => node.nodeName === (i % 2 ? "MARK" : "#text"))) this.layer.replaceChildren() // a translation of the page puts its own around them
    while (nodes.length > 2 * this.spans.length + 1) this.layer.lastChild?.remove()
    while (nodes.length < 2 * this.spans.length + 1) this.layer.append(nodes.length % 2 ? document.createElement("mark") : "")
    const marks = all(this.layer, "mark", HTMLElement)
    let at = 0
    for (const [i, [start, end, name]] of this.spans.entries()) {
      nodes[2 * i].nodeValue = this.text.slice(at, start)
      const mark = marks[i]
      mark.className = mark.dataset.name = name
      mark.dataset.hue = this.hues[name] ?? ""
      write(mark, this.text.slice(start, end))
      at = end
    }
    nodes[2 * this.spans.length].nodeValue = this.text.slice(at) + "\n"
    this.follow()
  }

  // The layer scrolls with the text, just before both are painted: to ask earlier would lay out the page once more.
  follow() {
    this.following ||= requestAnimationFrame(() => {
      this.following = 0
      this.layer.scrollTop = this.area.scrollTop
    })
  }
}
