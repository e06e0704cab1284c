"""``case show`` and ``case list``."""

from typing import Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.commands.cases.answer import (
    CASE_FILE_JSON,
    case_file_json,
    case_lines,
    case_of,
    number_option,
)
from shopcare.cli.records.call_json import initials
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

_STAGES = tuple(stage.value for stage in Stage)
_KINDS = tuple(kind.value for kind in CaseKind)
_LIST_JSON: Final[Described] = {
    "[].number": mark("Number"),
    "[].id": mark("Id"),
    "[].kind": mark("Kind"),
    "[].stage": mark("Stage"),
    "[].customer": mark("Customer"),
    "[].product": mark("Product"),
    "[].handler": mark("Handled by"),
    "[].received_at": mark("Received at"),
    "[].promised_on": mark("Promised date"),
    "[].next_due_at": mark("Next deadline"),
    "[].late": mark("whether a deadline was missed"),
    "[].place": mark("the shelf on which it is"),
}


def _list_options(options: Options) -> None:
    options.add("--stage", action="append", choices=_STAGES, metavar="STAGE",
                tells=mark("only this stage; may be repeated"))  # fmt: skip
    options.add("--kind", action="append", choices=_KINDS, metavar="KIND",
                tells=mark("only this kind; may be repeated"))  # fmt: skip
    options.add("--late", action="store_true", tells=mark("only with a missed deadline"))
    options.add("--due-today", action="store_true",
                tells=mark("only with a deadline that runs out today"))  # fmt: skip
    options.add("--limit", type=whole_number(1, 1_000_000), default=1000, metavar="N",
                tells=mark("at most so many answers"))  # fmt: skip


def _show(session: Session) -> None:
    file = case_of(session)
    session.give(
        case_file_json(session.shop, file),
        lambda: case_lines(session.shop, session.words, file),
    )


def _list(session: Session) -> None:
    from shopcare.services.cases import cases

    shop, words = session.shop, session.words
    ids = cases.case_ids(
        shop,
        stages=tuple(Stage(stage) for stage in session.option("stage") or ()),
        kinds=tuple(CaseKind(kind) for kind in session.option("kind") or ()),
        late=session.option("late"),
        due_today=session.option("due_today"),
    )
    rows = cases.case_rows(shop, ids[: session.option("limit")])
    answer = [
        {
            "number": row.case.number,
            "id": row.case.id,
            "kind": row.case.kind.value,
            "stage": row.case.stage.value,
            "customer": row.customer_name,
            "product": row.case.product,
            "handler": initials(shop, row.case.handler_id),
            "received_at": plain(row.case.received_at),
            "promised_on": plain(row.case.promised_on),
            "next_due_at": plain(row.next_due_at),
            "late": row.late,
            "place": row.place,
        }
        for row in rows
    ]

    def lines() -> list[str]:
        written = [
            (
                row.case.number,
                label(words, row.case.kind),
                label(words, row.case.stage),
                row.customer_name,
                row.case.product,
                minute(row.next_due_at),
                words.text("late") if row.late else "",
            )
            for row in rows
        ]
        titles = (mark("Number"), mark("Kind"), mark("Stage"), mark("Customer"), mark("Product"))
        headings = [*map(words.text, titles), words.text("Next deadline"), ""]
        return table(written, headings) or [words.text("No case fits.")]

    session.give(answer, lines)


COMMANDS = (
    Command(
        words=("case", "show"),
        summary=mark("Show a case with its timeline."),
        options=number_option,
        run=_show,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "list"),
        summary=mark("List cases, the newest first."),
        options=_list_options,
        run=_list,
        json=_LIST_JSON,
    ),
)
