"""Golden files: what the reader makes of the corpus, in a form that a person can check."""
