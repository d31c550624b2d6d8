"""Pictures and scanned pages: text, and tables with rules, by OCR."""
