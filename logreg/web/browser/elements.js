// Elements of the page by their selectors: what is looked for is there, and is of the kind that is named.

/**
 * The first element with that selector; an Error where there is none, or one of another kind.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function one(root, selector, kind) {
  const node = root.querySelector(selector)
  if (node instanceof kind) return node
  throw new Error(`no ${kind.name} at ${selector}`)
}

/**
 * All elements with that selector, those of the kind.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T[]}
 */
export function all(root, selector, kind) {
  return [...root.querySelectorAll(selector)].flatMap((node) => (node instanceof kind ? [node] : []))
}
