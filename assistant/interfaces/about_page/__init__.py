"""The page that tells what is indexed, which models answer, the last results, and how to read the badges."""
