"""``import`` and ``export``: tables in and out."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options, below
from shopcare.cli.files import object_of, path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain, table
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import Catalog, mark
from shopcare.language.sentences import refusal_text

if TYPE_CHECKING:
    from shopcare.services.exchange.import_report import ImportReport, RowNote

Choice = dict[str, tuple[str, ...]]
Progress = Callable[[int, int], None]

_EXPORTS = {
    "customers": mark("Export all customers."),
    "purchases": mark("Export all purchases."),
    "cases": mark("Export all cases."),
    "callbacks": mark("Export all calls."),
    "prescriptions": mark("Export all prescriptions."),
    "measurements": mark("Export all measurements."),
    "payments": mark("Export all payments."),
    "gifts": mark("Export all gifts and vouchers."),
    "everything": mark("Export every table as it is kept, with the schema, as a ZIP file."),
}
_SHOWN_ROWS = 200
_NOTE: Final[Described] = {
    "row": mark("the row in the file"),
    "reason": mark("why"),
    "field": mark("the field that it is about"),
    "code": mark("the reason as a code"),
}
_LISTED: Final[Described] = {
    "row": mark("the row in the file"),
    "id": mark("the customer's id"),
    "name": mark("Name"),
    "number": mark("Member number"),
    "phone": mark("Phone"),
    "address": mark("Address"),
}
_IMPORT_JSON: Final[Described] = {
    "read": mark("Rows read"),
    "added": mark("Added"),
    "updated": mark("Updated"),
    "unchanged": mark("Unchanged"),
    **below("skipped[]", _NOTE),
    **below("noted[]", _NOTE),
    "columns.*": mark("which headings fill which field"),
    "left_out[]": mark("headings of columns that were not imported"),
    "uncertain[].field": mark("a field whose column is not sure"),
    "uncertain[].heading": mark("the heading that was taken for it"),
    "uncertain[].instead": mark("the heading that may be meant instead"),
    "asks[].heading": mark("a heading whose signs only the shop can read: say --lunar"),
    "asks[].signs[]": mark("a sign found below it"),
    "other_sheets[]": mark("another sheet with a list, which was not imported"),
    "merged_candidates[].why": mark("why two may be one person"),
    **below("merged_candidates[].people[]", _LISTED),
    "prescriptions": mark("Prescriptions"),
    "import_id": mark("the number of the kept report, for undoing it"),
    "new_customers": mark("New customers"),
    "calls": mark("Calls started"),
    "dry_run": mark("whether nothing was saved"),
}
_EXPORT_JSON: Final[Described] = {
    "file": mark("the file that was written"),
    "rows": mark("how many rows it has"),
}


def _import_options(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("a spreadsheet or a text file"))
    options.add("--dry-run", action="store_true", tells=mark("only say what would happen"))
    options.add(
        "--columns",
        metavar="MAP",
        tells=mark("which column is which: name=姓名,phones=手机+电话"),
    )


def _customer_options(options: Options) -> None:
    _import_options(options)
    options.add(
        "--lunar",
        metavar="SIGN",
        tells=mark("which of signs such as 0 and 1 means a lunar birthday"),
    )


def _export_options(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("where to, .xlsx or .csv; .zip for everything"))


def columns_of(text: str) -> Choice:
    """Read which heading (or letter) fills which field: ``name=姓名,phones=手机+电话,remark=``.

    A field may be named twice; nothing behind the sign leaves the field empty.

    Raises:
        Refusal: ``columns_unreadable``, ``fields_not_json``.
    """
    plain_text = text.strip()
    if plain_text.startswith("{"):
        return {field: _names(names) for field, names in object_of(plain_text, "--columns").items()}
    choice: Choice = {}
    for pair in plain_text.replace("，", ",").replace("＝", "=").split(","):
        if not pair.strip():
            continue
        field, sign, names = pair.partition("=")
        if not sign or not field.strip():
            raise Refusal("columns_unreadable", text=pair.strip()[:40])
        found = tuple(name.strip() for name in names.split("+") if name.strip())
        choice[field.strip()] = (*choice.get(field.strip(), ()), *found)
    return choice


def _names(names: object) -> tuple[str, ...]:
    if names is None:
        return ()
    if isinstance(names, str):
        return (names,)
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    raise Refusal("columns_unreadable", text=str(names)[:40])


def _import(kind: str, session: Session) -> None:
    path = path_of(session.option("file"))
    given = session.option("columns")
    more = {"lunar_sign": session.option("lunar")} if kind == "customers" else {}
    report = _importer(kind)(
        session.shop,
        path,
        columns=columns_of(given) if given is not None else None,
        dry_run=session.option("dry_run"),
        progress=_progress(session.words),
        **more,
    )
    words = session.words
    answer = {
        "read": report.read,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": _notes(words, report.skipped),
        "noted": _notes(words, report.noted),
        "columns": plain(report.columns),
        "left_out": list(report.left_out),
        "uncertain": [
            {"field": one.field, "heading": one.heading, "instead": one.instead or None}
            for one in report.uncertain
        ],
        "asks": [{"heading": one.heading, "signs": list(one.signs)} for one in report.asks],
        "other_sheets": list(report.other_sheets),
        "merged_candidates": [
            {"why": pair.why.value, "people": [plain(pair.first), plain(pair.second)]}
            for pair in report.merge_candidates
        ],
        "prescriptions": report.prescriptions,
        "import_id": report.import_id,
        "new_customers": report.new_customers,
        "calls": report.calls,
        "dry_run": report.dry_run,
    }
    session.give(answer, lambda: _report_lines(words, report))


def _importer(kind: str) -> "Callable[..., ImportReport]":
    if kind == "customers":
        from shopcare.services.exchange.import_customers import import_customers

        return import_customers
    from shopcare.services.exchange.import_purchases import import_purchases

    return import_purchases


def _notes(words: Catalog, notes: "Sequence[RowNote]") -> list[dict[str, Any]]:
    return [
        {
            "row": note.row,
            "reason": refusal_text(words, note.problem.code, note.problem.values),
            "field": note.problem.field,
            "code": note.problem.code,
        }
        for note in notes
    ]


def _report_lines(words: Catalog, report: "ImportReport") -> list[str]:
    counts = [
        (words.text("Rows read"), report.read),
        (words.text("Added"), report.added),
        (words.text("Updated"), report.updated),
        (words.text("Unchanged"), report.unchanged),
        (words.text("Skipped"), len(report.skipped)),
        (words.text("New customers"), report.new_customers),
        (words.text("Calls started"), report.calls),
        (words.text("Prescriptions"), report.prescriptions),
    ]
    lines = [words.text("Only a trial: nothing was saved."), ""] if report.dry_run else []
    lines += labelled([(name, f"{number:,}") for name, number in counts])
    columns = [(field, words.text(", ").join(names)) for field, names in report.columns.items()]
    lines += ["", words.text("Columns"), *labelled(columns)]
    lines += _doubt_lines(words, report)
    for title, notes in (
        (words.text("Skipped"), report.skipped),
        (words.text("Imported, with something left out"), report.noted),
    ):
        if notes:
            lines += ["", title, *_note_lines(words, notes)]
    return lines


def _doubt_lines(words: Catalog, report: "ImportReport") -> list[str]:
    """Say what was not taken, what is not sure, and what only the shop can say."""
    lines = []
    if report.left_out:
        lines += ["", words.text("Columns not imported"), words.text(", ").join(report.left_out)]
    if report.uncertain:
        rows = [(one.field, one.heading, one.instead) for one in report.uncertain]
        lines += ["", words.text("Please check these columns"), *table(rows)]
    for ask in report.asks:
        signs = words.text(", ").join(ask.signs)
        lines += ["", words.text("{heading}: which of {signs} means lunar? Say --lunar.",
                                 heading=ask.heading, signs=signs)]  # fmt: skip
    if report.other_sheets:
        sheets = words.text(", ").join(report.other_sheets)
        lines += ["", words.text("Sheets not imported: {sheets}", sheets=sheets)]
    if report.merge_candidates:
        pairs = [(pair.first, pair.second) for pair in report.merge_candidates[:_SHOWN_ROWS]]
        names = [(a.name, a.phone, b.name, b.phone) for a, b in pairs]
        lines += ["", words.text("Possibly the same customer"), *table(names)]
    return lines


def _note_lines(words: Catalog, notes: "Sequence[RowNote]") -> list[str]:
    rows = [
        (
            words.text("row {n}", n=note.row),
            note.problem.field,
            refusal_text(words, note.problem.code, note.problem.values),
        )
        for note in notes[:_SHOWN_ROWS]
    ]
    left = len(notes) - len(rows)
    more = [words.count("and {n} more row", "and {n} more rows", left)] if left > 0 else []
    return [*table(rows), *more]


def _export(kind: str, session: Session) -> None:
    from shopcare.services.exchange.exports import ExportKind, export

    path = path_of(session.option("file"))
    shop = session.shop
    words = session.words
    rows = export(shop, ExportKind(kind), path, words, _progress(words))
    session.give(
        {"file": str(path), "rows": rows},
        lambda: [
            words.count("{n} row exported: {file}", "{n} rows exported: {file}", rows, file=path)
        ],
    )


def _progress(words: Catalog) -> Progress | None:
    """Show how far it is, where a person is watching."""
    if not sys.stderr.isatty():
        return None

    shown = 0

    def show(done: int, total: int) -> None:
        nonlocal shown
        text = words.text("{done} of {total} rows", done=f"{done:,}", total=f"{total:,}")
        end = "\n" if done >= total else ""
        # spaces over what was longer: an older console of Windows prints escapes as they are
        print(f"\r{text:<{shown}}", end=end, file=sys.stderr, flush=True)
        shown = len(text)

    return show


GROUPS = (
    Group(word="import", summary=mark("Import customers or purchases from a file of the till.")),
    Group(word="export", summary=mark("Export a table to an XLSX or CSV file, or everything.")),
)
COMMANDS = (
    Command(
        words=("import", "customers"),
        summary=mark("Import customers; importing twice changes nothing."),
        options=_customer_options,
        run=partial(_import, "customers"),
        json=_IMPORT_JSON,
    ),
    Command(
        words=("import", "purchases"),
        summary=mark("Import purchases; importing twice changes nothing."),
        options=_import_options,
        run=partial(_import, "purchases"),
        json=_IMPORT_JSON,
    ),
    *(
        Command(
            words=("export", kind),
            summary=summary,
            options=_export_options,
            run=partial(_export, kind),
            json=_EXPORT_JSON,
        )
        for kind, summary in _EXPORTS.items()
    ),
)
