"""``clock confirm``: a manager says that the PC's date is right."""

from shopcare.cli.command import Command, Options
from shopcare.cli.plain import plain
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.language.catalog import mark


def _no_options(_options: Options) -> None:
    """Take nothing: the date that is confirmed is the PC's own."""


def _confirm(session: Session) -> None:
    from shopcare.services.upkeep.clock_guard import confirm_clock, look_at_clock

    before = look_at_clock(session.shop)
    confirm_clock(session.shop)
    answer = {
        "state": before.state.value,
        "now": plain(before.now),
        "last_saved": plain(before.last_saved),
    }
    said = session.words.text("The date is confirmed: {now}", now=minute(before.now))
    session.give(answer, lambda: [said])


COMMANDS = (
    Command(
        words=("clock", "confirm"),
        summary=mark("Confirm the PC's date after its clock was in doubt."),
        options=_no_options,
        run=_confirm,
    ),
)
