"""Write the made documents that are no text files: python tests/golden/make_documents.py [NAME]…"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.golden import made_pages, made_pdf, made_word

DOCUMENTS = Path(__file__).parent / "documents"
MADE = {
    "numbered_by_word.docx": made_word.numbered_by_word,
    "merged_table.docx": made_word.merged_table,
    "tracked_changes.docx": made_word.tracked_changes,
    "headings_by_style.docx": made_word.headings_by_style,
    "contents_field.docx": made_word.contents_field,
    "laid_out_by_table.docx": made_word.laid_out_by_table,
    "booklet.pdf": made_pdf.booklet,
    "printed_notice.pdf": made_pdf.printed_notice,
    "long_table.pdf": made_pdf.long_table,
    "gazette.pdf": made_pdf.gazette,
    "printed_page.pdf": made_pages.printed_page,
    "heating_scan.png": made_pages.scan,
}


def main() -> None:
    """Write the documents named on the command line, or all."""
    for name in sys.argv[1:] or MADE:
        (DOCUMENTS / name).write_bytes(MADE[name]())


if __name__ == "__main__":
    main()
