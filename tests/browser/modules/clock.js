// Time that goes on only when it is told to: timers and the page's clock, put in place before any other script is loaded.

const real = setTimeout
let time = 0
let newest = 0
const timers = new Map() // id → when, and what then

window.setTimeout = (does, pause = 0) => {
  timers.set(++newest, { at: time + Math.max(pause, 0), does })
  return newest
}
window.clearTimeout = (id) => timers.delete(id)
performance.now = () => time

export const now = () => time

// All that was promised comes to pass.
export const settle = () => new Promise((done) => real(done))

// Let so many ms go by.
export async function tick(ms) {
  const end = time + ms
  for (;;) {
    await settle()
    const due = [...timers].filter(([, { at }]) => at <= end).sort(([a, one], [b, other]) => one.at - other.at || a - b)
    if (!due.length) break
    const [[id, { at, does }]] = due
    time = Math.max(time, at)
    timers.delete(id)
    does()
  }
  time = end
}
