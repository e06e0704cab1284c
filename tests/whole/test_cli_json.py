"""What each command says about its JSON is what it prints: no key more, no key less."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from building.command_line import CommandLine, new_command_line
from building.photos import as_file, drawn
from shopcare.cli.command import Command
from shopcare.cli.commands import all_commands
from shopcare.cli.main import run
from shopcare.cli.session import Doors

NOW = datetime.now(ZoneInfo("Asia/Shanghai")).replace(microsecond=0)
PERSON: dict[str, Any] = {
    "name": "王小明",
    "number": "V1",
    "phones": ["13800138000", "0571-87654321"],
    "birthday": "1985-3-5",
    "key_account": True,
    "call_hours": [["09:30", "11:30"]],
}
NOTICE = (
    "关于{first.year}年国庆节放假安排的通知\n国庆节：{first.year}年{first.month}月{first.day}日至"
)
NOTICE += "{last.year}年{last.month}月{last.day}日放假，共7天。\n"
Printed = dict[tuple[str, ...], list[Any]]


def leaves(value: object, path: str = "") -> Iterator[str]:
    """Give the path of each value, as descriptions write it."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        if not value:
            yield f"{path}[]"
        for item in value:
            yield from leaves(item, f"{path}[]")
    else:
        yield path


Seen = defaultdict[tuple[str, ...], set[str]]


class Recorder:
    """Runs commands and keeps what each of them printed."""

    def __init__(self, shop_cli: CommandLine) -> None:
        self._shop_cli = shop_cli
        self.printed: Printed = {}
        self._words = sorted((command.words for command in all_commands()), key=len, reverse=True)

    def run(self, *typed: object, fields: object = None, fails: bool = False) -> Any:
        given = ("--fields", "-") if fields is not None else ()
        words = ("--json", *typed, *given)
        answer = self._shop_cli.run(*words, stdin=json.dumps(fields))
        assert answer.status == int(fails), answer
        self.printed.setdefault(self._command(typed), []).append(answer.json)
        return answer.json

    def _command(self, typed: tuple[object, ...]) -> tuple[str, ...]:
        texts = tuple(map(str, typed))
        for words in self._words:
            pairs = zip(words, texts, strict=False)
            if len(words) <= len(texts) and all(w.isupper() or w == t for w, t in pairs):
                return words
        raise AssertionError(texts)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("described")
    record = Recorder(CommandLine(folder))
    record.run("init", "--trade", "optical", "--name", "明亮眼镜", "--lang", "zh_CN")
    _people_and_purchases(record)
    number = _repair(record)
    _calls(record, number)
    _calendar(record, folder)
    _tables_and_papers(record, folder, number)
    _policies(record, folder)
    _mistakes_and_debts(record)
    _returns(record)
    _goods(record, folder)
    _measured(record, folder)
    _money(record, folder)
    _one_person_twice(record)
    _outlook(record)
    _duty(record)
    _passed_on(record)
    _brought_back(record)
    _personal_data(record, folder)
    _shop(record, folder)
    _log_in(record)
    return record.printed


def _personal_data(record: Recorder, folder: Path) -> None:
    """Once with everything that can be said of a person, and once with what stands against it."""
    who = record.run("customer", "add", "--name", "网购客", "--phone", "13900139777")["id"]
    sale = {"customer_id": who, "sold_on": str(NOW.date()), "channel": "online", "lines": []}
    sale["lines"] = [{"product": "BL1", "category": "frame"}]
    record.run("purchase", "add", fields=sale)
    record.run("person", "show", who)
    record.run("person", "export", who, "--out", folder / "person.json")
    number = record.run("case", "add", fields={"kind": "repair", "customer_id": who})["number"]
    assert record.run("person", "erase", who)["what"] == [number]
    record.run("case", "move", number, "cancelled", fields={"reason": "不修了"})
    record.run("backup", "now")
    erased = record.run("person", "erase", who, "--confirm", "网购客", "--backups")
    assert (bool(erased["locked_until"]), erased["backups_removed"]) == (True, 1)
    other = record.run("customer", "add", "--name", "老花", "--phone", "13900139778")["id"]
    long_ago = (NOW - timedelta(days=4 * 366)).date()
    record.run("prescription", "add", other, "--on", long_ago, "--right=+3.00", "--pd", 62)
    assert record.run("person", "expired", "--reviewed")["people"][0]["kind"] == "measured"
    record.run("person", "erase", other, "--measured")


