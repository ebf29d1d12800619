// The page's files: most are there already, the others come from the host.

export class Files {
  constructor(parts, folder) {
    this.parts = parts
    this.folder = folder
  }

  // The text of a file.
  async text(name) {
    return this.parts[name] ?? this.fetch(name)
  }

  // The address of a script.
  address(name) {
    return new URL(name, this.folder).href
  }

  async fetch(name) {
    const reply = await fetch(this.address(name))
    if (!reply.ok) throw new Error(`${name}: ${reply.status}`)
    return reply.text()
  }
}
