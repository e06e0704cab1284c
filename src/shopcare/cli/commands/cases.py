"""``case show``, ``list`` and ``move``; ``case add`` is in ``intake``."""

from shopcare.cli.case_answer import case_lines, opened_json
from shopcare.cli.command import Command, Options, choices_text, whole_number
from shopcare.cli.commands.intake import ADD
from shopcare.cli.drafts import move_facts
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.plain import (
    attempt_json,
    case_json,
    deadline_json,
    entry_json,
    initials,
    kept_callback_json,
    plain,
)
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.cases.case import Case, CaseKind, Cause, How, Stage
from shopcare.domain.cases.case_moves import allowed_moves, needs
from shopcare.domain.money import MOST_FEN
from shopcare.domain.payments.payment import PayMethod
from shopcare.language.catalog import mark
from shopcare.language.record_words import label
from shopcare.services.shop import Shop

_STAGES = tuple(stage.value for stage in Stage)
_KINDS = tuple(kind.value for kind in CaseKind)
_SAID = (
    "how", "resolution", "reason", "cause", "at",
    "fee_taken_fen", "method", "waived", "waived_by", "owed_until",
)  # fmt: skip


def _number_option(options: Options) -> None:
    options.add("number", metavar="NUMBER", tells=mark("the case number, typed or scanned"))


def _list_options(options: Options) -> None:
    options.add("--stage", action="append", choices=_STAGES, metavar="STAGE",
                tells=mark("only this stage; may be repeated"))  # fmt: skip
    options.add("--kind", action="append", choices=_KINDS, metavar="KIND",
                tells=mark("only this kind; may be repeated"))  # fmt: skip
    options.add("--late", action="store_true", tells=mark("only with a missed deadline"))
    options.add("--limit", type=whole_number(1, 1_000_000), default=1000, metavar="N",
                tells=mark("at most so many answers"))  # fmt: skip


def _move_options(options: Options) -> None:
    _number_option(options)
    options.add("stage", choices=_STAGES, metavar="STAGE", tells=mark("the stage to move to"))
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    hows = choices_text([how.value for how in How])
    options.add("--how", metavar=hows, tells=mark("how the customer was told or agreed"))
    options.add("--promised", metavar="DAY", gives=("promised_on",),
                tells=mark("the promised date"))  # fmt: skip
    options.add("--checked", action="store_true", default=None, gives=("checks",),
                tells=mark("every point of the quality check is ticked"))  # fmt: skip
    causes = choices_text([cause.value for cause in Cause])
    options.add("--cause", metavar=causes, tells=mark("what was found"))
    options.add("--resolution", metavar="TEXT", tells=mark("how it was settled"))
    options.add("--reason", metavar="TEXT", tells=mark("why it is cancelled or goes back"))
    options.add("--at", metavar="MOMENT", tells=mark("when it really happened"))
    _fee_options(options)


def _fee_options(options: Options) -> None:
    """Take what became of the fee at hand-over (G-9)."""
    methods = choices_text([method.value for method in PayMethod])
    options.add("--paid", type=whole_number(0, MOST_FEN), metavar="FEN",
                gives=("fee_taken_fen",), tells=mark("the fee that was paid"))  # fmt: skip
    options.add("--method", metavar=methods, tells=mark("how it was paid; cash if left out"))
    options.add("--waived", metavar="REASON", tells=mark("why the fee, or its rest, is waived"))
    options.add("--waived-by", metavar="INITIALS", tells=mark("who decided to waive it"))
    options.add("--owed-until", metavar="DAY",
                tells=mark("until when the fee, or its rest, is owed"))  # fmt: skip


def _show(session: Session) -> None:
    from shopcare.services.cases import cases

    shop = session.shop
    file = cases.case_file(shop, cases.case_id_of(shop, session.option("number")))
    customer = file.customer
    answer = {
        **case_json(shop, file.case),
        "customer": {
            "id": customer.id,
            "number": customer.number,
            "name": customer.name,
            "phones": [phone.digits for phone in customer.phones],
        },
        "deadlines": [deadline_json(one, shop.now()) for one in file.deadlines if not one.dropped],
        "callbacks": [kept_callback_json(call) for call in file.callbacks],
        "attempts": [attempt_json(shop, attempt) for attempt in file.attempts],
        "timeline": [entry_json(shop, entry) for entry in file.timeline],
        "moves": [_move_json(shop, file.case, stage) for stage in allowed_moves(file.case)],
    }
    session.give(answer, lambda: case_lines(shop, session.words, file))


def _move_json(shop: Shop, case: Case, stage: Stage) -> dict[str, object]:
    from shopcare.services.cases import cases

    needed = needs(stage, case)
    checks = cases.checks_of(shop, case) if "checks" in needed else ()
    return {"stage": stage.value, "needs": list(needed), "checks": list(checks)}


def _list(session: Session) -> None:
    from shopcare.services.cases import cases

    shop, words = session.shop, session.words
    ids = cases.case_ids(
        shop,
        stages=tuple(Stage(stage) for stage in session.option("stage") or ()),
        kinds=tuple(CaseKind(kind) for kind in session.option("kind") or ()),
        late=session.option("late"),
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


def _move(session: Session) -> None:
    from shopcare.services.cases import cases

    shop = session.shop
    case_id = cases.case_id_of(shop, session.option("number"))
    before = cases.case_file(shop, case_id).case
    fields = _given(session)
    facts = move_facts(shop, fields, cases.checks_of(shop, before))
    at = fields.moment("at")
    fields.finish()
    moved = cases.move_case(shop, case_id, Stage(session.option("stage")), facts, at=at)
    file = cases.case_file(shop, case_id)
    calls = [call for call in file.callbacks if call.id in moved.callbacks]
    first = session.words.text(
        "Case {number} is now: {stage}",
        number=moved.case.number,
        stage=label(session.words, moved.case.stage),
    )
    session.give(
        {**opened_json(shop, moved.case, file.deadlines, calls), "stage": moved.case.stage.value},
        lambda: [first, "", *case_lines(shop, session.words, file)],
    )


def _given(session: Session) -> Fields:
    """Put together what the file says and, over it, what the options say."""
    name = session.option("fields")
    values: dict[str, object] = fields_of(name) if name is not None else {}
    if "consent" in values and "how" not in values:  # the word of the counter for it (G-5)
        values["how"] = values.pop("consent")
    values |= {field: session.option(field) for field in _SAID if session.option(field) is not None}
    if session.option("promised") is not None:
        values["promised_on"] = session.option("promised")
    if session.option("checked"):
        values["checks"] = True
    return Fields(values, session.shop.now())


COMMANDS = (
    ADD,
    Command(
        words=("case", "show"),
        summary=mark("Show a case with its timeline."),
        options=_number_option,
        run=_show,
    ),
    Command(
        words=("case", "list"),
        summary=mark("List cases, the newest first."),
        options=_list_options,
        run=_list,
    ),
    Command(
        words=("case", "move"),
        summary=mark("Move a case to another stage, with what the stage needs."),
        options=_move_options,
        run=_move,
    ),
)
