"""``bin``: what was voided in the last 30 days; each is put back by its own ``undo``."""

from shopcare.cli.command import Command
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.language.catalog import mark


def _bin(session: Session) -> None:
    from shopcare.services.reports.bin import bin_contents

    lines = bin_contents(session.shop)
    rows = [
        (f"{line.at:%Y-%m-%d %H:%M}", line.by, line.kind, line.title or str(line.id),
         line.customer, line.reason)
        for line in lines
    ]  # fmt: skip
    session.give([plain(line) for line in lines], lambda: table(rows))


COMMANDS = (
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
