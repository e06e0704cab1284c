"""``entitlements``: the free services that come with a purchase, and what is left of them."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.commands.purchases import purchase_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.policy.entitlement import Entitlement
    from shopcare.domain.purchases.purchase import PurchaseLine

_JSON: Final[Described] = {
    "[].purchase_line_id": mark("the id of the purchase line"),
    "[].product": mark("Product"),
    "[].clause": mark("the clause's id"),
    "[].rule": mark("the rule's id"),
    "[].services[]": mark("a service that uses it up"),
    "[].quota": mark("how often it is free; null: at any time"),
    "[].used": mark("how often it was used"),
    "[].left": mark("how often it is left; null: at any time"),
    "[].until": mark("the last day; null: no end is known"),
    "[].depends_on[]": mark("a fact that decides and that nobody has told"),
}


def _options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the purchase's id or receipt number"))
    options.add("--on", metavar="DAY", tells=mark("the day of the question; today if left out"))


def _entitlements(session: Session) -> None:
    from shopcare.language.verdict_words import entitlement_text
    from shopcare.services.policies import verdicts

    shop, words = session.shop, session.words
    on = session.day_option("on") or shop.today()
    bought = purchase_of(shop, session.option("key"))
    found = [
        (line, one) for line in bought.lines for one in verdicts.entitlements_of(shop, line.id, on)
    ]

    def lines() -> list[str]:
        rows = [
            (line.product, entitlement_text(words, one, verdicts.care_name(shop, words, one)))
            for line, one in found
        ]
        return table(rows) or [words.text("Nothing is free with this purchase.")]

    session.give([_json(line, one) for line, one in found], lines)


def _json(line: "PurchaseLine", entitlement: "Entitlement") -> dict[str, Any]:
    return {
        "purchase_line_id": line.id,
        "product": line.product,
        "clause": entitlement.clause.id,
        "rule": entitlement.clause.rule,
        "services": list(entitlement.clause.used_by),
        "quota": entitlement.quota,
        "used": entitlement.used,
        "left": entitlement.left,
        "until": entitlement.until and entitlement.until.isoformat(),
        "depends_on": list(entitlement.depends_on),
    }


COMMANDS = (
    Command(
        words=("entitlements",),
        summary=mark("Show the free services of a purchase and what is left of them."),
        options=_options,
        run=_entitlements,
        json=_JSON,
    ),
)
