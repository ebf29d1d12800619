// The loss surface in space: drawn by plotly, turned by the hand or by the arrow keys.

import { one } from "../../browser/elements.js"

/** @import { Desk } from "../../browser/desk.js" */
/** @import { Plot } from "../../browser/wire.js" */

const EYE = 1.25 // from how far plotly looks
const TURN = { along: 0.966, across: 0.259 } // of 15 degrees
const RISE = 0.25
const HIGHEST = 2.5
/** @type {Record<string, number[] | undefined>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] } // how far around, and up

export class Space {
  /** @param {Desk} desk */
  constructor({ charts, dialogs }) {
    this.charts = charts
    this.place = one(dialogs.open.space, ".space", HTMLElement)
  }

  /**
   * @param {Plot} plot
   * @param {string} text the surface in words
   */
  async draw({ data, layout }, text) {
    const { place } = this
    place.ariaLabel = text
    const away = Math.max(1, (1.5 * place.clientHeight) / place.clientWidth) // where it is narrow
    layout.scene.camera = { eye: { x: EYE * away, y: EYE * away, z: EYE } }
    try {
      const plotly = await this.charts.plotly()
      await plotly.react(place, data, layout, { displayModeBar: false, responsive: true })
      place.onkeydown = (event) => this.spin(event, plotly)
    } catch {
      place.textContent = "The surface could not be drawn: please reload the page."
    }
  }

  /**
   * The arrow keys turn the surface as a hand does: a step around it, or up and down.
   * @param {KeyboardEvent} event
   * @param {Plotly} plotly
   */
  spin(event, plotly) {
    const [around, up] = KEYS[event.key] ?? []
    if (around === undefined) return
    event.preventDefault()
    const { x, y, z } = Reflect.get(this.place, "layout").scene.camera.eye // where plotly keeps it
    const [along, across] = around ? [TURN.along, around * TURN.across] : [1, 0]
    const eye = { x: along * x - across * y, y: across * x + along * y, z: Math.min(Math.max(z + up * RISE, -HIGHEST), HIGHEST) }
    plotly.relayout(this.place, { "scene.camera.eye": eye })
  }
}
