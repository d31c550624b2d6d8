"""How clauses are called in an official citation: titles, numbers as printed, tables, paragraphs."""
