"""Tables out of the shop file; every export is written into the audit log (G-15)."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.language.catalog import Catalog
from shopcare.services.exchange import export_record_tables as record_tables
from shopcare.services.exchange import export_tables as tables
from shopcare.services.exchange.export_tables import Table
from shopcare.services.shop import Shop
from shopcare.services.troubles import unless_read_only
from shopcare.storage.file import whole_tables
from shopcare.system.files import check_target

if TYPE_CHECKING:
    from shopcare.exchange.out_table import OutCell

Progress = Callable[[int, int], None]
_CHUNK = 500


class ExportKind(StrEnum):
    """What can be written out."""

    CUSTOMERS = "customers"
    PURCHASES = "purchases"
    CASES = "cases"
    CALLBACKS = "callbacks"
    PRESCRIPTIONS = "prescriptions"
    MEASUREMENTS = "measurements"
    PAYMENTS = "payments"
    GIFTS = "gifts"
    EVERYTHING = "everything"
    """Every table as it is kept, in one archive."""


_TABLES: Final = {
    ExportKind.CUSTOMERS: tables.CUSTOMERS,
    ExportKind.PURCHASES: tables.PURCHASES,
    ExportKind.CASES: tables.CASES,
    ExportKind.CALLBACKS: tables.CALLBACKS,
    ExportKind.PRESCRIPTIONS: record_tables.PRESCRIPTIONS,
    ExportKind.MEASUREMENTS: record_tables.MEASUREMENTS,
    ExportKind.PAYMENTS: record_tables.PAYMENTS,
    ExportKind.GIFTS: record_tables.GIFTS,
}


def export(
    shop: Shop, kind: ExportKind, path: Path, words: Catalog, progress: Progress | None = None
) -> int:
    """Write a table to XLSX or CSV by the file's ending, or everything; give the number of rows.

    Args:
        shop: the shop.
        kind: what is written.
        path: ends in .xlsx or .csv; in .zip for everything.
        words: the language of headings and choices.
        progress: called now and then with rows done and how many there are.

    Raises:
        Refusal, Trouble: the place is refused, or the file cannot be written.
    """
    from shopcare.exchange.out_table import Column, ColumnKind
    from shopcare.exchange.writing import ENDINGS, write_table

    if kind is ExportKind.EVERYTHING:
        return _export_everything(shop, path, progress)
    check_target(path, ENDINGS)
    table = _TABLES[kind]
    ids = table.ids(shop)
    columns = [
        Column(heading=table.heading(words, heading), kind=ColumnKind(how), width=width)
        for heading, how, width in table.columns
    ]
    with (
        unless_read_only(),
        shop.begin("export", "export") as step,  # first: no export goes unlogged (G-15)
    ):
        step.values = {"what": kind, "file": path.name, "records": len(ids)}
    return write_table(
        path,
        columns,
        _in_chunks(shop, words, table, ids),
        title=words.text(table.title),
        total=len(ids),
        progress=progress,
    )


def _in_chunks(
    shop: Shop, words: Catalog, table: Table, ids: list[int]
) -> "Iterator[tuple[OutCell, ...]]":
    for start in range(0, len(ids), _CHUNK):
        yield from table.rows(shop, words, ids[start : start + _CHUNK])


def _export_everything(shop: Shop, path: Path, progress: Progress | None) -> int:
    """Write every table as CSV into one archive: money in fen, days and moments in ISO 8601."""
    from shopcare.exchange.archive_target import ENDINGS, OutTable, write_archive

    check_target(path, ENDINGS)
    with whole_tables.as_it_is_now(shop.file) as found:
        records = sum(table.count for table in found)
    with (
        unless_read_only(),
        shop.begin("export", "export") as step,  # first: no export goes unlogged (G-15)
    ):
        step.values = {"what": ExportKind.EVERYTHING, "file": path.name, "records": records}
    with whole_tables.as_it_is_now(shop.file) as found:
        return write_archive(
            path,
            (
                OutTable(
                    table.name,
                    table.columns,
                    whole_tables.rows_of(shop.file, table),
                    table.has_pictures,
                )
                for table in found
            ),
            schema="\n\n".join(f"{table.sql};" for table in found) + "\n",
            total=sum(table.count for table in found),
            progress=progress,
        )
