"""Documents of a believable shop, for the tests of this folder."""

from datetime import date, datetime, time, timedelta, timezone

from shopcare.domain.money import Fen
from shopcare.domain.papers.document import PrintedBy, Promise, ShopHead
from shopcare.printing.documents.call_sheet import CallSheet, CallSheetGroup, CallSheetRow
from shopcare.printing.documents.day_close.facts import (
    DayCloseCall,
    DayCloseDeadline,
    DayCloseDebt,
    DayCloseGoods,
    DayCloseUnreachable,
    DayCloseUntouched,
)
from shopcare.printing.documents.day_close.sheet import DayCloseSheet
from shopcare.printing.documents.door_note import DoorNote, DoorNoteSheet
from shopcare.printing.documents.goods_receipt import GoodsLine, GoodsReceipt
from shopcare.printing.documents.item_label import ItemLabel, ItemLabels
from shopcare.printing.documents.loan_slip import LoanSlip
from shopcare.printing.documents.pickup_notice import PickupNotice
from shopcare.printing.documents.return_application import (
    AmountLine,
    ReturnApplication,
    RulingLine,
)
from shopcare.printing.documents.service_slip import PlannedPart, ServiceSlip

CHINA = timezone(timedelta(hours=8))
SHOP = ShopHead(
    name="明亮眼镜",
    address="杭州市西湖区文一西路 88 号",
    phone="0571 8765 4321",
    opening_hours="周一至周日 9:00–20:30",
)
PRINTED = PrintedBy(at=datetime(2026, 3, 5, 10, 22, tzinfo=CHINA), staff_name="李敏")


def slip(**changes: object) -> ServiceSlip:
    """Make a filled slip of a repair."""
    facts: dict[str, object] = {
        "shop": SHOP,
        "printed": PRINTED,
        "number": "26-00042-3",
        "kind": "维修",
        "customer_name": "王小明",
        "customer_phone": "138 0013 8000",
        "category": "框架眼镜",
        "model": "暴龙 BL5068 纯钛半框",
        "spec": "右 −3.25/−0.50×175　左 −3.00　瞳距 63",
        "lot": "C10 枪灰",
        "purchased_on": date(2025, 11, 8),
        "fault": "左边镜腿松动，戴上往下滑，“低头就掉”；鼻托压得鼻梁疼，看久了头晕。",
        "wishes": "周末要出差，希望周五前能取。",
        "accessories": "眼镜盒、眼镜布（黑色）",
        "condition": "右镜片外侧有一道细划痕，约 3 mm；镜框完好。",
        "plan": "更换左镜腿弹簧铰链，重新调整鼻托与镜腿角度，免费超声波清洗。",
        "parts": (PlannedPart(name="弹簧铰链（左）", origin="原厂"),),
        "fee": Fen(12_800),
        "promise": Promise(on=date(2026, 3, 12), at=time(17, 0)),
        "steps": (
            "师傅检修后如费用或日期有变，我们先电话征得您同意再动工。",
            "修好后我们会电话或短信通知您，请凭本存根取件。",
        ),
        "terms": ("保修期内非人为损坏免费维修。", "取件后 7 日内同一故障复发，免费返修。"),
        "entitlements": ("免费清洗保养：本年度还剩 3 次",),
        "received_by": "李敏",
        "received_at": datetime(2026, 3, 5, 10, 21, tzinfo=CHINA),
    }
    return ServiceSlip(**(facts | changes))  # type: ignore[arg-type]


def blank_slip() -> ServiceSlip:
    """Make a slip with nothing but its number."""
    return ServiceSlip(shop=SHOP, printed=PRINTED, number="26-00043-1")


