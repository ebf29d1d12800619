// Written by `python -m logreg.web.messages` from logreg/web/messages.py: change it there, and write it anew.

/** A control that was grabbed. */
export interface Grab {
  /** its key */
  control: string
  /** the number of the grab, which its table carries back */
  id: number
  /** whether a table is wanted that reaches far, as for a hand */
  far: boolean
}

/** What a prepared link says otherwise than the screen, as it is ticked. */
export interface Ticks {
  /** the address before its question mark */
  page: string
  /** whether it opens on the stage: on or off */
  stage: string
  /** whether the reader predicts first: on or off */
  predict: string
  /** what it takes away, with commas between */
  hide: string
}

/** A piece of a reader's own file, where the host serves no route by which it could be sent. */
export interface Delivery {
  /** what is in the file */
  kind: "rows" | "words"
  /** the name that the page gives it */
  id: string
  /** how it is to be read, as the query of an address */
  choice: string
  /** how many bytes come before the piece */
  at: number
  /** the piece, in base 64 */
  piece: string
  /** how many bytes the file has */
  size: number
}

/** What the page sends whenever something is chosen; each field may be missing. */
export interface Message {
  /** the number of the message, which its answer carries back */
  n?: number
  /** what every control is set to, and under `version` the version of the page that wrote it */
  choices?: Record<string, string>
  /** the query string of a link to open, in place of the choices */
  open?: string
  /** the number of an example to put on the desk */
  example?: number
  /** true to let the reviewer add that the film is terrible, or take it back */
  beg?: boolean
  /** true to add the terms up in another order */
  shuffle?: boolean
  /** true to put the learned weights on the desk */
  adopt?: boolean
  /** the name of an upload with the reader's own labelled reviews: uploads.py says how it comes */
  read?: string
  /** the name of an upload with the reader's own word list */
  wordlist?: string
  /** true for what there is in that upload to choose from, where it is to be read otherwise */
  ask?: boolean
  /** true for the token with which rows are sent, also where the view is another */
  token?: boolean
  /** the fields of uploads read before and missing here: all else stays as it was chosen */
  again?: string[]
  /** for the charts that are drawn from data */
  scheme?: "light" | "dark"
  /** the key of the papers of those charts that the page has */
  papers?: string
  /** true for the page's scripts alone, before the first message, where the host does not serve them */
  scripts?: boolean
  /** the name of a file and the number of a piece of it, where the host does not serve the files */
  file?: [string, number]
  /** a piece of a reader's own rows or words, where the host takes none */
  bring?: Delivery
  /** true for the loss surface in space */
  solid?: boolean
  /** where the cursor stands in the review, in the page's units of text */
  caret?: number
  /** for a prepared link */
  share?: Ticks
  /** what is taken away: sheet, blanks, lecture, numbers, program, code, or a chart with .png or .svg */
  take?: string
  /** the address before its question mark, for the sheet */
  page?: string
  /** half the width of the z axis on the screen */
  half?: number
  /** whether all steps of the lecture are asked for, to walk through them without the server */
  ahead?: boolean
  /** true while something is dragged, and the axis must stay */
  dragging?: boolean
  /** what number boxes said when the cursor came: what is typed may be a number only halfway */
  resting?: Record<string, string>
  /** the control that was grabbed, for which a table is wanted */
  grab?: Grab | null
}

/** Where the reader is, and what is not shown there. */
export interface Look {
  /** the key of the view */
  view: string
  /** the name of the lecture's step */
  step: string
  /** whether it is on the stage */
  stage: "on" | "off"
  /** whether the reader predicts first */
  predict: "on" | "off"
  /** the gold label */
  y: string
  /** what a prepared link took away, with spaces between */
  hide: string
  /** the part of Learn */
  part: string
  /** how often there is still something to be shown */
  left: number
}

/** A link that was prepared for others. */
export interface PreparedLink {
  /** the whole address */
  link: string
  /** the short address, as it is typed */
  typed: string
  /** the QR code of the short address, as a data URI; nothing where there can be none */
  code: string
  /** what both carry */
  carries: string
  /** what they do not carry, if anything */
  sentence: string
}

/** What one screen needs. */
export interface Screen {
  /** where the reader is, and what is not shown there */
  look: Look
  /** what stands in each place of words, by its name, and of each mark, by chart/mark/attribute */
  row: Record<string, string>
  /** the charts in words, but those that are held back */
  describe: Record<string, string>
  /** what a screen reader says once the page has come to rest */
  status: string
  /** the query string that carries the choices */
  link: string
}

/** What a view has besides for each screen to which the page may walk without the server. */
export interface MoreAhead {
  /** of the lecture: what is said of each option, by its letter; under "" where none is picked */
  picks?: Record<string, string>
}

