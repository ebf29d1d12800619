// The page's files: most are there already, the others come from the host.

/** @import { Answer, Message } from "./wire.js" */
/**
 * A reader's file on its way to Python: how it is to be read, as the query of an address, and how to stop it.
 * @typedef {{ file: Blob, choice?: string, stop: AbortController }} Brought
 */

export class Files {
  /**
   * @param {Record<string, string>} parts the files that are there, by their names
   * @param {URL} folder where the others are
   */
  constructor(parts, folder) {
    this.parts = parts
    this.folder = folder
    /** Ask Python: the desk says how. */
    this.ask = () => {}
    this.busy = false // whether something is on its way over Streamlit's connection
    /**
     * Brings a reader's file where the host does not take it: the name under which it lies there, once it is read.
     * @type {((kind: "rows" | "words", one: Brought, way: (bytes: number) => void) => Promise<string>) | null}
     */
    this.bring = null
  }

  /**
   * The text of a file.
   * @param {string} name
   * @returns {Promise<string>}
   */
  async text(name) {
    return this.parts[name] ?? this.fetch(name)
  }

  /**
   * The address of a script.
   * @param {string} name
   * @returns {string | Promise<string>}
   */
  address(name) {
    return new URL(name, this.folder).href
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async fetch(name) {
    const reply = await fetch(await this.address(name))
    if (!reply.ok) throw new Error(`${name}: ${reply.status}`)
    return reply.text()
  }

  /**
   * What the next message asks for on our behalf.
   * @returns {Message}
   */
  asks() {
    return {}
  }

  /** @param {Answer} answer */
  async hear(answer) {} // eslint-disable-line no-unused-vars

  leave() {}
}
