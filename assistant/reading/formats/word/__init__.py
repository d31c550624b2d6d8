"""DOCX: the text as Word shows it, with automatic numbers, tables and notes, out of a package read within limits."""
