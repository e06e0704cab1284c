"""The report of an import on paper: what, when, who, counts, and the rows not taken."""

from datetime import datetime

import pytest
from papers import CHINA, PRINTED, SHOP
from reading import reader, squeezed, text_of, words_with_places

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.documents.import_report import ImportFacts, ImportReportPaper, RowNotTaken
from shopcare.printing.render import render, unprintable
from shopcare.services.papers.registry import spec_of

NASTY = "<b>&amp;\"'</b> {name} %s 🙂 " * 8


def paper_of(skipped: int = 60, **changes: object) -> ImportReportPaper:
    facts: dict[str, object] = {
        "number": 3,
        "what": "顾客",
        "file": "会员导出 2026.xlsx",
        "at": datetime(2026, 3, 5, 9, 30, tzinfo=CHINA),
        "by": "王店长",
        "counts": (("Rows read", 12345), ("New", 12000), ("Skipped", skipped)),
        "columns": (("Phone", "会员手机号、备用电话"), ("Customer's name", "会员姓名")),
        "left_out": "微信头像、余额",
        "rows": tuple(RowNotTaken(row=n + 2, why=f"没有姓名。{n}") for n in range(skipped)),
    }
    return ImportReportPaper(
        shop=SHOP,
        printed=PRINTED,
        facts=ImportFacts(**(facts | changes)),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", spec_of("import_report").papers)
def test_everything_that_was_told_is_on_it_inside_the_paper(paper: Paper, language: str) -> None:
    document = paper_of()
    pdf = render(document, paper, Catalog(language))
    text = text_of(pdf)
    assert document.facts is not None
    told = [document.facts.file, document.facts.by, "12,345", document.facts.left_out]
    told += [row.why for row in document.facts.rows]
    for piece in told:
        assert squeezed(piece) in text, piece
    sizes = [(float(p.mediabox.width), float(p.mediabox.height)) for p in reader(pdf).pages]
    assert len(sizes) > 1
    for page, left, top, right, bottom, word in words_with_places(pdf):
        width, height = sizes[page]
        assert left >= 5 and right <= width - 5 and top >= 0 and bottom <= height, word


def test_rows_whose_reasons_are_not_kept_are_counted() -> None:
    text = text_of(render(paper_of(5, more_rows=7), Paper.A4, Catalog("en")))
    assert squeezed("and 7 more rows") in text


def test_a_whole_list_and_no_import_at_all_are_said() -> None:
    whole = text_of(render(paper_of(0), Paper.A5, Catalog("en")))
    assert squeezed("Every row was imported.") in whole
    none = ImportReportPaper(shop=SHOP, printed=PRINTED)
    assert squeezed("Nothing was imported yet.") in text_of(render(none, Paper.A4, Catalog("en")))


def test_what_a_file_holds_prints_as_it_stands() -> None:
    document = paper_of(0, rows=(RowNotTaken(row=2, why=NASTY),), file=NASTY)
    pdf = render(document, Paper.A5, Catalog("zh_CN"))
    assert pdf == render(document, Paper.A5, Catalog("zh_CN"))
    assert squeezed("{name} %s") in text_of(pdf)
    assert not unprintable(document)