def _log_in(record: Recorder) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOPCARE_NEW_PIN", "2580")
        code = record.run("staff", "pin", "on")["recovery_code"]
        patch.setenv("SHOPCARE_RECOVERY_CODE", code)
        record.run("staff", "pin", "recover", "DZ")
        patch.setenv("SHOPCARE_PIN", "2580")
        as_manager = ("--as", "DZ")
        record.run("staff", "pin", "list", *as_manager)
        record.run("staff", "pin", "set", "QJ", *as_manager)
        made = record.run("staff", "token", "add", "DZ", "--for", "导入", *as_manager)
        patch.delenv("SHOPCARE_PIN")
        patch.setenv("SHOPCARE_TOKEN", made["token"])
        record.run("staff", "pin", "code")
        record.run("staff", "token", "revoke", record.run("staff", "token", "list")[0]["id"])
        patch.delenv("SHOPCARE_TOKEN")
        patch.setenv("SHOPCARE_PIN", "2580")
        record.run("staff", "pin", "off", *as_manager)


def _goods(record: Recorder, folder: Path) -> None:
    who = record.run("customer", "add", "--name", "钱多", "--phone", "13900139234")["id"]
    further = {"what": "眼镜盒", "quantity": 1, "condition": "旧", "accessories": ["镜布"]}
    fields = {"kind": "repair", "customer_id": who, "product": "BL1", "items": [further]}
    number = record.run("case", "add", fields=fields)["number"]
    record.run("item", "add", number, "太阳镜", "--quantity", 2, "--accessories", "镜链")
    record.run("item", "remove", number, 3)
    record.run("settings", "set", "--places", "A1-A3")
    record.run("shelf", "move", "A2", f"{number}/1", f"{number}/2")
    spot = {"x": 300, "y": 500, "word": "划痕"}
    record.run("case", "mark", number, fields={"marks": [spot]})
    _photos(record, folder, number)
    sent = ("--to", "暴龙厂", "--sent", NOW.date(), "--sent-number", "SF123")
    record.run("case", "repair-place", number, "maker", *sent)
    back = ("--received", NOW.date(), "--received-number", "SF456")
    record.run("case", "repair-place", number, "maker", *back)
    record.run("case", "release-part", number, "左镜腿", "--by", "DZ", "--note", "先发货")
    record.run("item", "hand-over", number, 2)
    record.run("item", "take-back", number, 2)
    record.run("shelf", "list")
    record.run("shelf", "list", "--free")
    record.run("case", "list")
    later = (NOW + timedelta(days=5)).date().isoformat()
    _uncollected(record, who)
    _unrepaired(record, who)
    loan = record.run("loan", "lend", who, "备用镜框", "--until", later, "--case", number)
    record.run("loan", "extend", loan["id"], (NOW + timedelta(days=8)).date().isoformat())
    record.run("loan", "list")
    record.run("loan", "back", loan["id"], "--condition", "完好")
    record.run("case", "show", number)
    record.run("customer", "show", who)


def _photos(record: Recorder, folder: Path, number: str) -> None:
    file, out = folder / "photo.png", folder / "photos"
    out.mkdir()
    file.write_bytes(as_file(drawn(40, 30), "PNG"))
    said = ("--kind", "fault", "--item", 1, "--caption", "左镜腿")
    added = record.run("photo", "add", number, file, *said)
    one = added["photos"][0]["id"]
    marks = folder / "marks.json"
    marks.write_text('{"marks": [{"x": 300, "y": 500, "word": "划痕"}]}', "utf-8")
    changed = record.run("photo", "change", one, "--kind", "on_receipt", "--marks", marks)
    assert (changed["kind"], changed["marks"][0]["word"]) == ("on_receipt", "划痕")
    record.run("void", "photo", one, "--reason", "模糊")
    assert record.run("photo", "list", number)[0]["voided"] == "模糊"
    record.run("photo", "undo", one)
    written = record.run("photo", "export", number, out)
    assert [path.name for path in out.iterdir()] == written["files"]


