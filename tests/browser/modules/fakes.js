// What a script has around it in the page, and writes down what is done with it.

const GROUPS = { Whereabouts: ["view", "step", "t"], Walk: ["step", "shown"], Guesses: [], Weights: ["w1", "b"] }
const CHOICES = { review: "", w1: "1", b: "0", y: "1", view: "desk", step: "read", shown: "0", t: "0", version: "now" }

export const fakes = {
  groups: GROUPS,
  choices: CHOICES,
  page: () => {
    const log = []
    const root = document.createElement("div")
    return { log, root, able: (name, on) => log.push([name, Boolean(on)]), place: (place, text) => log.push([place, text]), say() {} }
  },
  // The store with first choices; `events` are what it published.
  store: (Store, choices = {}) => {
    const store = new Store(GROUPS)
    store.open(1, { ...CHOICES, ...choices })
    store.events = []
    store.subscribe(({ by, keys, whole }) => store.events.push([by, ...keys, ...(whole ? ["whole"] : [])]))
    return store
  },
  // The tab's memory, as a page that is opened for the first time has it.
  tab: () => ({ past: [], future: [], newest: null }),
}
