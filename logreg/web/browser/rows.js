// A file that is too large: how much of it would fit, and its beginning.

const SAMPLE = 1_000_000 // bytes of it that are looked at before the reader wants it
const LINE = 10
const QUOTE = 34

/**
 * So many bytes of a file, in the unit of the whole.
 * @param {Blob} file
 */
export function size(file, bytes = file.size) {
  return file.size < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * About how many rows there are in so many bytes of the file; null where its beginning has no lines.
 * @param {Blob} file
 * @param {number} bytes
 * @param {number} most
 */
export async function rowsIn(file, bytes, most) {
  const sample = await read(file.slice(0, Math.min(SAMPLE, bytes)))
  const lines = places(sample, LINE).length
  const rows = Math.min(most, Math.round((lines * bytes) / Math.min(SAMPLE, bytes)))
  return areApart(sample) && lines ? Number(rows.toPrecision(2)) : null
}

/**
 * So many bytes of a file at most, to the end of a line that is not in quotes.
 * @param {Blob} file
 * @param {number} bytes
 */
export async function beginning(file, bytes) {
  const all = (await read(file.slice(0, bytes))).subarray(0, bytes)
  const ends = places(all, LINE)
  const quotes = places(all, QUOTE)
  let before = quotes.length
  for (const end of ends.toReversed().slice(0, 1000)) { // a cell in quotes may have lines
    while (before && quotes[before - 1] > end) before -= 1
    if (before % 2 === 0) return new Blob([all.subarray(0, end + 1)])
  }
  return new Blob([all.subarray(0, (ends.at(-1) ?? -1) + 1)])
}

/**
 * In JSON that is one list the lines do not stand for themselves.
 * @param {Uint8Array} bytes
 */
function areApart(bytes) {
  return !new TextDecoder().decode(bytes.subarray(0, 100)).trimStart().startsWith("[")
}

/** @type {Record<string, string | undefined>} */
const WIDE = { "255 254": "utf-16le", "254 255": "utf-16be" } // by the first two bytes

/**
 * The bytes, in UTF-8 where they are UTF-16.
 * @param {Blob} blob
 */
async function read(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const wide = WIDE[`${bytes[0]} ${bytes[1]}`]
  return wide ? new TextEncoder().encode(new TextDecoder(wide).decode(bytes)) : bytes
}

/**
 * @param {Uint8Array} bytes
 * @param {number} byte
 */
function places(bytes, byte) {
  const found = []
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found.push(at)
  return found
}