def return_application(**changes: object) -> ReturnApplication:
    """Make the application of an exchange that is settled."""
    at = PRINTED.at
    facts: dict[str, object] = {
        "shop": SHOP,
        "printed": PRINTED,
        "number": "26-00042-3",
        "promise": Promise(on=date(2026, 3, 10)),
        "customer_name": "王小明",
        "customer_phone": "138****8000",
        "product": "东鹏 800×800 抛光砖",
        "spec": "A17",
        "purchased_on": date(2026, 2, 20),
        "receipt_number": "S-20260220-017",
        "quantity": "36 m² 中的 20 m²",
        "wish": "退货",
        "reason": "铺开试排时发现三箱颜色偏黄，和样品对不上。",
        "fault_proof": "照片 6 张；样砖一片",
        "received_at": at,
        "received_by": "李敏",
        "found": "已核对购买凭证、质量问题；抽检 5 箱，色号相差一级。",
        "inspected_at": at,
        "inspected_by": "陈师傅",
        "rulings": (
            RulingLine(option="退货 · 质量问题", answer="是、法定", clauses="[第二十四条、T-1]"),
        ),
        "judged_on": at.date(),
        "outcome": "换货",
        "new_goods": "A15 色号 20 m²",
        "amounts": (
            AmountLine(name="退回商品实付（数量 20 m²）", amount="-¥2,000.00"),
            AmountLine(name="换给商品价格", amount="¥2,180.00"),
            AmountLine(name="顾客应补", amount="¥180.00"),
        ),
        "review_reason": "同款缺货，店长同意换邻近色号",
        "reviewed_at": at,
        "reviewed_by": "店长",
        "settlement": "已付 ¥180.00（现金）",
        "settled_at": at,
        "settled_by": "李敏",
    }
    return ReturnApplication(**(facts | changes))  # type: ignore[arg-type]


def goods_receipt(*goods: GoodsLine) -> GoodsReceipt:
    """Make a receipt for goods that were taken in."""
    tiles = GoodsLine(
        product="东鹏 800×800 抛光砖",
        spec="A17",
        quantity="20 m²",
        condition="5 箱，一箱已开封；四片边角缺釉。",
        accessories="小票、完整包装",
    )
    return GoodsReceipt(
        shop=SHOP,
        printed=PRINTED,
        number="26-00042-3",
        promise=Promise(on=date(2026, 3, 10)),
        customer_name="王小明",
        customer_phone="138****8000",
        what_for="退换货",
        goods=goods or (tiles,),
        received_at=PRINTED.at,
        received_by="李敏",
        terms=("凭收据30天内可退换。",),
    )


def item_label(**changes: object) -> ItemLabel:
    """Make the label of one of three items."""
    facts: dict[str, object] = {
        "number": "26-00042-3",
        "code": "26-00042-3/2",
        "position": "2/3",
        "what": "暴龙 BL5068 纯钛半框（左镜腿松动，带眼镜盒和眼镜布）",
        "promise": Promise(on=date(2026, 3, 12)),
        "place": "A12",
    }
    return ItemLabel(**(facts | changes))  # type: ignore[arg-type]


def item_labels(*labels: ItemLabel) -> ItemLabels:
    """Make a roll or a sheet of labels."""
    return ItemLabels(shop=SHOP, printed=PRINTED, labels=labels or (item_label(),))


def loan_slip(**changes: object) -> LoanSlip:
    """Make the slip of a spare frame that was lent."""
    facts: dict[str, object] = {
        "shop": SHOP,
        "printed": PRINTED,
        "customer_name": "丁𬸪艳",
        "customer_phone": "138****8000",
        "number": "26-00042-3",
        "what": "备用镜框 黑色 52-18",
        "condition": "九成新，左镜腿有细划痕。",
        "lent_at": PRINTED.at,
        "lent_by": "李敏",
        "due_on": date(2026, 3, 12),
    }
    return LoanSlip(**(facts | changes))  # type: ignore[arg-type]


def pickup_notice(**changes: object) -> PickupNotice:
    """Make the notice that three items are ready."""
    facts: dict[str, object] = {
        "shop": SHOP,
        "printed": PRINTED,
        "number": "26-00042-3",
        "customer_name": "丁𬸪艳",
        "goods": ("暴龙 BL5068 纯钛半框", "眼镜盒 · 边角磨损", "太阳镜 · 2 件"),
        "fee": Fen(12_800),
        "ready_on": date(2026, 3, 4),
        "told_on": date(2026, 3, 5),
        "answer_by": date(2026, 3, 20),
    }
    return PickupNotice(**(facts | changes))  # type: ignore[arg-type]


