// What a reader can see of the desk, as plain data. The tests load it into every page before the app.

window.readDesk = () => {
  const desk = document.querySelector(".desk")
  if (!desk) return null
  const words = {}
  for (const node of desk.querySelectorAll("[data-slot]")) (words[node.dataset.slot] ??= []).push(node.textContent)

  const marks = {}
  const names = {}
  const charts = [...desk.querySelectorAll("[data-chart]:not(.veiled)")].filter((chart) => chart.offsetParent)
  for (const chart of charts) {
    const seen = (node) => {
      const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
      return node.tagName === "text" ? { tag: "text", text: node.textContent, ...attributes } : { tag: node.tagName, ...attributes }
    }
    marks[chart.dataset.chart] = [...chart.querySelectorAll(".curves > *, .marks > *")].map(seen)
    names[chart.dataset.chart] = chart.getAttribute("aria-label")
  }

  const boxes = {}
  const sliders = {}
  for (const node of desk.querySelectorAll("[data-key]")) {
    const { key } = node.dataset
    const { on, off } = node.dataset
    if (node.type === "radio") boxes[key] = node.checked ? node.value : (boxes[key] ?? "")
    else boxes[key] = node.type !== "checkbox" ? node.value : node.checked ? on : off
  }
  for (const node of desk.querySelectorAll("[data-drag]")) sliders[node.dataset.drag] = Number(node.value)

  const lights = []
  let layer = ""
  for (const node of desk.querySelector(".shine").childNodes) {
    const start = [...layer].length // in code points, as Python counts
    layer += node.textContent
    if (node.nodeName === "MARK") lights.push([start, [...layer].length, node.dataset.name, node.textContent])
  }

  return {
    words, marks, names, boxes, sliders, lights, layer,
    notes: [...desk.querySelectorAll(".notes li")].map((node) => node.textContent),
    example: desk.querySelector("[data-example]").value,
  }
}

// Whether plotly has drawn every chart that is on the page.
window.chartsDrawn = () => {
  const charts = [...document.querySelectorAll(".desk[data-view] [data-chart]")].filter((chart) => chart.offsetParent)
  return charts.length > 0 && charts.every((chart) => chart.querySelector(".main-svg"))
}

// Read the desk in every frame, until `stopRecording` hands over what was seen.
window.startRecording = (key) => {
  const slider = document.querySelector(`[data-drag="${key}"]`)
  const frames = (window.recorded = [])
  const look = () => {
    if (window.recorded !== frames) return
    const { words, marks, boxes } = window.readDesk()
    frames.push({ value: slider.value, words, marks, box: boxes[key] })
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
window.stopRecording = () => {
  const frames = window.recorded
  window.recorded = null
  return frames
}
