"""The task table as a file: CSV and XLSX with the words that the page shows, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.pages.task_table import Line
from graph.catalogue.result import csv_cell

CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {  # characters of the columns of a sheet
    "section": 16,
    "number": 7,
    "title": 34,
    "leads": 18,
    "participants": 34,
    "sharing": 34,
    "deadlines": 14,
    "corrections": 14,
}
_A4 = 9  # the paper's number in the file format
_FROM = "2000-01-01T00:00:00"  # creation of a workbook of data without a time of loading


@dataclass(frozen=True)
class Sheet:
    """Headings by column, and rows of as many cells."""

    headings: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]


def sheet_of(found: Sequence[tuple[str, Line]], headings: Mapping[str, str]) -> Sheet:
    """The lines as cells. A list that ends in 等 ends so here too."""
    return Sheet(headings, tuple(_cells(section, line) for section, line in found))


def csv_file(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark; cells that a spreadsheet could take for formulas get a ``'`` in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.headings.values())
    writer.writerows([csv_cell(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_file(sheet: Sheet, caption: Sequence[str], finished: str) -> bytes:
    """A workbook made in memory; every cell is text, so that none can be a formula. Equal tables give equal bytes.

    Args:
        sheet: the rows.
        caption: lines over the table; printed on every page too.
        finished: when the data were loaded, ISO time; the workbook's date.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        created = datetime.fromisoformat(finished or _FROM).replace(tzinfo=None)
        book.set_properties({"title": caption[0], "comments": caption[-1], "created": created})
        page = book.add_worksheet("任务分解表")
        _print_on_a4(page, caption)
        _write(book, page, sheet, caption)
    return out.getvalue()


def _write(book: Any, page: Any, sheet: Sheet, caption: Sequence[str]) -> None:
    """Caption, headings and rows; widths and wrapping as for reading on paper."""
    strong = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D9DDE2"})
    for at, line in enumerate(caption):
        page.write_string(at, 0, line, strong if at == 0 else None)
    for column, (name, heading) in enumerate(sheet.headings.items()):
        page.set_column(column, column, _WIDTHS[name])
        page.write_string(len(caption), column, heading, head)
    for row, cells in enumerate(sheet.rows, len(caption) + 1):
        for column, text in enumerate(cells):
            page.write_string(row, column, text, cell)
    page.freeze_panes(len(caption) + 1, 0)


def _print_on_a4(page: Any, caption: Sequence[str]) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(len(caption))
    page.set_footer("&L&8policygraph&R&8&P / &N")


def _cells(section: str, line: Line) -> tuple[str, ...]:
    return (
        section,
        line.number,
        line.title,
        *(_bodies(line, column) for column in ("leads", "participants", "sharing")),
        "；".join(line.deadlines),
        "；".join(line.corrections),
    )


def _bodies(line: Line, column: str) -> str:
    names = "、".join(body.name for body in getattr(line, column))
    return f"{names}等" if line.open_column == column else names
