"""``customer consent``: what a customer has agreed to; given, withdrawn or undone (L-7)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, below, choices_text
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.records.record_json import CONSENT_JSON
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.ids import CustomerId
    from shopcare.services.people.consents import ConsentWritten

_PURPOSES: Final = tuple(purpose.value for purpose in ConsentPurpose)
_WAYS: Final = tuple(way.value for way in ConsentWay)
_JSON: Final[Described] = {
    **below("consents[]", CONSENT_JSON),
    "planned[]": mark("the ids of the calls that the consent has started"),
    "ended[]": mark("the ids of the calls that went with the consent"),
}


def _options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the customer's id or member number"))
    what = options.one_of(required=False)
    purposes = choices_text(_PURPOSES)
    what.add("--give", choices=_PURPOSES, metavar=purposes,
             tells=mark("for what the customer agrees"))  # fmt: skip
    what.add("--withdraw", choices=_PURPOSES, metavar=purposes,
             tells=mark("what the customer withdraws"))  # fmt: skip
    what.add("--undo", action="store_true", tells=mark("undo what was written down last"))
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--way", choices=_WAYS, default=ConsentWay.IN_PERSON.value,
                metavar=choices_text(_WAYS),
                tells=mark("in which way; in person if left out"))  # fmt: skip


def _consent(session: Session) -> None:
    from shopcare.services.calls.undo_correction import undo_consent

    customer_id = customer_id_of(session.shop, session.option("key"))
    if session.option("undo"):
        undo_consent(session.shop, customer_id)
    _tell(session, customer_id, _written(session, customer_id))


def _written(session: Session, customer_id: "CustomerId") -> "ConsentWritten | None":
    """Give or withdraw what is asked for; None where it is only to be shown."""
    from shopcare.services.people import consents

    given, withdrawn = session.option("give"), session.option("withdraw")
    if given is None and withdrawn is None:
        return None
    draft = ConsentDraft(
        purpose=ConsentPurpose(given or withdrawn),
        on=session.day_option("on") or session.shop.today(),
        way=ConsentWay(session.option("way")),
    )
    write = consents.withdraw if given is None else consents.give
    return write(session.shop, customer_id, draft)


def _tell(session: Session, customer_id: "CustomerId", written: "ConsentWritten | None") -> None:
    from shopcare.language.records.people_words import consent_lines
    from shopcare.services.people.consents import consents_of

    found = consents_of(session.shop, customer_id)
    answer = {
        "consents": [plain(one) for one in found],
        "planned": list(written.planned) if written else [],
        "ended": list(written.ended) if written else [],
    }
    session.give(answer, lambda: table(consent_lines(session.words, found)))


COMMANDS = (
    Command(
        words=("customer", "consent"),
        summary=mark("Show what a customer agrees to, or record a consent or its withdrawal."),
        options=_options,
        run=_consent,
        json=_JSON,
    ),
)
