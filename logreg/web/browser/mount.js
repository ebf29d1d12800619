// How the desk comes to stand where Streamlit gives it a place, and hears its answers.

import { Desk } from "./desk.js"

/** @import { Files } from "./files.js" */
/** @typedef {{ parentElement: HTMLElement, data: Uint8Array<ArrayBuffer>, setStateValue: (name: string, value: unknown) => void }} Component */

/** @type {WeakMap<HTMLElement, Promise<Desk>>} */
const desks = new WeakMap() // the parent element of a mounted component → its desk
const STYLES = ["theme.css", "browser/formula.css", "browser/desk.css", "views.css", "browser/print.css"]
/** @type {Promise<string> | undefined} */
let html // the page's HTML, once its styles are there

/**
 * @param {Component} component
 * @param {Files} files
 */
export async function show(component, files) {
  const place = component.parentElement
  try {
    html ??= dress(files)
    const text = unpack(component.data)
    const coming = desks.get(place) ?? html.then((content) => new Desk(place, content, files))
    desks.set(place, coming)
    const desk = await coming
    desk.component = component
    const { answers } = desk
    const hear = async () => answers.hear(JSON.parse(await text))
    answers.hearing = answers.hearing.then(hear, hear) // a short answer is not heard before a long one that came earlier
    await answers.hearing
  } catch (error) {
    console.error(error)
    if (!place.querySelector(".desk")) place.textContent = "A part of the page did not arrive. Please reload it."
  }
}

/** @param {Component} component */
export async function leave(component) {
  const desk = await desks.get(component.parentElement)
  desk?.leave()
  desks.delete(component.parentElement)
}

/**
 * The text that Python packed.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function unpack(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text()
}

/**
 * The page's HTML; its styles are put into the document.
 * @param {Files} files
 */
async function dress(files) {
  const [content, ...styles] = await Promise.all(["page.html", ...STYLES].map((name) => files.text(name)))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles.join(""))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return content
}
