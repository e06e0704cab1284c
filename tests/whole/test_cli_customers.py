"""customer, purchase and find."""

from datetime import date, timedelta

import pytest

from building.command_line import CommandLine

KEYS = {
    "id", "name", "number", "phones", "address", "birthday", "key_account", "prefers",
    "call_hours", "no_calls", "remark", "missing", "wrong_numbers",
}  # fmt: skip


def test_a_customer_is_filed_from_options(shop_cli: CommandLine) -> None:
    customer = shop_cli.json(
        "customer", "add", "--name", "王小明", "--phone", "138 0013 8000", "--phone",
        "0571-87654321", "--birthday", "农历八月十五", "--number", "VIP7", "--remark", "老顾客",
    )  # fmt: skip
    assert customer.keys() == KEYS
    assert customer["phones"] == [
        {"digits": "13800138000", "kind": "mobile"},
        {"digits": "057187654321", "kind": "landline"},
    ]
    assert customer["birthday"] == {
        "calendar": "lunar", "month": 8, "day": 15, "leap_month": False, "year": None,
    }  # fmt: skip
    assert customer["missing"] == ["address"]


def test_a_customer_is_filed_from_json_and_options_win(shop_cli: CommandLine) -> None:
    fields = {
        "name": "甲",
        "phones": ["13800138000"],
        "birthday": {"month": 2, "day": 29},
        "call_hours": [["09:00", "11:30"]],
        "prefers": "mobile",
    }
    customer = shop_cli.json("customer", "add", "--name", "乙", fields=fields)
    assert customer["name"] == "乙"
    assert customer["call_hours"] == [["09:00", "11:30"]]
    assert customer["prefers"] == "mobile"


def test_only_what_is_given_changes(shop_cli: CommandLine) -> None:
    added = shop_cli.json(
        "customer", "add", "--name", "甲", "--phone", "13800138000", "--number", "V1"
    )
    changed = shop_cli.json("customer", "change", added["id"], "--address", "西湖路 1 号")
    assert changed == {**added, "address": "西湖路 1 号", "missing": ["birthday"]}
    cleared = shop_cli.json("customer", "change", "V1", fields={"number": None, "phones": []})
    assert (cleared["number"], cleared["phones"]) == (None, [])