/** A screen to which the page may walk without the server; its row has what is another than in the answer's. */
export interface Ahead extends Screen, MoreAhead {
  /** its prepared link */
  share?: PreparedLink
}

/** What changes from position to position of a control. */
export interface Columns {
  /** the places of each column: what always changes alike is one */
  places: string[][]
  /** what stands in each column, by the position */
  rows: Record<string, string[]>
}

/** What stands in the places that a control's movement changes, at each position of it. */
export interface Table extends Columns {
  /** its key */
  control: string
  /** the number of the grab */
  id?: number | null
  /** half the width of the z axis for which it holds */
  half?: number
  /** the same for a position that asks for a wider axis and has no row, if there is one */
  wider?: number | null
  /** the first and the last position */
  about?: number[]
  /** how near its end the page asks for the next */
  ahead?: number
}

/** A chart as plotly takes it. */
export interface Plot {
  /** what is drawn */
  data: any[]
  /** how */
  layout: Record<string, any>
}

/** A chart that is saved. */
export interface SavedPlot extends Plot {
  /** in pixels */
  width: number
  /** in pixels */
  height: number
}

/** What is taken away. */
export interface Take {
  /** as the message asked for it */
  what: string
  /** of the file under which it is saved */
  name: string
  /** the file, if it is a text */
  text?: string
  /** if it is a chart */
  figure?: SavedPlot
  /** the charts that belong in the text, by their names */
  figures?: Record<string, SavedPlot>
}

/** How a file is to be read: its columns, its first rows, and what is likely. */
export interface Question {
  /** the name, what may be labels, and whether it has numbers for labels */
  columns: [string, [string, string, string][], boolean][]
  /** the cells of the first rows */
  rows: string[][]
  /** the number of the column that is likely to have the texts, or nothing */
  text: string
  /** the number of the column that is likely to have the labels */
  label: string
  /** the names of the features, where there are columns for them */
  features: string | false
  /** why the reader is asked, where the file is not clear */
  why: string
}

/** A piece of one of the page's files. */
export interface Piece {
  /** of the file */
  name: string
  /** of the piece, from 0 */
  number: number
  /** how many pieces there are */
  of: number
  /** the piece */
  text: string
}

/** How much of a reader's own file is here, or why it is not taken. */
export interface Receipt {
  /** the name that the page gave the file */
  id?: string
  /** how many bytes of it are here */
  at?: number
  /** whether it is read */
  done?: boolean
  /** why it is not taken, as HTTP says it */
  status?: number
}

/** A one-word edit of the review. */
export interface Edit {
  /** where what it replaces begins, in the page's units of text */
  start: number
  /** and where that ends */
  end: number
  /** what is put there */
  text: string
  /** the edit in words */
  what: string
  /** whether the decision differs */
  flips: boolean
  /** ŷ after it */
  y_hat: string
  /** the loss after it */
  loss: string
}

/** The papers of charts that are drawn from the data. */
export interface Papers {
  /** under which the page keeps them */
  key: string
  /** for which they are drawn */
  scheme: "light" | "dark"
  /** by their names */
  charts: Record<string, Plot>
}

/** What the part of one view needs besides. */
export interface More {
  /** of a control under the hand, and of Learn's steps; of the other views the page makes it */
  table?: Table
  /** of Why?: the one-word edits */
  edits?: Edit[]
  /** of Learn: the papers of its charts */
  papers?: Papers
  /** of Learn: the rows it learns from: number, title, x, y, ŷ, loss, turned over?, left out? */
  data?: [number, string, string, number, string, string, boolean, boolean][]
  /** of Learn: the loss surface in space */
  solid?: Plot
}

/** What the page needs to show what was chosen, and what else it asked for. */
export interface Answer extends Screen, More {
  /** the number of the message that it answers */
  n: number
  /** a number that no other answer has */
  run: number
  /** the words of the review that are lit: start, end, feature */
  spans: [number, number, string][]
  /** half the width of the z axis */
  half: number
  /** sentences about what cannot be read, or carried by the link */
  notes: string[]
  /** the keys of what cannot be read */
  invalid: string[]
  /** what holds in their place */
  substitutes: Record<string, string>
  /** the number of the example that is on the desk, or nothing */
  example: number | string
  /** every control's text, where it is not what the page sent */
  choices?: Record<string, string>
  /** the fields of the uploads that were chosen and are not here */
  missing?: string[]
  /** the screens to which the page may walk without the server, by step/shown */
  steps?: Record<string, Ahead>
  /** the prepared link */
  share?: PreparedLink
  /** what is taken away; null if there is no such thing */
  take?: Take | null
  /** the token with which a file is sent */
  token?: string
  /** what there is in a file to choose from */
  ask?: Question
  /** a piece of one of the page's files */
  file?: Piece
  /** how much of a reader's own is here, where the host serves no routes */
  bring?: Receipt
}
