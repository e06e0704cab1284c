"""``uncollected`` and ``case notice``: goods that wait, and what was sent (X-3)."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.records.goods_json import NOTICE_JSON, notice_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.goods.uncollected import SentBy
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.goods.uncollected import Uncollected

_LIST_JSON: Final[Described] = {
    "[].number": mark("Case number"),
    "[].customer": mark("Customer"),
    "[].product": mark("Product"),
    "[].days": mark("the days since the customer knows that it is ready"),
    "[].due_step": mark("the step whose notice is due; null: it was sent"),
    **{f"[].notices[].{path}": told for path, told in NOTICE_JSON.items()},
}


def _list_options(options: Options) -> None:
    options.add("--days", type=whole_number(1, 3650), metavar="N",
                tells=mark("not collected for at least so many days"))  # fmt: skip


def _notice_options(options: Options) -> None:
    number_option(options)
    options.add("--how", required=True, choices=[how.value for how in SentBy],
                tells=mark("how the notice was sent"))  # fmt: skip


def _list(session: Session) -> None:
    from shopcare.services.goods.uncollected import uncollected

    found = uncollected(session.shop, session.option("days"))
    words = session.words

    def lines() -> list[str]:
        rows = [
            (one.case.number, one.customer_name, one.case.product, str(one.days)) for one in found
        ]
        return table(rows) or [words.text("Everything has been collected.")]

    session.give([_json(session, one) for one in found], lines)


def _json(session: Session, one: "Uncollected") -> dict[str, Any]:
    return {
        "number": one.case.number,
        "customer": one.customer_name,
        "product": one.case.product,
        "days": one.days,
        "due_step": one.due_step,
        "notices": [notice_json(session.shop, notice) for notice in one.notices],
    }


def _notice(session: Session) -> None:
    from shopcare.services.goods.uncollected import note_sent

    case_id = case_of(session).case.id
    note_sent(session.shop, case_id, SentBy(session.option("how")))
    tell_case(session, case_id, mark("Case {number}: the notice is recorded."))


COMMANDS = (
    Command(
        words=("uncollected",),
        summary=mark("List goods that have not been collected, the longest first."),
        options=_list_options,
        run=_list,
        json=_LIST_JSON,
    ),
    Command(
        words=("case", "notice"),
        summary=mark("Record that the notice about uncollected goods was sent."),
        options=_notice_options,
        run=_notice,
        json=CASE_FILE_JSON,
    ),
)
