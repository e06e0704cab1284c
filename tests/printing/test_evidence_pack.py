"""The evidence pack: every part on the page that its contents name, whole numbers on top (L-6)."""

from dataclasses import replace

from papers import PRINTED, SHOP, slip
from reading import reader, squeezed

from shopcare.domain.papers.document import Paper, Promise
from shopcare.language.catalog import Catalog
from shopcare.printing.documents.feedback.evidence_pack import (
    EvidencePack,
    EvidencePaper,
    EvidencePart,
)
from shopcare.printing.render import render

ROWS = tuple((f"3月{n}日", f"第{n}条 <b>&amp;", "店长") for n in range(1, 61))
PACK = EvidencePack(
    shop=SHOP,
    printed=PRINTED,
    number="26-00042-3",
    reply_by=Promise(on=PRINTED.at.date()),
    about=(("来自", "12315"),),
    parts=(
        EvidencePart(title="服务单情况", facts=(("问题", "红眼" * 400), ("空", ""))),
        EvidencePart(title="甲表", columns=(("时", 0.3), ("事", 0.5), ("谁", 0.2)), rows=ROWS),
        EvidencePart(title="乙表", columns=(("时", 0.3), ("事", 0.7)), rows=(("今", "完"),)),
    ),
    papers=(EvidencePaper(title="售后服务单", paper=slip()),),
)


def pages_of(pack: EvidencePack) -> list[str]:
    pdf = render(pack, Paper.A4, Catalog("zh_CN"))
    return [squeezed(page.extract_text()) for page in reader(pdf).pages]


def test_the_contents_name_the_page_of_each_part_and_paper_l6() -> None:
    first, *others = pages = pages_of(PACK)
    for number, (title, mark) in enumerate(
        [("服务单情况", "问题"), ("甲表", "第1条"), ("乙表", "完"), ("售后服务单", "BL5068")], 1
    ):
        on = next(n for n, text in enumerate(others, 2) if mark in text)
        assert f"{number}.{title}{on}" in first, (title, on)
    for number, text in enumerate(pages, 1):
        assert f"26-00042-3·{number}/{len(pages)}" in text
    assert all(f"第{n}条<b>&amp;" in "".join(pages) for n in range(1, 61)), "text is data"


def test_a_pack_without_anything_is_its_contents_alone() -> None:
    assert len(pages_of(replace(PACK, parts=(), papers=()))) == 1
