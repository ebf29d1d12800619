"""How the model learns: one step by hand, the path, what was learned, and the data."""
