"""Every document on every paper in every language: whole, inside, and as typed."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from papers import (
    SHOP,
    blank_slip,
    call_row,
    call_sheet,
    day_close,
    door_note,
    door_notes,
    goods_receipt,
    item_labels,
    loan_slip,
    pickup_notice,
    return_application,
    slip,
)
from PIL import Image  # ReportLab brings it
from reading import characters_of, reader, squeezed, text_of, words_with_places

from shopcare.domain.money import Fen
from shopcare.domain.papers.document import Paper, Promise
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.document import Document
from shopcare.printing.documents.call_sheet import CallSheetGroup
from shopcare.printing.documents.day_close.sheet import DayCloseSheet
from shopcare.printing.documents.goods_receipt import GoodsLine, GoodsReceipt
from shopcare.printing.documents.loan_slip import LoanSlip
from shopcare.printing.documents.return_application import ReturnApplication
from shopcare.printing.documents.service_slip import PlannedPart
from shopcare.printing.draw_commands import Line
from shopcare.printing.fonts import fonts
from shopcare.printing.paper import SHEETS
from shopcare.printing.render import render, unprintable
from shopcare.printing.typesetter import Typesetter
from shopcare.services.papers.registry import spec_of

NASTY = "<b>&amp;\"'</b> {name} %s \\n 100% 🙂 “引号”（左），" * 6
LONG = ("镜片看久了头晕，“低头就掉”（左）；Anti-reflection coating 脱落。" * 300)[:10_000]
DOCUMENTS: dict[str, tuple[str, Document]] = {
    "slip": ("service_slip", slip()),
    "blank slip": ("service_slip", blank_slip()),
    "nasty slip": (
        "service_slip",
        slip(
            customer_name=NASTY, fault=NASTY, plan=NASTY, terms=(NASTY,), consent=NASTY,
            parts=(PlannedPart(name=NASTY, origin=NASTY),),
        ),
    ),
    "long slip": ("service_slip", slip(fault=LONG, customer_name=LONG[:3000])),
    "application": ("return_application", return_application()),
    "blank application": (
        "return_application",
        ReturnApplication(shop=SHOP, printed=slip().printed, asks=frozenset({"saleable"})),
    ),
    "nasty application": (
        "return_application",
        return_application(
            customer_name=NASTY, reason=NASTY, found=NASTY, new_goods=NASTY, review_reason=NASTY,
        ),
    ),
    "long application": ("return_application", return_application(reason=LONG, found=LONG[:3000])),
    "goods receipt": ("goods_receipt", goods_receipt()),
    "blank goods receipt": ("goods_receipt", GoodsReceipt(shop=SHOP, printed=slip().printed)),
    "nasty goods receipt": (
        "goods_receipt", goods_receipt(*[GoodsLine(product=NASTY, condition=NASTY)] * 3),
    ),
    "labels": ("item_label", item_labels()),
    "loan slip": ("loan_slip", loan_slip()),
    "blank loan slip": ("loan_slip", LoanSlip(shop=SHOP, printed=slip().printed)),
    "pick-up notice": ("pickup_notice", pickup_notice()),
    "nasty notice": ("uncollected_notice", pickup_notice(step=90, goods=(NASTY,) * 3)),
    "door notes": ("door_note", door_notes(*[door_note()] * 5)),
    "blank door notes": ("door_note", door_notes()),
    "long door note": ("door_note", door_notes(door_note(request=LONG[:2000]))),
    "calls": ("call_sheet", call_sheet(60)),
    "no calls": ("call_sheet", call_sheet(0)),
    "day close": ("day_close", day_close(40)),
    "empty day close": ("day_close", replace(day_close(0), ready_untold=())),
}  # fmt: skip
EVERY = [
    pytest.param(document, paper, id=f"{name} {paper}")
    for name, (kind, document) in DOCUMENTS.items()
    for paper in spec_of(kind).papers
]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("document", "paper"), EVERY)
def test_every_word_is_inside_the_paper_and_none_lies_on_another(
    document: Document, paper: Paper, language: str
) -> None:
    pdf = render(document, paper, Catalog(language))
    sizes = [(float(p.mediabox.width), float(p.mediabox.height)) for p in reader(pdf).pages]
    places = words_with_places(pdf)
    assert places
    for page, left, top, right, bottom, word in places:
        width, height = sizes[page]
        assert left >= 5 and right <= width - 5, word
        assert top >= 0 and bottom <= height, word
    lines = sorted(
        (page, round(top), left, right, word) for page, left, top, right, _, word in places
    )
    for (page, top, _, right, word), (page2, top2, left2, _, word2) in pairwise(lines):
        assert (page, top) != (page2, top2) or left2 >= right - 0.6, (word, word2)


@pytest.mark.parametrize(("document", "paper"), EVERY)
def test_the_same_document_gives_the_same_bytes(document: Document, paper: Paper) -> None:
    words = Catalog("zh_CN")
    assert render(document, paper, words) == render(document, paper, words)


@pytest.mark.parametrize("paper", spec_of("service_slip").papers)
def test_text_is_data_and_prints_as_typed(paper: Paper) -> None:
    plain = characters_of(render(slip(fault="", wishes="W"), paper, Catalog("en")))
    nasty = characters_of(render(slip(fault="", wishes=NASTY), paper, Catalog("en")))
    for character, count in characters_of_text(NASTY).items():
        assert nasty[character] - plain[character] >= count - 1, character


def characters_of_text(text: str) -> dict[str, int]:
    return {c: text.count(c) for c in set(squeezed(text)) if c not in "W0123456789"}


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4, Paper.ROLL_80, Paper.CONTINUOUS])
def test_ten_thousand_characters_are_all_there(paper: Paper) -> None:
    printed = characters_of(render(slip(fault=LONG), paper, Catalog("en")))
    for character in "晕掉脱落":
        assert printed[character] >= LONG.count(character)


def test_a_slip_has_everything_that_is_on_record() -> None:
    made = slip(consent="微信")
    text = text_of(render(made, Paper.A5, Catalog("zh_CN")))
    for part in (
        made.number, made.customer_name, made.customer_phone, made.category, made.model, made.spec,
        made.lot, made.fault, made.wishes, made.accessories, made.condition, made.plan,
        *made.steps, *made.terms, *made.entitlements, made.consent, made.received_by, SHOP.name,
        SHOP.address, SHOP.phone, SHOP.opening_hours, "弹簧铰链（左）（原厂）", "¥128.00",
        "3月12日周四17:00", "维修单", "顾客签字", "顾客存根",
    ):  # fmt: skip
        assert squeezed(part) in text, part


def test_an_application_has_everything_that_is_on_record() -> None:
    made = return_application()
    text = text_of(render(made, Paper.A5, Catalog("zh_CN")))
    for part in (
        made.number, made.customer_name, made.customer_phone, made.product, made.spec, made.wish,
        made.receipt_number, made.quantity, made.reason, made.fault_proof, made.found,
        made.inspected_by, made.rulings[0].clauses, made.outcome, made.new_goods, "-¥2,000.00",
        "顾客应补", "¥180.00", made.review_reason, made.reviewed_by, made.settlement,
        "退换货申请表", "申请人签字",
    ):  # fmt: skip
        assert squeezed(part) in text, part


def test_an_application_stands_on_one_continuous_form_filled_or_blank() -> None:
    blank = ReturnApplication(shop=SHOP, printed=slip().printed, asks=frozenset({"laid"}))
    for language in languages():
        for made in (return_application(), return_application(settled_at=None), blank):
            pages = reader(render(made, Paper.CONTINUOUS, Catalog(language))).pages
            assert len(pages) == 1
    longest = return_application(reason=LONG, found=LONG)
    text = text_of(render(longest, Paper.CONTINUOUS, Catalog("zh_CN")))
    assert squeezed(LONG)[-20:] in text, "nothing is cut off"


def test_what_is_settled_has_no_line_for_the_day_until_which_it_is() -> None:
    for paper in (Paper.A5, Paper.CONTINUOUS, Paper.ROLL_80):
        done = text_of(render(return_application(promise=None), paper, Catalog("zh_CN")))
        assert "办结时间" in done
        assert "办结期限" not in done
        still = return_application(settled_at=None, settlement="", settled_by="")
        assert "办结期限" in text_of(render(still, paper, Catalog("zh_CN")))


def test_an_application_and_a_receipt_stand_on_one_a5() -> None:
    for language in languages():
        for made in (return_application(), goods_receipt()):
            assert len(reader(render(made, Paper.A5, Catalog(language))).pages) == 1


def test_a_blank_application_has_boxes_for_wish_and_decision_x1() -> None:
    blank = ReturnApplication(shop=SHOP, printed=slip().printed, asks=frozenset({"saleable"}))
    text = text_of(render(blank, Paper.A4, Catalog("zh_CN")))
    for part in ("退货", "换货", "退款", "不予退换", "可再次销售", "单号"):
        assert part in text, part


def test_a_full_slip_stands_on_one_a5_and_one_continuous_form() -> None:
    for paper in (Paper.A5, Paper.A4, Paper.CONTINUOUS):
        for language in languages():
            assert len(reader(render(slip(), paper, Catalog(language))).pages) == 1


def test_work_at_the_customers_home_is_not_collected() -> None:
    for paper in (Paper.A5, Paper.ROLL_58):
        text = text_of(render(slip(at_home=True), paper, Catalog("zh_CN")))
        assert "约定完工" in text
        assert "约定取件" not in text


def test_the_stub_carries_no_customer_g15() -> None:
    page = reader(render(slip(), Paper.A5, Catalog("zh_CN"))).pages[0].extract_text()
    stub = page[page.rindex("顾客存根") :]
    assert "26-00042-3" in stub and SHOP.phone in stub and SHOP.opening_hours in stub
    assert "¥128.00" in stub and "3月12日" in stub
    assert "138" not in stub and "王小明" not in stub


def test_the_title_names_the_kind() -> None:
    assert "售后服务单" in text_of(render(slip(is_repair=False), Paper.A5, Catalog("zh_CN")))
    assert "Repairslip" in text_of(render(slip(), Paper.A5, Catalog("en")))


def test_no_fee_yet_and_no_fee_at_all_are_told_apart() -> None:
    assert "Tobetold" in text_of(render(slip(fee=None), Paper.A5, Catalog("en")))
    assert "Freeofcharge" in text_of(render(slip(fee=Fen(0)), Paper.A5, Catalog("en")))


def test_a_provisional_promise_says_so_on_both_parts() -> None:
    made = slip(promise=Promise(on=slip().promise.on, is_provisional=True))
    assert text_of(render(made, Paper.A5, Catalog("en"))).count("Provisional") == 2


def test_the_three_parts_of_the_form_are_named() -> None:
    text = text_of(render(slip(), Paper.CONTINUOUS, Catalog("zh_CN")))
    assert all(part in text for part in ("第一联", "第二联", "第三联"))


@pytest.mark.parametrize("paper", list(Paper))
def test_papers_have_their_size(paper: Paper) -> None:
    box = reader(render(slip(), paper, Catalog("en"))).pages[0].mediabox
    assert float(box.width) == pytest.approx(SHEETS[paper].width, abs=0.01)
    if not SHEETS[paper].is_roll:
        assert float(box.height) == pytest.approx(SHEETS[paper].height, abs=0.01)


def test_a_roll_is_as_long_as_its_content() -> None:
    short, longer = (
        float(reader(render(slip(wishes=w), Paper.ROLL_80, Catalog("en"))).pages[0].mediabox.height)
        for w in ("", "加急" * 200)
    )
    assert short < 950 and longer > short + 100


def test_pages_are_numbered_where_there_are_several() -> None:
    pages = reader(render(call_sheet(60), Paper.A4, Catalog("zh_CN"))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"第 {number} 页，共 {len(pages)} 页" in text
        assert "回访事由与询问要点" in text  # the head of the table is on every page
    assert "Page 1" not in text_of(render(call_sheet(2), Paper.A4, Catalog("en")))


def test_every_call_is_on_the_sheet_with_its_number_and_questions() -> None:
    row = call_row(1, customer_name="查豪䶮", ask=("问一", "问二"), tries=2)
    sheet = replace(call_sheet(0), groups=(CallSheetGroup(heading="现在", rows=(row,)),))
    text = text_of(render(sheet, Paper.A4, Catalog("zh_CN")))
    for part in ("查豪䶮", row.phone, row.purpose, "问一", "问二", "现在", "已接通", "无人接听"):
        assert squeezed(part) in text, part


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", spec_of("call_sheet").papers)
def test_every_result_of_the_card_has_its_box_on_the_sheet_c13(paper: Paper, language: str) -> None:
    words = Catalog(language)
    text = text_of(render(call_sheet(1), paper, words))
    names = ("Reached", "No answer", "Engaged", "Wrong number", "Call later", "Complaint")
    for name in (*names, "Do not call again"):
        assert squeezed(words.text(name)) in text, name


@pytest.mark.parametrize("paper", spec_of("day_close").papers)
def test_a_call_not_made_without_a_reason_has_a_line_to_write_it_on(paper: Paper) -> None:
    call = replace(day_close().not_made[0], result="", staff_name="李敏")
    sheet = replace(day_close(0), not_made=(call,), ready_untold=(), due_tomorrow=())
    text = text_of(render(sheet, paper, Catalog("zh_CN")))
    assert "未拨打原因" in text
    assert "–李敏" not in text
    lines = lines_of(sheet, paper)
    assert lines == lines_of(replace(sheet, not_made=(replace(call, result="忙"),)), paper) + 1


def lines_of(sheet: DayCloseSheet, paper: Paper) -> int:
    setter = Typesetter(SHEETS[paper], Catalog("zh_CN"), fonts())
    pages = sheet.lay_out(setter).pages
    return sum(isinstance(command, Line) for page in pages for command in page.commands)


def test_the_day_close_has_every_section_and_lines_to_sign() -> None:
    text = text_of(render(day_close(), Paper.A4, Catalog("zh_CN")))
    for part in (
        "未拨打",
        "已拨未接通",
        "已回访",
        "待取未通知",
        "明日到期的答复",
        "今日无",
        "A-12",
        "未收的欠款",
        "¥1,280.50",
        "待查号码",
        "138****8000",
        "一周无人处理",
        "丁𬸪艳",
        "店长复核",
    ):
        assert part in text, part


def test_what_is_seldom_has_no_empty_table_on_the_day_close() -> None:
    sheet = replace(day_close(), owed=(), numbers_to_find=(), untouched=())
    text = text_of(render(sheet, Paper.A4, Catalog("zh_CN")))
    assert "未收的欠款" not in text and "待查号码" not in text and "一周无人处理" not in text


def test_places_left_over_on_a_sheet_are_blank_notes() -> None:
    pages = reader(render(door_notes(*[door_note()] * 5), Paper.A4, Catalog("zh_CN"))).pages
    assert [page.extract_text().count("请致电本店") for page in pages] == [4, 4]
    assert [page.extract_text().count("丁𬸪艳") for page in pages] == [4, 1]


def test_the_document_carries_its_title_shop_and_language() -> None:
    made = reader(render(slip(), Paper.A5, Catalog("zh_CN")))
    assert made.metadata.title == "维修单"
    assert made.metadata.author == SHOP.name
    assert made.trailer["/Root"]["/Lang"] == "zh-CN"


def test_a_logo_is_printed_and_a_broken_one_is_left_out() -> None:
    file = BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    for png, pictures in ((file.getvalue(), 1), (file.getvalue()[:30], 0), (b"no picture", 0)):
        made = slip(shop=replace(SHOP, logo_png=png))
        page = reader(render(made, Paper.A5, Catalog("en"))).pages[0]
        assert len(page.images) == pictures


def test_what_no_font_has_is_reported_before_printing() -> None:
    assert unprintable(slip()) == []
    assert unprintable(slip(terms=("שלום",), parts=(PlannedPart(name="ا"),)))[-1] == "U+05DD ם"
    assert "[U+05D0]" in text_of(render(slip(wishes="א"), Paper.A5, Catalog("en")))
