"""The page, for every visitor and at each message: Streamlit runs this file, `app.py` serves it."""

import sys
from pathlib import Path

import streamlit as st
from streamlit import runtime

if (root := str(Path(__file__).parents[3])) not in sys.path:  # a host may start this file alone, from any folder
    sys.path.append(root)

from logreg.web.page import page

if runtime.exists():
    # beside app.py the settings have been found, and no visitor reads them again
    alone = "logreg.web.hosting" not in sys.modules
    for option, value in (("toolbarMode", "minimal"), ("showErrorDetails", "none")) if alone else ():
        if st.get_option(f"client.{option}") != value:  # the folder where Streamlit was started has no config.toml
            st.set_option(f"client.{option}", value)
    st.set_page_config("Logistic regression, one review at a time", page_icon="📈", layout="wide")
    page()
