// What the reader can do by a button or a key, one table: buttons carry an action's name, keys and clickers lead to one.

import { all } from "./elements.js"

/** @import { Desk } from "./desk.js" */
/** @import { History } from "./history.js" */
/** @import { Action } from "./part.js" */
/** @import { Choices, Store } from "./store.js" */

export const TYPED = "textarea, select, input:not([type=checkbox], [type=radio], [type=range])" // what has uses of its own for keys

/**
 * Whether what was pressed is in such a field.
 * @param {EventTarget | null} target
 * @param {string} field
 */
export const within = (target, field) => target instanceof Element && Boolean(target.closest(field))

export class Actions {
  /**
   * The keys of an action lead to it, with the control key before them, wherever nothing is typed.
   * @param {HTMLElement} root
   * @param {Action[]} actions
   */
  constructor(root, actions) {
    this.table = new Map(actions.map((action) => [action.name, action]))
    for (const button of all(root, "[data-do]", HTMLElement)) button.onclick = () => this.run(button.dataset.do ?? "")
  }

  /** @param {string} name */
  run(name) {
    const action = this.table.get(name)
    if (!action) throw new Error(`no action is called ${name}`)
    action.does()
  }

  /**
   * A key was pressed: whether it led to an action.
   * @param {KeyboardEvent} event
   */
  press({ target, key, ctrlKey, metaKey, altKey, shiftKey }) {
    if (within(target, TYPED) || !(ctrlKey || metaKey) || altKey) return false
    const chord = (shiftKey ? "Shift+" : "") + key.toLowerCase()
    const action = [...this.table.values()].find(({ keys }) => keys?.includes(chord))
    action?.does()
    return Boolean(action)
  }
}

/**
 * What can be done at the desk, and everywhere.
 * @param {Pick<Desk, "store" | "page" | "controls" | "history" | "links">} desk
 * @returns {Action[]}
 */
export function actionsOf({ store, page, controls, history, links }) {
  return [
    { name: "undo", keys: ["z"], does: () => history.undo() },
    { name: "redo", keys: ["y", "Shift+y", "Shift+z"], does: () => history.redo() },
    { name: "reset", does: () => reset(store, history, JSON.parse(page.root.dataset.first ?? "{}")) },
    { name: "flip", does: () => flip(store, controls) },
    { name: "share", does: () => links.share() },
    { name: "dismiss", does: () => page.dismiss() },
    { name: "ourWords", does: () => store.set({ words: "ours" }) },
  ]
}

/**
 * @param {Store} store
 * @param {Desk["controls"]} controls
 */
function flip(store, controls) {
  store.change("y", store.choices.y === "1" ? "0" : "1", true)
  controls.put("y")
}

/**
 * The model as it is first; what a prepared link took away stays as it was prepared.
 * @param {Store} store
 * @param {History} history
 * @param {Choices} first
 */
function reset(store, history, first) {
  const { choices, requests } = store
  const hidden = choices.hide.split(",")
  /** @param {[string, string]} choice */
  const free = ([key]) => !hidden.includes(store.within([key], "Weights") ? "weights" : "switches")
  const model = Object.entries(first).filter(free)
  if (!requests?.adopt && model.every(([key, text]) => choices[key] === text)) return
  history.remember(store.readable)
  store.withdraw("adopt")
  history.restore({ ...choices, ...Object.fromEntries(model) }, store.requests)
}
