"""What Streamlit runs: alone in its folder, for Streamlit puts that before all others where modules are looked for."""
