"""Step 4: hits → evidence → answer → citations → a verdict for each sentence."""
