"""``policy``: what law and policy say, clause by clause; and whether a policy file is right."""

from typing import TYPE_CHECKING, Any

from shopcare.cli.command import Command, Group, Options
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark

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
    "from": mark("the day it came into force; null: since ever"),
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
    options.add("--trade", metavar="TRADE", tells=mark("another trade than the shop's"))
    options.add("--on", metavar="DAY", tells=mark("the clauses of a day; today if left out"))


def _show(session: Session) -> None:
    from shopcare.services.policies.verdicts import clauses_for, policy_of

    trade, country = trade_and_country(session)
    on = day_asked(session)
    policy = policy_of(trade)
    clauses = [
        clause
        for clause in clauses_for(trade, country)
        if clause.in_force_from is None or clause.in_force_from <= on
    ]
    words = session.words
    answer = {
        "trade": trade,
        "label": words.text(policy.label),
        "categories": [
            {"key": one.key, "label": words.text(one.label)} for one in policy.categories
        ],
        "services": [{"key": one.key, "label": words.text(one.label)} for one in policy.services],
        "clauses": [clause_json(clause, words.code) for clause in clauses],
    }
    session.give(answer, lambda: _lines(session, clauses))


def _lines(session: Session, clauses: "list[Clause]") -> list[str]:
    from shopcare.language.verdict_words import BASES

    words = session.words
    rows = [
        (clause.id, words.text(BASES[clause.basis]), clause.said(words.code)) for clause in clauses
    ]
    return table(rows)


def clause_json(clause: "Clause", language: str) -> dict[str, Any]:
    """Write one clause for a program."""
    return {
        "id": clause.id,
        "rule": clause.rule,
        "text": clause.said(language),
        "numbers": {name: _figure_json(figure) for name, figure in clause.figures.items()},
        "source": clause.source,
        "article": clause.article,
        "basis": clause.basis.value,
        "from": clause.in_force_from and clause.in_force_from.isoformat(),
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
