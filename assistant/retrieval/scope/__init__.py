"""What a question is about: places, documents, clauses by number, years; follow-ups made whole."""
