// The first script of ours that a browser gets: it brings all others, the styles and the HTML, so that they come at once
// and none is of another version. What draws the charts comes later, by files.js from the host, or by fallback.js.

const PARTS = {} // name → text: Python puts them here
const addresses = new Map() // name of a script → the address at which it can be imported
const served = !import.meta.url.startsWith("blob:") // else the host does not serve our files

// What a script imports is named by where it lies; here that is another address.
function address(name) {
  const imported = (_, before, path) => `${before}"${address(new URL(path, `file:///${name}`).pathname.slice(1))}"`
  if (!addresses.has(name)) {
    const code = PARTS[name].replace(/^(import .*from )"(\..+)"$/gm, imported) + `\n//# sourceURL=${name}\n`
    addresses.set(name, URL.createObjectURL(new Blob([code], { type: "text/javascript" })))
  }
  return addresses.get(name)
}

let files // where the rest comes from
const source = import(address(served ? "browser/files.js" : "browser/fallback.js"))
const desk = import(address("browser/desk.js"))

// The answer that brings this script in place of the host has nothing else in it: Python is asked for the first.
export async function show(component, folder) {
  if (component.data[0] !== 120) return component.setStateValue("message", {})
  const { Files } = await source
  files ??= new Files(PARTS, folder)
  return (await desk).show(component, files)
}

export async function leave(component) {
  return (await desk).leave(component)
}
