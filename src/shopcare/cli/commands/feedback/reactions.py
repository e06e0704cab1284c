"""``reaction note``, ``report`` and ``list`` (L-9)."""

from typing import Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.feedback_json import REACTION_JSON, reaction_json, reaction_of
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.language.catalog import mark
from shopcare.language.records.feedback_words import symptoms_text

_LIST_JSON: Final[Described] = {
    "[].case": mark("Case number"),
    "[].report_by": mark("until when it is to be reported"),
    **{f"[].{path}": meaning for path, meaning in REACTION_JSON.items()},
}


def _note_options(options: Options) -> None:
    number_option(options)
    options.add("--fields", metavar="FILE.json", required=True,
                tells=mark("the facts of the reaction as JSON; - reads stdin"))  # fmt: skip


def _report_options(options: Options) -> None:
    number_option(options)
    options.add("--report", default="", metavar="TEXT",
                tells=mark("under which number it was reported"))  # fmt: skip
    options.add("--on", metavar="DAY", gives=("reported_on",),
                tells=mark("the day of the report; today if left out"))  # fmt: skip
    options.add("--undo", action="store_true", tells=mark("take the report back"))


def _note(session: Session) -> None:
    from shopcare.services.feedback import reactions

    case_id = case_of(session).case.id
    fields = Fields(fields_of(session.option("fields")), session.shop.now())
    draft = reaction_of(fields)
    fields.finish()
    reactions.note(session.shop, case_id, draft)
    tell_case(session, case_id, mark("Recorded for {number}."))


def _report(session: Session) -> None:
    from shopcare.domain.feedback.reaction import ReportDraft
    from shopcare.services.feedback import reactions

    case_id = case_of(session).case.id
    if session.option("undo"):
        reactions.undo_report(session.shop, case_id)
    else:
        draft = ReportDraft(report=session.option("report"), reported_on=session.day_option("on"))
        reactions.report(session.shop, case_id, draft)
    tell_case(session, case_id, mark("Recorded for {number}."))


def _list(session: Session) -> None:
    from shopcare.services.feedback.reactions import register

    shop, words = session.shop, session.words
    found = register(shop)
    session.give(
        [
            {
                "case": case.number,
                "report_by": plain(due.due_at) if due else None,
                **(reaction_json(shop, one) or {}),
            }
            for one, case, due in found
        ],
        lambda: (
            table(
                (
                    case.number,
                    one.product,
                    one.lot,
                    symptoms_text(words, one.symptoms),
                    words.text("reported") if one.is_reported else "",
                )
                for one, case, _due in found
            )
            or [words.text("No reaction is recorded.")]
        ),
    )


COMMANDS = (
    Command(
        words=("reaction", "note"),
        summary=mark("Record an adverse reaction on a case."),
        options=_note_options,
        run=_note,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("reaction", "report"),
        summary=mark("Record that a reaction was reported to the authority."),
        options=_report_options,
        run=_report,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("reaction", "list"),
        summary=mark("List the adverse reactions, those to be reported first."),
        run=_list,
        json=_LIST_JSON,
    ),
)