def _money(record: Recorder, folder: Path) -> None:
    soon = (NOW + timedelta(days=10)).date().isoformat()
    who = record.run("customer", "add", "--name", "金付", "--phone", "13900139555")["id"]
    repair = {"kind": "repair", "customer": who, "fault": "镜腿断", "told_steps": "phone"}
    number = record.run("case", "add", fields=repair)["number"]
    record.run("case", "move", number, "diagnosed", "--reason", "镜腿断")
    plan = {"plan": {"work": "换镜腿", "fee_fen": 2000}, "promised_on": soon, "how": "phone"}
    record.run("case", "move", number, "agreed", fields=plan)
    lines = [{"kind": "labour", "amount_fen": 2000}, {"kind": "part", "amount_fen": 500,
              "words": "镜腿"}]  # fmt: skip
    record.run("case", "fees", number, "--how", "phone", fields={"fee_lines": lines})
    record.run("case", "deposit", number, "--fee", 5)
    record.run("case", "invoice", number)
    record.run("case", "invoice", number, "--invoice", "2511")
    for stage, more in (("in_work", ()), ("checked", ("--checked",)), ("ready", ())):
        record.run("case", "move", number, stage, *more)
    record.run("case", "move", number, "handed_over", "--fee", 20)
    entries = record.run("case", "show", number)["payments"]
    reverse = ("case", "reverse", number, entries[1]["id"], "--reason", "是微信")
    record.run(*reverse, "--fee", 20, "--method", "wechat")
    record.run("till", "hand-over", "DZ", 5)
    record.run("till", "show")
    record.run("close-day", "--look")
    record.run("gift", "stock", "--name", "镜布", "--count", 3, "--value", 5)
    record.run("gift", "give", who, "--what", "镜布", "--why", "老顾客")
    promise = ("gift", "give", who, "--kind", "voucher", "--value", 20, "--until", soon)
    voucher = record.run(*promise, "--why", "致歉")["code"]
    record.run("gift", "redeem", voucher)
    record.run("gift", "void", 1, "--reason", "没领")
    record.run("gift", "show", who)
    record.run("gift", "stock")
    record.run("customer", "show", who)
    record.run("print", "charge-receipt", number, "--out", folder / "charge.pdf")


def _measured(record: Recorder, folder: Path) -> None:
    who = record.run("customer", "add", "--name", "苏看", "--phone", "13900139321")["id"]
    earlier = (NOW - timedelta(days=400)).date()
    record.run("prescription", "add", who, "--on", earlier, "--right=+3.00", "--pd", 62)
    eye = {"sphere": "-325", "cylinder": -0.5, "axis": 175, "prism": 2, "base": "in"}
    eyes = {"right": eye, "left": "-3.00/-0.25x5", "measured_by": "小陈"}
    record.run("prescription", "add", who, fields=eyes)
    record.run("prescription", "compare", who)
    shown = record.run("prescription", "show", who)
    record.run("prescription", "compare", who, "--with", shown[1]["id"])
    record.run("void", "prescription", shown[0]["id"], "--reason", "写反了")
    record.run("prescription", "show", who)
    record.run("customer", "show", who)
    repair = {"kind": "repair", "customer": who, "fault": "看着晕", "told_steps": "phone"}
    number = record.run("case", "add", fields=repair)["number"]
    why = ("--cause", "lens_maker", "--pays", "maker", "--maker", "蔡司", "--ordered", "-3.25")
    to = ("--prescription", shown[1]["id"])
    record.run("case", "remake", number, *why, "--wrong", "-3.75", *to)
    record.run("customer", "show", who)
    record.run("print", "claim-sheet", number, "--out", folder / "claim.pdf")
    card = folder / "card.pdf"
    record.run("print", "prescription-card", who, "--out", card)
    suits = ("--data", folder / "suits")
    record.run("init", "--trade", "clothing", "--name", "西装", "--lang", "zh_CN", *suits)
    who = record.run("customer", "add", "--name", "苏量", "--phone", "13900139322", *suits)["id"]
    taken = {"values": {"chest": "96"}, "note": "右肩略低", "measured_by": "小陈"}
    one = record.run("measurement", "add", who, *suits, fields=taken)["id"]
    record.run("void", "measurement", one, "--reason", "量错了", *suits)
    record.run("measurement", "show", who, *suits)
    record.run("customer", "show", who, *suits)


def _one_person_twice(record: Recorder) -> None:
    a, b, c = (
        record.run("customer", "add", "--name", name, "--phone", "13900139777")["id"]
        for name in ("钱二", "钱贰", "钱儿")
    )
    record.run("customer", "apart", a, c)
    record.run("customer", "apart", a, c, "--undo")
    assert any(one["second"]["id"] == b for one in record.run("customer", "duplicates"))
    today = NOW.date().isoformat()
    line = {"product": "BL8", "category": "frame_glasses"}
    for who in (a, b):
        record.run("customer", "change", who, "--key-account", "--birthday", "3-5")
        sold = {"customer_id": who, "handed_over_on": today, "sold_on": today, "lines": [line]}
        record.run("purchase", "add", fields=sold)
    merged = record.run("customer", "merge", a, b, "--name", "other")
    assert merged["name"] == "钱贰"
    assert len(merged["voided_purchases"]) == 1
    assert len(merged["dropped_callbacks"]) == 2
    assert record.run("customer", "show", b)["id"] == a
    record.run("customer", "undo-merge", a)


