"""Every entry of a timeline is a sentence: no code of the program reaches a reader (G-14)."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

import shopcare
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, Cause, How, Stage
from shopcare.domain.cases.case_stages import MOVES
from shopcare.domain.cases.remake import Payer, RemakeCause
from shopcare.domain.feedback.authority import Authority
from shopcare.domain.feedback.reaction import Advice, ReactionSeverity, Symptom
from shopcare.domain.ids import StaffId
from shopcare.domain.payments.fee_lines import FeeKind
from shopcare.domain.payments.payment import PayMethod
from shopcare.domain.shop.audit import AuditEntry
from shopcare.language.catalog import Catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases.printed_papers import Way

AT = datetime.fromisoformat("2026-03-05T10:20:00+08:00")
WORDS = Catalog("en")
PAYMENTS = [
    {"kind": "paid", "amount_fen": 5000, "method": "cash"},
    {"kind": "waived", "amount_fen": 100, "reason": "R{x}"},
    {"kind": "owed", "amount_fen": 200, "owed_until": "2026-03-09"},
]
SAID: dict[str, list[dict[str, object]]] = {
    "case.open": [
        {"number": "26-00001-9", "kind": kind, "received_at": AT.isoformat(), "told_steps": how}
        for kind, how in zip(CaseKind, (*How, None), strict=True)
    ],
    "case.move": [
        {"from": start, "to": to, "at": AT.isoformat(), "how": how, "cause": cause, "work": "磨边",
         "fee_fen": 0, "payments": PAYMENTS, "promised_on": "2026-03-09", "reason": "R{x}",
         "resolution": "好了", "checks": ["Cleaned"]}
        for start, ends in MOVES.items() for to in (*ends, Stage.CLOSED)
        for how, cause in zip(How, Cause, strict=False)
    ],
    "case.void": [{"from": stage, "reason": "R{x}"} for stage in Stage],
    "callback.void": [{"purpose": purpose, "reason": "R{x}"} for purpose in Purpose],
    "case.fees": [
        {"fee_fen": 2_500, "lines": [{"kind": kind, "amount_fen": 2_500, "words": "镜腿"}]}
        for kind in FeeKind
    ],
    "case.undo_fees": [{}],
    "case.deposit": [
        {"payments": [{"kind": "deposit", "amount_fen": 500, "method": method}]}
        for method in PayMethod
    ],
    "case.reverse_payment": [
        {"reversed": wrong, "reason": "R{x}", "payments": instead}
        for wrong in PAYMENTS for instead in (PAYMENTS, [])
    ],
    "case.remake": [
        {"cause": cause, "ordered": "−3.25", "wrong": "R{x}", "pays": payer, "maker": "蔡司"}
        for cause in RemakeCause for payer in Payer
    ],
    "case.undo_remake": [{}],
    "case.invoice": [{"invoice": number} for number in (None, "", "2511")],
    "case.payment": [{"payments": PAYMENTS}],
    "case.correct_time": [
        {"stage": stage, "from": AT.isoformat(), "to": AT.isoformat(), "reason": "R{x}"}
        for stage in Stage
    ],
    "case.move_taken_back": [
        {"from": to, "to": start} for start, ends in MOVES.items() for to in ends
    ],
    "case.correct": [
        {"fault": {"before": old, "after": new}, "accessories": {"before": [], "after": ["盒"]},
         "bought_on": {"before": None, "after": "2026-01-20"},
         "category": {"before": "care_solution", "after": "frame_glasses"},
         "category_words": {"care_solution": "Lens solution", "frame_glasses": "Glasses"}}
        for old, new in (("", "断{0}"), ("断", "松"), ("断", ""))
    ],
    "case.reassign": [{"to": "小陈", "to_id": 2}, {"to": "小陈", "to_id": 2, "reason": "r"},
                     {"to": "小陈", "to_id": 2, "from": "店长", "from_id": 1}],
    "case.paper": [
        {"paper": "service_slip", "title": "Service slip", "way": way} for way in Way
    ],
    "case.promise": [{"from": None, "to": "2026-03-09", "reason": "r"},
                     {"from": "2026-03-06", "to": "2026-03-09", "reason": "r"}],
    "case.acknowledge": [{"how": how} for how in How],
    "case.tell_ready": [{}],
    "case.wait": [{}],
    "case.go_on": [{"since": AT.isoformat()}],
    "case.check_failed": [{"passed": [], "left": ["Cleaned"], "reason": "r"}],
    "callback.try": [
        {"purpose": purpose, "result": result, "satisfaction": 2, "note": "n{}", "opened": "26-1",
         "reopened": "26-2", "later_at": AT.isoformat()}
        for purpose in Purpose for result in CallResult
    ],
    "callback.undo_try": [
        {"purpose": purpose, "result": result, **led_to}
        for purpose in Purpose
        for result in CallResult
        for led_to in ({}, {"opened": "26-00001-1"}, {"reopened": "26-00001-1"})
    ],
    "callback.plan": [{"purpose": "planned", "on": "2026-03-06", "reason": "尾款"}],
    "callback.set_day": [{"purpose": p, "from": "2026-03-06", "to": "2026-03-09"} for p in Purpose],
    "callback.undo_set_day": [{"purpose": "progress", "from": "2026-03-06", "to": "2026-03-09"}],
    "callback.undo_void": [{"purpose": purpose} for purpose in Purpose],
    "case.undo_void": [{"from": stage} for stage in Stage],
    "case.undo_correct_time": [
        {"stage": stage, "from": AT.isoformat(), "to": AT.isoformat()} for stage in Stage
    ],
    "case.undo_payment": [
        {"payments": [{"kind": "paid", "amount_fen": 1500, "method": "cash"}], "reason": "r"},
        {"payments": [{"kind": "waived", "amount_fen": 1500, "reason": "r"}]},
    ],
    "case.refer": [
        {"kind": "escalation", "responsible": None, "question": "q", "due_at": AT.isoformat()},
        {"kind": "feedback", "responsible": "maker", "question": "q", "due_at": AT.isoformat()},
    ],
    "case.refer_answer": [
        {"kind": "escalation", "answer": "a", "compensation_fen": 5000},
        {"kind": "feedback", "answer": "a"},
    ],
    "case.undo_refer": [{"kind": "escalation"}],
    "case.undo_refer_answer": [{"kind": "escalation"}],
    "case.message": [{"step": "ready", "how": "wechat"}, {"step": "late", "how": "phone"}],
    "case.authority": [
        {"authority": one, "number": "0371", "reply_until": "2026-03-09"} for one in Authority
    ],
    "case.undo_authority": [{}],
    "case.authority_reply": [{"answer": "R{x}", "replied_on": "2026-03-09"}],
    "case.undo_authority_reply": [{}],
    "case.reaction": [
        {"severity": one, "symptoms": list(Symptom), "lot": "L{7}", "advice": list(Advice)}
        for one in ReactionSeverity
    ],
    "case.undo_reaction": [{}],
    "case.reaction_report": [{"number": "R{x}", "reported_on": "2026-03-09"}],
    "case.undo_reaction_report": [{}],
    "callback.not_made": [{"day": "2026-03-05", "reason": "r"}],
}  # fmt: skip
"""What the services write, in all its shapes."""
RAW = re.compile(r"\b(case|callback)\.|_|\bNone\b|\d{4}-\d\d-\d\dT")


def _entry(action: str, said: dict[str, object]) -> AuditEntry:
    told = {name: value for name, value in said.items() if value is not None}
    return AuditEntry(
        at=AT,
        staff_id=StaffId(1),
        by_script=False,
        action=action,
        subject_kind="case",
        subject_id=1,
        case_id=1,
        values=json.dumps(told, default=str),
    )


@pytest.mark.parametrize("action", SAID)
def test_every_action_is_a_sentence_without_codes_g14(action: str) -> None:
    for said in SAID[action]:
        sentence = timeline_text(WORDS, _entry(action, said))
        assert sentence != "Another step was recorded"
        assert not RAW.search(sentence), sentence


def test_every_action_that_the_services_write_for_a_case_has_its_sentence_g14() -> None:
    written = set()
    for file in (Path(shopcare.__file__).parent / "services").rglob("*.py"):
        written |= set(
            re.findall(
                r'(?:begin\(|(?:CallStep|Correction)\.[A-Z]+: )"((?:case|callback)\.[a-z_]+)"',
                file.read_text("utf-8"),
            )
        )
    assert written == set(SAID)


def test_what_was_written_down_later_says_when_it_was_x1() -> None:
    said = {"number": "n", "kind": "repair", "received_at": "2026-03-04T16:00:00+08:00"}
    sentence = timeline_text(WORDS, _entry("case.open", said))
    assert sentence.startswith("Recorded as Repair (it was ")
    assert "Wed 4 Mar 2026 16:00" in sentence


def test_sentences_of_the_steps_read_as_a_clerk_says_them() -> None:
    move = {"from": "diagnosed", "to": "agreed", "how": "phone", "work": "换镜腿", "fee_fen": 5000}
    assert (
        timeline_text(WORDS, _entry("case.move", move | {"promised_on": "2026-03-09"}))
        == "The customer agreed (By phone); 换镜腿; fee ¥50.00; promised for Mon 9 Mar 2026"
    )
    back = {"from": "checked", "to": "in_work", "reason": "左腿松"}
    assert timeline_text(WORDS, _entry("case.move", back)) == "Sent back to work: 左腿松"
    tried = {"purpose": "wearing_check", "result": "reached", "satisfaction": 2, "note": "头晕"}
    assert (
        timeline_text(WORDS, _entry("callback.try", tried | {"reopened": "26-00001-9"}))
        == "Call (Wearing check): Reached, 2 of 5; 头晕; case 26-00001-9 reopened"
    )
