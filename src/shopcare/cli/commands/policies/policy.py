"""``policy``: what law and policy say, clause by clause; and whether a policy file is right."""

from typing import TYPE_CHECKING, Any

from shopcare.cli.command import Command, Group, Options
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from datetime import date

    from shopcare.domain.policy.clause import Clause, Figure

GROUPS = (Group(word="policy", summary=mark("Show what law and policy say, or check a policy.")),)
CLAUSE_JSON = {
    "id": mark("its id"),
    "rule": mark("the rule's id"),
    "text": mark("what it says"),
    "numbers.*": mark("its figures, each with value and unit, and what other rule books say"),
    "source": mark("where it comes from"),
    "article": mark("the article of the law; empty for the shop's own"),
    "basis": mark("law or shop"),
    "judged_by": mark("the day whose version counts: sold_on, received_on or today"),
    "sale_kinds[]": mark("the ways of selling that it is about; none: all"),
    "from": mark("the day it came into force; null: since ever"),
    "until": mark("the last day of this version; null: no end is known"),
}


def trade_and_country(session: Session) -> tuple[str, str]:
    """Give the trade that was asked for, else the shop's; then a shop need not be there."""
    trade = session.option("trade")
    if trade is not None:
        return str(trade), "CN"
    settings = session.shop.settings
    return settings.trade, settings.country


def day_asked(session: Session) -> "date":
    """Give the day that was asked for, else today; without a shop the PC's own day."""
    from datetime import datetime

    from shopcare.domain.typed.day_text import day_from_text

    if session.option("trade") is None:
        return session.day_option("on") or session.shop.now().date()
    today = datetime.now().astimezone().date()
    text = session.option("on")
    return today if text is None else day_from_text(text, today)


def _show_options(options: Options) -> None:
    options.add("--trade", metavar="TRADE", tells=mark("a different trade from the shop's"))
    options.add("--on", metavar="DAY", tells=mark("the clauses of a day; today if left out"))


def _show(session: Session) -> None:
    from shopcare.services.policies.verdicts import policy_of

    trade, _country = trade_and_country(session)
    clauses = _clauses_asked(session, day_asked(session))
    policy = policy_of(trade)
    words = session.words
    answer = {
        "trade": trade,
        "label": words.text(policy.label),
        "categories": [
            {"key": one.key, "label": words.text(one.label)} for one in policy.categories
        ],
        "services": [{"key": one.key, "label": words.text(one.label)} for one in policy.services],
        "clauses": [clause_json(clause, words) for clause in clauses],
    }
    session.give(answer, lambda: _lines(session, clauses))


def _clauses_asked(session: Session, on: "date") -> "list[Clause]":
    """Give the clauses of another trade as they are made, of the shop with its own changes."""
    from shopcare.services.policies.policy_changes import clauses_on
    from shopcare.services.policies.verdicts import clauses_for

    if session.option("trade") is None:
        return clauses_on(session.shop, on)
    return [one for one in clauses_for(*trade_and_country(session)) if one.is_in_force(on)]


def _lines(session: Session, clauses: "list[Clause]") -> list[str]:
    from shopcare.language.clause_words import clause_text
    from shopcare.language.verdict_words import BASES

    words = session.words
    rows = [
        (clause.id, words.text(BASES[clause.basis]), clause_text(words, clause))
        for clause in clauses
    ]
    return table(rows)


def clause_json(clause: "Clause", words: Catalog) -> dict[str, Any]:
    """Write one clause for a program."""
    from shopcare.language.clause_words import clause_text

    return {
        "id": clause.id,
        "rule": clause.rule,
        "text": clause_text(words, clause),
        "numbers": {name: _figure_json(figure) for name, figure in clause.figures.items()},
        "source": clause.source,
        "article": clause.article,
        "basis": clause.basis.value,
        "judged_by": clause.judged_by.value,
        "sale_kinds": [
            value for one in clause.conditions if one.fact == "sale_kind" for value in one.one_of
        ],
        "from": clause.in_force_from and clause.in_force_from.isoformat(),
        "until": clause.in_force_until and clause.in_force_until.isoformat(),
    }


def _figure_json(figure: "Figure") -> dict[str, Any]:
    return {
        "value": list(figure.values) if figure.is_row else figure.value,
        "unit": figure.unit.value,
        "others": [
            {"value": other.value, "unit": other.unit.value, "source": other.source}
            for other in figure.others
        ],
    }


def _check_options(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("the policy file, TOML"))


def _check(session: Session) -> None:
    from shopcare.services.policies.verdicts import check_policy_file

    path = path_of(session.option("file"))
    clauses = check_policy_file(path)
    words = session.words
    answer = {"file": str(path), "fine": True, "clauses": len(clauses)}
    session.give(
        answer,
        lambda: [
            words.count("{n} clause, all in order.", "{n} clauses, all in order.", len(clauses))
        ],
    )


COMMANDS = (
    Command(
        words=("policy", "show"),
        summary=mark("Show the clauses of law and policy for a trade."),
        options=_show_options,
        run=_show,
        json={
            "trade": mark("the trade"),
            "label": mark("its name"),
            "categories[].key": mark("a kind of goods"),
            "categories[].label": mark("its name"),
            "services[].key": mark("a service"),
            "services[].label": mark("its name"),
            **{f"clauses[].{key}": meaning for key, meaning in CLAUSE_JSON.items()},
        },
    ),
    Command(
        words=("policy", "check"),
        summary=mark("Check a policy file: keys, units, numbers, and the law above it."),
        options=_check_options,
        run=_check,
        json={
            "file": mark("the file"),
            "fine": mark("whether nothing is wrong"),
            "clauses": mark("how many clauses it has"),
        },
    ),
)
