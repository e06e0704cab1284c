"""What may be done for a purchase: the verdict of law and policy on a day."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Final

from shopcare.domain.cases.case import Case, CaseKind
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.policy.clause import Clause
from shopcare.domain.policy.conditions import guaranteed_until
from shopcare.domain.policy.entitlement import Entitlement, entitlements, quota_of
from shopcare.domain.policy.policy import Policy
from shopcare.domain.policy.policy_changes import PolicyChange
from shopcare.domain.policy.sale_facts import SaleFacts, SaleKind
from shopcare.domain.policy.verdict import Verdict, judge
from shopcare.domain.purchases.purchase import Purchase, PurchaseLine
from shopcare.language.catalog import Catalog
from shopcare.language.verdict_words import entitlement_text
from shopcare.policies.clauses import changed_clauses, check_file, load_clauses, sale_kind_words
from shopcare.policies.profile import load_policy
from shopcare.services.shop import Shop, local
from shopcare.storage import purchases
from shopcare.storage.cases import cases


def clauses_of(shop: Shop) -> tuple[Clause, ...]:
    """Give the clauses of law and policy, in all the versions that the shop's changes make."""
    settings = shop.settings
    return changed_clauses(settings.trade, settings.country, shop.policy_changes)


def care_name(shop: Shop, words: Catalog, entitlement: Entitlement) -> str:
    """Name the service of an entitlement."""
    found = (shop.policy.service(key) for key in entitlement.clause.used_by)
    return next((words.text(one.label) for one in found if one is not None), "")


def care_lines(
    shop: Shop, words: Catalog, line_id: PurchaseLineId, on: date | None = None
) -> list[str]:
    """Say what is left of the free services of a purchased line that are counted (A-6).

    Raises:
        NotFound: there is no such line.
    """
    if not any(quota_of(clause) for clause in clauses_of(shop)):
        return []
    counted = [one for one in entitlements_of(shop, line_id, on or shop.today()) if one.quota]
    return [entitlement_text(words, one, care_name(shop, words, one)) for one in counted]


def clauses_for(trade: str, country: str = "CN") -> tuple[Clause, ...]:
    """Give the clauses for a trade, without a shop of it.

    Raises:
        Refusal: ``trade_unknown``.
    """
    policy_of(trade)
    return load_clauses(trade, country)


def judge_facts(
    trade: str,
    country: str,
    facts: SaleFacts,
    on: date,
    changes: tuple[PolicyChange, ...] = (),
) -> Verdict:
    """Judge what is told, without a purchase on file.

    Args:
        trade: whose policy.
        country: whose law.
        facts: what is told; the category may be a till's word for it.
        on: the day of the question.
        changes: the shop's own, where it is a shop's question.

    Raises:
        Refusal: ``trade_unknown``.
        Invalid: the facts cannot be, see ``check_facts``; ``category_unknown``.
    """
    policy = policy_of(trade)
    clauses = changed_clauses(trade, country, changes)
    if facts.category is not None:
        category = policy.category(facts.category)
        if category is None:
            known = ", ".join(one.key for one in policy.categories)
            values = {"text": facts.category[:40], "choices": known}
            raise Invalid(Problem(field="category", code="field_choice", values=values))
        durable = category.durable if facts.durable is None else facts.durable
        facts = replace(facts, category=category.key, durable=durable)
    return judge(clauses, facts, on)


def judge_line(shop: Shop, line_id: PurchaseLineId, told: SaleFacts, on: date) -> Verdict:
    """Judge a purchased line by what is on file and what the customer tells.

    Args:
        shop: the shop.
        line_id: the line.
        told: what was asked at the counter; it wins over what is on file.
        on: the day of the question.

    Raises:
        NotFound: there is no such line.
        Invalid: the facts cannot be, see ``check_facts``.
    """
    return judge_known(shop, with_told(facts_on_file(shop, line_id), told), on)


def judge_known(shop: Shop, facts: SaleFacts, on: date) -> Verdict:
    """Judge facts by the shop's own clauses; reads nothing once those are loaded.

    Raises:
        Invalid: the facts cannot be, see ``check_facts``.
    """
    return judge(clauses_of(shop), facts, on)


