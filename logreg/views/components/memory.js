// What the tab remembers of this app until it is closed, also over a reload: nothing where the browser keeps nothing.

const place = (name) => `${name} ${location.pathname}` // another app may stand beside this one

export function keep(name, value) {
  try {
    sessionStorage.removeItem(place(name)) // should there be no room, nothing old is taken for the new
    sessionStorage.setItem(place(name), JSON.stringify(value))
  } catch {}
}

export function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(place(name)))
  } catch {
    return null
  }
}
