// views.js is made of the views' own scripts (web/parts.py): what it exports, by the names of the views.
import type { Desk } from "./browser/desk.js"
import type { Part } from "./browser/part.js"

export const scripts: Record<string, new (desk: Desk) => Part>
