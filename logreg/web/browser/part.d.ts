// What a part of the page may have: a view's script (web/view.py says what each is for), the word list, the dialogs.
import type { Upload } from "./upload.js"
import type { Answer, Look, Message, PreparedLink } from "./wire.js"

export interface Action {
  name: string
  keys?: string[]
  does: () => void
}

/** What is ticked for a prepared link. */
export interface Ticked {
  stage: string
  predict: string
  hide: string
}

export interface Part {
  actions?: Action[]
  upload?: Upload
  memories?: Record<string, unknown>
  press?(event: KeyboardEvent): boolean
  asks?(): Message
  hear?(answer: Answer, granted: Message | null): unknown
  show?(look: Look, before: DOMStringMap): void
  fit?(): void
  rest?(): void
  spread?(): void
  share?(ticks: Ticked): PreparedLink | null | undefined
  leave?(): void
}
