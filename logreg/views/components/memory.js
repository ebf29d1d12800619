// What the tab remembers until it is closed, also over a reload: nothing where the browser keeps nothing.

export function keep(name, text) {
  try {
    sessionStorage.removeItem(name) // should there be no room, nothing old is taken for the new
    sessionStorage.setItem(name, text)
  } catch {}
}

export function kept(name) {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}
