"""Photos with their marks on slip, receipt and claim sheet, and the cases behind a claim."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from building.counter import Counter, open_counter
from building.photos import picture
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.experience import PastFault, pattern_of
from shopcare.domain.goods.condition import Mark
from shopcare.domain.goods.photo import PhotoDraft, PhotoKind
from shopcare.domain.papers.document import Paper
from shopcare.services.cases.corrections import void_case
from shopcare.services.goods.photos import add_photos, void_photo
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of

SCRATCH = Mark(x=300, y=400, word="划痕")


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("papers"))
    yield made
    made.shop.close()


@pytest.fixture(scope="module")
def case(counter: Counter) -> Case:
    """Give a case whose fault was met in its model before, with photos of every kind."""
    buyer = counter.person("欧阳娜娜")
    for fault, product in (
        ("镜腿断了", "BJ-6066"),
        ("右边镜腿断了", "bj6066 C3"),
        ("掉漆", "RB-1"),
    ):
        counter.case(buyer, category="frame_glasses", product=product, lot="A12", fault=fault)
    double = counter.case(buyer, category="frame_glasses", product="BJ-6066", fault="镜腿断了")
    void_case(counter.shop, double.id, "双份")
    case = counter.case(
        buyer, category="frame_glasses", product="BJ-6066", lot="A12", fault="镜腿断了一根"
    )
    for number, draft in enumerate(
        (
            PhotoDraft(caption="左镜腿", marks=(SCRATCH,)),
            PhotoDraft(),
            PhotoDraft(kind=PhotoKind.FAULT, caption="断口"),
            PhotoDraft(kind=PhotoKind.PROOF, caption="小票"),
            PhotoDraft(kind=PhotoKind.FAULT, caption="拍错"),
        )
    ):
        added = add_photos(counter.shop, case.id, [picture(number)], draft)
    void_photo(counter.shop, added.ids[0], "拍错")
    return case


def read(counter: Counter, kind: str, case: Case, paper: Paper) -> tuple[str, int]:
    """Draw a paper and give its text and how many pictures are on it."""
    drawn = draw(counter.shop, spec_of(kind), Request(case_id=case.id), paper)
    pages = pypdfium2.PdfDocument(drawn.pdf)
    text, images = "", 0
    for page in pages:
        text += page.get_textpage().get_text_range()
        images += sum(1 for _ in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        page.close()
    pages.close()
    return text, images


@pytest.mark.parametrize("kind", ["service_slip", "goods_receipt"])
@pytest.mark.parametrize(
    ("paper", "images"), [(Paper.A5, 1), (Paper.CONTINUOUS, 0), (Paper.ROLL_58, 0)]
)
def test_what_is_marked_on_a_photo_is_on_the_slip_x4(
    counter: Counter, case: Case, kind: str, paper: Paper, images: int
) -> None:
    text, found = read(counter, kind, case, paper)
    assert found == images
    for said in ("接收时照片：2 张", "左镜腿", "划痕"):
        assert said in text
    assert "断口" not in text


def test_a_claim_sheet_has_photos_and_the_cases_behind_it_x10(counter: Counter, case: Case) -> None:
    text, images = read(counter, "claim_sheet", case, Paper.A4)
    assert images == 3
    assert "断口" in text
    for hidden in ("小票", "拍错", "欧阳"):
        assert hidden not in text
    assert "12 个月内该型号 3 单中，有 3 单是这个问题。" in text
    assert "同品类其他型号：1 单中有 0 单。" in text
    assert "同一批号：3 单。" in text
    assert "高于平常比例。" in text
    for number in ("26-00001-", "26-00002-", case.number):
        assert number in text


def test_a_fault_that_is_the_only_one_is_no_pattern_x10(counter: Counter) -> None:
    alone = counter.case(counter.person("李"), product="ZX-1", fault="镜腿断了")
    text, _images = read(counter, "claim_sheet", alone, Paper.A4)
    assert "同型号的同类问题" not in text


@pytest.mark.parametrize(
    ("others_alike", "of_others", "above"),
    [(0, 10, True), (9, 10, True), (10, 10, False), (0, 0, False)],
)
def test_a_pattern_is_above_the_usual_share_or_not_x10(
    case: Case, others_alike: int, of_others: int, above: bool
) -> None:
    one = PastFault(
        number="1", category="frame_glasses", product="BJ-6066", lot="", fault="镜腿断了一根",
        received_on=date(2026, 3, 1),
    )  # fmt: skip
    other = replace(one, product="RB-1")
    lately = [one] * 3 + [other] * others_alike
    lately += [replace(other, fault="掉漆")] * (of_others - others_alike)
    found = pattern_of(case, lately)
    assert found is not None
    assert (len(found.alike), found.others_alike, found.of_others) == (3, others_alike, of_others)
    assert found.is_above_usual is above
    assert pattern_of(case, lately[:1]) is None
    assert pattern_of(replace(case, product=" - "), lately) is None
