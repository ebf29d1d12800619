// For who works on the page: opened with ?places=on each place and each chart says where it comes from, under the
// pointer, and among the notes when it is pressed. The address does not keep it: no link sends others there.

/** @import { Desk } from "./desk.js" */
/** @import { Files } from "./files.js" */

/**
 * @param {Desk} desk
 * @param {Files} files
 */
export async function reveal(desk, files) {
  if (new URLSearchParams(location.search).get("places") !== "on") return
  /** @type {Record<string, string>} */
  const origins = JSON.parse(await files.text("places.json"))
  desk.root.classList.add("places")
  for (const node of desk.root.querySelectorAll("[data-slot], [data-chart]")) {
    const origin = origins[node.getAttribute("data-slot") ?? `chart/${node.getAttribute("data-chart")}`]
    if (!origin) continue
    node.setAttribute("title", origin) // in a formula it is no property
    node.addEventListener("click", () => desk.page.remark(origin))
  }
}
