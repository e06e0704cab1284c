"""Words to send: every step's text, filled, counted, copied and recorded as told (W-7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.counter import Counter, open_counter
from building.moments import day
from building.records import READY
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import How, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.policy.messages import PLACEHOLDERS, filled, placeholder_problems
from shopcare.domain.policy.policy import MessageStep
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.language.catalog import catalog, languages
from shopcare.language.records.timeline_words import timeline_text
from shopcare.policies.profile import load_policy, trades
from shopcare.services.cases import cases, promises
from shopcare.services.contact import messages
from shopcare.services.policies.policy_changes import change_policy


@pytest.mark.parametrize("trade", trades())
def test_every_trade_has_words_for_every_step_in_every_language_w7(trade: str) -> None:
    policy = load_policy(trade)
    assert policy.messages.keys() == set(MessageStep)
    for code in languages():
        words = catalog(code)
        for lines in policy.messages.values():
            for line in map(words.text, lines):
                assert not list(placeholder_problems("texts", line)), line
                assert len(line) <= 200


def test_a_line_without_its_fact_is_left_out_w7() -> None:
    text = filled(["Hello {name}.", "It costs {fee}.", "{number} {product}"],
                  {"name": "{fee}", "number": "26-1", "product": ""})  # fmt: skip
    assert text.text == "Hello {fee}.", "what a customer is called is no placeholder"
    assert text.missing == ("fee", "product")


@given(st.text(max_size=300))
def test_the_length_is_what_a_phone_counts_w7(written: str) -> None:
    text = filled([written], dict.fromkeys(PLACEHOLDERS, "x"))
    assert text.characters == sum(2 if ord(sign) > 0xFFFF else 1 for sign in text.text)
    parts = text.short_messages
    assert parts == (bool(text.text) if text.characters <= 70 else (text.characters + 66) // 67)


@pytest.mark.parametrize("line", ["Hi {nmae}", "Hi {", "Hi }", "{}", "{name!r}", "{0}"])
def test_a_placeholder_that_nothing_fills_is_refused_w7(counter: Counter, line: str) -> None:
    change = PolicyChangeDraft(
        clause="messages.ready", field="texts", texts=(line,), from_on=counter.shop.today()
    )
    with pytest.raises(Invalid, match="placeholder_unknown"):
        change_policy(counter.shop, (change,))


def test_the_shop_words_its_own_message_w7(counter: Counter) -> None:
    case = counter.case(counter.person(), product="BL5068")
    own = PolicyChangeDraft(
        clause="messages.ready", field="texts", texts=("{name}：{product}好了！",),
        from_on=counter.shop.today(),
    )  # fmt: skip
    change_policy(counter.shop, (own,))
    sent = messages.message(counter.shop, case.id, MessageStep.READY)
    assert (sent.text, sent.characters, sent.short_messages) == ("王小明：BL5068好了！", 13, 1)


def test_each_step_has_its_turn_and_is_recorded_w7(counter: Counter) -> None:
    shop = counter.shop
    case = counter.case(counter.person(), product="BL5068")

    def usual() -> MessageStep:
        return messages.usual_step(shop, cases.case_file(shop, case.id).case)

    def tell(step: MessageStep) -> str:
        messages.record_told(shop, case.id, step, How.PHONE)
        words = catalog("en")
        return timeline_text(words, cases.case_file(shop, case.id).timeline[-1])

    assert usual() is MessageStep.ACKNOWLEDGED
    assert "BL5068" in messages.message(shop, case.id, usual()).text
    assert tell(usual()) == "The customer was told the steps and the time (By phone)"
    assert usual() is MessageStep.PLAN
    with pytest.raises(Refusal, match="not_ready"):
        messages.record_told(shop, case.id, MessageStep.READY)
    counter.move(cases.case_file(shop, case.id).case, *READY[1:])
    assert usual() is MessageStep.READY
    assert "¥20" in messages.message(shop, case.id, usual()).text
    assert tell(usual()).startswith("The customer was told")
    counter.go_to("2026-03-13 10:00")
    assert usual() is MessageStep.UNCOLLECTED
    told = "The customer was sent a message: Not collected yet (By phone)"
    assert tell(usual()) == told
    counter.move(cases.case_file(shop, case.id).case, Stage.HANDED_OVER)
    assert usual() is MessageStep.SATISFACTION


def test_a_message_about_another_day_takes_the_place_of_the_call_g6(counter: Counter) -> None:
    shop, wang = counter.shop, counter.person()
    case = counter.case(wang, promised_on=day("2026-03-09"))
    promises.acknowledge(shop, case.id, How.PHONE)
    promises.change_promise(shop, case.id, day("2026-03-11"), "等镜片")
    assert messages.usual_step(shop, cases.case_file(shop, case.id).case) is MessageStep.LATE
    assert len(counter.calls(wang, Purpose.PROGRESS)) == 2
    messages.record_told(shop, case.id, MessageStep.LATE)
    assert counter.due(wang, Purpose.PROGRESS) == ["2026-03-11"]


def test_the_trades_speak_of_their_own_goods_w7(tmp_path_factory) -> None:
    tile = open_counter(tmp_path_factory.mktemp("tile"), trade="tile")
    case = tile.case(tile.person(), product="G60")
    text = messages.message(tile.shop, case.id, MessageStep.ACKNOWLEDGED).text
    tile.shop.close()
    assert "铺" in text
