"""``case move`` and ``case undo``: from stage to stage, and back."""

from typing import Final

from shopcare.cli.command import Command, Described, Options, choices_text
from shopcare.cli.commands.cases.answer import (
    CASE_FILE_JSON,
    case_lines,
    case_of,
    number_option,
    opened_json,
    tell_case,
)
from shopcare.cli.drafts import move_facts
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.record_json import OPENED_JSON
from shopcare.cli.session import Session
from shopcare.domain.cases.case import Cause, Ending, How, Stage
from shopcare.domain.payments.payment import PayMethod
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

_STAGES = tuple(stage.value for stage in Stage)
_SAID = (
    "how", "resolution", "reason", "cause", "at", "method", "waived", "waived_by", "owed_until",
    "ending",
)  # fmt: skip
_MOVED_JSON: Final[Described] = {**OPENED_JSON, "stage": mark("Stage")}


def _move_options(options: Options) -> None:
    number_option(options)
    options.add("stage", choices=_STAGES, metavar="STAGE", tells=mark("the stage to move to"))
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    hows = choices_text([how.value for how in How])
    options.add("--how", metavar=hows, tells=mark("how the customer was told or agreed"))
    options.add("--promised", metavar="DAY", gives=("promised_on",),
                tells=mark("the promised date"))  # fmt: skip
    options.add("--checked", action="store_true", default=None, gives=("checks",),
                tells=mark("every point of the quality check is ticked"))  # fmt: skip
    _fee_options(options)
    _refund_option(options)
    _ending_options(options)
    causes = choices_text([cause.value for cause in Cause])
    options.add("--cause", metavar=causes, tells=mark("what was found"))
    options.add("--resolution", metavar="TEXT", tells=mark("how it was settled"))
    options.add("--reason", metavar="TEXT",
                tells=mark("what was found; why it is cancelled or goes back"))  # fmt: skip
    options.add("--at", metavar="MOMENT", tells=mark("when it really happened"))


def _ending_options(options: Options) -> None:
    """Take why goods go back without the work, and what is charged (W-4)."""
    endings = choices_text([ending.value for ending in Ending])
    options.add("--ending", metavar=endings, tells=mark("why the goods go back without the work"))
    options.add("--charge", metavar="YUAN", gives=("charge_fen",),
                tells=mark("what is charged for it, in yuan"))  # fmt: skip


def _refund_option(options: Options) -> None:
    """Take what is paid back at hand-over (A-7)."""
    options.add("--refunded", metavar="YUAN", gives=("refunded_fen",),
                tells=mark("what is paid back, in yuan"))  # fmt: skip


def _fee_options(options: Options) -> None:
    """Take what became of the fee at hand-over (G-9)."""
    options.add("--fee", metavar="YUAN", gives=("fee_taken_fen",),
                tells=mark("the fee that was taken, in yuan"))  # fmt: skip
    methods = choices_text([method.value for method in PayMethod])
    options.add("--method", metavar=methods, tells=mark("how it was paid; cash if left out"))
    options.add(
        "--waived", metavar="REASON", tells=mark("why the fee, or the remainder, is waived")
    )
    options.add("--waived-by", metavar="INITIALS", tells=mark("who decided to waive it"))
    options.add("--owed-until", metavar="DAY",
                tells=mark("until when the fee, or the remainder, is owed"))  # fmt: skip


def _move(session: Session) -> None:
    from shopcare.services.cases import cases, moves

    shop = session.shop
    before = case_of(session).case
    case_id = before.id
    fields = _given(session)
    facts = move_facts(shop, fields, moves.checks_of(shop, before))
    at = fields.moment("at")
    fields.finish()
    moved = moves.move_case(shop, case_id, Stage(session.option("stage")), facts, at=at)
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
    if session.option("fee") is not None:
        values["fee_taken_fen"] = session.fen_option("fee")
    if session.option("refunded") is not None:
        values["refunded_fen"] = session.fen_option("refunded")
    if session.option("charge") is not None:
        values["charge_fen"] = session.fen_option("charge")
    return Fields(values, session.shop.now())


def _undo_options(options: Options) -> None:
    number_option(options)
    options.add("--reason", default="", metavar="TEXT",
                tells=mark("why; asked for where money was taken"))  # fmt: skip


def _undo(session: Session) -> None:
    from shopcare.services.calls.undo_correction import undo_last

    case_id = case_of(session).case.id
    undo_last(session.shop, case_id, session.option("reason"))
    tell_case(session, case_id, mark("The last step of case {number} is undone."))


COMMANDS = (
    Command(
        words=("case", "move"),
        summary=mark("Move a case to another stage, with what the stage needs."),
        options=_move_options,
        run=_move,
        json=_MOVED_JSON,
    ),
    Command(
        words=("case", "undo"),
        summary=mark("Undo the last step of a case, its voiding, time or settled debt."),
        options=_undo_options,
        run=_undo,
        json=CASE_FILE_JSON,
    ),
)
