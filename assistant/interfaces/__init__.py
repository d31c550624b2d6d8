"""Step 7: the doors. Each takes an ``Assistant`` and shows the same answer in the same shape."""
