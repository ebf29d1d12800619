// How a paper is fitted to its frame: as large as the frame, in letters as large as those around it.

/** @import { Plot } from "./wire.js" */
/** @typedef {Record<string, any>} Layout */
/** @typedef {{ width: number, height: number, letter: number, spacing: number }} Size a frame, its letters, and what is between them, in px */

const NARROW = 20 // em: a chart that is not wider, or not wider than it says itself, has its unit below the axis, fewer numbers on it, and one name per line
const LETTER = 0.42 // em: how wide a letter is, on the whole

/**
 * How large a frame is, and the letters in it.
 * @param {HTMLElement} frame
 * @returns {Size}
 */
export function sizeOf(frame) {
  const { width, height } = frame.getBoundingClientRect()
  const { fontSize, letterSpacing } = getComputedStyle(frame)
  return { width, height, letter: parseFloat(fontSize), spacing: parseFloat(letterSpacing) || 0 }
}

/**
 * The paper for a frame of that size, and whether it is a narrow one. What is drawn is changed as it is: it is a copy.
 * @param {Plot} paper
 * @param {Size} size
 */
export function fit({ data, layout }, { width, height, letter, spacing }) {
  const wide = 1 + spacing / (LETTER * letter) // more than once where readers set letters apart
  const factor = letter / layout.font.size
  const whole = widen(enlarge(layout, factor), wide)
  for (const { contours, line } of data) {
    if (contours) contours.labelfont.size *= factor
    if (line?.width) line.width *= factor
  }
  const narrow = width <= (layout.meta.narrow ?? NARROW) * letter * wide * wide
  /** @type {Layout} */
  const result = { ...(narrow ? condense(whole, letter) : whole), width, height }
  return { data, layout: result, narrow }
}

/**
 * The paper without its content: the empty axes.
 * @param {Plot} paper
 * @returns {Plot}
 */
export function empty({ data, layout }) {
  const annotations = layout.annotations.filter((/** @type {Layout} */ { name }) => name !== "content")
  return { data: data.filter(({ meta }) => meta !== "content"), layout: { ...layout, annotations } }
}

/**
 * The layout with everything that it gives in pixels made larger or smaller.
 * @param {any} layout or a part of it
 * @param {number} factor
 * @returns {any}
 */
function enlarge(layout, factor, inPixels = /^(size|xshift|yshift|standoff|[lrtb])$/) {
  if (typeof layout !== "object" || layout === null) return layout
  if (Array.isArray(layout)) return layout.map((part) => enlarge(part, factor))
  const parts = Object.entries(layout)
  return Object.fromEntries(parts.map(([key, part]) => [key, inPixels.test(key) && typeof part === "number" ? part * factor : enlarge(part, factor)]))
}

/**
 * The layout with that many times the room for what is written at the sides.
 * @param {Layout} layout
 * @param {number} wide
 * @returns {Layout}
 */
function widen({ margin, annotations: [unit, ...names], ...layout }, wide) {
  const { l, r } = margin
  const sides = { ...margin, l: l * wide, r: r * wide }
  return { ...layout, margin: sides, annotations: [{ ...unit, xshift: unit.xshift * wide }, ...names] }
}

/**
 * The layout for a chart without room to the side; the first annotation is the unit of the x axis.
 * @param {Layout} layout
 * @param {number} letter
 * @returns {Layout}
 */
function condense({ margin, xaxis, annotations: [unit, ...names], ...layout }, letter) {
  const { roomy, l = margin.l } = layout.meta // at the right, where nothing but the unit needs it; and at the left
  const beside = (/** @type {Layout | undefined} */ one, /** @type {Layout} */ other) => one?.yref === "paper" && one.y === other.y && one.text && other.text
  const apart = names.map((/** @type {Layout} */ name, /** @type {number} */ i) => (beside(names[i - 1], name) ? { ...name, yshift: -1.4 * letter } : name))
  return {
    ...layout,
    margin: roomy ? { ...margin, l, r: 0.66 * margin.r, b: margin.b + 1.2 * letter } : { ...margin, l },
    xaxis: { ...xaxis, nticks: Math.min(xaxis.nticks ?? 4, 4), ...thin(xaxis) },
    annotations: [roomy ? { ...unit, xanchor: "right", yshift: unit.yshift - 1.2 * letter } : unit, ...apart],
  }
}

/**
 * Every other one of the numbers on an axis, if there are more than four.
 * @param {{ tickvals?: unknown[], ticktext?: unknown[] }} axis
 */
function thin({ tickvals, ticktext }) {
  if (!tickvals || tickvals.length <= 4) return {}
  const half = (/** @type {unknown[] | undefined} */ list) => list?.filter((_, i) => i % 2 === 0)
  return { tickvals: half(tickvals), ticktext: half(ticktext) }
}
