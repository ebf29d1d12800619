// The link to the screen: copied, and found again by its short address.

/** @import { Desk } from "./desk.js" */
/** @import { Answer } from "./wire.js" */

const APART = 50 // ms more each time that a short address is asked for
const SERVERS = 20 // times that a short address is asked for, where each time another of several servers may answer

export class Links {
  /** @param {Pick<Desk, "store" | "page" | "history" | "dialogs">} desk */
  constructor({ store, page, history, dialogs }) {
    this.store = store
    this.page = page
    this.history = history
    this.dialogs = dialogs
    this.n = -1 // the number of the choices of which the link is
    this.link = ""
    this.pending = false // whether it is to be copied once that of the newest choices is here
  }

  /** @param {Answer} answer to the newest choices */
  hear({ n, link, invalid }) {
    this.n = n
    this.link = link
    if (this.pending) this.share()
    if (invalid.includes("k")) this.find(new URLSearchParams(location.search).get("k"))
  }

  async share() {
    this.pending = this.n !== this.store.n // the link of the newest choices is on its way
    if (this.pending) return
    this.history.write(this.link)
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    const { data, words } = this.store.choices
    const own = [...(data === "own" ? ["rows"] : []), ...(words === "ours" ? [] : ["words"])].join(" and ")
    if (!copied) return this.dialogs.give(location.href, own)
    const text = own ? `Copied, but for your ${own}` : "Link copied"
    this.page.say(text)
    this.page.flash(this.page.button("share"), text)
  }

  /**
   * The server of this visit does not know the short address: it may be another's, and without a cookie any may answer.
   * It may be away for some seconds, so the later times lie further apart.
   * @param {string | null} key
   */
  async find(key) {
    const { n } = this.store
    const address = new URL(`k/${encodeURIComponent(key ?? "")}`, document.baseURI)
    for (let times = 0; times < SERVERS && this.store.n === n; times += 1) {
      await new Promise((done) => setTimeout(done, times * APART))
      const reply = await fetch(address, { credentials: "omit", cache: "no-store" }).catch(() => null)
      const served = reply?.headers.get("content-type")?.startsWith("text/plain")
      if (reply?.status === 404 || (reply?.status === 200 && !served)) return // the host does not serve what is asked
      const link = reply?.status === 200 && (await reply.text())
      if (link && this.store.n === n) return this.store.request({ open: link }, true)
    }
  }
}