def _duty(record: Recorder) -> None:
    record.run("staff", "add", "QJ", "--name", "小乔", "--senior")
    away = record.run("staff", "absence", "QJ", "--from", "2026-01-05", "--until", "2031-01-06")
    record.run("staff", "training", "QJ", "frame_repair", "--on", "2026-01-05")
    record.run("staff", "duty")
    record.run("staff", "withdraw", "absence", away["id"])
    record.run("staff", "withdraw", "training", 1)


def _passed_on(record: Recorder) -> None:
    who = record.run("customer", "add", "--name", "周转", "--phone", "13900139444")["id"]
    told = {"kind": "repair", "customer_id": who, "fault": "又断"}
    number = record.run("case", "add", fields=told)["number"]
    asked = record.run("case", "refer", number, "feedback", "--question", "镜腿断",
                       "--responsible", "maker")  # fmt: skip
    record.run("case", "referrals")
    record.run("case", "refer-answer", asked["id"], "--answer", "换新", "--compensation", 100)
    record.run("case", "refer-answer", asked["id"], "--undo")
    record.run("case", "refer-withdraw", asked["id"])


def _brought_back(record: Recorder) -> None:
    who = record.run("customer", "add", "--name", "乔红", "--phone", "13900139555")["id"]
    bought = {"customer_id": who, "lines": [{"product": "日抛", "lot": "L77"}]}
    record.run("purchase", "add", fields=bought)
    told = {
        "kind": "complaint", "customer_id": who, "fault": "眼睛红", "channel": "authority",
        "authority": {"number": "1", "reply_until": str(NOW.date())}, "product": "日抛",
        "reaction": {"symptoms": ["red_eye"], "advice": ["stop_using"], "lot": "L77"},
    }  # fmt: skip
    number = record.run("case", "add", fields=told)["number"]
    record.run("case", "authority", number, "--number", "2", "--reply-by", NOW.date())
    record.run("case", "authorities")
    record.run("case", "authority-reply", number, "--answer", "已退款")
    record.run("reaction", "note", number, fields={"severity": "serious", "symptoms": ["rash"]})
    record.run("reaction", "report", number, "--report", "ADR1")
    record.run("reaction", "list")
    record.run("recall", "buyers", "l77")
    recall = record.run("recall", "start", "L77", "--reason", "红眼", "--case", number)["id"]
    record.run("recall", "show", recall)
    record.run("recall", "list")
    record.run("recall", "end", recall)
    added = record.run("suggestion", "add", "送小瓶护理液", "--case", number, "--owner", "DZ")["id"]
    record.run("suggestion", "change", added, "--measure", "进一批", "--due", NOW.date())
    record.run("case", "show", number)
    record.run("suggestion", "settle", added, "taken_up", "--result", "好", "--reward", "眼镜布")
    record.run("suggestion", "list")
    record.run("suggestion", "void", added, "--reason", "重复")


def _uncollected(record: Recorder, who: int) -> None:
    ago = (NOW - timedelta(days=20)).isoformat()
    fields = {
        "kind": "repair", "customer_id": who, "told_steps": "phone", "received_at": ago,
        "plan": {"work": "换螺丝"}, "promised_on": ago[:10],
    }  # fmt: skip
    number = record.run("case", "add", fields=fields)["number"]
    record.run("case", "move", number, "diagnosed", "--reason", "断", "--at", ago)
    record.run("case", "move", number, "agreed", "--how", "phone", "--at", ago)
    for stage, more in (("in_work", ()), ("checked", ("--checked",)), ("ready", ())):
        record.run("case", "move", number, stage, *more, "--at", ago)
    calls = record.run("case", "show", number)["callbacks"]
    (told,) = (one["id"] for one in calls if one["purpose"] == "pick_up")
    record.run("call", told, "reached", "--at", (NOW - timedelta(days=18)).isoformat())
    assert record.run("uncollected")[0]["due_step"] == 15
    record.run("case", "notice", number, "--how", "letter")
    record.run("uncollected", "--days", 7)


def _unrepaired(record: Recorder, who: int) -> None:
    fields = {"kind": "repair", "customer_id": who, "product": "BL3", "told_steps": "phone"}
    number = record.run("case", "add", fields=fields)["number"]
    record.run("case", "move", number, "diagnosed", "--reason", "断得太多")
    end = ("--ending", "not_worth", "--charge", 20, "--fee", 20)
    record.run("case", "move", number, "closed", *end)
    assert record.run("case", "show", number)["ending"] == "not_worth"


