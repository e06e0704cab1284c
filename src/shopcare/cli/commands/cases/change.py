"""``case reassign`` and ``case correct``: other hands, other facts."""

from dataclasses import replace
from typing import Any

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.session import Session
from shopcare.domain.cases.case_facts import FACT_NAMES, CaseFacts, facts_of
from shopcare.domain.cases.returns import Wish
from shopcare.language.catalog import mark
from shopcare.language.records.fact_words import FACTS

_LISTED = ("accessories",)
_DAYS = ("bought_on",)
_MOMENTS = ("laying_at",)


def _reassign_options(options: Options) -> None:
    number_option(options)
    options.add("to", metavar="INITIALS", tells=mark("who handles it from now on"))
    options.add("--reason", default="", metavar="TEXT",
                tells=mark("why somebody without a valid training handles it"))  # fmt: skip


def _correct_options(options: Options) -> None:
    number_option(options)
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    for name in FACT_NAMES:
        is_list = name in _LISTED
        metavar = "DAY" if name in _DAYS else "WHEN" if name in _MOMENTS else "TEXT"
        options.add(f"--{name.replace('_', '-')}", metavar=metavar,
                    action="append" if is_list else "store", tells=FACTS[name])  # fmt: skip


def _reassign(session: Session) -> None:
    from shopcare.services.cases.reassign import reassign

    case_id = case_of(session).case.id
    member = session.member(session.option("to"))
    reassign(session.shop, case_id, member.id, session.option("reason"))
    tell_case(session, case_id, mark("Case {number} has been reassigned."))


def _correct(session: Session) -> None:
    from shopcare.services.cases.case_facts import correct

    case = case_of(session).case
    shown = facts_of(case)
    facts = _facts(session, shown)
    correct(session.shop, case.id, facts, shown=shown)
    tell_case(session, case.id, mark("Case {number} has been corrected."))


def _facts(session: Session, shown: CaseFacts) -> CaseFacts:
    """Read what is given; what is not given stays, null makes it empty."""
    name = session.option("fields")
    values: dict[str, object] = fields_of(name) if name is not None else {}
    typed = {fact: session.option(fact) for fact in FACT_NAMES}
    values |= {fact: said for fact, said in typed.items() if said is not None}
    fields = Fields(values, session.shop.now())
    read: dict[str, Any] = {}
    for fact in FACT_NAMES:
        if fact in _LISTED:
            read[fact] = fields.texts(fact) or ()
        elif fact in _DAYS:
            read[fact] = fields.day(fact)
        elif fact in _MOMENTS:
            read[fact] = fields.moment(fact)
        elif fact == "wish":
            read[fact] = fields.choice(fact, Wish)
        else:
            read[fact] = fields.typed(fact) or ""
    fields.finish()
    return replace(shown, **{fact: read[fact] for fact in FACT_NAMES if fields.has(fact)})


COMMANDS = (
    Command(
        words=("case", "reassign"),
        summary=mark("Reassign a case to somebody else."),
        options=_reassign_options,
        run=_reassign,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "correct"),
        summary=mark("Correct the details of a case, or add what was missing."),
        options=_correct_options,
        run=_correct,
        json=CASE_FILE_JSON,
    ),
)
