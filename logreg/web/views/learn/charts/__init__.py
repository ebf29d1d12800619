"""The pictures of learning, one for each idea, which its file says."""