def facts_on_file(shop: Shop, line_id: PurchaseLineId) -> SaleFacts:
    """Give what is on file about a purchased line.

    Raises:
        NotFound: there is no such line.
    """
    return facts_of_line(shop, *purchases.with_line(shop.file, line_id))


def facts_of_line(shop: Shop, purchase: Purchase, line: PurchaseLine) -> SaleFacts:
    """Give the facts of a purchased line that is read already."""
    category = shop.policy.category(line.category)
    repair_days, repaired_on = cases.own_repairs(shop.file, line.id, shop.today())
    return SaleFacts(
        category=category.key if category else None,
        sold_on=purchase.sold_on,
        received_on=purchase.handed_over_on,
        amount_fen=line.amount_fen,
        quantity=line.quantity if _is_area(line.unit) else None,
        sale_kind=_sale_kind(line.sale_kind),
        channel=purchase.channel,
        durable=category.durable if category else None,
        warranty_card=line.warranty_card or None,  # a till's list says only who has one
        shelf_life_until=line.shelf_life_until,
        care_used=cases.services_used(shop.file, line.id, care_services(shop)),
        repair_days=repair_days,
        repaired_on=repaired_on,
    )


def guaranteed_after(shop: Shop, repaired_on: date, sold_on: date | None) -> date | None:
    """Say until when the same fault is repaired free after a repair, or None where it is not (L-5).

    Args:
        shop: the shop.
        repaired_on: when the goods were handed back.
        sold_on: when they were bought, as far as that is known.
    """
    facts = SaleFacts(sold_on=sold_on, repaired_on=repaired_on)
    return guaranteed_until(clauses_of(shop), facts, shop.today())


def guaranteed_by_repair(shop: Shop, case: Case) -> date | None:
    """Give until when the same fault is repaired free after a repair of ours (L-5).

    The clause that says it to the verdict says it here. A second repair inside it does not begin
    the goods' own warranty anew.
    """
    if case.kind is not CaseKind.REPAIR or case.handled_at is None or case.voided is not None:
        return None
    if case.ending is not None:  # W-4: nothing was repaired
        return None
    return guaranteed_after(shop, local(shop, case.handled_at).date(), case.bought_on)


def facts_asked(clauses: Iterable[Clause]) -> frozenset[str]:
    """Name the facts that clauses ask for."""
    return frozenset(condition.fact for clause in clauses for condition in clause.conditions)


def _is_area(unit: str) -> bool:
    """Say whether a quantity is measured in square metres, as clauses ask for it (T-4)."""
    return unit.strip().casefold() in _SQUARE_METRES


def care_services(shop: Shop) -> list[str]:
    """Name the services that use free care up (A-6)."""
    return sorted({service for clause in clauses_of(shop) for service in clause.used_by})


def entitlements_of(shop: Shop, line_id: PurchaseLineId, on: date) -> list[Entitlement]:
    """List the free services of a purchased line on a day, with what is left of them (A-6).

    Raises:
        NotFound: there is no such line.
    """
    return entitlements(clauses_of(shop), facts_on_file(shop, line_id), on)


def _sale_kind(word: str) -> SaleKind | None:
    plain = word.strip().casefold()
    for kind, words in sale_kind_words().items():
        if plain == kind.value or plain in words:
            return kind
    return None


def with_told(on_file: SaleFacts, told: SaleFacts) -> SaleFacts:
    """Put what was asked at the counter over what is on file."""
    given = {field.name: getattr(told, field.name) for field in fields(SaleFacts)}
    return replace(on_file, **{name: value for name, value in given.items() if value is not None})


def policy_of(trade: str) -> Policy:
    """Give the profile of a trade.

    Raises:
        Refusal: ``trade_unknown``.
    """
    return load_policy(trade)


def check_policy_file(path: Path, country: str = "CN") -> tuple[Clause, ...]:
    """Read a policy file and say everything that is wrong with it, see ``check_file``."""
    return check_file(path, country)


_SQUARE_METRES: Final = frozenset({"m²", "m2", "㎡", "平方米", "平方", "平米", "sqm"})
