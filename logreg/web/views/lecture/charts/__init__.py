"""The pictures of the lecture, one for each idea, which its file says."""
