"""What is read: the examples, the data sets, and the reader's own files: bytes → rows → labels and texts → X, y."""
