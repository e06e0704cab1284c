"""Remakes: the cause, the order, who pays, the claim sheet and the slip (R-2, R-4)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from building.counter import Counter
from building.shops import NOW
from shopcare.domain.cases.remake import Payer, Remake, RemakeCause
from shopcare.domain.errors import Invalid, NotFound
from shopcare.domain.ids import PrescriptionId
from shopcare.domain.papers.document import Paper
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.services.cases import cases
from shopcare.services.cases.remakes import last_prescription, note_remake
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.services.people.prescriptions import add_prescription, void_prescription
from shopcare.services.upkeep.check import check

DRAFT = Remake(
    cause=RemakeCause.LENS_MAKER, ordered="右 −3.25", wrong="右片做成 −3.75", pays=Payer.MAKER,
    maker="蔡司车房",
)  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"ordered": " "}, "ordered_missing"), ({"wrong": ""}, "wrong_missing"),
     ({"maker": ""}, "maker_missing")],
)  # fmt: skip
def test_a_remake_names_what_was_wrong_against_the_order_r4(
    counter: Counter, wrong: dict[str, str], code: str
) -> None:
    case = counter.case(counter.person("王"))
    with pytest.raises(Invalid, match=code):
        note_remake(counter.shop, case.id, replace(DRAFT, **wrong))
    with pytest.raises(NotFound):
        note_remake(counter.shop, case.id, replace(DRAFT, prescription_id=PrescriptionId(99)))


def test_a_remake_is_made_to_the_last_prescription_and_undone_r2_r4(counter: Counter) -> None:
    wang = counter.person("王")
    case = counter.case(wang)
    assert last_prescription(counter.shop, wang.id) is None
    eye = EyeMeasure(sphere=Decimal("-3.25"), cylinder=Decimal("-0.5"), axis=90)
    eyes = PrescriptionDraft(measured_on=NOW.date(), right=eye, left=eye)
    first = add_prescription(counter.shop, wang.id, eyes).prescription
    slip = add_prescription(counter.shop, wang.id, eyes).prescription
    void_prescription(counter.shop, slip.id, "录重了")
    last = last_prescription(counter.shop, wang.id)
    assert last is not None
    assert last.id == first.id
    noted = note_remake(counter.shop, case.id, replace(DRAFT, prescription_id=last.id))
    kept = cases.case_file(counter.shop, case.id)
    assert kept.case.remake == replace(DRAFT, prescription_id=last.id)
    assert kept.timeline[-1].action == "case.remake"
    for kind, paper in (("service_slip", Paper.A5), ("claim_sheet", Paper.CONTINUOUS)):
        drawn = draw(counter.shop, spec_of(kind), Request(case_id=case.id), paper)
        assert drawn.unprintable == ()
        assert "-3.25/-0.50×90" in text_of(drawn.pdf)
    assert "蔡司车房" in text_of(drawn.pdf)
    noted.undo(counter.shop)
    assert cases.case_file(counter.shop, case.id).case.remake is None
    assert all(one.is_fine for one in check(counter.shop))


def text_of(pdf: bytes) -> str:
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in pages)
