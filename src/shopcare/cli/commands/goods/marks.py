"""``case mark``: the condition of the goods on a sketch (X-4)."""

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.goods_json import mark_drafts
from shopcare.cli.session import Session
from shopcare.language.catalog import mark


def _options(options: Options) -> None:
    number_option(options)
    options.add(
        "--fields",
        metavar="FILE.json",
        required=True,
        gives=("marks",),
        tells=mark("the marks as JSON, in thousandths of the sketch; - reads stdin"),
    )


def _mark(session: Session) -> None:
    from shopcare.services.goods.conditions import save_marks

    case_id = case_of(session).case.id
    fields = Fields(fields_of(session.option("fields")), session.shop.now())
    marks = mark_drafts(fields)
    fields.finish()
    save_marks(session.shop, case_id, marks)
    tell_case(session, case_id, mark("Case {number}: the marks are recorded."))


COMMANDS = (
    Command(
        words=("case", "mark"),
        summary=mark("Mark the condition of the goods on the sketch of their category."),
        options=_options,
        run=_mark,
        json=CASE_FILE_JSON,
    ),
)
