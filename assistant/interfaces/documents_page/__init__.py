"""The page for editors: what is in the corpus, how it was read, and every change to it while the assistant answers."""
