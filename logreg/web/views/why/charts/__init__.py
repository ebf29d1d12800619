"""What each term adds, to z and to the probability."""
