"""memory.js: what the tab remembers, and what it leaves to nobody else."""

MEMORY = """
  const { keep, kept, keepFile, keptFile } = await load("memory")
  const parcel = (text) => ({ file: new Blob([text]), name: "mine.csv", choice: "text=1" })
"""
DATABASE = """
  const opening = indexedDB.open(`files ${location.pathname}`, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore("files")
  await new Promise((done) => (opening.onsuccess = done))
  const database = opening.result
  const files = (use, mode = "readonly") => new Promise((done) => {
    const request = use(database.transaction("files", mode).objectStore("files"))
    request.onsuccess = () => done(request.result)
  })
"""


def test_what_is_kept_is_there_after_a_reload_and_in_no_other_app(alone):
    alone.run(MEMORY + "keep('texts', [{ review: 'mine' }])")
    alone.page.reload()
    assert alone.run(MEMORY + "return [kept('texts'), kept('other')]") == [[{"review": "mine"}], None]
    alone.run("history.replaceState(null, '', '/another/')")
    assert alone.run(MEMORY + "return kept('texts')") is None


def test_what_finds_no_room_is_not_kept_and_nothing_old_is_taken_for_it(alone):
    assert alone.run(MEMORY + "keep('past', 'old'); keep('past', 'x'.repeat(1e7)); return kept('past')") is None


def test_what_is_no_text_of_ours_counts_as_nothing(alone):
    assert alone.run(MEMORY + "sessionStorage.setItem('past /', '{'); return kept('past')") is None


def test_a_file_comes_back_with_its_name_and_how_it_is_read(alone):
    alone.run(MEMORY + "await keepFile('rows', parcel('text,label'))")
    alone.page.reload()
    got = alone.run(MEMORY + "const { file, ...more } = await keptFile('rows'); return [await file.text(), more]")
    assert got == ["text,label", {"name": "mine.csv", "choice": "text=1"}]


def test_a_file_lies_sealed_in_the_database_and_the_tab_has_the_key(alone):
    got = alone.run(
        MEMORY
        + DATABASE
        + """
      await keepFile("rows", parcel("a private text"))
      const { id, key } = kept("rows")
      const content = new TextDecoder().decode(await files((store) => store.get(id)))
      sessionStorage.clear()
      return [content.includes("private"), key.kty, await keptFile("rows")]"""
    )
    assert got == [False, "oct", None]


def test_where_the_browser_cannot_seal_a_file_lies_there_as_it_is(alone):
    got = alone.run(
        MEMORY
        + """
      Object.defineProperty(crypto, "subtle", { value: undefined })
      await keepFile("rows", parcel("text,label"))
      const { file } = await keptFile("rows")
      return [await file.text(), "key" in kept("rows")]"""
    )
    assert got == ["text,label", False]


def test_a_new_file_takes_the_place_of_the_old_one_and_of_those_of_yesterday(alone):
    got = alone.run(
        MEMORY
        + DATABASE
        + """
      const ids = () => files((store) => store.getAllKeys())
      const old = [Date.now() - 90_000_000, 1]
      await files((store) => store.put("yesterday's", old), "readwrite")
      await keepFile("rows", parcel("one"))
      const first = kept("rows").id
      await keepFile("rows", parcel("two"))
      const there = (await ids()).map(String)
      const { file } = await keptFile("rows")
      return [[old, first, kept("rows").id].map((id) => there.includes(String(id))), await file.text()]"""
    )
    assert got == [[False, False, True], "two"]


def test_a_preview_of_a_prepared_link_remembers_nothing(alone):
    got = alone.run(
        """
      const frame = document.createElement("iframe")
      frame.dataset.preview = ""
      frame.src = "/"
      const ready = new Promise((done) => (frame.onload = done))
      document.body.append(frame)
      await ready
      const { keep, kept, preview } = await frame.contentWindow.eval(`import("/browser/memory.js")`)
      sessionStorage.setItem("newest /", "1")
      keep("past", [1])
      return [preview, kept("newest"), Object.keys(sessionStorage)]"""
    )
    assert got == [True, None, ["newest /"]]
