// The page as it is printed: its charts as large as the paper gives them room (print.css), and in the colours of paper.

import { copy } from "./charts.js"

/** @import { Desk } from "./desk.js" */
/** @import { Plot } from "./wire.js" */

export class Print {
  /** @param {Pick<Desk, "root" | "charts">} desk */
  constructor({ root, charts }) {
    this.root = root
    this.charts = charts
    this.lay = () => this.put(true)
    this.back = () => this.put(false)
    addEventListener("beforeprint", this.lay)
    addEventListener("afterprint", this.back)
  }

  /** @param {boolean} on */
  put(on) {
    this.root.classList.toggle("printed", on)
    this.charts.look = on ? inLight : copy
    this.charts.draw()
  }

  leave() {
    removeEventListener("beforeprint", this.lay)
    removeEventListener("afterprint", this.back)
  }
}

/**
 * A paper with each colour of the dark in that of the light: the page's own colours stand in pairs.
 * @param {Plot} paper
 * @returns {Plot}
 */
function inLight(paper) {
  const rules = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])
  const pairs = rules.flatMap(({ cssText }) => [...cssText.matchAll(/light-dark\((\S+), (\S+)\)/g)])
  return JSON.parse(pairs.reduce((text, [, light, dark]) => text.replaceAll(dark, light), JSON.stringify(paper)))
}
