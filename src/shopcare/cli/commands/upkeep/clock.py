"""``clock confirm``: a manager says that the PC's date is right."""

from shopcare.cli.command import Command, Group
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import mark


def _confirm(session: Session) -> None:
    from shopcare.services.upkeep.clock_guard import confirm_clock, look_at_clock

    if session.option("initials") is None:  # who acts unless told is a manager by chance
        raise Refusal("confirmer_missing")
    before = look_at_clock(session.shop)
    confirm_clock(session.shop)
    answer = {
        "state": before.state.value,
        "now": plain(before.now),
        "last_saved": plain(before.last_saved),
    }
    said = session.words.text("The date is confirmed: {now}", now=minute(before.now))
    session.give(answer, lambda: [said])


GROUPS = (Group(word="clock", summary=mark("Confirm the PC's date.")),)
COMMANDS = (
    Command(
        words=("clock", "confirm"),
        summary=mark("Confirm the PC's date after its clock was in doubt."),
        run=_confirm,
        json={
            "state": mark("how the clock was: ok, behind or ahead"),
            "now": mark("the date that is confirmed"),
            "last_saved": mark("when the last entry was saved"),
        },
    ),
)
