// What the tab remembers of this app until it is closed, also over a reload: nothing where the browser keeps nothing.

// A preview of a prepared link stands in the same tab, which is not its own: it remembers nothing, and leaves no trace.
export const preview = Boolean(window.frameElement?.hasAttribute("data-preview"))

/** @typedef {{ file: Blob, name?: string, choice?: string }} Parcel a file, what it is called, and how it is to be read */

/** @param {string} name */
const place = (name) => `${name} ${location.pathname}` // another app may stand beside this one

/**
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  if (preview) return
  try {
    sessionStorage.removeItem(place(name)) // should there be no room, nothing old is taken for the new
    sessionStorage.setItem(place(name), JSON.stringify(value))
  } catch {
    // it keeps nothing
  }
}

/** @param {string} name */
export function kept(name) {
  if (preview) return null
  try {
    return JSON.parse(sessionStorage.getItem(place(name)) ?? "null")
  } catch {
    return null
  }
}

// A file is too large for that. It lies in the browser's database, sealed with a key that the tab alone keeps, where
// the browser can seal: over plain HTTP it cannot, and then it lies there as it is, for a day at most.

const DAY = 86_400_000 // ms
const SEAL = "AES-GCM"

/**
 * What the use of the database's files, whose keys begin with the time, comes to.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} use
 * @returns {Promise<T>}
 */
function files(mode, use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(place("files"), 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore("files")
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("files", mode)
      const request = use(transaction.objectStore("files"))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
      opening.result.close() // once the transaction is over
    }
  })
}

/**
 * Forget what tabs left that were closed.
 * @param {IDBObjectStore} store
 */
const sweep = (store) => store.delete(IDBKeyRange.upperBound([Date.now() - DAY]))

export async function sweepFiles() {
  const all = await indexedDB.databases?.().catch(() => [])
  if (all?.some(({ name }) => name === place("files"))) files("readwrite", sweep).catch(() => {})
}

/**
 * Keep a file, and with it what it is called and how it is to be read.
 * @param {string} name
 * @param {Parcel} parcel
 */
export async function keepFile(name, { file, ...more }) {
  if (preview) return
  const before = kept(name)
  keep(name, null)
  try {
    const id = [Date.now(), ...crypto.getRandomValues(new Uint32Array(4))]
    const slip = { id, name: more.name, choice: more.choice }
    let content = await file.arrayBuffer()
    if (crypto.subtle) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const key = await crypto.subtle.generateKey({ name: SEAL, length: 256 }, true, ["encrypt", "decrypt"])
      content = await crypto.subtle.encrypt({ name: SEAL, iv }, key, content)
      Object.assign(slip, { iv: [...iv], key: await crypto.subtle.exportKey("jwk", key) })
    }
    await files("readwrite", (store) => {
      if (before?.id) store.delete(before.id)
      sweep(store)
      return store.put(content, id)
    })
    keep(name, slip)
  } catch {
    // there is no room for it
  }
}

/**
 * @param {string} name
 * @returns {Promise<Parcel | null>}
 */
export async function keptFile(name) {
  try {
    const { id, iv, key, ...more } = kept(name)
    const content = await files("readonly", (store) => store.get(id))
    if (!key) return { file: new Blob([content]), ...more }
    const opener = await crypto.subtle.importKey("jwk", key, SEAL, false, ["decrypt"])
    return { file: new Blob([await crypto.subtle.decrypt({ name: SEAL, iv: new Uint8Array(iv) }, opener, content)]), ...more }
  } catch {
    return null
  }
}
