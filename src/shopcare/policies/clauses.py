"""The clauses of a trade: the law's first, then the common ones and the trade's own."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopcare.domain.errors import Invalid, Problem, Trouble
from shopcare.domain.policy.clause import Basis, Clause
from shopcare.domain.policy.clause_check import Law, against_law
from shopcare.domain.policy.policy_changes import PolicyChange, with_changes
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.schedule import Schedule
from shopcare.domain.policy.scheduling import schedule_of
from shopcare.policies.clause_reader import ClauseReader
from shopcare.system.paths import resource

if TYPE_CHECKING:
    from shopcare.domain.people.retention import KeptByLaw


@lru_cache(maxsize=16)
def load_clauses(trade: str, country: str) -> tuple[Clause, ...]:
    """Read the clauses for a trade in a country; a trade's own replaces the common of its id."""
    shop = {clause.id: clause for clause in _clauses(_profile("common"), Basis.SHOP)}
    shop |= {clause.id: clause for clause in _clauses(_profile(trade), Basis.SHOP)}
    replaced = {clause_id for clause in shop.values() for clause_id in clause.replaces}
    own = (clause for clause in shop.values() if clause.id not in replaced)
    return (*load_law(country).clauses, *own)


@lru_cache(maxsize=16)
def load_schedule(trade: str, country: str) -> Schedule:
    """Put together what the clauses for a trade in a country plan."""
    return schedule_of(load_clauses(trade, country))


@lru_cache(maxsize=16)
def changed_clauses(
    trade: str, country: str, changes: tuple[PolicyChange, ...]
) -> tuple[Clause, ...]:
    """Give the clauses in all the versions that the shop's changes make; made once for them."""
    return with_changes(load_clauses(trade, country), changes)


@lru_cache(maxsize=16)
def changed_schedule(
    trade: str, country: str, changes: tuple[PolicyChange, ...], on: date
) -> Schedule:
    """Put together what the clauses plan on a day, with the shop's own changes of them."""
    every = changed_clauses(trade, country, changes)
    return schedule_of(clause for clause in every if clause.is_in_force(on))


@lru_cache(maxsize=16)
def load_law(country: str) -> Law:
    """Read what the law of a country grants; without a law file nothing: this is no lawyer."""
    path = resource(f"law/{country}.toml")
    if not path.is_file():
        return Law()
    phrases = tomllib.loads(path.read_text("utf-8"))["void_phrases"]
    return Law(clauses=tuple(_clauses(path, Basis.LAW)), void_phrases=tuple(phrases))


@lru_cache(maxsize=16)
def load_kept_by_law(country: str) -> "tuple[KeptByLaw, ...]":
    """Read what a country's law has kept of a person who is erased (L-8)."""
    from shopcare.domain.people.retention import KeptAbout, KeptByLaw  # no start needs it

    path = resource(f"law/{country}.toml")
    if not path.is_file():
        return ()
    return tuple(
        KeptByLaw(about=KeptAbout(one["about"]), years=one["years"], article=one["article"])
        for one in tomllib.loads(path.read_text("utf-8")).get("kept", ())
    )


@lru_cache(maxsize=1)
def sale_kind_words() -> Mapping[SaleKind, frozenset[str]]:
    """Give the words by which tills name how goods were sold."""
    table = tomllib.loads(_profile("common").read_text("utf-8"))["sale_kinds"]
    return {SaleKind(kind): frozenset(w.casefold() for w in words) for kind, words in table.items()}


def check_file(path: Path, country: str) -> tuple[Clause, ...]:
    """Read the clauses of a policy file and say everything that is wrong with the file.

    Raises:
        Trouble: ``policy_file_unreadable``.
        Invalid: ``policy_file_broken``, ``policy_key_unknown``, ``policy_unit_missing`` …, and
            ``policy_takes_rights`` where a clause would take away what the law grants (L-1).
    """
    from shopcare.policies.profile_check import ProfileReader  # no profile that ships needs it

    problems, clauses, content = _read(path, Basis.SHOP)
    law = load_law(country)
    reader = ProfileReader()
    reader.check(content, clauses, law)
    problems += reader.problems
    problems += [problem for clause in clauses for problem in against_law(clause, law)]
    if problems:
        raise Invalid(*problems)
    return tuple(clauses)


def _profile(name: str) -> Path:
    return resource(f"policies/{name}.toml")


def _clauses(path: Path, basis: Basis) -> Sequence[Clause]:
    problems, clauses, _content = _read(path, basis)
    if problems:
        raise Invalid(*problems)
    return clauses


def _read(path: Path, basis: Basis) -> tuple[list[Problem], list[Clause], dict[str, Any]]:
    """Give what is wrong with the clauses of a file, the clauses, and all that it holds."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Trouble("policy_file_unreadable", technical=str(error), path=str(path)) from error
    except UnicodeDecodeError:
        return [_broken("UTF-8")], [], {}
    except tomllib.TOMLDecodeError as error:
        return [_broken(str(error))], [], {}
    reader = ClauseReader(basis)
    clauses = reader.clauses(content.get("clauses", []))
    return reader.problems, clauses, content


def _broken(reason: str) -> Problem:
    return Problem(field="", code="policy_file_broken", values={"reason": reason[:120]})
