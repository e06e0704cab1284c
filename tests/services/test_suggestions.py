"""The register of suggestions: owner, measure, due date, what came of it, reward (G-12, B-6)."""

import pytest

from building.counter import Counter
from building.moments import day
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.feedback.suggestion import (
    SettledDraft,
    Suggestion,
    SuggestionDraft,
    SuggestionOutcome,
)
from shopcare.domain.ids import StaffId
from shopcare.domain.payments.gift import GiftKind
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.cases.case_lists import due_today
from shopcare.services.contact import suggestions
from shopcare.services.merging.merge import merge_customers
from shopcare.services.payments.gifts import count_stock, gift_items, gifts_of
from shopcare.services.upkeep.check import check

ENGLISH = catalog("en")
TAKEN = SuggestionOutcome.TAKEN_UP


def suggested(counter: Counter, **more: object) -> Suggestion:
    draft = SuggestionDraft(**({"what": "送小瓶护理液"} | more))
    return suggestions.add(counter.shop, draft).suggestion


def test_a_suggestion_has_owner_measure_due_date_and_result_g12(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    one = suggested(counter, case_id=case.id)
    assert one.customer_id == case.customer_id, "the case says who it was"
    owner = shop.staff[1].id
    care = SuggestionDraft(
        what=one.what, owner_id=owner, measure="进一批", due_on=day("2026-03-09")
    )
    changed = suggestions.change(shop, one.id, care)
    assert due_today(shop).suggestions == ()
    counter.go_to("2026-03-09 10:00")
    assert due_today(shop).suggestions == (changed.suggestion,)
    settled = suggestions.settle(shop, one.id, SettledDraft(result="每单都送"))
    assert due_today(shop).suggestions == ()
    assert settled.suggestion.outcome is TAKEN
    timeline = cases.case_file(shop, case.id).timeline
    assert [timeline_text(ENGLISH, entry) for entry in timeline[-3:]] == [
        "Suggestion: 送小瓶护理液",
        "Suggestion: 送小瓶护理液; measure: 进一批; due Mon 9 Mar",
        "Suggestion: Adopted; 每单都送",
    ]
    with pytest.raises(Refusal, match="suggestion_settled"):
        suggestions.change(shop, one.id, care)
    settled.undo(shop)
    assert suggestions.suggestion(shop, one.id) == changed.suggestion
    with pytest.raises(Refusal, match="nothing_to_undo"):
        settled.undo(shop)
    assert [one.key for one in check(shop) if not one.is_fine] in ([], ["languages"])


def test_what_is_taken_up_is_rewarded_out_of_the_stock_once_b6(counter: Counter) -> None:
    shop, wang = counter.shop, counter.person()
    count_stock(shop, "眼镜布", 1)
    one = suggested(counter, customer_id=wang.id)
    kept = suggestions.settle(shop, one.id, SettledDraft(outcome=TAKEN, reward="眼镜布"))
    [gift] = gifts_of(shop, wang.id)
    assert (gift.kind, gift.what, gift.why) == (GiftKind.REWARD, "眼镜布", "送小瓶护理液")
    assert kept.suggestion.gift_id == gift.id
    assert gift_items(shop)[0].stock == 0
    assert not kept.suggestion.wants_reward
    kept.undo(shop)
    assert gift_items(shop)[0].stock == 1
    assert gifts_of(shop, wang.id)[0].voided is not None
    suggestions.settle(shop, one.id, SettledDraft())
    rewarded = suggestions.reward(shop, one.id, "眼镜布")
    with pytest.raises(Refusal, match="reward_without_outcome"):
        suggestions.reward(shop, one.id, "眼镜布")
    rewarded.undo(shop)
    assert suggestions.suggestion(shop, one.id).wants_reward


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SettledDraft(outcome=None), "suggestion_outcome_missing"),
        (SettledDraft(outcome=SuggestionOutcome.NOT_TAKEN_UP, reward="布"), "reward_without"),
        (SettledDraft(reward="布"), "customer_missing"),
        (SettledDraft(result="x" * 2001), "text_too_long"),
    ],
)
def test_an_impossible_outcome_is_refused(counter: Counter, draft: SettledDraft, code: str) -> None:
    one = suggested(counter)
    with pytest.raises(Invalid, match=code):
        suggestions.settle(counter.shop, one.id, draft)


def test_a_suggestion_that_says_nothing_or_names_nobody_is_refused(counter: Counter) -> None:
    for more, code in (({"what": " "}, "suggestion_missing"),
                       ({"owner_id": StaffId(99)}, "staff_unknown")):  # fmt: skip
        with pytest.raises(Invalid, match=code):
            suggested(counter, **more)


def test_a_voided_suggestion_is_out_of_the_register_and_comes_back_w8(counter: Counter) -> None:
    shop, one = counter.shop, suggested(counter)
    voided = suggestions.void(shop, one.id, "重复")
    assert suggestions.register(shop) == []
    with pytest.raises(Refusal, match="voided_already"):
        suggestions.void(shop, one.id, "又")
    voided.undo(shop)
    assert suggestions.register(shop) == [one]


def test_the_suggestions_of_a_merged_record_come_along_w2(counter: Counter) -> None:
    wang, again = counter.person(), counter.person("王晓明")
    one = suggested(counter, customer_id=again.id)
    merge_customers(counter.shop, wang.id, again.id)
    assert [found.id for found in suggestions.of_customer(counter.shop, wang.id)] == [one.id]