def _outlook(record: Recorder) -> None:
    who = record.run("customer", "add", "--name", "孙三", "--phone", "13900139333")["id"]
    for _ in range(4):
        told = {
            "kind": "consultation",
            "customer_id": who,
            "fault": "镜片总是起雾",
            "product": "BL3",
        }
        told["service"] = "consultation"
        number = record.run("case", "add", fields=told)["number"]
        record.run("case", "move", number, "confirmed", "--how", "phone")
        record.run("case", "move", number, "closed", "--resolution", "教了防雾")
    words = ("--kind", "consultation", "--customer", who, "--fault", "起雾", "--product", "BL-3")
    said = record.run("case", "outlook", "consultation", *words)
    assert said["usual"]["days"] == 0
    assert said["comebacks"][0]["resolution"] == "教了防雾"


def _returns(record: Recorder) -> None:
    today = NOW.date().isoformat()
    who = record.run("customer", "add", "--name", "孙退", "--phone", "13900139123")["id"]
    line = {
        "product": "BL7", "category": "frame_glasses", "amount_fen": 50000, "quantity": 2,
        "sale_kind": "regular",
    }  # fmt: skip
    fields = {"customer_id": who, "sold_on": today, "handed_over_on": today, "lines": [line]}
    bought = record.run("purchase", "add", fields=fields)
    wish = {"wish": "return", "quantity": 1, "receipt": True, "fault_proof": "照片"}
    request = {
        "kind": "return", "customer_id": who, "purchase_line_id": bought["lines"][0]["id"],
        "fault": "开裂", "return_request": wish,
    }  # fmt: skip
    number = record.run("case", "add", fields=request)["number"]
    found = {"receipt": True, "fault": "quality", "saleable": False, "laid": False, "finding": "裂"}
    record.run("case", "move", number, "diagnosed", fields={"inspection": found})
    decided = {"outcome": "refund", "share_fen": 25000, "new_goods": "", "fee_fen": 0}
    told = {"review": decided, "how": "in_person"}
    record.run("case", "move", number, "agreed", fields=told)
    record.run("case", "move", number, "ready", "--checked")
    back = ("--refunded", "250", "--method", "wechat")
    record.run("case", "move", number, "handed_over", *back)
    shown = record.run("case", "show", number)
    assert shown["return_request"]["settlement"]["refunded_fen"] == 25000
    record.run("customer", "show", who)


def _mistakes_and_debts(record: Recorder) -> None:
    soon = (NOW + timedelta(days=10)).date().isoformat()
    lost = record.run("customer", "add", "--name", "赵丢", "--phone", "13900139009")["id"]
    call = record.run("call", "plan", lost, "--reason", "尾款")["id"]
    record.run("call", call, "wrong-number")
    record.run("calls")
    record.run("customer", "show", lost)
    record.run("void", "call", call, "--reason", "记错人了")
    line = {"product": "BL9", "category": "other"}
    bought = record.run("purchase", "add", fields={"customer_id": lost, "lines": [line]})
    record.run("void", "purchase", bought["id"], "--reason", "录重了")
    record.run("purchase", "show", bought["id"])
    record.run("customer", "show", lost)
    fields = {"kind": "repair", "customer": lost, "fault": "鼻托掉了", "told_steps": "phone"}
    number = record.run("case", "add", fields=fields)["number"]
    earlier = (NOW - timedelta(minutes=5)).isoformat()
    record.run("case", "set-time", number, earlier, "--reason", "写晚了")
    plan = {"plan": {"work": "换鼻托", "fee_fen": 2000}, "promised_on": soon, "how": "phone"}
    record.run("case", "move", number, "diagnosed", "--reason", "镜腿断")
    record.run("case", "move", number, "agreed", fields=plan)
    record.run("case", "move", number, "in_work")
    record.run("case", "move", number, "checked", "--checked")
    record.run("case", "move", number, "ready")
    record.run("case", "move", number, "handed_over", "--fee", 5, "--owed-until", soon)
    record.run("close-day", "--look")
    record.run("case", "pay", number)
    record.run("void", "case", number, "--reason", "开错了")
    record.run("case", "show", number)
    record.run("customer", "show", lost)


