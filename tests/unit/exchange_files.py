"""Made-up files of other shops, for the tests of the import."""

from openpyxl import Workbook


def write_text(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def write_workbook(path, *sheets, merge=()):
    """Each sheet is (title, rows); cells are written as they are given."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for span in merge:
            sheet.merge_cells(span)
    book.save(path)
    return path
