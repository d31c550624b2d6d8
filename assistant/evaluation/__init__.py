"""Step 6: gold questions, metrics and benchmarks."""
