// Text goes into the node that is there: where nodes are taken away, Chrome's undo takes back one letter at a time.

// Streamlit sets the page's title anew with every answer: it is left alone where it says the same.
const title = Object.getOwnPropertyDescriptor(Document.prototype, "title")
Object.defineProperty(document, "title", {
  configurable: true,
  get: () => title?.get?.call(document),
  set(text) {
    if (text !== document.title) title?.set?.call(document, text)
  },
})

/**
 * @param {Node} node
 * @param {string} text
 */
export function write(node, text) {
  const [only, ...more] = node.childNodes
  if (only?.nodeType === Node.TEXT_NODE && !more.length) only.nodeValue = text
  else node.textContent = text
}
