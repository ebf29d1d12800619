// Number boxes: they take a number as people write it, and a wheel turns none of them.

/** @type {WeakMap<HTMLInputElement, string[]>} */
const entries = new WeakMap() // box → what was typed into it in one go, as it was typed, and the last of it alone
let inserting = false

/** @param {HTMLInputElement} box */
export function tame(box) {
  box.onbeforeinput = (event) => correct(box, event)
  box.addEventListener("wheel", () => pass(box), { passive: true })
}

/**
 * A box would drop a decimal comma and a typographic minus, and take 2,7 for 27.
 * @param {HTMLInputElement} box
 * @param {InputEvent} event
 */
function correct(box, event) {
  if (inserting) return
  const { data } = event
  if (/^[\s’']$/.test(data ?? "")) return void event.preventDefault() // it may stand between thousands
  const selection = getSelection()?.toString() // it is typed over
  const before = (!selection && entries.get(box)?.find((text) => stands(box, text))) || ""
  entries.delete(box)
  if (!data || !event.cancelable) return
  entries.set(box, [before + data, data])
  const [old, now] = [plain(before), plain(before + data)]
  const more = now.startsWith(old) ? now.slice(old.length) : null
  const broken = /[,\s]/.test(now) // of what is no number a box would keep the digits, as another one
  if (more === data && !broken) return
  event.preventDefault()
  if (more === "" || broken) return
  inserting = true
  if (more === null) box.select() // what seemed to be decimals were thousands
  document.execCommand("insertText", false, more ?? now)
  inserting = false
}

/**
 * Whether the box shows what was typed: a number that is half typed it does not tell.
 * @param {HTMLInputElement} box
 * @param {string} text
 */
function stands(box, text) {
  return box.validity.badInput || (box.value !== "" && Number(box.value) === Number(plain(text)))
}

/**
 * The number as a box takes it, as `plain_number` in logreg/reader/values.py reads it, whole or half typed. A mark that stands
 * alone is decimal, also that of 1,000, which is 1; of two kinds the last is; one that comes again divides thousands.
 * @param {string} text
 */
export function plain(text) {
  const even = text.trim().replace(/[−–]/g, "-").replace(/(?<=\d)[\s’'](?=\d{3})/g, "")
  const [, sign, number, power = ""] = /^([-+]?)([\d.,]*)(e[-+]?\d*)?$/i.exec(even) ?? []
  if (number === undefined) return even
  const marks = number.match(/[.,]/g) ?? []
  const [first, last] = [marks[0], marks.at(-1)]
  const [whole, ...decimals] = !last || (first === last && marks.length > 1) ? [number] : number.split(last)
  const grouped = first === last ? /^\d{1,3}([.,]\d{3})+([.,]\d{0,2})?$/ : /^\d{1,3}([.,]\d{3})+$/
  const right = decimals.length < 2 && (!/[.,]/.test(whole) || (grouped.test(whole) && marks.slice(0, -1).every((mark) => mark === first)))
  return right ? sign + [whole.replace(/[.,]/g, ""), ...decimals].join(".") + power : even
}

/**
 * A wheel over the box that has the focus scrolls the page: a browser turns no number in a box that is only read.
 * @param {HTMLInputElement} box
 */
function pass(box) {
  if (box.readOnly) return
  box.readOnly = true
  setTimeout(() => (box.readOnly = false))
}
