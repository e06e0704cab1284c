from itertools import pairwise

import pytest
from papers import slip
from reading import codes_of

from shopcare.domain.cases.case_number import case_number
from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog
from shopcare.printing.codes import code_128
from shopcare.printing.render import render
from shopcare.services.papers.registry import spec_of


@pytest.mark.parametrize("paper", spec_of("service_slip").papers)
def test_a_scanner_reads_both_codes_at_203_dpi(paper: Paper) -> None:
    pdf = render(slip(), paper, Catalog("zh_CN"))
    assert codes_of(pdf) == {("QRCode", "26-00042-3"), ("Code128", "26-00042-3")}


@pytest.mark.parametrize("sequence", [1, 98_765, 12_345_678])
def test_numbers_of_every_length_are_read(sequence: int) -> None:
    number = case_number(2026, sequence)
    pdf = render(slip(number=number), Paper.ROLL_58, Catalog("en"))
    assert codes_of(pdf) == {("QRCode", number), ("Code128", number)}


def test_code_128_has_its_modules() -> None:
    bars, width = code_128("26-00042-3", 20)
    assert width / bars.step_width == pytest.approx((10 + 2) * 11 + 13)
    assert all(a[0] + a[2] < b[0] for a, b in pairwise(bars.rectangles))


@pytest.mark.parametrize("text", ["中", "a\n"])
def test_code_128_refuses_what_it_cannot_write(text: str) -> None:
    with pytest.raises(ValueError):
        code_128(text, 20)
