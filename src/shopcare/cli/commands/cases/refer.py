"""``case refer``, ``refer-answer``, ``refer-withdraw`` and ``referrals`` (G-13, A-11)."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.commands.cases.answer import case_of, number_option
from shopcare.cli.moments import moment_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.cases.referral import Referral, ReferralDraft, ReferralKind, Responsible
from shopcare.domain.ids import ReferralId
from shopcare.domain.money import Fen
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

_REFERRAL_JSON: Final[Described] = {
    "id": mark("Id"),
    "case_id": mark("the id of the case"),
    "kind": mark("escalation or feedback"),
    "responsible": mark("maker, warehouse, sales_manager or other"),
    "question": mark("what is asked"),
    "asked_at": mark("when it was asked"),
    "asked_by": mark("who asked"),
    "due_at": mark("until when an answer is wanted"),
    "answer": mark("the answer"),
    "answered_at": mark("when it was answered"),
    "answered_by": mark("who recorded the answer"),
    "compensation_fen": mark("the compensation that was promised"),
}


def referral_json(shop: "Shop", one: Referral) -> dict[str, Any]:
    """Write what was put to somebody."""
    answer = one.answer
    return {
        "id": one.id,
        "case_id": one.case_id,
        "kind": one.kind.value,
        "responsible": one.responsible.value if one.responsible else None,
        "question": one.question,
        "asked_at": one.asked_at.isoformat(),
        "asked_by": shop.name_of(one.asked_by),
        "due_at": one.due_at.isoformat(),
        "answer": answer.text if answer else "",
        "answered_at": answer.at.isoformat() if answer else None,
        "answered_by": shop.name_of(answer.by) if answer else "",
        "compensation_fen": answer.compensation_fen if answer else None,
    }


def _refer_options(options: Options) -> None:
    number_option(options)
    options.add("kind", choices=[kind.value for kind in ReferralKind],
                tells=mark("to a manager, or to who is responsible"))  # fmt: skip
    options.add("--question", default="", metavar="TEXT", tells=mark("what is asked"))
    options.add("--responsible", choices=[one.value for one in Responsible],
                tells=mark("who is responsible"))  # fmt: skip
    options.add(
        "--due",
        default="",
        metavar="WHEN",
        gives=("due_at",),
        tells=mark("until when an answer is wanted; without it the next open day"),
    )


def _id_option(options: Options) -> None:
    options.add("id", type=whole_number(1, 10**9), metavar="ID", tells=mark("its id"))


def _answer_options(options: Options) -> None:
    _id_option(options)
    options.add("--answer", default="", metavar="TEXT", tells=mark("the answer"))
    options.add("--compensation", type=whole_number(0, 10**9), metavar="FEN",
                gives=("compensation_fen",),
                tells=mark("the compensation that is promised, in fen"))  # fmt: skip
    options.add("--undo", action="store_true", tells=mark("take the answer back"))


def _refer(session: Session) -> None:
    from shopcare.services.contact.referrals import refer

    shop, due = session.shop, session.option("due")
    responsible = session.option("responsible")
    draft = ReferralDraft(
        case_id=case_of(session).case.id,
        kind=ReferralKind(session.option("kind")),
        responsible=Responsible(responsible) if responsible else None,
        question=session.option("question"),
        due_at=moment_of(due, shop.now()) if due else None,
    )
    _tell(session, refer(shop, draft).referral)


def _answer(session: Session) -> None:
    from shopcare.services.contact import referrals

    shop, referral_id = session.shop, ReferralId(session.option("id"))
    if session.option("undo"):
        referrals.undo_answer(shop, referral_id)
        _tell(session, referrals.referral(shop, referral_id))
        return
    amount = session.option("compensation")
    compensation = None if amount is None else Fen(amount)
    answered = referrals.answer(shop, referral_id, session.option("answer"), compensation)
    _tell(session, answered.referral)


def _withdraw(session: Session) -> None:
    from shopcare.services.contact import referrals

    shop, referral_id = session.shop, ReferralId(session.option("id"))
    referrals.withdraw(shop, referral_id)
    _tell(session, referrals.referral(shop, referral_id))


def _waiting(session: Session) -> None:
    from shopcare.services.contact.referrals import waiting

    shop, words = session.shop, session.words
    found = waiting(shop)
    session.give(
        [{**referral_json(shop, one), "number": case.number} for one, case in found],
        lambda: table([
            (case.number, str(one.id), label(words, one.kind), f"{one.due_at:%Y-%m-%d %H:%M}",
             one.question)
            for one, case in found
        ]) or [words.text("Nobody waits for an answer.")],
    )  # fmt: skip


def _tell(session: Session, one: Referral) -> None:
    words = session.words
    session.give(
        referral_json(session.shop, one),
        lambda: [f"{one.id}  {label(words, one.kind)}  {one.question}"],
    )


COMMANDS = (
    Command(
        words=("case", "refer"),
        summary=mark("Pass something of a case on to a manager or to who is responsible."),
        options=_refer_options,
        run=_refer,
        json=_REFERRAL_JSON,
    ),
    Command(
        words=("case", "refer-answer"),
        summary=mark("Record the answer to what was passed on."),
        options=_answer_options,
        run=_answer,
        json=_REFERRAL_JSON,
    ),
    Command(
        words=("case", "refer-withdraw"),
        summary=mark("Withdraw what was passed on by mistake."),
        options=_id_option,
        run=_withdraw,
        json=_REFERRAL_JSON,
    ),
    Command(
        words=("case", "referrals"),
        summary=mark("List what was passed on and is not answered yet."),
        run=_waiting,
        json={
            **{f"[].{path}": meaning for path, meaning in _REFERRAL_JSON.items()},
            "[].number": mark("Number"),
        },
    ),
)
