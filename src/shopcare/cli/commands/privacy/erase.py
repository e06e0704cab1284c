"""``person erase``: one person's data goes for good, from the backups as well if wanted (L-8)."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.commands.privacy.person import id_option
from shopcare.cli.fields import id_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.people.retention import Lock
    from shopcare.services.privacy.erasing import Outlook
    from shopcare.services.upkeep.erased_people import Renewed

_ERASE_JSON: Final[Described] = {
    "customer": mark("the customer's id"),
    "erased": mark("whether it was erased now"),
    "records.*": mark("how many rows of each table go"),
    "locked_until": mark("until when a law has name and phones kept, locked; null: nothing is"),
    "law": mark("the article of the law; empty where nothing is kept"),
    "refused": mark("what stands against it, as a code; empty where nothing does"),
    "what[]": mark("the cases, loans or vouchers that stand against it"),
    "backup": mark("with --backups: the fresh backup, which holds nobody who was erased"),
    "backups_removed": mark("how many older backups were removed"),
    "backups_left[]": mark("files that still hold erased people, or may"),
}
_OF_BACKUPS: Final[dict[str, Any]] = {"backup": None, "backups_removed": 0, "backups_left": []}


def _erase_options(options: Options) -> None:
    id_option(options)
    options.add("--confirm", metavar="NAME",
                tells=mark("the customer's name as it is on file; without it nothing is "
                           "erased, and it is only said what would be"))  # fmt: skip
    options.add("--reason", metavar="TEXT", tells=mark("why, or who asked for it"))
    options.add("--measured", action="store_true",
                tells=mark("only the measurements that are past their period"))  # fmt: skip
    options.add("--backups", action="store_true",
                tells=mark("then make a fresh backup and remove the older ones that still hold "
                           "erased people; also of somebody who was erased before"))  # fmt: skip


def _erase(session: Session) -> None:
    from shopcare.services.privacy import erasing

    shop, key = session.shop, session.option("key")
    number = CustomerId(id_of(key) or 0)
    if erasing.erased_on(shop, number) is not None:
        if session.option("backups"):
            _give_done(session, number, {}, erased=False)
        else:
            _unlock(session, number)
        return
    customer_id = customer_id_of(shop, key)
    if session.option("measured"):
        _let_go(session, customer_id)
        return
    ahead = erasing.outlook(shop, customer_id)
    confirmed = session.option("confirm")
    if confirmed is not None:
        session.require_closed_window()  # a form in it may hold the person, and be saved again
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


def _give_done(
    session: Session, customer_id: CustomerId, records: dict[str, int], *, erased: bool = True
) -> None:
    renewed = _renewed(session)
    answer = {"customer": customer_id, "erased": erased, "records": records,
              "locked_until": None, "law": "", "refused": "", "what": [],
              **_plain(renewed)}  # fmt: skip
    done = [session.words.text("Erased. It cannot be undone.")] if erased else []
    session.give(answer, lambda: [*done, *_backup_lines(session, renewed)])


def _renewed(session: Session) -> "Renewed | None":
    """Clear the backups, too, where that is wanted."""
    if not session.option("backups"):
        return None
    from shopcare.services.upkeep.erased_people import renew_backups

    return renew_backups(session.shop)


def _plain(renewed: "Renewed | None") -> dict[str, Any]:
    if renewed is None:
        return _OF_BACKUPS
    return {
        "backup": str(renewed.made.path),
        "backups_removed": renewed.removed,
        "backups_left": [str(path) for path in renewed.left],
    }


def _backup_lines(session: Session, renewed: "Renewed | None") -> list[str]:
    if renewed is None:
        return []
    from shopcare.language.records.people_words import renewed_lines

    left = [str(path) for path in renewed.left]
    away = renewed.is_second_away
    return renewed_lines(session.words, renewed.removed, left, is_second_away=away)


def _tell(session: Session, ahead: "Outlook", *, erased: bool) -> None:
    refusal, lock = ahead.unfinished.refusal(), ahead.lock
    renewed = _renewed(session) if erased else None
    answer = {
        "customer": ahead.customer.id,
        "erased": erased,
        "records": ahead.counts,
        "locked_until": lock.until.isoformat() if lock else None,
        "law": lock.article if lock else "",
        "refused": refusal.code if refusal else "",
        "what": str(refusal.values["what"]).split(", ") if refusal else [],
        **_plain(renewed),
    }

    def lines() -> list[str]:
        told = _outlook_lines(session, ahead, refusal, erased=erased)
        return [*told, *_backup_lines(session, renewed)]

    session.give(answer, lines)


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


COMMANDS = (
    Command(
        words=("person", "erase"),
        summary=mark("Erase what is on file about one person; it cannot be undone."),
        options=_erase_options,
        run=_erase,
        json=_ERASE_JSON,
    ),
)
