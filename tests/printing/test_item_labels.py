"""Labels of items (W-1): what is on them, and that a scanner reads them at 203 dpi."""

import pytest
from papers import item_label, item_labels
from reading import codes_of, reader, text_of, words_with_places

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog
from shopcare.printing.render import render
from shopcare.services.papers.registry import spec_of

PAPERS = spec_of("item_label").papers


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", ["26-00042-3/2", "26-00042-3"])
def test_a_scanner_reads_the_label_at_203_dpi(paper: Paper, code: str) -> None:
    found = codes_of(render(item_labels(item_label(code=code)), paper, Catalog("zh_CN")))
    both = {("QRCode", code), ("Code128", code)}
    assert found == (both if paper is not Paper.LABEL_40 else {("QRCode", code)})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_number_day_and_shelf_are_on_it_and_stay_inside(paper: Paper, language: str) -> None:
    pdf = render(
        item_labels(item_label(), item_label(what="长" * 200, place="")), paper, Catalog(language)
    )
    text = text_of(pdf)
    for word in ("26-00042-32/3", "A12", "暴龙"):
        assert word in text, word
    assert "…" in text, "what is cut off is seen to be"
    assert "明亮眼镜" not in text
    [*pages] = reader(pdf).pages
    for page, left, top, right, bottom, word in words_with_places(pdf):
        box = pages[page].mediabox
        assert left >= 5 and right <= float(box.width) - 5, word
        assert top >= 0 and bottom <= float(box.height), word


def test_a_roll_has_a_label_a_page_and_a_sheet_has_24() -> None:
    many = item_labels(*[item_label()] * 25)
    pages = {paper: len(reader(render(many, paper, Catalog("en"))).pages) for paper in PAPERS}
    assert pages == {Paper.LABEL_40: 25, Paper.LABEL_50: 25, Paper.A4: 2}
