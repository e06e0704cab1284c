"""``person show``, ``export`` and ``expired``: one person's data (L-7, L-8)."""

from typing import Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, table
from shopcare.language.catalog import mark

_SHOW_JSON: Final[Described] = {
    "customer": mark("the customer's id"),
    "sections[].title": mark("the kind of records"),
    "sections[].lines[][]": mark("what it is, and what is on file"),
}


def id_option(options: Options) -> None:
    """Ask for the person."""
    options.add("key", metavar="ID", tells=mark("the customer's id or member number"))


def _show(session: Session) -> None:
    from shopcare.services.people.person_data import person_data
    from shopcare.services.people.person_words import sections

    shop = session.shop
    person = person_data(shop, customer_id_of(shop, session.option("key")))
    told = sections(shop, session.words, person)

    def lines() -> list[str]:
        written: list[str] = []
        for section in told:
            written += ["", section.title, *labelled(section.lines)]
        return written[1:]

    answer = {
        "customer": person.file.customer.id,
        "sections": [
            {"title": section.title, "lines": [list(line) for line in section.lines]}
            for section in told
        ],
    }
    session.give(answer, lines)


def _export_options(options: Options) -> None:
    id_option(options)
    options.add(
        "--out",
        required=True,
        metavar="FILE.json",
        tells=mark("where everything is written as JSON, with a PDF to read beside it"),
    )


def _export(session: Session) -> None:
    from shopcare.services.papers.document_spec import Request
    from shopcare.services.papers.drawing import draw
    from shopcare.services.papers.registry import spec_of
    from shopcare.services.people.person_data import JSON_ENDINGS, export_person
    from shopcare.system.files import PDF, check_target, write_file

    shop, path = session.shop, path_of(session.option("out"))
    customer_id = customer_id_of(shop, session.option("key"))
    paper = path.with_suffix(".pdf")
    check_target(path, JSON_ENDINGS)
    check_target(paper, PDF)
    drawn = draw(shop, spec_of("person_record"), Request(customer_id=customer_id))
    export_person(shop, customer_id, path)
    write_file(paper, drawn.pdf, PDF)
    words = session.words
    session.give(
        {"customer": customer_id, "file": str(path), "paper": str(paper)},
        lambda: [words.text("Saved: {file}", file=one) for one in (path, paper)],
    )


def _expired_options(options: Options) -> None:
    options.add(
        "--reviewed",
        action="store_true",
        tells=mark("a manager has gone through the list; it is proposed again in a year"),
    )


def _expired(session: Session) -> None:
    from shopcare.language.records.record_words import label
    from shopcare.services.privacy import retention

    shop, words = session.shop, session.words
    if session.option("reviewed"):
        retention.note_review(shop)
    found = retention.names_masked(retention.past_period(shop))
    answer = {
        "review_due": retention.is_review_due(shop),
        "people": [
            {"customer": one.customer_id, "kind": one.kind.value, "name": one.name,
             "last_on": one.last_on.isoformat(), "count": one.count}
            for one in found
        ],
    }  # fmt: skip
    rows = [
        (str(one.customer_id), label(words, one.kind), one.name, one.last_on.isoformat())
        for one in found
    ]
    nobody = words.text("Nobody's records are past their period.")
    session.give(answer, lambda: table(rows) if rows else [nobody])


GROUPS = (Group(word="person", summary=mark("One person's data: show, export, erase.")),)
COMMANDS = (
    Command(
        words=("person", "show"),
        summary=mark("Show everything on file about one person."),
        options=id_option,
        run=_show,
        json=_SHOW_JSON,
    ),
    Command(
        words=("person", "export"),
        summary=mark("Write everything on file about one person, for the person."),
        options=_export_options,
        run=_export,
        json={
            "customer": mark("the customer's id"),
            "file": mark("the file that was written"),
            "paper": mark("the PDF to read"),
        },
    ),
    Command(
        words=("person", "expired"),
        summary=mark("List whose records are past their retention period."),
        options=_expired_options,
        run=_expired,
        json={
            "review_due": mark("whether the list is to be gone through now"),
            "people[].customer": mark("the customer's id"),
            "people[].kind": mark("which records: customer, measured or locked"),
            "people[].name": mark("the name; masked where it is locked"),
            "people[].last_on": mark("the last contact, measurement, or day of the lock"),
            "people[].count": mark("how many records"),
        },
    ),
)
