"""``loan``: goods of the shop that a customer has until a day (X-5, W-5)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.records.goods_json import LOAN_JSON, loan_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.ids import LoanId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.goods.loan import Loan

_LIST_JSON: Final[Described] = {f"[].{path}": told for path, told in LOAN_JSON.items()}
_ID: Final = whole_number(1, 2**63 - 1)


def _lend_options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the customer's id or member number"))
    options.add("what", metavar="TEXT", tells=mark("what is lent"))
    options.add("--until", required=True, metavar="DAY", gives=("due_on",),
                tells=mark("the day on which it comes back"))  # fmt: skip
    options.add("--case", metavar="NUMBER", tells=mark("the case during which it is lent"))
    options.add("--condition", default="", metavar="TEXT", tells=mark("Condition"))


def _id_options(options: Options) -> None:
    options.add("loan", type=_ID, metavar="ID", tells=mark("the loan's id"))


def _back_options(options: Options) -> None:
    _id_options(options)
    options.add("--condition", default="", metavar="TEXT",
                tells=mark("in which condition it came back"))  # fmt: skip


def _extend_options(options: Options) -> None:
    _id_options(options)
    options.add("day", metavar="DAY", tells=mark("the day on which it comes back"))


def _lend(session: Session) -> None:
    from shopcare.cli.commands.customers import customer_id_of
    from shopcare.domain.goods.loan import LoanDraft
    from shopcare.services.cases.cases import case_id_of
    from shopcare.services.goods.loans import lend

    shop, number = session.shop, session.option("case")
    draft = LoanDraft(
        customer_id=customer_id_of(shop, session.option("key")),
        what=session.option("what"),
        due_on=session.day(session.option("until")),
        case_id=case_id_of(shop, number) if number is not None else None,
        condition=session.option("condition"),
    )
    _tell(session, lend(shop, draft).loan)


def _back(session: Session) -> None:
    from shopcare.services.goods.loans import give_back

    loan_id = LoanId(session.option("loan"))
    _tell(session, give_back(session.shop, loan_id, session.option("condition")).loan)


def _extend(session: Session) -> None:
    from shopcare.services.goods.loans import extend

    day = session.day(session.option("day"))
    _tell(session, extend(session.shop, LoanId(session.option("loan")), day).loan)


def _list(session: Session) -> None:
    from shopcare.services.goods.loans import loans_out

    loans = loans_out(session.shop)
    answer = [loan_json(session.shop, loan) for loan in loans]
    session.give(answer, lambda: _lines(session, loans) or [session.words.text("Nothing is lent.")])


def _tell(session: Session, loan: "Loan") -> None:
    session.give(loan_json(session.shop, loan), lambda: _lines(session, [loan]))


def _lines(session: Session, loans: "list[Loan]") -> list[str]:
    from shopcare.services.people.customers import customer

    words, shop = session.words, session.shop
    return table(
        (
            str(loan.id),
            loan.what,
            customer(shop, loan.customer_id).name,
            loan.due_on.isoformat(),
            "" if loan.is_out else words.text("is back"),
        )
        for loan in loans
    )


COMMANDS = (
    Command(
        words=("loan", "lend"),
        summary=mark("Lend goods of the shop until a day."),
        options=_lend_options,
        run=_lend,
        json=LOAN_JSON,
    ),
    Command(
        words=("loan", "back"),
        summary=mark("Record that loan goods came back."),
        options=_back_options,
        run=_back,
        json=LOAN_JSON,
    ),
    Command(
        words=("loan", "extend"),
        summary=mark("Let a customer keep loan goods until another day."),
        options=_extend_options,
        run=_extend,
        json=LOAN_JSON,
    ),
    Command(
        words=("loan", "list"),
        summary=mark("List what is lent, what is due first at the top."),
        run=_list,
        json=_LIST_JSON,
    ),
)
