// The first script of ours that a browser gets: it brings all others, the styles and the HTML, so that they come at once
// and none is of another version. What draws the charts comes later, by files.js from the host, or by fallback.js.

/** @typedef {import("./mount.js").Component} Component */

const PARTS = {} // name → text: Python puts them here
/** @type {Map<string, string>} */
const addresses = new Map() // name of a script → the address at which it can be imported
const served = !import.meta.url.startsWith("blob:") // else the host does not serve our files

/**
 * What a script imports is named by where it lies; here that is another address.
 * @param {string} name
 * @returns {string}
 */
function address(name) {
  /** @type {Record<string, string>} */
  const parts = PARTS
  /** @param {string} _ @param {string} before @param {string} path */
  const imported = (_, before, path) => `${before}"${address(new URL(path, `file:///${name}`).pathname.slice(1))}"`
  if (!addresses.has(name)) {
    const code = parts[name].replace(/^(import .*from )"(\..+)"$/gm, imported) + `\n//# sourceURL=${name}\n`
    addresses.set(name, URL.createObjectURL(new Blob([code], { type: "text/javascript" })))
  }
  return addresses.get(name) ?? ""
}

/** @type {import("./files.js").Files | undefined} */
let files // where the rest comes from
const source = import(address(served ? "browser/files.js" : "browser/fallback.js"))
const mount = import(address("browser/mount.js"))

/**
 * The answer that brings this script in place of the host has nothing else in it: Python is asked for the first.
 * @param {Component} component
 * @param {URL} folder of the page's files, where the host serves them
 */
export async function show(component, folder) {
  if (component.data[0] !== 120) return component.setStateValue("message", {})
  const { Files } = await source
  files ??= new Files(PARTS, folder)
  return (await mount).show(component, files)
}

/** @param {Component} component */
export async function leave(component) {
  return (await mount).leave(component)
}
