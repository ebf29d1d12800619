"""The only room that knows streamlit: what the reader sees and touches."""
