"""The page, for every visitor and at each message: Streamlit runs this file, `app.py` serves it."""

import streamlit as st
from streamlit import runtime

from logreg.web.page import page

if runtime.exists():
    st.set_page_config("Logistic regression, one review at a time", page_icon="📈", layout="wide")
    page()
