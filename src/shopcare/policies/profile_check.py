"""Checks the part of a policy file that stands before its clauses, and what clauses name of it.

A profile that ships is read without this: the start of the program does not wait for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind, Cause
from shopcare.domain.policy.clause import Clause, Unit
from shopcare.domain.policy.clause_check import Law, number_problem, void_text_problem
from shopcare.domain.policy.policy import Measure, MessageStep, Occasion
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.policies.entry_reader import EntryReader

_TEXTS: Final = ("accessories", "checks")
_TABLES: Final[Mapping[str, type[StrEnum]]] = {
    "sale_kinds": SaleKind,
    "steps": CaseKind,
    "terms": CaseKind,
    "talking_points": Purpose,
    "gifts": Occasion,
    "messages": MessageStep,
}
"""Tables of lists of texts, and the words that they are for."""
_TOLD: Final = ("steps", "terms", "talking_points", "messages")
"""What a customer reads or hears; void phrases stand nowhere in it (L-1)."""
_CATEGORY: Final = ("key", "label", "words", "durable")
_SERVICE: Final = ("key", "label", "kinds", "words", "checks", "at_home")
_MEASURE: Final = tuple(field.name for field in fields(Measure))
_EYES: Final = ("glasses", "contact_lenses")
"""For which a prescription is good for so many months (R-1)."""
_KEYS: Final = (
    "label", "kinds", *_TEXTS, *_TABLES, "causes", "categories", "services", "eyes", "measures",
    "clauses",
)  # fmt: skip


class ProfileReader(EntryReader):
    """Reads everything but the clauses, and says what is wrong with it."""

    def check(self, content: Mapping[str, Any], clauses: Iterable[Clause], law: Law) -> None:
        """Collect what is wrong in a file; what it leaves out is left to the common profile."""
        for key in content:
            if key not in _KEYS:
                self.wrong(str(key)[:80], "policy_key_unknown", known=", ".join(_KEYS))
        if "label" in content:
            self.needed_text("", "label", content)
        self.choices("", "kinds", content, CaseKind)
        for key in _TEXTS:
            self.texts("", key, content)
        for key, words in _TABLES.items():
            self._table(key, content.get(key, {}), words, law)
        self._causes(content.get("causes", {}))
        self._eyes(content.get("eyes", {}))
        self._entries("measures", content, _MEASURE, ())
        categories = self._entries("categories", content, _CATEGORY, ("durable",))
        services = self._entries("services", content, _SERVICE, ("at_home",))
        for clause in clauses:
            self._names(clause, categories, services)

    def _table(self, name: str, table: object, words: type[StrEnum], law: Law) -> None:
        if not isinstance(table, dict):
            self.wrong(name, "policy_value_wrong", expected='repair = ["…", "…"]')
            return
        for key in table:
            self.choice(name, str(key), key, words)
            for text in self.texts(name, key, table):
                problem = void_text_problem(f"{name}.{key}", text, law)
                if name in _TOLD and problem is not None:
                    self.problems.append(problem)

    def _causes(self, table: object) -> None:
        if not isinstance(table, dict):
            self.wrong("causes", "policy_value_wrong", expected='use = "…"')
            return
        for key, text in table.items():
            self.choice("causes", str(key), key, Cause)
            if not isinstance(text, str):
                self.wrong(f"causes.{key}", "policy_value_wrong", expected='"…"')

    def _eyes(self, table: object) -> None:
        if not isinstance(table, dict):
            self.wrong("eyes", "policy_value_wrong", expected="{ glasses = 12 }")
            return
        self.known_keys("eyes", table, _EYES)
        for key, months in table.items():
            if problem := number_problem(f"eyes.{key}", months, Unit.MONTHS):
                self.problems.append(problem)

    def _entries(
        self, name: str, content: Mapping[str, Any], keys: tuple[str, ...], flags: tuple[str, ...]
    ) -> frozenset[str]:
        """Check a list of categories or services, and give their keys; none where none stand."""
        entries = content.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self.wrong(name, "policy_value_wrong", expected=f"[[{name}]]")
            return frozenset()
        seen = set[str]()
        for number, entry in enumerate(entries, start=1):
            place = f"{name}.{entry.get('key') or number}"
            self.known_keys(place, entry, keys)
            key = self.needed_text(place, "key", entry)
            self.needed_text(place, "label", entry)
            self.texts(place, "words", entry)
            self.texts(place, "checks", entry)
            self.choices(place, "kinds", entry, CaseKind)
            if key in seen:
                self.wrong(f"{place}.key", "policy_id_twice", id=key)
            seen.add(key)
            for flag in flags:
                if not isinstance(entry.get(flag, True), bool):
                    self.wrong(f"{place}.{flag}", "policy_value_wrong", expected="true, false")
        return frozenset(seen)

    def _names(self, clause: Clause, categories: frozenset[str], services: frozenset[str]) -> None:
        """Refuse a name in a clause that the file does not know: it would never come true."""
        goods = [*clause.categories, *(key for call in clause.calls for key in call.categories)]
        self._known(f"{clause.id}.categories", goods, categories)
        done = [*clause.used_by, *clause.promises]
        for plan in clause.calls:
            done += [*plan.services, *plan.not_services]
        for deadline in clause.deadlines:
            done += deadline.services
        self._known(f"{clause.id}.services", done, services)

    def _known(self, place: str, named: Iterable[str], known: frozenset[str]) -> None:
        """Refuse what is not known; a file that lists nothing leaves it to its trade's."""
        for name in named:
            if known and name not in known:
                choices = ", ".join(sorted(known))
                self.wrong(place, "policy_choice_unknown", value=name[:40], choices=choices)
