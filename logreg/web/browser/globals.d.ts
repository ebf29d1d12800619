// What the browser has beside its own: plotly, once its script is there, and Streamlit's side of the component.

interface Figure {
  data: any[]
  layout: any
}

interface Plotly {
  react(place: HTMLElement, data: any[], layout: any, config?: object): Promise<any>
  relayout(place: HTMLElement, changes: object): Promise<any>
  toImage(figure: Figure, options: object): Promise<string>
}

interface Window {
  Plotly: Plotly
}
