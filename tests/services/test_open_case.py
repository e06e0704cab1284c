"""Recording a request while the customer waits (G-1 to G-5, X-1, X-6, X-15)."""

from datetime import datetime

import pytest

from building.counter import Counter
from building.moments import at, day
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseDraft, CaseKind, How, Stage
from shopcare.domain.cases.case_number import case_number
from shopcare.domain.errors import Invalid, NotFound
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PurchaseLineId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.printing.documents.call_sheet import CallSheet
from shopcare.printing.documents.service_slip import ServiceSlip
from shopcare.services import drafts
from shopcare.services.calls.call_card import call_card
from shopcare.services.cases import cases, intake
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.registry import spec_of
from shopcare.services.shop import open_shop
from shopcare.storage import callbacks, customer_lists, customers
from shopcare.storage.file import audit, inspection


def test_a_case_is_filled_from_its_purchase_line_g2(counter: Counter) -> None:
    wang = counter.person()
    line = counter.sale(wang, sold_on=day("2026-02-01"), seller="小林").purchase.lines[0]
    case = counter.case(wang, purchase_line_id=line.id)
    assert (case.product, case.category, case.bought_on) == (
        "BL0",
        "frame_glasses",
        day("2026-02-01"),
    )
    handler = counter.shop.member(case.handler_id)
    assert handler is not None
    assert handler.initials == "XL", "G-19: who served the customer at purchase"
    assert case.service == "adjustment", "from the fault's words"


def test_numbers_follow_each_other_and_the_year_x15(counter: Counter) -> None:
    wang = counter.person()
    first, second = counter.case(wang), counter.case(wang)
    old = counter.case(wang, received_at=at("2025-12-31 23:59"))
    assert [c.number for c in (first, second, old)] == [
        case_number(2026, 1),
        case_number(2026, 2),
        case_number(2025, 1),
    ]


def test_a_refused_case_takes_no_number_x15(counter: Counter) -> None:
    wang = counter.person()
    with pytest.raises(NotFound):
        counter.case(wang, purchase_line_id=PurchaseLineId(77))
    assert counter.case(wang).number == case_number(2026, 1)


def test_two_windows_never_give_the_same_number_x15(counter: Counter) -> None:
    wang = counter.person()
    other = open_shop(counter.shop.path, clock=counter.clock)
    draft = CaseDraft(kind=CaseKind.REPAIR, customer_id=wang.id, fault="松")
    shops = (counter.shop, other) * 5
    numbers = [intake.open_case(shop, draft).case.number for shop in shops]
    other.close()
    assert len(set(numbers)) == 10


def test_the_time_of_a_script_elsewhere_counts_as_the_shops_x1(counter: Counter) -> None:
    wang = counter.person()
    new_year = datetime.fromisoformat("2025-12-31T16:30:00+00:00")  # 2026 here already
    case = counter.case(wang, received_at=new_year)
    assert case.number == case_number(2026, 1)
    assert case.received_at.isoformat() == "2026-01-01T00:30:00+08:00"


def test_due_dates_count_from_the_true_time_x1(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang, received_at=at("2026-03-01 15:00"), misuse_advised=True)
    [acknowledge] = counter.deadlines(case)
    assert acknowledge.due_at == at("2026-03-02 15:00")
    assert acknowledge.is_late(counter.shop.now())
    [misuse] = counter.calls(wang, Purpose.MISUSE)
    assert misuse.due_at == at("2026-03-02 15:00"), "C-5: 24 hours after the advice"


def test_steps_told_at_intake_are_the_acknowledgement_g3(counter: Counter) -> None:
    case = counter.case(counter.person(), told_steps=How.WECHAT)
    assert case.stage is Stage.CONFIRMED
    [acknowledge] = counter.deadlines(case)
    assert acknowledge.met_at == case.received_at


@pytest.mark.parametrize(
    "link",
    [
        {"customer_id": CustomerId(99)},
        {"purchase_line_id": PurchaseLineId(99)},
        {"from_callback_id": CallbackId(99)},
        {"linked_case_id": CaseId(99)},
    ],
)
def test_what_is_not_on_file_is_refused_and_nothing_is_kept(
    counter: Counter, link: dict[str, int]
) -> None:
    wang = counter.person()
    known = {"kind": CaseKind.REPAIR, "customer_id": wang.id, "fault": "松"}
    with pytest.raises(NotFound):
        intake.open_case(counter.shop, CaseDraft(**(known | link)))  # type: ignore[arg-type]
    assert cases.case_ids(counter.shop) == []