def _people_and_purchases(record: Recorder) -> None:
    record.run("customer", "add", fields=PERSON)
    record.run("customer", "add", "--name", "王太太", "--phone", "13800138000")
    record.run("customer", "change", "V1", "--address", "西湖路 1 号", "--prefers", "mobile")
    line = {"product": "BL1", "category": "frame_glasses", "shelf_life_until": "2030-01-01"}
    bought = {"customer_id": 1, "receipt_number": "R1", "lines": [line]}
    record.run("purchase", "add", fields=bought | {"handed_over_on": f"{NOW:%Y-%m-%d}"})
    later = record.run("purchase", "add", fields=bought | {"receipt_number": "R2"})
    record.run("purchase", "deliver", later["id"])
    record.run("purchase", "undo", later["id"])
    record.run("purchase", "correct", later["id"], "--channel", "online")
    record.run("purchase", "correct", later["id"], "--promised", f"{NOW:%Y-%m-%d}")
    record.run("customer", "consent", "V1", "--give", "care_calls", "--way", "signature")
    record.run("customer", "consent", "V1", "--withdraw", "care_calls")
    record.run("customer", "consent", "V1", "--undo")
    record.run("customer", "consent", "V1")
    record.run("customer", "show", "V1")
    record.run("purchase", "show", "R1")
    record.run("entitlements", "R1")
    record.run("find", "王")
    record.run("staff", "add", "XC", "--name", "小陈", "--knowledgeable")
    record.run("staff", "change", "XC", "--role", "technician")
    record.run("staff", "list")


def _repair(record: Recorder) -> str:
    soon = (NOW + timedelta(days=10)).date().isoformat()
    plan = {"work": "换螺丝", "parts": "螺丝", "parts_origin": "original", "fee_fen": 2000}
    repair = {
        "kind": "repair", "customer": "V1", "fault": "镜腿松", "accessories": ["镜盒"],
        "promised_on": soon,
    }  # fmt: skip
    number = str(record.run("case", "add", fields=repair)["number"])
    record.run("case", "acknowledge", number, "--how", "phone")
    record.run("case", "wait", number)
    record.run("case", "go-on", number)
    record.run("case", "reassign", number, "XC")
    record.run("case", "correct", number, "--spec", "52-18", "--accessories", "镜布")
    record.run("case", "promise", number, soon, "--reason", "等配件", "--agreed", "phone")
    record.run("case", "move", number, "diagnosed", "--reason", "镜腿断")
    record.run("case", "undo", number)
    record.run("case", "move", number, "diagnosed", "--reason", "镜腿断", "--cause", "use")
    record.run("case", "move", number, "agreed", fields={"how": "signature", "plan": plan})
    record.run("case", "move", number, "in_work")
    record.run("case", "check-failed", number, "--reason", "还松")
    record.run("case", "move", number, "checked", "--checked")
    record.run("case", "move", number, "ready")
    record.run("close-day", "--look")
    record.run("case", "told", number)
    record.run("case", "message", number, "ready", "--told", "--how", "phone")
    record.run("case", "show", number)
    return number


def _calls(record: Recorder, number: str) -> None:
    ago = NOW - timedelta(days=10)
    complaint = {
        "kind": "complaint", "customer": "V1", "fault": "划痕", "received_at": ago.isoformat(),
    }  # fmt: skip
    case = record.run("case", "add", fields=complaint)["number"]
    record.run("case", "move", case, "confirmed", "--how", "phone", "--at", ago.isoformat())
    handled = (ago + timedelta(days=1)).isoformat()
    record.run("case", "move", case, "closed", "--resolution", "换片", "--at", handled)
    for at in ("00:01", "10:00", "23:59"):
        record.run("calls", "--at", at)
    for day in range(1, 9):
        for at in ("00:01", "10:00"):
            record.run("calls", "--on", (NOW + timedelta(days=day)).date(), "--at", at)
    sections = record.run("calls")["sections"]
    late = [call["id"] for call in sections["overdue"]]
    other = record.run("call", "plan", 2, "--reason", "尾款", "--case", number, fails=True)
    assert other["error"]["code"] == "case_of_another"
    planned = record.run("call", "plan", 2, "--reason", "尾款")["id"]
    record.run("call", planned, "set-day", (NOW + timedelta(days=2)).date())
    record.run("call", planned, "undo-day")
    record.run("call", planned, "set-day", (NOW + timedelta(days=2)).date())
    record.run("call", late[0], "reached", "--also", planned)
    record.run("call", late[0], "undo")
    record.run("call", late[0], "reached", "--satisfaction", 1, "--note", "还是花")
    more = record.run("calls")["sections"]
    shown = more["later"] + more["now"] + more["optional"]
    ahead = [call["id"] for call in shown if call["id"] != planned]
    record.run("call", planned, "complaint", "--note", "又断了")
    record.run("call", ahead[0], "no-answer") if ahead else None
    record.run("calls")
    record.run("customer", "show", 1)
    record.run("customer", "show", 2)
    in_vain = record.run("call", "plan", 2, "--reason", "补资料")["id"]
    record.run("call", in_vain, "no-answer")
    record.run("case", "show", case)
    record.run("case", "list")
    for back in range(-1, 12):
        day = (NOW - timedelta(days=back)).date()
        record.run("close-day", "--look", "--on", day)
    record.run("close-day")


