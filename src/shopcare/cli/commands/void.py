"""``void`` and ``bin``: records entered by mistake (W-8), and those of the last 30 days."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.commands.calls.attempt import call_id_of
from shopcare.cli.commands.cases.answer import case_of, number_option
from shopcare.cli.commands.goods.photos import photo_id_of
from shopcare.cli.commands.measured.measurements import measurement_id_of
from shopcare.cli.commands.measured.prescriptions import prescription_id_of
from shopcare.cli.commands.purchases import purchase_of
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.changes import Changes


_VOIDED_JSON: Final[Described] = {
    "id": mark("the id of what was voided"),
    "reason": mark("why it was voided"),
}


def _reason_option(options: Options) -> None:
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is voided"))


def _case_options(options: Options) -> None:
    number_option(options)
    _reason_option(options)


def _purchase_options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the purchase's id or receipt number"))
    _reason_option(options)


def _call_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the call's id"))
    _reason_option(options)


def _void_case(session: Session) -> None:
    from shopcare.services.cases.corrections import void_case

    case_id = case_of(session).case.id
    _tell(session, void_case(session.shop, case_id, session.option("reason")))


def _void_purchase(session: Session) -> None:
    from shopcare.services.purchases.purchases import void_purchase

    purchase = purchase_of(session.shop, session.option("key"))
    _tell(session, void_purchase(session.shop, purchase.id, session.option("reason")))


def _void_call(session: Session) -> None:
    from shopcare.services.calls.planned_calls import void_call

    callback_id = call_id_of(session.option("id"))
    _tell(session, void_call(session.shop, callback_id, session.option("reason")))


def _measured_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("its id"))
    _reason_option(options)


def _void_prescription(session: Session) -> None:
    from shopcare.services.people.prescriptions import void_prescription

    one = prescription_id_of(session.option("id"))
    void_prescription(session.shop, one, session.option("reason"))
    _tell_voided(session, one)


def _void_measurement(session: Session) -> None:
    from shopcare.services.people.measurements import void_measurement

    one = measurement_id_of(session.option("id"))
    void_measurement(session.shop, one, session.option("reason"))
    _tell_voided(session, one)


def _tell(session: Session, changes: "Changes") -> None:
    _tell_voided(session, changes.record_id)


def _tell_voided(session: Session, record_id: int | None) -> None:
    answer = {"id": record_id, "reason": session.option("reason")}
    session.give(answer, lambda: [session.words.text("Voided; it can still be read.")])


def _void_photo(session: Session) -> None:
    from shopcare.services.goods.photos import void_photo

    photo_id = photo_id_of(session.option("id"))
    void_photo(session.shop, photo_id, session.option("reason"))
    _tell_voided(session, photo_id)


def _bin(session: Session) -> None:
    from shopcare.services.reports.bin import bin_contents

    lines = bin_contents(session.shop)
    rows = [
        (f"{line.at:%Y-%m-%d %H:%M}", line.by, line.kind, line.title or str(line.id),
         line.customer, line.reason)
        for line in lines
    ]  # fmt: skip
    session.give([plain(line) for line in lines], lambda: table(rows))


GROUPS = (Group(word="void", summary=mark("Void an entry that was made by mistake.")),)
COMMANDS = (
    Command(
        words=("void", "case"),
        summary=mark("Void a case that was entered by mistake."),
        options=_case_options,
        run=_void_case,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "purchase"),
        summary=mark("Void a purchase that was entered by mistake."),
        options=_purchase_options,
        run=_void_purchase,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "call"),
        summary=mark("Void a call that was planned or recorded by mistake."),
        options=_call_options,
        run=_void_call,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "prescription"),
        summary=mark("Void a prescription that was entered by mistake."),
        options=_measured_options,
        run=_void_prescription,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "measurement"),
        summary=mark("Void a measurement that was entered by mistake."),
        options=_measured_options,
        run=_void_measurement,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "photo"),
        summary=mark("Void a photo that was added by mistake, or shows what it should not."),
        options=_measured_options,
        run=_void_photo,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("bin",),
        summary=mark("List what was voided in the last 30 days."),
        run=_bin,
        json={
            "[].kind": mark("what kind of record it is"),
            "[].id": mark("its id"),
            "[].title": mark("the number of the case or the receipt"),
            "[].customer": mark("the customer's name"),
            "[].at": mark("when it was voided"),
            "[].by": mark("who voided it"),
            "[].reason": mark("why it was voided"),
        },
    ),
)
