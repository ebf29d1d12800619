"""The same examples on every machine and at every run: hypothesis draws them from a fixed seed."""

from hypothesis import settings

settings.register_profile("still", derandomize=True, deadline=None, database=None, max_examples=150)
settings.load_profile("still")
