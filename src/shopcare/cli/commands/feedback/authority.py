"""``case authority``, ``authority-reply`` and ``authorities`` (L-6)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.records.feedback_json import AUTHORITY_JSON, authority_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.feedback.authority import Authority
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.feedback.authority import AuthorityDraft

_LIST_JSON: Final[Described] = {
    "[].case": mark("Case number"),
    **{f"[].{path}": meaning for path, meaning in AUTHORITY_JSON.items()},
}


def _authority_options(options: Options) -> None:
    number_option(options)
    options.add("--through", choices=[one.value for one in Authority], gives=("authority",),
                tells=mark("which authority it came through; 12315 if left out"))  # fmt: skip
    options.add("--number", default="", dest="official_number", metavar="TEXT",
                tells=mark("the authority's own number"))  # fmt: skip
    options.add("--reply-by", metavar="DAY", gives=("reply_until",),
                tells=mark("the day by which the shop is to reply"))  # fmt: skip


def _reply_options(options: Options) -> None:
    number_option(options)
    options.add("--answer", default="", metavar="TEXT", gives=("text",),
                tells=mark("what the shop replied"))  # fmt: skip
    options.add("--on", metavar="DAY", gives=("replied_on",),
                tells=mark("the day of the reply; today if left out"))  # fmt: skip
    options.add("--undo", action="store_true", tells=mark("take the reply back"))


def _authority(session: Session) -> None:
    from shopcare.services.feedback import authorities

    case_id = case_of(session).case.id
    authorities.note(session.shop, case_id, _draft(session))
    tell_case(session, case_id, mark("Recorded for {number}."))


def _draft(session: Session) -> "AuthorityDraft":
    from shopcare.domain.feedback.authority import AuthorityDraft

    through = session.option("through")
    return AuthorityDraft(
        authority=Authority(through) if through else None,
        number=session.option("official_number"),
        reply_until=session.day_option("reply_by"),
    )


def _reply(session: Session) -> None:
    from shopcare.domain.feedback.authority import ReplyDraft
    from shopcare.services.feedback import authorities

    case_id = case_of(session).case.id
    if session.option("undo"):
        authorities.undo_reply(session.shop, case_id)
    else:
        draft = ReplyDraft(text=session.option("answer"), replied_on=session.day_option("on"))
        authorities.reply(session.shop, case_id, draft)
    tell_case(session, case_id, mark("Recorded for {number}."))


def _list(session: Session) -> None:
    from shopcare.services.feedback.authorities import register

    shop, words = session.shop, session.words
    found = register(shop)
    session.give(
        [{"case": case.number, **(authority_json(shop, one) or {})} for one, case in found],
        lambda: (
            table(
                (
                    case.number,
                    label(words, one.authority),
                    one.number,
                    one.reply_until.isoformat() if one.reply_until else "",
                    words.text("answered") if one.is_answered else "",
                )
                for one, case in found
            )
            or [words.text("Nothing came through an authority.")]
        ),
    )


COMMANDS = (
    Command(
        words=("case", "authority"),
        summary=mark("Record that a case came through 12315 or another authority."),
        options=_authority_options,
        run=_authority,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "authority-reply"),
        summary=mark("Record what the shop replied to the authority."),
        options=_reply_options,
        run=_reply,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "authorities"),
        summary=mark("List what came through an authority, what is to be answered first."),
        run=_list,
        json=_LIST_JSON,
    ),
)
