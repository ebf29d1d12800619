"""upload.js: what is on its way goes on in another version of the page."""

UPLOAD = """
  const { Upload } = await load("upload")
  document.body.innerHTML = `<p class="way"><span class="sent"></span><progress></progress><button></button></p>`
  const store = { requests: null, ask() {}, withdraw() {} }
  const desk = { store, page: { rest() {} }, files: {}, rest() {} }
  const line = document.body.firstChild
  const upload = new Upload(desk, { kind: "read", place: "rows", line, fresh: {}, refuse() {} })
"""


def test_what_is_on_its_way_is_handed_on_also_where_it_is_empty(alone):
    got = alone.run(
        UPLOAD
        + """
      upload.bring({ file: new Blob([""]), name: "empty.csv" })
      const { file, name } = upload.leave()
      return [file.size, name, upload.leave()]"""
    )
    assert got == [0, "empty.csv", None]


def test_a_file_that_the_tab_is_looking_for_is_not_handed_on(alone):
    got = alone.run(
        UPLOAD
        + """
      upload.recover()
      return upload.leave()"""
    )
    assert got is None
