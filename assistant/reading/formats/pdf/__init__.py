"""PDF: glyphs and rules of a page → lines → paragraphs, headings and tables, joined over the pages."""
