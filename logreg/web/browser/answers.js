// What Python answers, put on the screen: the first answer opens the page, an answer to the newest choices is seen.

import { versioned } from "./history.js"

/** @import { Desk } from "./desk.js" */
/** @import { Message, Answer, Screen } from "./wire.js" */
/** @typedef {Pick<Answer, "row" | "spans" | "half" | "look">} Picture */

const SETTLED = 400 // ms after which the address and the spoken summary follow

export class Answers {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk
    this.n = -1 // the number of the choices that are on the screen
    this.half = 0 // half the width of the z axis on the screen
    this.hearing = Promise.resolve() // the last answer, until it is heard
    /** @type {number | undefined} */
    this.resting = undefined
    desk.store.subscribe(({ by }) => ["answer", "question"].includes(by) || this.leave()) // what was about to be written into the address is no longer so
  }

  /** @param {Answer} answer */
  hear(answer) {
    const { store, drag, page, charts, connection, dialogs, files, uploads } = this.desk
    if (!store.begun) this.open(answer)
    connection.receive()
    if (answer.n === store.n) this.see(answer)
    else for (const upload of uploads) if (upload.overtaken(answer, connection.sent)) store.walk(upload.fresh)
    dialogs.hear(answer)
    files.hear(answer)
    if (answer.table?.id === drag.id) {
      if (answer.n !== store.n) {
        page.placeAll(answer) // since the table was asked for only the control under the hand has moved: all else holds
        this.spread(answer)
      }
      if (answer.table.wider) charts.fetch(answer.look.view, answer.table.wider)
      drag.receive(answer.table)
    }
    connection.resume(answer)
  }

  /**
   * The first answer after the page was opened: it brings the choices of the link.
   * @param {Answer} answer
   */
  open(answer) {
    const { store, history, inherited, editor, version } = this.desk
    const entry = window.history.state?.desk // what the browser has for this address
    const before = history.tab.newest ?? (entry && versioned(entry))
    const choices = answer.choices ? { ...answer.choices, version } : before
    const later = inherited.choices && versioned(inherited.choices) // of which Python has not heard
    store.open(answer.n + (later ? 1 : 0), { ...choices, ...later })
    history.begin(choices)
    if (inherited.caret) {
      const [start, end] = inherited.caret
      editor.area.focus()
      editor.area.setSelectionRange(start, end)
    }
    if (!later && before && Object.keys(before).some((key) => before[key] !== store.choices[key]))
      setTimeout(() => {
        history.restore(before)
        history.entry = false
      })
  }

  /**
   * The answer to the newest choices.
   * @param {Answer} answer
   */
  see(answer) {
    const { store, page, drag, views, words, controls, texts, links, longest, version } = this.desk
    if (answer.choices && answer.n === this.n) return this.desk.connection.queue() // a server that was started anew grants once more what was asked last
    /** @type {Message | null} */
    let granted = null
    if (answer.choices) {
      const [own, sent] = [store.choices.review, answer.choices.review]
      const review = own.length > longest && own.startsWith(sent) ? own : sent // of a text too long for Python all stays in the box
      granted = store.requests
      page.linkNotes = { n: answer.n, notes: answer.notes }
      store.receive({ ...answer.choices, review, version })
    }
    store.substitutes = answer.substitutes
    if (this.half !== answer.half && answer.table?.id !== drag.id) drag.forget()
    this.n = answer.n
    for (const part of [...Object.values(views), words]) part.hear?.(answer, granted)
    page.note(answer)
    controls.mark(answer)
    texts.hear(answer)
    this.present(answer)
    links.hear(answer)
  }

  /**
   * Put what an answer says of the choices on the screen, and once nothing moves any more into the address.
   * @param {Picture & Screen} screen
   */
  present(screen) {
    const { page, controls, drag, history } = this.desk
    const views = Object.values(this.desk.views)
    const before = page.show(screen.look)
    if (before) {
      for (const view of views) view.show?.(screen.look, before)
      controls.lock(screen.look.hide.split(" "))
    }
    page.veil(screen)
    page.placeAll(screen)
    for (const view of views) view.fit?.()
    this.spread(screen)
    this.leave()
    this.resting = setTimeout(() => {
      if (drag.dragging) return
      history.write(screen.link)
      page.say(screen.status)
      controls.rest()
      this.desk.rest()
      for (const view of views) view.rest?.()
    }, SETTLED)
  }

  /**
   * Put the papers of the answer under its marks; a view that brings them with its answers does so itself.
   * @param {Picture} screen
   */
  spread({ half, look: { view } }) {
    const { views, charts, page } = this.desk
    this.half = half
    if (views[view]?.spread) views[view].spread()
    else charts.spread(view, half, page.scheme)
  }

  leave() {
    clearTimeout(this.resting)
  }
}