def _calendar(record: Recorder, folder: Path) -> None:
    record.run("days", "--from", "2025-09-27", "--to", "2025-10-12")
    record.run("count", "--from", "2025-09-29", "--working-days", 3)
    notice = folder / "notice.txt"
    text = NOTICE.format(first=NOW + timedelta(days=1), last=NOW + timedelta(days=7))
    notice.write_text(text + "看不懂：2月30日放假。\n", "utf-8")
    record.run("notice", "read", notice, fails=True)
    notice.write_text(text, "utf-8")
    record.run("notice", "read", notice)
    record.run("notice", "apply", notice)
    (applied,) = record.run("notice", "list")
    record.run("notice", "undo", applied["id"])
    for ahead in range(1, 40):
        day = (NOW + timedelta(days=ahead)).date()
        moved = record.run("calendar", "set-day", day, "--closed", "--off", "--reason", "盘点")
        if moved["moves"]:
            break
    record.run("calendar", "clear-day", day)
    record.run("calendar", "set-day", day, "--open", "9:00-12:00", "--dry-run")
    record.run("settings", "show")
    record.run("settings", "set", "--winter-calls", "10:00-11:00", "--summer-calls", "10:00-11:00")
    record.run("settings", "set", fields={"papers": {"service_slip": "a5"}})
    record.run("settings", "show")


def _tables_and_papers(record: Recorder, folder: Path, number: str) -> None:
    people = folder / "people.csv"
    people.write_text("姓名,手机\n赵六,13700137000\n,\n孙七,139\n,13600136000\n", "utf-8")
    record.run("import", "customers", people)
    sold = folder / "sold.csv"
    sold.write_text("单号,姓名,手机,日期,商品,金额\nS1,赵六,13700137000,2026-01-05,镜框,x\n"
                    "S2,,,,镜框,1\n", "utf-8")  # fmt: skip
    brought = record.run("import", "purchases", sold)
    unsure = folder / "unsure.csv"
    unsure.write_text(
        "安装日期,业主姓名,手机,产品型号,金额\n2026-01-06,周八,13700137011,砖,680\n", "utf-8"
    )
    record.run("import", "purchases", unsure)
    lunar = folder / "lunar.csv"
    lunar.write_text("姓名,手机,生日,生日类型\n郑十,13700137013,1980-01-05,1\n", "utf-8")
    record.run("import", "customers", lunar)
    alike = folder / "alike.csv"
    alike.write_text("姓名,手机\n郑石,13800137013\n", "utf-8")
    record.run("import", "customers", alike)
    eyes = folder / "eyes.csv"
    eyes.write_text(
        "单号,日期,姓名,手机,商品,金额,右眼球镜,右眼柱镜,右眼轴位,左眼球镜,瞳距\n"
        "S9,2026-01-07,吴九,13700137012,镜片,680,-3.25,-0.50,90,-3.00,62\n",
        "utf-8",
    )
    record.run("import", "purchases", eyes)
    (wu,) = record.run("find", "吴九", "--limit", 1)
    record.run("customer", "show", wu["id"])
    record.run("import", "list")
    record.run("import", "show", brought["import_id"])
    record.run("import", "undo", brought["import_id"])
    record.run("import", "show", brought["import_id"])
    for table in ("customers", "purchases", "cases", "callbacks"):
        record.run("export", table, folder / f"{table}.csv")
    for table in ("prescriptions", "measurements", "payments", "gifts"):
        record.run("export", table, folder / f"{table}.xlsx")
    record.run("export", "everything", folder / "everything.zip")
    record.run("print", "slip", number, "--out", folder / "slip.pdf")
    record.run("case", "door-note", number, "--out", folder / "door.pdf")
    record.run("print", "call-sheet", "--out", folder / "calls.pdf")


def _policies(record: Recorder, folder: Path) -> None:
    record.run("policy", "show", "--trade", "clothing")
    policy = folder / "policy.toml"
    policy.write_text(
        '[[clauses]]\nid = "X-1"\nrule = "A-4"\nsource = "mine"\n'
        'text = { en = "Mine.", zh_CN = "我的。" }\n',
        "utf-8",
    )
    record.run("policy", "check", policy)
    change = ("policy", "change", "O-2.replace_at_once", "--set", "window", "6 months")
    record.run(*change, "--dry-run")
    made = record.run(*change)
    record.run("policy", "change", "terms.repair", "--text", "请凭单取件。")
    record.run("policy", "withdraw", made["ids"][0])
    record.run("policy", "changes")
    record.run("policy", "show")
    facts = {"category": "针织", "sold_on": "2026-06-01", "amount_fen": 89900, "receipt": True,
             "fault": "quality", "repairable": False}  # fmt: skip
    words = ("verdict", "--trade", "clothing", "--on", "2026-09-10", "--fields")
    told = folder / "facts.json"
    told.write_text(json.dumps(facts), "utf-8")
    record.run(*words, told)


