"""What every test shares: property tests draw the same examples on every run and keep nothing on disk."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, max_examples=300, deadline=None, database=None)
settings.load_profile("repeatable")
