"""Step 2: chunks → an index generation on disk, dense (FAISS) and lexical (BM25), written whole and checksummed."""
