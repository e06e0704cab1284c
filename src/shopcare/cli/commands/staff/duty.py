"""``staff absence``, ``training`` and ``withdraw``: who is there and may do what (G-19, A-17)."""

from datetime import date

from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.people.duty import AbsenceDraft, TrainingDraft
from shopcare.language.catalog import mark

_RECORDS = {"absence": "staff_absence", "training": "staff_training"}


def _absence_options(options: Options) -> None:
    options.add("member", metavar="INITIALS", tells=mark("the initials"))
    options.add("--from", metavar="DAY", dest="first", gives=("from_on",),
                tells=mark("the first day"))  # fmt: skip
    options.add("--until", metavar="DAY", gives=("until_on",), tells=mark("the last day"))
    options.add("--substitute", metavar="INITIALS", gives=("substitute_id",),
                tells=mark("who stands in; without it a senior does"))  # fmt: skip
    options.add("--reason", default="", metavar="TEXT", tells=mark("why"))


def _training_options(options: Options) -> None:
    options.add("member", metavar="INITIALS", tells=mark("the initials"))
    options.add("work", metavar="SERVICE", tells=mark("the key of the service"))
    options.add("--on", metavar="DAY", gives=("trained_on",), tells=mark("the day of the training"))
    options.add("--until", metavar="DAY", gives=("valid_until",), tells=mark("the last valid day"))
    options.add("--note", default="", metavar="TEXT", tells=mark("a note"))


def _withdraw_options(options: Options) -> None:
    options.add("what", choices=tuple(_RECORDS), tells=mark("an absence or a training"))
    options.add("id", type=whole_number(1, 10**9), metavar="ID", tells=mark("its id"))
    options.add("--undo", action="store_true", tells=mark("it holds after all"))


def _day(session: Session, option: str) -> date | None:
    text = session.option(option)
    return session.day(text) if text else None


def _absence(session: Session) -> None:
    from shopcare.services.setup.duty import note_absence

    substitute = session.option("substitute")
    draft = AbsenceDraft(
        staff_id=session.member(session.option("member")).id,
        from_on=_day(session, "first"),
        until_on=_day(session, "until"),
        substitute_id=session.member(substitute).id if substitute else None,
        reason=session.option("reason"),
    )
    noted = note_absence(session.shop, draft)
    session.give({"id": noted.id}, lambda: [session.words.text("Noted.")])


def _training(session: Session) -> None:
    from shopcare.services.setup.duty import note_training

    draft = TrainingDraft(
        staff_id=session.member(session.option("member")).id,
        work=session.option("work"),
        trained_on=_day(session, "on"),
        valid_until=_day(session, "until"),
        note=session.option("note"),
    )
    noted = note_training(session.shop, draft)
    session.give({"id": noted.id}, lambda: [session.words.text("Noted.")])


def _withdraw(session: Session) -> None:
    from shopcare.services.setup.duty import DutyRecord, withdraw

    kind, record_id = DutyRecord(_RECORDS[session.option("what")]), session.option("id")
    undo = bool(session.option("undo"))
    withdraw(session.shop, kind, record_id, undo=undo)
    said = session.words.text("Noted.") if undo else session.words.text("Withdrawn.")
    session.give({"id": record_id}, lambda: [said])


def _duty(session: Session) -> None:
    shop = session.shop
    duty = shop.duty
    absences = [
        {
            "id": one.id,
            "member": shop.name_of(one.staff_id),
            "from_on": one.from_on.isoformat(),
            "until_on": one.until_on.isoformat(),
            "substitute": shop.name_of(one.substitute_id),
            "reason": one.reason,
        }
        for one in duty.absences
    ]
    trainings = [
        {
            "id": one.id,
            "member": shop.name_of(one.staff_id),
            "work": one.work,
            "trained_on": one.trained_on.isoformat(),
            "valid_until": one.valid_until.isoformat() if one.valid_until else None,
            "valid": one.is_valid(shop.today()),
        }
        for one in duty.trainings
    ]
    session.give(
        {"absences": absences, "trainings": trainings},
        lambda: [
            *table([tuple(map(str, row.values())) for row in absences]),
            *table([tuple(map(str, row.values())) for row in trainings]),
        ],
    )


COMMANDS = (
    Command(
        words=("staff", "absence"),
        summary=mark("Note that somebody is absent, and who stands in."),
        options=_absence_options,
        run=_absence,
        json={"id": mark("its id")},
    ),
    Command(
        words=("staff", "training"),
        summary=mark("Note that somebody was trained for a kind of work."),
        options=_training_options,
        run=_training,
        json={"id": mark("its id")},
    ),
    Command(
        words=("staff", "withdraw"),
        summary=mark("Withdraw an absence or a training."),
        options=_withdraw_options,
        run=_withdraw,
        json={"id": mark("its id")},
    ),
    Command(
        words=("staff", "duty"),
        summary=mark("List absences and trainings."),
        run=_duty,
        json={
            "absences[].id": mark("its id"),
            "absences[].member": mark("who is absent"),
            "absences[].from_on": mark("the first day"),
            "absences[].until_on": mark("the last day"),
            "absences[].substitute": mark("who stands in"),
            "absences[].reason": mark("why"),
            "trainings[].id": mark("its id"),
            "trainings[].member": mark("who was trained"),
            "trainings[].work": mark("the key of the service"),
            "trainings[].trained_on": mark("the day of the training"),
            "trainings[].valid_until": mark("the last valid day"),
            "trainings[].valid": mark("whether it is valid today"),
        },
    ),
)