def door_note(**changes: object) -> DoorNote:
    """Make a filled door note."""
    facts: dict[str, object] = {
        "customer_name": "丁𬸪艳",
        "came_at": datetime(2026, 3, 5, 15, 40, tzinfo=CHINA),
        "reason": "您反映的镜架变形，我们按约上门调整。",
        "request": "请看到后打电话给我们，或把眼镜带到店里，随到随修。",
        "proposed": Promise(on=date(2026, 3, 6), at=time(18, 30)),
        "staff_name": "陈师傅",
    }
    return DoorNote(**(facts | changes))  # type: ignore[arg-type]


def door_notes(*notes: DoorNote) -> DoorNoteSheet:
    """Make a sheet of door notes."""
    return DoorNoteSheet(shop=SHOP, printed=PRINTED, notes=notes)


def call_row(number: int, **changes: object) -> CallSheetRow:
    """Make one call."""
    names = ("丁𬸪艳", "查豪䶮", "欧阳文静", "王小明", "古丽巴哈尔·买买提", "李雷")
    purposes = ("佩戴回访", "投诉处理回访", "维修进度告知", "补全资料")
    facts: dict[str, object] = {
        "customer_name": names[number % len(names)],
        "phone": f"138 0013 8{number:03d}",
        "purpose": purposes[number % len(purposes)],
        "why": "配镜取镜后第 3 个工作日",
        "ask": (
            "戴了几天，看远看近清楚吗？有没有头晕？",
            "鼻托、镜腿有没有压得不舒服？",
            "提醒可随时来店免费清洗、调整。",
        )[: 1 + number % 3],
        "case_number": "26-00042-3" if number % 2 else "",
        "caller": "李敏" if number % 3 else "",
        "tries": number % 3,
    }
    return CallSheetRow(**(facts | changes))  # type: ignore[arg-type]


def call_sheet(count: int = 24) -> CallSheet:
    """Make a call sheet of a number of calls in three windows."""
    rows = [call_row(number) for number in range(count)]
    headings = ("逾期", "现在 9:30–11:30", "稍后 14:00–17:30")
    groups = (
        CallSheetGroup(heading=heading, rows=tuple(rows[part::3]))
        for part, heading in enumerate(headings)
    )
    return CallSheet(
        shop=SHOP,
        printed=PRINTED,
        on=date(2026, 3, 5),
        groups=tuple(group for group in groups if group.rows),
    )


def day_close(count: int = 9) -> DayCloseSheet:
    """Make a day close with so many calls of each sort."""
    calls = tuple(
        DayCloseCall(
            customer_name=call_row(n).customer_name,
            phone=call_row(n).phone,
            purpose=call_row(n).purpose,
            result=("满意，镜架舒适", "无人接听，明日上午再拨", "顾客要求晚上再打")[n % 3],
            staff_name="李敏",
            at=time(10, n % 60),
        )
        for n in range(count)
    )
    goods = DayCloseGoods(
        number="26-00042-3",
        customer_name="王小明",
        product="框架眼镜 暴龙 BL5068",
        shelf="A-12",
        ready_on=date(2026, 3, 4),
    )
    answer = DayCloseDeadline(
        number="26-00042-3",
        customer_name="查豪䶮",
        what="24 小时内受理答复",
        due_at=datetime(2026, 3, 6, 10, 21, tzinfo=CHINA),
        staff_name="李敏",
    )
    return DayCloseSheet(
        shop=SHOP,
        printed=PRINTED,
        on=date(2026, 3, 5),
        done=calls,
        tried=calls[:2],
        not_made=calls[2:3],
        ready_untold=(goods,),
        missed=(),
        due_tomorrow=(answer,),
        owed=(
            DayCloseDebt(
                number="26-00042-3",
                customer_name="王小明",
                product="框架眼镜 暴龙 BL5068",
                left_fen=Fen(128_050),
                until=date(2026, 3, 9),
            ),
        ),
        numbers_to_find=(
            DayCloseUnreachable(
                customer_name="查豪䶮",
                numbers=("138****8000", "0571****321"),
                address="杭州市西湖区文三路 18 号 3 幢 2 单元 501 室",
            ),
        ),
        untouched=(
            DayCloseUntouched(
                number="26-00042-3",
                customer_name="丁𬸪艳",
                stage="处理中",
                last_step_on=date(2026, 2, 24),
                staff_name="李敏",
            ),
        ),
    )
