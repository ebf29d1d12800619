"""The app: `streamlit run app.py` serves it and draws it.

The file is read twice. When the server starts it makes the server's app, which also serves the files
that the desk's component needs; for every visitor it draws the page.
"""

import streamlit as st

from logreg.web import hosting, page

if st.runtime.exists():
    st.set_page_config("Logistic regression, one review at a time", page_icon="📈", layout="wide")
    page.page()
else:
    app = st.App(__file__, routes=hosting.routes(), middleware=hosting.middleware())
