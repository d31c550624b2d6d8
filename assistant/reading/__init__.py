"""Step 1: file → SourceDocument → clause tree → chunks. Nothing here knows of indexes or models."""