def test_the_whole_file_is_shown_by_id_and_by_member_number(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲", "--phone", "13800138000", "--number", "10325")
    shop_cli.json("customer", "add", "--name", "乙", "--phone", "13800138000")
    by_id, by_number = (shop_cli.json("customer", "show", key) for key in ("1", "10325"))
    assert by_id == by_number
    assert by_id.keys() == KEYS | {
        "purchases",
        "cases",
        "callbacks",
        "prescriptions",
        "measurements",
        "gifts",
        "loans",
        "consents",
        "household",
        "merged",
    }
    assert by_id["household"] == [{"id": 2, "name": "乙"}]
    assert "138 0013 8000" in shop_cli.run("customer", "show", "1").out


@pytest.mark.parametrize("key", ["99", "0", "-1", "nobody", "9" * 400, "²", "１", "", "\ud800"])
def test_a_customer_who_is_not_there_is_not_found(shop_cli: CommandLine, key: str) -> None:
    error = shop_cli.refused("customer", "show", "--", key)
    assert error["code"] == "not_found"


def test_several_problems_are_all_told_with_their_fields(shop_cli: CommandLine) -> None:
    answer = shop_cli.run(
        "customer", "add", "--name", "", "--phone", "12ab", "--birthday", "2-30", "--json"
    )
    assert {problem["field"] for problem in answer.error["problems"]} >= {"phones", "birthday"}
    lines = answer.err.splitlines()
    assert len(lines) >= 2
    assert any(line.startswith("--phone: ") for line in lines)
    assert shop_cli.json("find", "王") == []


def test_a_receipt_is_recorded_handed_over_and_starts_the_calls_c1(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲", "--phone", "13800138000")
    today = date.today()
    purchase = shop_cli.json(
        "purchase", "add", "--customer", "1", "--receipt", "R-1001", "--product", "钛架",
        "--category", "框架眼镜", "--amount", "1,280.50", "--sold", today - timedelta(days=3),
    )  # fmt: skip
    assert purchase["lines"][0]["amount_fen"] == 128050
    assert (purchase["handed_over_on"], purchase["callbacks"]) == (None, [])
    delivered = shop_cli.json("purchase", "deliver", purchase["id"], "--on", today.isoformat())
    assert delivered["handed_over_on"] == today.isoformat()
    (call,) = delivered["callbacks"]
    assert (call["purpose"], call["rule"]) == ("wearing_check", "C-1")
    assert shop_cli.json("purchase", "show", "R-1001")["id"] == purchase["id"]
    assert shop_cli.refused("purchase", "deliver", "1")["code"] == "already_handed_over"


def test_a_category_of_the_shops_own_starts_no_call_and_it_is_said_c1(
    shop_cli: CommandLine,
) -> None:
    shop_cli.json("customer", "add", "--name", "甲")
    words = ("purchase", "add", "--customer", "1", "--product", "X", "--handed-over", "今天")
    purchase = shop_cli.json(*words, "--category", "bogus")
    assert (purchase["callbacks"], purchase["no_call"]) == ([], "not_fitted")
    assert purchase["categories_with_calls"] == ["frame_glasses", "contact_lenses"]
    said = shop_cli.run("--lang", "en", *words, "--category", "bogus", "--twice").out
    assert "No follow-up call starts: only Glasses, Contact lenses start one." in said
    assert (
        "Wearing check" in shop_cli.run("--lang", "en", *words, "--category", "frame_glasses").out
    )
    assert shop_cli.json(*words, "--category", "隐形眼镜")["no_call"] is None


def test_a_receipt_with_lines_comes_from_json(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲")
    fields = {
        "customer_id": 1,
        "sold_on": "2026-03-05",
        "receipt_number": "R-2",
        "lines": [
            {"product": "护理液", "quantity": 2.5, "unit": "瓶", "amount_fen": 9900},
            {"product": "镜布", "quantity": "3"},
        ],
    }
    purchase = shop_cli.json("purchase", "add", fields=fields)
    assert [line["quantity"] for line in purchase["lines"]] == [2.5, 3]
    assert shop_cli.refused("purchase", "add", fields=fields)["code"] == "receipt_taken"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--amount", "-5"), "amount_negative"),
        (("--amount", "1e9"), "amount_unreadable"),
        (("--amount", "1e400"), "amount_unreadable"),
        (("--amount", "99999999999999"), "amount_too_large"),
        (("--quantity", "NaN"), "quantity_impossible"),
        (("--quantity", "-1"), "quantity_impossible"),
        (("--quantity", "1e999999"), "quantity_impossible"),
        (("--quantity", "0.0001"), "quantity_impossible"),
        (("--sold", "2026-02-30"), "day_impossible"),
        (("--sold", "2999-01-01"), "year_out_of_range"),
        (("--sold", "2150-01-01"), "sold_in_future"),
        (("--sold", "2026-01-02", "--handed-over", "2026-01-01"), "handed_over_before_sale"),
        (("--product", "x" * 10_000), "text_too_long"),
        (("--customer", "77"), "not_found"),
    ],
)
def test_what_cannot_be_a_purchase_is_refused(
    shop_cli: CommandLine, words: tuple[str, ...], code: str
) -> None:
    shop_cli.json("customer", "add", "--name", "甲")
    error = shop_cli.refused("purchase", "add", "--customer", "1", "--product", "镜架", *words)
    assert error["code"] == code
    assert shop_cli.json("customer", "show", "1")["purchases"] == []


def test_find_answers_as_the_search_box(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "王小明", "--phone", "13800138000", "--number", "V7")
    (found,) = shop_cli.json("find", "wxm")
    assert found == {
        "kind": "customer", "id": 1, "number": "V7", "name": "王小明",
        "phone": "13800138000", "why": "initials",
    }  # fmt: skip
    assert shop_cli.json("find", "8000")[0]["why"] == "phone"
    assert shop_cli.json("find", "nobody at all") == []
    assert "王小明" in shop_cli.run("find", "王").out
