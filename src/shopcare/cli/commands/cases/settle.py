"""``case pay`` and ``case set-time``: settling a debt, and putting a step's time right."""

from shopcare.cli.command import Command, Options, choices_text
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.session import Session
from shopcare.domain.errors import Refusal
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.language.catalog import mark

_METHODS = tuple(method.value for method in PayMethod)


def _pay_options(options: Options) -> None:
    number_option(options)
    options.add("--fee", metavar="YUAN", tells=mark("what is paid, in yuan; all if left out"))
    options.add("--method", choices=_METHODS, default=PayMethod.CASH.value,
                metavar=choices_text(_METHODS),
                tells=mark("how it was paid; cash if left out"))  # fmt: skip
    options.add("--waived", metavar="REASON", tells=mark("why the debt is waived instead"))


def _time_options(options: Options) -> None:
    number_option(options)
    options.add("moment", metavar="MOMENT", tells=mark("when the last step really happened"))
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is corrected"))


def _pay(session: Session) -> None:
    from shopcare.services.payments.debts import debts_of, settle_debt

    shop, case = session.shop, case_of(session).case
    owed = debts_of(shop, case.id)
    if not owed:
        raise Refusal("debt_settled")
    debt, left = owed[0]
    given = session.fen_option("fee") if session.option("fee") is not None else left
    if session.option("waived") is None:
        method = PayMethod(session.option("method"))
        draft = PaymentDraft(kind=PaymentKind.PAID, amount_fen=given, method=method)
    else:
        reason, by = session.option("waived"), shop.acting.id
        kind = PaymentKind.WAIVED
        draft = PaymentDraft(kind=kind, amount_fen=given, decided_by=by, reason=reason)
    settle_debt(shop, debt.id, draft)
    tell_case(session, case.id, mark("Case {number}: the amount owed is settled."))


def _set_time(session: Session) -> None:
    from shopcare.services.cases.corrections import correct_time

    case_id = case_of(session).case.id
    moment = session.moment(session.option("moment"))
    correct_time(session.shop, case_id, moment, session.option("reason"))
    tell_case(
        session, case_id, mark("Case {number}: the time of its last step has been corrected.")
    )


COMMANDS = (
    Command(
        words=("case", "pay"),
        summary=mark("Record that what was owed for a case is paid or waived."),
        options=_pay_options,
        run=_pay,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "set-time"),
        summary=mark("Correct when the last step of a case happened."),
        options=_time_options,
        run=_set_time,
        json=CASE_FILE_JSON,
    ),
)
