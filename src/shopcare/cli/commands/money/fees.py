"""``case fees``, ``deposit``, ``reverse`` and ``invoice``: the money of a case (G-9, G-23, X-9)."""

from shopcare.cli.command import Command, Options, choices_text
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.drafts import fee_lines, payment_drafts
from shopcare.cli.fields import Fields, id_of
from shopcare.cli.files import fields_of
from shopcare.cli.session import Session
from shopcare.domain.cases.case import How
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import PaymentId
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.language.catalog import mark

_METHODS = tuple(method.value for method in PayMethod)
_HOWS = tuple(how.value for how in How)


def _fees_options(options: Options) -> None:
    number_option(options)
    options.add("--fields", required=True, metavar="FILE.json",
                tells=mark("the lines of the fee as JSON; - reads stdin"))  # fmt: skip
    options.add("--how", choices=_HOWS, metavar=choices_text(_HOWS),
                tells=mark("how the customer agreed to a higher fee"))  # fmt: skip


def _method_option(options: Options) -> None:
    options.add("--method", choices=_METHODS, metavar=choices_text(_METHODS),
                tells=mark("how it was paid; cash if left out"))  # fmt: skip


def _deposit_options(options: Options) -> None:
    number_option(options)
    options.add("--fee", metavar="YUAN", required=True, gives=("payments",),
                tells=mark("what is paid ahead, in yuan"))  # fmt: skip
    _method_option(options)


def _reverse_options(options: Options) -> None:
    number_option(options)
    options.add("payment", metavar="ID", tells=mark("the id of the entry"))
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is reversed"))
    options.add("--fee", metavar="YUAN", gives=("fee_taken_fen", "payments"),
                tells=mark("what was really paid, in yuan"))  # fmt: skip
    _method_option(options)
    options.add("--waived", metavar="REASON", tells=mark("why it is waived instead"))
    options.add("--owed-until", metavar="DAY", tells=mark("until when it is owed instead"))


def _invoice_options(options: Options) -> None:
    number_option(options)
    options.add("--invoice", default="", metavar="NUMBER",
                tells=mark("the number of the invoice; asked for if left out"))  # fmt: skip
    options.add("--none", action="store_true", tells=mark("no invoice is wanted, after all"))


def _fees(session: Session) -> None:
    from shopcare.services.payments.fees import set_fees

    case = case_of(session).case
    fields = Fields(fields_of(session.option("fields")), session.shop.now())
    lines = fee_lines(fields)
    fields.finish()
    how = session.option("how")
    set_fees(session.shop, case.id, lines, How(how) if how else None)
    tell_case(session, case.id, mark("Case {number}: the fee is written down."))


def _deposit(session: Session) -> None:
    from shopcare.services.payments.fees import take_deposit

    case = case_of(session).case
    method = PayMethod(session.option("method") or PayMethod.CASH)
    draft = PaymentDraft(
        kind=PaymentKind.DEPOSIT, amount_fen=session.fen_option("fee"), method=method
    )
    take_deposit(session.shop, case.id, draft)
    tell_case(session, case.id, mark("Case {number}: the deposit is recorded."))


def _reverse(session: Session) -> None:
    from shopcare.services.payments.reversals import reverse_payment

    shop, file = session.shop, case_of(session)
    number = id_of(session.option("payment"))
    if number not in {payment.id for payment in file.payments}:
        raise NotFound("payment", session.option("payment")[:40])
    given = {
        "fee_taken_fen": session.fen_option("fee"),
        "method": session.option("method"),
        "waived": session.option("waived"),
        "owed_until": session.option("owed_until"),
    }
    fields = Fields(given, shop.now())
    instead = payment_drafts(fields, shop)
    fields.finish()
    assert number is not None
    reverse_payment(shop, PaymentId(number), session.option("reason"), instead)
    tell_case(session, file.case.id, mark("Case {number}: the entry is reversed."))


def _invoice(session: Session) -> None:
    from shopcare.services.payments.fees import note_invoice

    case = case_of(session).case
    number = None if session.option("none") else session.option("invoice")
    note_invoice(session.shop, case.id, number)
    tell_case(session, case.id, mark("Case {number}: the invoice is noted."))


COMMANDS = (
    Command(
        words=("case", "fees"),
        summary=mark("Write down what the fee of a case is made of."),
        options=_fees_options,
        run=_fees,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "deposit"),
        summary=mark("Record what is paid ahead for a case."),
        options=_deposit_options,
        run=_deposit,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "reverse"),
        summary=mark("Reverse an entry about the money of a case, with its reason."),
        options=_reverse_options,
        run=_reverse,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "invoice"),
        summary=mark("Note that an invoice is wanted, or its number."),
        options=_invoice_options,
        run=_invoice,
        json=CASE_FILE_JSON,
    ),
)
