"""Lists of customers as drafts, with what could not be read."""

import pytest
from exchange_files import write_text, write_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopcare.domain.people.customer import BirthdayCalendar, CustomerDraft, check_customer
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.exchange.customers import customer_rows, same_person_keys


def read(tmp_path, *lines):
    return list(customer_rows(write_text(tmp_path / "a.csv", "\n".join(lines) + "\n")))


def codes(row):
    return [(problem.field, problem.code) for problem in row.problems]


def test_a_whole_customer(tmp_path):
    [row] = read(
        tmp_path,
        "Member No;Name;Mobile;Landline;Address;Birthday;VIP;Call hours;Preferred phone;"
        "No calls;Notes",
        "A7;Ann O'Neil;13800138000;0571-87654321;7 High St;1980-08-15;Y;09:00-11:30;Mobile;N;<b>&",
    )
    assert row.problems == ()
    draft = row.draft
    assert draft.name == "Ann O'Neil"
    assert [phone.digits for phone in draft.phones] == ["13800138000", "057187654321"]
    assert (draft.number, draft.address, draft.key_account) == ("A7", "7 High St", True)
    assert (draft.prefers, draft.no_calls, draft.remark) == (PhoneKind.MOBILE, False, "<b>&")
    assert (draft.birthday.year, len(draft.call_hours)) == (1980, 1)


def test_only_the_name_is_needed_and_a_cell_that_cannot_be_read_is_left_out_g2(tmp_path):
    rows = read(
        tmp_path,
        "姓名,手机,生日,大客户",
        "陈静,1.38E+10,1980-02-31,也许",
        ",13900139000,,",
        "-,13900139000,,",
        "#N/A,13900139000,,",
    )
    assert rows[0].draft == CustomerDraft(name="陈静")
    assert codes(rows[0]) == [
        ("key_account", "yes_no_unreadable"),
        ("phones", "phone_rounded"),
        ("birthday", "birthday_impossible"),
    ]
    assert rows[0].problems[1].values == {"text": "1.38E+10", "column": "手机"}
    assert [row.draft for row in rows[1:]] == [None, None, None]
    assert [codes(row)[0] for row in rows[1:]] == [
        ("name", "name_missing"),
        ("name", "name_missing"),
        ("name", "cell_error"),
    ]
    assert not any(row.aside for row in rows)


def test_nothing_is_ever_cut_but_left_out_and_told(tmp_path):
    rows = read(
        tmp_path,
        "姓名,会员号,地址,备注",
        f"陈静,{'9' * 41},{'路' * 301},{'话' * 4001}",
        f"{'名' * 81},1,,",
        f"{'名' * 80},{'8' * 40},{'路' * 300},{'话' * 4000}",
    )
    assert rows[0].draft == CustomerDraft(name="陈静")
    assert {code for _, code in codes(rows[0])} == {"text_too_long"}
    assert rows[0].problems[0].values["column"] == "会员号"
    assert rows[1].draft is None
    assert rows[2].problems == ()


def test_lunar_birthdays_by_heading_and_by_column_c4(tmp_path):
    by_heading = read(tmp_path, "姓名,农历生日", "陈静,八月十五", "丁静,8-15")
    assert {row.draft.birthday.calendar for row in by_heading} == {BirthdayCalendar.LUNAR}
    by_column = read(tmp_path, "姓名,生日,历法", "陈静,1980-8-15,农历", "丁静,1980-8-15,公历")
    assert [row.draft.birthday.calendar for row in by_column] == ["lunar", "solar"]
    [both] = read(tmp_path, "姓名,生日,农历生日", "陈静,1980-9-24,1980-8-15")
    assert both.draft.birthday.calendar == "solar"
    assert codes(both) == [("lunar_birthday", "birthday_left_out")]


def test_more_than_six_numbers_are_told(tmp_path):
    numbers = "、".join(f"1380013800{n}" for n in range(8))
    [row] = read(tmp_path, "姓名,电话", f"陈静,{numbers}")
    assert len(row.draft.phones) == 6
    assert codes(row) == [("phones", "phones_left_out")]


def test_several_remark_columns_are_joined(tmp_path):
    [row] = read(tmp_path, "姓名,备注1,备注2", "陈静,对钛过敏,")
    assert row.draft.remark == "对钛过敏"
    [row] = read(tmp_path, "姓名,备注1,备注2", "陈静,对钛过敏,老顾客")
    assert row.draft.remark == "对钛过敏\n老顾客"


def test_formulas_stay_text_and_hidden_signs_go(tmp_path):
    [row] = read(tmp_path, "姓名,备注", '陈\x07静,"=HYPERLINK(""http://x"",""y"")"')
    assert row.draft.name == "陈静"
    assert row.draft.remark == '=HYPERLINK("http://x","y")'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=60)), min_size=9, max_size=9),
        max_size=6,
    )
)
def test_whatever_a_sheet_holds_each_draft_passes_the_domain_unchanged(tmp_path, cells):
    headings = ["姓名", "会员号", "手机", "电话", "地址", "生日", "会员等级", "回访时间", "备注"]
    clean = [
        [
            "".join(c for c in cell if c.isprintable()) if isinstance(cell, str) else cell
            for cell in row
        ]
        for row in cells
    ]
    path = write_workbook(tmp_path / "a.xlsx", ("x", [headings, *clean]))
    for row in customer_rows(path):
        assert row.draft is not None or row.problems
        if row.draft is not None:
            assert check_customer(row.draft) == row.draft


def phone(digits):
    return Phone(digits=digits, kind=PhoneKind.MOBILE)


def test_a_household_on_one_phone_stays_apart_x7():
    mother = CustomerDraft(name="余鑫怡", phones=(phone("19974650752"),))
    child = CustomerDraft(name="邱华静", phones=(phone("19974650752"),))
    assert not set(same_person_keys(mother)) & set(same_person_keys(child))


def test_the_same_person_under_two_member_numbers_is_one():
    first = CustomerDraft(name="侯刚", number="VIP10010", phones=(phone("13788072902"),))
    again = CustomerDraft(name=" 侯 刚", number="VIP99999", phones=(phone("13788072902"),))
    assert set(same_person_keys(first)) & set(same_person_keys(again))


def test_without_number_and_phone_only_the_very_same_row_is_the_same_person():
    assert same_person_keys(CustomerDraft(name="王丽")) == same_person_keys(
        CustomerDraft(name="王丽")
    )
    elsewhere = CustomerDraft(name="王丽", address="人民路")
    assert same_person_keys(CustomerDraft(name="王丽")) != same_person_keys(elsewhere)


@pytest.mark.parametrize(
    ("line", "name"),
    [("王,小明", "王小明"), ("王,王小明", "王小明"), ("欧阳,", "欧阳"), (",小明", "小明")],
)
def test_surname_and_given_name_are_joined(tmp_path, line, name):
    path = tmp_path / "a.csv"
    path.write_text(f"姓,名,手机\n{line},13800138000\n", "utf-8")
    [row] = customer_rows(path)
    assert row.draft.name == name


def test_a_latin_name_is_joined_in_its_order(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Last name,First name,Phone\nLee,Ann,13800138000\n", "utf-8")
    [row] = customer_rows(path)
    assert row.draft.name == "Ann Lee"
