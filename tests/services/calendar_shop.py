"""A shop file with a clock that can be set, for the tests about the calendar."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from shopcare.domain.calls.callback import Callback, Purpose
from shopcare.domain.cases.case import CaseDraft, CaseKind, Channel
from shopcare.domain.ids import CustomerId, StaffId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.cases import intake
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.setup import settings
from shopcare.services.setup.first_start import new_shop
from shopcare.services.shop import Shop
from shopcare.storage import callbacks
from shopcare.system.clock import SetClock

NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月10日
"""


def counter(
    folder: Path, now: str, *, country: str = "CN", region: str = "", zone: str = "Asia/Shanghai"
) -> tuple[Shop, SetClock]:
    """Make a shop that stands at a local moment."""
    clock = SetClock(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)))
    shop = new_shop(
        folder / "shop.sqlite3",
        trade="optical",
        name="明亮眼镜",
        language="en",
        manager_initials="DZ",
        manager_name="店长",
        country=country,
        region=region,
        clock=clock,
    )
    return shop, clock


def hire_clerk(shop: Shop) -> None:
    """Let somebody work here who is no manager."""
    clerk = Staff(id=StaffId(0), initials="XC", name="小陈", role=Role.CLERK, knowledgeable=True)
    settings.save_member(shop, clerk)


def person(shop: Shop, name: str = "王小明", phone: str = "13800138000") -> CustomerId:
    """Put a customer on file."""
    draft = CustomerDraft(name=name, phones=(phone_from_text(phone),))
    return customers.add_customer(shop, draft).customer.id


def fitted(shop: Shop, customer_id: CustomerId, on: date) -> Callback:
    """Hand glasses over on a day and give the wearing check that this starts (C-1)."""
    line = PurchaseLineDraft(product="暴龙 BL5068", category="frames")
    draft = PurchaseDraft(customer_id=customer_id, sold_on=on, handed_over_on=on, lines=(line,))
    made = purchases.add_purchase(shop, draft)
    calls = callbacks.many(shop.file, made.callbacks)
    return next(call for call in calls if call.purpose is Purpose.WEARING_CHECK)


def complained(shop: Shop, customer_id: CustomerId, promised_on: date | None = None) -> str:
    """Open a complaint and give its number."""
    draft = CaseDraft(
        kind=CaseKind.COMPLAINT,
        customer_id=customer_id,
        channel=Channel.SHOP,
        fault="戴上往下滑",
        promised_on=promised_on,
    )
    return intake.open_case(shop, draft).case.number


def call_again(shop: Shop, call: Callback) -> Callback:
    """Read a call anew."""
    return callbacks.get(shop.file, call.id)
