"""The smallest plain Streamlit page with the desk's controls, numbers and three charts: load.py compares both.

With FIGURES=dict in the environment the charts are plain dicts and not plotly's figures, which is quicker.
"""

import os

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from logreg import FEATURES, State, cross_entropy, sigmoid, trace

first = State()
st.set_page_config("Plain", layout="wide")
review = st.text_area("Review", first.review)
on = tuple(st.toggle(feature.name, value=True) for feature in FEATURES)
w = tuple(st.slider(f"w{j}", -10.0, 10.0, w_j, 0.1) for j, w_j in enumerate(first.w, start=1))
b = st.slider("b", -10.0, 10.0, first.b, 0.1)

t = trace(State(review=review, on=on, w=w, b=b))
st.text(f"z = {t.z:.2f}, ŷ = {t.y_hat:.2f}, loss {t.loss_1:.2f} if y = 1, {t.loss_0:.2f} if y = 0")

z = np.linspace(-10, 10, 201)
charts = {
    "terms": [{"type": "bar", "x": [*t.terms, t.state.b, t.z], "y": [*(f.name for f in FEATURES), "b", "z"]}],
    "sigmoid": [
        {"type": "scatter", "x": z, "y": sigmoid(z)},
        {"type": "scatter", "x": [t.z], "y": [t.y_hat]},
    ],
    "loss": [
        *({"type": "scatter", "x": z, "y": cross_entropy(z, y)} for y in (1, 0)),
        {"type": "scatter", "x": [t.z, t.z], "y": [t.loss_1, t.loss_0]},
    ],
}
for name, data in charts.items():
    layout = {"title": {"text": name}}
    plain = [{key: value.tolist() if hasattr(value, "tolist") else value for key, value in one.items()} for one in data]
    figure = {"data": plain, "layout": layout} if os.environ.get("FIGURES") == "dict" else go.Figure(data, layout)
    st.plotly_chart(figure, key=name, theme=None)
