"""``person show``, ``export``, ``erase`` and ``expired``: one person's data (L-7, L-8)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.fields import id_of
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, table
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.people.retention import Lock
    from shopcare.services.privacy.erasing import Outlook

_SHOW_JSON: Final[Described] = {
    "customer": mark("the customer's id"),
    "sections[].title": mark("the kind of records"),
    "sections[].lines[][]": mark("what it is, and what is on file"),
}
_ERASE_JSON: Final[Described] = {
    "customer": mark("the customer's id"),
    "erased": mark("whether it was erased now"),
    "records.*": mark("how many rows of each table go"),
    "locked_until": mark("until when a law has name and phones kept, locked; null: nothing is"),
    "law": mark("the article of the law; empty where nothing is kept"),
    "refused": mark("what stands against it, as a code; empty where nothing does"),
    "what[]": mark("the cases, loans or vouchers that stand against it"),
}


def _id_option(options: Options) -> None:
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
    _id_option(options)
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


def _erase_options(options: Options) -> None:
    _id_option(options)
    options.add("--confirm", metavar="NAME",
                tells=mark("the customer's name as it is on file; without it nothing is "
                           "erased, and it is only said what would be"))  # fmt: skip
    options.add("--reason", metavar="TEXT", tells=mark("why, or who asked for it"))
    options.add("--measured", action="store_true",
                tells=mark("only the measurements that are past their period"))  # fmt: skip


def _erase(session: Session) -> None:
    from shopcare.services.privacy import erasing

    shop, key = session.shop, session.option("key")
    number = CustomerId(id_of(key) or 0)
    if erasing.erased_on(shop, number) is not None:
        _unlock(session, number)
        return
    customer_id = customer_id_of(shop, key)
    if session.option("measured"):
        _let_go(session, customer_id)
        return
    ahead = erasing.outlook(shop, customer_id)
    confirmed = session.option("confirm")
    if confirmed is not None:
        reason = session.option("reason") or ""
        erasing.erase(shop, customer_id, confirmed=confirmed, reason=reason)
        erasing.wipe(shop)
    _tell(session, ahead, erased=confirmed is not None)


def _unlock(session: Session, customer_id: CustomerId) -> None:
    """Erase what a law had kept, once its day has come."""
    from shopcare.services.privacy import erasing

    erasing.unlock(session.shop, customer_id)
    erasing.wipe(session.shop)
    _give_done(session, customer_id, {"person_erasure": 1})


def _let_go(session: Session, customer_id: CustomerId) -> None:
    from shopcare.services.privacy import erasing, retention

    gone = retention.erase_measured(session.shop, customer_id)
    erasing.wipe(session.shop)
    _give_done(session, customer_id, {"measured": gone.count})


def _give_done(session: Session, customer_id: CustomerId, records: dict[str, int]) -> None:
    answer = {"customer": customer_id, "erased": True, "records": records,
              "locked_until": None, "law": "", "refused": "", "what": []}  # fmt: skip
    session.give(answer, lambda: [session.words.text("Erased. It cannot be undone.")])


def _tell(session: Session, ahead: "Outlook", *, erased: bool) -> None:
    refusal, lock = ahead.unfinished.refusal(), ahead.lock
    answer = {
        "customer": ahead.customer.id,
        "erased": erased,
        "records": ahead.counts,
        "locked_until": lock.until.isoformat() if lock else None,
        "law": lock.article if lock else "",
        "refused": refusal.code if refusal else "",
        "what": str(refusal.values["what"]).split(", ") if refusal else [],
    }
    session.give(answer, lambda: _outlook_lines(session, ahead, refusal, erased=erased))


def _outlook_lines(
    session: Session, ahead: "Outlook", refusal: Refusal | None, *, erased: bool
) -> list[str]:
    from shopcare.language.records.record_words import RECORDS
    from shopcare.language.sentences import error_text

    words = session.words
    rows = [(words.text(RECORDS.get(name, name)), str(n)) for name, n in ahead.counts.items()]
    done = words.text("Erased. It cannot be undone.")
    first = done if erased else words.text("This would be erased:")
    lines = [first, *table(rows), *_lock_lines(session, ahead.lock)]
    if not erased:
        lines.append(
            error_text(words, refusal)
            if refusal
            else words.text(
                "It cannot be undone. Erase it with --confirm and the name as it is on file."
            )
        )
    return lines


def _lock_lines(session: Session, lock: "Lock | None") -> list[str]:
    if lock is None:
        return []
    return [
        session.words.text(
            "{law} has name and phones kept until {until}: locked and masked until then.",
            law=lock.article,
            until=lock.until.isoformat(),
        )
    ]


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
        options=_id_option,
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
        words=("person", "erase"),
        summary=mark("Erase what is on file about one person; it cannot be undone."),
        options=_erase_options,
        run=_erase,
        json=_ERASE_JSON,
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
