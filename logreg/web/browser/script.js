// A script that is no module: it is loaded once, and once more where that failed.

/** @type {Map<string, Promise<unknown>>} */
const scripts = new Map() // by their addresses

/**
 * The script at that address, once it has run.
 * @param {string} url
 */
export function script(url) {
  if (!scripts.has(url))
    scripts.set(
      url,
      new Promise((resolve, reject) => {
        const node = document.createElement("script")
        node.src = url
        node.onload = resolve
        node.onerror = () => {
          scripts.delete(url)
          reject(new Error(`${url} did not load`))
        }
        document.head.append(node)
      }),
    )
  return scripts.get(url)
}
