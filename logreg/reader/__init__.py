"""One reader: what was chosen, every number that follows from it, and how a number is written."""
