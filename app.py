"""The app: `streamlit run app.py`, `python app.py` and any ASGI server (`uvicorn app:app`) serve it.

It names the script that draws the page, and serves beside it what the page needs.
"""

import streamlit as st

from logreg.web import hosting

app = st.App(hosting.SCRIPT, routes=hosting.routes(), middleware=hosting.middleware())

if __name__ == "__main__":
    app.run()
