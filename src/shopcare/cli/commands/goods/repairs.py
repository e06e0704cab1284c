"""``case repair-place`` and ``case release-part`` (A-9, A-12)."""

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.session import Session
from shopcare.domain.goods.repair_trip import RepairPlace
from shopcare.language.catalog import mark


def _place_options(options: Options) -> None:
    number_option(options)
    options.add("place", choices=[place.value for place in RepairPlace],
                tells=mark("where it is repaired"))  # fmt: skip
    options.add("--to", metavar="TEXT", gives=("to_whom",),
                tells=mark("the maker, the workshop or the parcel service"))  # fmt: skip
    options.add("--sent", metavar="DAY", gives=("sent_on",), tells=mark("when it was sent"))
    options.add("--sent-number", metavar="TEXT", tells=mark("the number of that parcel"))
    options.add("--received", metavar="DAY", gives=("received_on",),
                tells=mark("when it came back"))  # fmt: skip
    options.add("--received-number", metavar="TEXT",
                tells=mark("the number of the parcel that came back"))  # fmt: skip


def _release_options(options: Options) -> None:
    number_option(options)
    options.add("part", metavar="TEXT", tells=mark("the missing part"))
    options.add("--by", required=True, metavar="INITIALS", gives=("released_by",),
                tells=mark("the manager who released it by word"))  # fmt: skip
    options.add("--note", default="", metavar="TEXT", tells=mark("a note"))


def _place(session: Session) -> None:
    from shopcare.domain.goods.repair_trip import TripDraft
    from shopcare.services.goods.repairs import open_trip, save_trip

    case = case_of(session).case
    before = open_trip(session.shop, case) or TripDraft()
    sent, received = session.day_option("sent"), session.day_option("received")
    draft = TripDraft(
        place=RepairPlace(session.option("place")),
        to_whom=_or(session, "to", before.to_whom),
        sent_on=sent or before.sent_on,
        sent_number=_or(session, "sent_number", before.sent_number),
        received_on=received,
        received_number=_or(session, "received_number", before.received_number),
    )
    save_trip(session.shop, case.id, draft)
    tell_case(session, case.id, mark("Case {number}: where it is repaired is recorded."))


def _or(session: Session, name: str, before: str) -> str:
    said: str | None = session.option(name)
    return before if said is None else said


def _release(session: Session) -> None:
    from shopcare.domain.goods.repair_trip import ReleaseDraft
    from shopcare.services.goods.repairs import release_part

    case_id = case_of(session).case.id
    draft = ReleaseDraft(
        part=session.option("part"),
        released_by=session.member(session.option("by")).id,
        note=session.option("note"),
    )
    release_part(session.shop, case_id, draft)
    tell_case(session, case_id, mark("Case {number}: the release is recorded."))


COMMANDS = (
    Command(
        words=("case", "repair-place"),
        summary=mark("Record where the goods are repaired, and when they were sent and came back."),
        options=_place_options,
        run=_place,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "release-part"),
        summary=mark("Record that a manager released a missing part by word."),
        options=_release_options,
        run=_release,
        json=CASE_FILE_JSON,
    ),
)
