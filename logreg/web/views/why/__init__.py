"""Why this prediction: one word more or less, and the reason of every word."""
