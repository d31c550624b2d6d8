"""Step 3: question → scope → ranked hits, or the reason why nothing fits."""
