// For who works on the page: opened with ?places=on each place and each chart says where it comes from, under the
// pointer, and among the notes when it is pressed. The address does not keep it: no link sends others there.

export async function reveal(desk, files) {
  if (new URLSearchParams(location.search).get("places") !== "on") return
  const origins = JSON.parse(await files.text("places.json"))
  desk.root.classList.add("places")
  for (const node of desk.root.querySelectorAll("[data-slot], [data-chart]")) {
    const { slot, chart } = node.dataset
    const origin = origins[slot ?? `chart/${chart}`]
    if (!origin) continue
    node.setAttribute("title", origin) // in a formula it is no property
    node.addEventListener("click", () => desk.tellOf(origin))
  }
}
