"""The clauses of a trade: the law's first, then the common ones and the trade's own."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shopcare.domain.errors import Invalid, Problem, Trouble
from shopcare.domain.policy.clause import Axis, Basis, Clause, Effect, NextStep, Option, Unit
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.schedule import Schedule
from shopcare.domain.policy.scheduling import schedule_of
from shopcare.policies.clause_reader import ClauseReader
from shopcare.system.paths import resource

_NO_TAKING_AWAY: Final = "消费者权益保护法 第二十六条"
_LONGEST_DAYS: Final = 15
"""L-2: return, exchange and repair that the customer is entitled to are never open longer."""
_ENTITLED: Final = frozenset(
    {Option.RETURN, Option.EXCHANGE, Option.REPLACEMENT, Option.FREE_REPAIR}
)


@lru_cache(maxsize=16)
def load_clauses(trade: str, country: str) -> tuple[Clause, ...]:
    """Read the clauses for a trade in a country; a trade's own replaces the common of its id.

    A country without a law file has no clauses of law: the program is no lawyer.
    """
    law = resource(f"law/{country}.toml")
    read = _clauses(law, Basis.LAW) if law.is_file() else []
    shop = {clause.id: clause for clause in _clauses(_profile("common"), Basis.SHOP)}
    shop |= {clause.id: clause for clause in _clauses(_profile(trade), Basis.SHOP)}
    replaced = {clause_id for clause in shop.values() for clause_id in clause.replaces}
    return (*read, *(clause for clause in shop.values() if clause.id not in replaced))


@lru_cache(maxsize=16)
def load_schedule(trade: str, country: str) -> Schedule:
    """Put together what the clauses for a trade in a country plan."""
    return schedule_of(load_clauses(trade, country))


@lru_cache(maxsize=1)
def sale_kind_words() -> Mapping[SaleKind, frozenset[str]]:
    """Give the words by which tills name how goods were sold."""
    table = tomllib.loads(_profile("common").read_text("utf-8"))["sale_kinds"]
    return {SaleKind(kind): frozenset(w.casefold() for w in words) for kind, words in table.items()}


def check_file(path: Path) -> tuple[Clause, ...]:
    """Read the clauses of a policy file and say everything that is wrong with it.

    Raises:
        Trouble: ``policy_file_unreadable``.
        Invalid: ``policy_file_broken``, ``policy_key_unknown``, ``policy_unit_missing`` …, and
            ``policy_takes_rights`` where a clause would take away what the law grants (L-1).
    """
    problems, clauses = _read(path, Basis.SHOP)
    problems += [problem for clause in clauses for problem in against_law(clause)]
    if problems:
        raise Invalid(*problems)
    return tuple(clauses)


def against_law(clause: Clause) -> list[Problem]:
    """Say where a clause of the shop takes rights away, with the article and what is possible."""
    found = []
    if clause.effect is Effect.BAR and clause.axis is not Axis.NO_REASON:
        found.append(_takes(f"{clause.id}.axis", 'axis = "no_reason"'))
    if clause.axis is Axis.QUALITY and NextStep.CUSTOMER_PAYS_FREIGHT in clause.steps:
        found.append(_takes(f"{clause.id}.next", NextStep.SHOP_PAYS_FREIGHT.value))
    for name, figure in clause.figures.items():
        too_long = figure.unit is Unit.DAYS and figure.value > _LONGEST_DAYS
        if name == "longest" and too_long and _ENTITLED & set(clause.options):
            found.append(_takes(f"{clause.id}.numbers.{name}", f"≤ {_LONGEST_DAYS} days"))
    return found


def _takes(key: str, possible: str) -> Problem:
    values = {"key": key, "article": _NO_TAKING_AWAY, "possible": possible}
    return Problem(field=key, code="policy_takes_rights", values=values)


def _profile(name: str) -> Path:
    return resource(f"policies/{name}.toml")


def _clauses(path: Path, basis: Basis) -> Sequence[Clause]:
    problems, clauses = _read(path, basis)
    if problems:
        raise Invalid(*problems)
    return clauses


def _read(path: Path, basis: Basis) -> tuple[list[Problem], list[Clause]]:
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Trouble("policy_file_unreadable", technical=str(error), path=str(path)) from error
    except UnicodeDecodeError:
        return [_broken("UTF-8")], []
    except tomllib.TOMLDecodeError as error:
        return [_broken(str(error))], []
    reader = ClauseReader(basis)
    clauses = reader.clauses(content.get("clauses", []))
    return reader.problems, clauses


def _broken(reason: str) -> Problem:
    return Problem(field="", code="policy_file_broken", values={"reason": reason[:120]})