def _shop(record: Recorder, folder: Path) -> None:
    record.run("log")
    record.run("bin")
    record.run("log", "--about", "customer", "--id", 1)
    backup = record.run("backup", "now")["file"]
    record.run("backup", "list")
    record.run("backup", "check", backup)
    record.run("backup", "restore", backup, "--dry-run")
    record.run("backup", "restore", backup)
    record.run("backup", "salvage")
    _encryption(record, folder)
    record.run("check")
    with closing(sqlite3.connect(folder / "shop.db")) as file, file:
        file.execute("DROP TRIGGER audit_entry_is_never_changed")
        file.execute("UPDATE audit_entry SET \"values\" = '{}' WHERE action = 'customer.add'")
    record.run("check", fails=True)
    record.run("clock", "confirm", "--as", "DZ")


def _encryption(record: Recorder, folder: Path) -> None:
    first, other = folder / "first.txt", folder / "other.txt"
    first.write_text("the first passphrase", "utf-8")
    other.write_text("another passphrase\n", "utf-8")
    record.run("encrypt", "status")
    record.run("encrypt", "on", "--passphrase-file", first)
    words = ("--passphrase-file", first, "--new-passphrase-file", other)
    record.run("encrypt", "change-passphrase", *words)
    record.run("encrypt", "new-recovery-code", "--passphrase-file", other)
    record.run("encrypt", "keychain", "off")
    record.run("encrypt", "off", "--passphrase-file", other)


BY_DOORS = {("demo",), ("bench",), ("self-test",)}
"""What they print is looked at in their own tests."""


@pytest.mark.parametrize(
    "command",
    [command for command in all_commands() if command.words not in BY_DOORS],
    ids=lambda command: "-".join(command.words),
)
def test_a_command_prints_what_it_says_and_says_what_it_prints(
    seen: Seen, command: Command
) -> None:
    unsaid = {leaf for leaf in seen[command.words] if not _is_said(leaf, command)}
    assert unsaid == set(), "printed, and not described"
    for path, meaning in command.json.items():
        alike = [other for other in all_commands() if other.json.get(path) == meaning]
        assert any(_is_seen(path, seen[other.words]) for other in alike), (
            f"{path} is described, and never printed"
        )


@pytest.fixture(scope="module")
def seen(printed: Printed) -> Seen:
    """List what each command printed, refusals left out."""
    found: Seen = defaultdict(set)
    for words, answers in printed.items():
        for answer in answers:
            if "error" not in answer:
                found[words].update(leaves(answer))
    return found


def test_every_command_is_looked_at(printed: Printed) -> None:
    assert {command.words for command in all_commands()} - BY_DOORS == printed.keys()


def _is_said(leaf: str, command: Command) -> bool:
    """A list without items and an object that is null stand for what is described below them."""
    if leaf in command.json or any(
        path.startswith((f"{leaf}.", f"{leaf}[")) for path in command.json
    ):
        return True
    open_ends = [path.removesuffix(".*") for path in command.json if path.endswith(".*")]
    return any(leaf == end or leaf.startswith(f"{end}.") for end in open_ends)


def _is_seen(path: str, seen: set[str]) -> bool:
    end = path.removesuffix(".*")
    return any(leaf == end or leaf.startswith((f"{end}.", f"{end}[")) for leaf in seen)


def test_bench_describes_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    figure = SimpleNamespace(
        name="x", value=1.0, unit="ms", floor=1.0, ratio=1.0, goal="5", reached=True
    )
    doors = Doors(
        open_window=lambda: 0,
        show_demo=lambda: 0,
        measure=lambda _: [figure],
        self_test=list,
        is_window_open=bool,
    )
    assert run(["bench", "--json"], doors) == 0
    (bench,) = (command for command in all_commands() if command.words == ("bench",))
    assert set(leaves(json.loads(capsys.readouterr().out))) == set(bench.json)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_help_tells_what_the_json_has(tmp_path: Path, language: str) -> None:
    shop_cli = new_command_line(tmp_path)
    help_text = shop_cli.run("case", "show", "--help", "--lang", language).out
    for path in ("deadlines[].due_at", "timeline[].said.*"):
        assert path in help_text
