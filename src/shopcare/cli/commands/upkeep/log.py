"""``log``: what the audit log says of a day or of one record."""

from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark


def _options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; without it today"))
    options.add(
        "--about",
        metavar="KIND",
        tells=mark("the kind of record, such as customer, case or purchase"),
    )
    options.add(
        "--id", type=whole_number(1, 2**62), metavar="ID", tells=mark("the record, with --about")
    )


def _log(session: Session) -> None:
    from shopcare.domain.errors import Refusal
    from shopcare.language.records.log_words import log_text
    from shopcare.services.upkeep.audit_log import log_about, log_of_day

    shop = session.shop
    kind, record_id = session.option("about"), session.option("id")
    if (kind is None) != (record_id is None):
        raise Refusal("log_wants_both")
    day = session.day_option("on") or shop.today()
    lines = log_of_day(shop, day) if kind is None else log_about(shop, kind, record_id)
    words = session.words
    rows = [
        {
            "at": line.at.isoformat(),
            "by": line.by,
            "by_script": line.entry.by_script,
            "approved_by": line.approved_by,
            "action": line.entry.action,
            "kind": line.entry.subject_kind,
            "id": line.entry.subject_id,
            "case": line.case,
            "customer": line.customer,
            "text": log_text(words, line.entry),
        }
        for line in lines
    ]
    session.give(
        rows,
        lambda: table(
            [
                (
                    f"{line.at:%Y-%m-%d %H:%M}",
                    line.by,
                    line.case or line.customer,
                    log_text(words, line.entry),
                )
                for line in lines
            ]
        ),
    )


COMMANDS = (
    Command(
        words=("log",),
        summary=mark("Show who did what on a day, or what was done to one record."),
        options=_options,
        run=_log,
        json={
            "[].at": mark("when it was written"),
            "[].by": mark("the name of who did it"),
            "[].by_script": mark("whether a script did it"),
            "[].approved_by": mark("the name of the manager who approved of it on the spot"),
            "[].action": mark("what was done, as the file calls it"),
            "[].kind": mark("what kind of record it is about"),
            "[].id": mark("the id of that record"),
            "[].case": mark("the number of its case"),
            "[].customer": mark("the name of its customer"),
            "[].text": mark("what was done, in words"),
        },
    ),
)