def test_the_purchase_of_another_is_refused_but_not_of_the_household_x7(counter: Counter) -> None:
    wang = counter.person("王小明", "0571-87654321")
    zhang = counter.person("张丽", "0571-87654321")
    li = counter.person("李四", "13800138000")
    line = counter.sale(zhang).purchase.lines[0]
    with pytest.raises(Invalid) as invalid:
        counter.case(li, purchase_line_id=line.id)
    [problem] = invalid.value.problems
    assert (problem.field, problem.code) == ("purchase_line_id", "purchase_of_another")
    assert counter.case(wang, purchase_line_id=line.id).product == "BL0"


@pytest.mark.parametrize("kind", [CaseKind.GUIDANCE])
def test_a_kind_that_the_policy_does_not_offer_is_refused(counter: Counter, kind: CaseKind) -> None:
    wang = counter.person()
    with pytest.raises(Invalid) as invalid:
        counter.case(wang, kind)
    (problem,) = invalid.value.problems
    assert (problem.field, problem.code) == ("kind", "kind_not_offered")
    assert problem.values["kinds"] == "complaint, repair, consultation, return"
    draft = CaseDraft(kind=kind, fault="松")
    with pytest.raises(Invalid, match="kind_not_offered"):
        intake.open_case_for_new(counter.shop, CustomerDraft(name="李雷"), draft)
    assert customer_lists.ids(counter.shop.file, sort="recent", descending=True) == [wang.id]


def test_an_unknown_service_has_no_way_round_the_quality_check_g7(counter: Counter) -> None:
    with pytest.raises(Invalid, match="service_unknown"):
        counter.case(counter.person(), service="magic")


def test_a_case_without_anything_but_its_customer_is_asked_about_at_the_next_contact_g2(
    counter: Counter,
) -> None:
    facts = ("fault", "product", "bought_on", "category")
    empty = counter.case(counter.person(), fault="  ", misuse_advised=True)
    assert (empty.fault, empty.missing) == ("", facts)
    [call] = callbacks.of_case(counter.shop.file, empty.id)
    assert set(facts) <= set(call_card(counter.shop, call.id).missing)
    slip = spec_of("service_slip").gather(counter.shop, Request(case_id=empty.id))
    assert isinstance(slip, ServiceSlip)
    assert slip.fault == ""
    counter.go_to("2026-03-06 10:00")
    sheet = spec_of("call_sheet").gather(counter.shop, Request())
    assert isinstance(sheet, CallSheet)
    [group] = sheet.groups
    assert "问题描述" in group.rows[0].ask[-1], group.rows[0].ask


def test_a_new_customer_and_the_case_are_saved_together_or_not_at_all(counter: Counter) -> None:
    counter.person("张丽", number="V1")
    draft = CaseDraft(kind=CaseKind.REPAIR, fault="x" * 4001)
    with pytest.raises(Invalid) as invalid:
        intake.open_case_for_new(counter.shop, CustomerDraft(name=""), draft)
    assert {p.field for p in invalid.value.problems} == {"name", "fault"}
    good = CaseDraft(kind=CaseKind.REPAIR, fault="松")
    with pytest.raises(Invalid, match="number_taken"):
        intake.open_case_for_new(counter.shop, CustomerDraft(name="王", number="v1"), good)
    bad = CaseDraft(kind=CaseKind.REPAIR, fault="松", linked_case_id=CaseId(5))
    with pytest.raises(NotFound):
        intake.open_case_for_new(counter.shop, CustomerDraft(name="王"), bad)
    assert len(customer_lists.ids(counter.shop.file, sort="recent", descending=True)) == 1
    opened = intake.open_case_for_new(counter.shop, CustomerDraft(name="王"), good)
    assert customers.get(counter.shop.file, opened.case.customer_id).name == "王"
    assert inspection.broken_references(counter.shop.file) == []


def test_a_saved_case_empties_the_form_and_a_script_does_not(counter: Counter) -> None:
    wang = counter.person()
    draft = CaseDraft(kind=CaseKind.REPAIR, customer_id=wang.id, fault="松")
    drafts.keep(counter.shop, drafts.Form.INTAKE, {"fault": "还没说完\ud83d"})
    script = open_shop(counter.shop.path, clock=counter.clock, by_script=True)
    case = intake.open_case(script, draft).case
    script.close()
    assert audit.of_case(counter.shop.file, case.id)[0].by_script
    assert drafts.kept(counter.shop, drafts.Form.INTAKE) == {"fault": "还没说完\ud83d"}
    intake.open_case(counter.shop, draft)
    assert drafts.kept(counter.shop, drafts.Form.INTAKE) is None
