"""The desk's page as plain Streamlit would be, with the same numbers and charts: what latency.py compares it with."""

import streamlit as st

from logreg import FEATURES, State, trace
from logreg.figures import loss, score, sigmoid
from logreg.figures.marks import draw
from logreg.reader.written import probability, written

first = State()
st.set_page_config("Plain", layout="wide")
left, right = st.columns(2)

with left:
    review = st.text_area("Review", first.review, height=200)
    on = tuple(st.toggle(f"{feature.name}: {feature.meaning}", value=True) for feature in FEATURES)
    w = tuple(st.slider(f"w{j}", -10.0, 10.0, w_j, 0.1) for j, w_j in enumerate(first.w, start=1))
    b = st.slider("b", -10.0, 10.0, first.b, 0.1)

t = trace(State(review=review, on=on, w=w, b=b))
z, loss_1, loss_0 = (written(number, t.state.digits) for number in (t.z, t.loss_1, t.loss_0))
y_hat, y_hat_0 = (probability(p, t.state.digits) for p in (t.y_hat, t.y_hat_0))
terms = " + ".join(f"({w_j:g}) \\cdot {x_j:.4g}" for w_j, x_j in zip(t.w, t.x))

with right:
    places = st.columns(6)
    places[0].metric("z", z)
    places[1].metric("ŷ", y_hat)
    places[2].metric("1 − ŷ", y_hat_0)
    places[3].metric("Decision", "positive" if t.decision else "negative")
    places[4].metric("Loss if y = 1", loss_1)
    places[5].metric("Loss if y = 0", loss_0)
    st.latex(f"z = {terms} + ({t.state.b:g}) = {z}".replace("−", "-"))
    st.markdown(f"ŷ = σ(z) = 1 / (1 + e^−z) = **{y_hat}**")
    st.markdown(f"L = −ln ŷ = **{loss_1}** if y = 1, and −ln(1 − ŷ) = **{loss_0}** if y = 0")
    for chart in (score, sigmoid, loss):
        st.plotly_chart(draw(chart, t))
