"""``staff token``: what scripts log in with instead of a PIN."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options, whole_number
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.ids import CredentialId
from shopcare.domain.people.log_in import TOKEN_DAYS, Token
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

_DAYS: Final = 90
_TOKEN_JSON: Final[Described] = {
    "id": mark("the number of the token"),
    "initials": mark("who its script acts for"),
    "purpose": mark("what the token is for"),
    "made_at": mark("when it was made"),
    "expires_at": mark("when it ends"),
    "revoked_at": mark("when it was revoked"),
}


def _add_options(options: Options) -> None:
    options.add("initials_of", metavar="INITIALS", tells=mark("who its script acts for"))
    options.add("--for", dest="purpose", metavar="TEXT", required=True, gives=("purpose",),
                tells=mark("what the token is for"))  # fmt: skip
    options.add("--days", type=whole_number(TOKEN_DAYS[0], TOKEN_DAYS[-1]), default=_DAYS,
                tells=mark("after so many days it ends; 90 if not given"))  # fmt: skip


def _revoke_options(options: Options) -> None:
    options.add("token_id", metavar="ID", type=whole_number(1, 2**31),
                tells=mark("the number of the token"))  # fmt: skip


def _add(session: Session) -> None:
    from shopcare.services.log_in.credentials import make_token

    shop, words = session.shop, session.words
    member = shop.signing(session.option("initials_of"))
    made = make_token(shop, member.id, session.option("purpose"), session.option("days"))
    lines = [
        words.text("Token: {token}", token=made.text),
        words.text(
            "It acts for {name} until {day}. It is not shown again.",
            name=member.name,
            day=minute(made.token.expires_at),
        ),
    ]
    session.give({**_token_json(shop, made.token), "token": made.text}, lambda: lines)


def _list(session: Session) -> None:
    from shopcare.services.log_in.credentials import tokens

    shop, words = session.shop, session.words
    found = tokens(shop)
    rows = [
        (
            str(one.id),
            shop.name_of(one.staff_id),
            one.purpose,
            minute(one.expires_at),
            "" if one.is_valid(shop.now()) else words.text("ended"),
        )
        for one in found
    ]
    session.give([_token_json(shop, one) for one in found], lambda: table(rows))


def _revoke(session: Session) -> None:
    from shopcare.services.log_in.credentials import revoke_token

    token = revoke_token(session.shop, CredentialId(session.option("token_id")))
    said = session.words.text("Token {id} lets nobody in any more.", id=token.id)
    session.give(_token_json(session.shop, token), lambda: [said])


def _token_json(shop: "Shop", token: Token) -> dict[str, Any]:
    member = shop.member(token.staff_id)
    return {
        "id": token.id,
        "initials": member.initials if member else "",
        "purpose": token.purpose,
        "made_at": plain(token.made_at),
        "expires_at": plain(token.expires_at),
        "revoked_at": plain(token.revoked_at),
    }


GROUPS = (Group(word="staff token", summary=mark("Make, list and revoke the tokens of scripts.")),)
COMMANDS = (
    Command(
        words=("staff", "token", "add"),
        summary=mark("Make a token with which a script acts for somebody."),
        options=_add_options,
        run=_add,
        json={**_TOKEN_JSON, "token": mark("the token itself; it is shown only once")},
    ),
    Command(
        words=("staff", "token", "list"),
        summary=mark("List the tokens of scripts."),
        run=_list,
        json={f"[].{path}": meaning for path, meaning in _TOKEN_JSON.items()},
    ),
    Command(
        words=("staff", "token", "revoke"),
        summary=mark("Let nobody in with a token any more."),
        options=_revoke_options,
        run=_revoke,
        json=_TOKEN_JSON,
    ),
)
