"""``import list``, ``show`` and ``undo``: what was brought in from lists."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, below, no_options
from shopcare.cli.fields import id_of
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, table
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import ImportId
from shopcare.language.catalog import Catalog, mark
from shopcare.language.sentences import refusal_text

if TYPE_CHECKING:
    from shopcare.domain.shop.import_run import ImportRun
    from shopcare.services.shop import Shop

_COUNTS: Final[Described] = {
    "read": mark("Rows read"),
    "added": mark("Added"),
    "updated": mark("Updated"),
    "unchanged": mark("Unchanged"),
    "skipped": mark("Skipped"),
    "new_customers": mark("New customers"),
    "prescriptions": mark("Prescriptions"),
    "calls": mark("Calls started"),
}
_RUN_JSON: Final[Described] = {
    "id": mark("Id"),
    "at": mark("when it was imported"),
    "by": mark("who imported it"),
    "kind": mark("what was imported"),
    "file": mark("the file"),
    **_COUNTS,
    "undone_at": mark("when it was undone"),
}
_REPORT_JSON: Final[Described] = {
    **_RUN_JSON,
    "columns.*": mark("which headings fill which field"),
    "left_out[]": mark("headings of columns that were not imported"),
    **below(
        "rows_not_taken[]",
        {"row": mark("the row in the file"), "reason": mark("why")},
    ),
}


def _key_option(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the number of the import"))


def import_id_of(key: str) -> ImportId:
    """Read the number of an import.

    Raises:
        NotFound: it is no number.
    """
    number = id_of(key)
    if number is None:
        raise NotFound("import", key[:40])
    return ImportId(number)


def _plain(shop: "Shop", run: "ImportRun") -> dict[str, Any]:
    member = shop.member(run.staff_id)
    return {
        "id": run.id,
        "at": run.at.isoformat(),
        "by": member.initials if member else "",
        "kind": run.kind,
        "file": run.file,
        **{count: run.report.get(count, 0) for count in _COUNTS},
        "undone_at": run.undone_at.isoformat() if run.undone_at else None,
    }


def _list(session: Session) -> None:
    from shopcare.services.exchange.import_runs import import_runs

    shop = session.shop
    runs = [_plain(shop, run) for run in import_runs(shop)]
    rows = [
        (
            str(run["id"]),
            _minute(run["at"]),
            run["by"],
            run["file"],
            f"+{run['added']}",
        )
        for run in runs
    ]
    session.give(runs, lambda: table(rows))


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _show(session: Session) -> None:
    from shopcare.services.exchange.import_runs import import_run

    shop, words = session.shop, session.words
    run = import_run(shop, import_id_of(session.option("key")))
    rows = [
        {"row": row["row"], "reason": refusal_text(words, row["code"], row["values"])}
        for row in run.report.get("rows_not_taken", ())
    ]
    answer = {
        **_plain(shop, run),
        "columns": run.report.get("columns", {}),
        "left_out": run.report.get("left_out", []),
        "rows_not_taken": rows,
    }
    session.give(answer, lambda: _report_lines(words, answer, rows))


def _report_lines(words: Catalog, answer: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
    facts = [(words.text(meaning), f"{answer[count]:,}") for count, meaning in _COUNTS.items()]
    lines = [f"{answer['file']}  {_minute(answer['at'])}  {answer['by']}", ""]
    lines += labelled(facts)
    if rows:
        told = [(words.text("row {n}", n=row["row"]), row["reason"]) for row in rows]
        lines += ["", words.text("Skipped"), *table(told)]
    return lines


def _undo(session: Session) -> None:
    from shopcare.services.exchange.import_runs import import_run, undo_import

    shop, words = session.shop, session.words
    import_id = import_id_of(session.option("key"))
    undo_import(shop, import_id)
    run = import_run(shop, import_id)
    session.give(
        _plain(shop, run),
        lambda: [words.text("The import of {file} was undone.", file=run.file)],
    )


COMMANDS = (
    Command(
        words=("import", "list"),
        summary=mark("List what was imported."),
        options=no_options,
        run=_list,
        json=below("[]", _RUN_JSON),
    ),
    Command(
        words=("import", "show"),
        summary=mark("Show the report of an import."),
        options=_key_option,
        run=_show,
        json=_REPORT_JSON,
    ),
    Command(
        words=("import", "undo"),
        summary=mark("Undo a whole import, if nothing was built on it."),
        options=_key_option,
        run=_undo,
        json=_RUN_JSON,
    ),
)
