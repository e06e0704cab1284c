"""What a record is found by and what a typed line asks for, without an index."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.search.search_query import MOST_WORDS, Query, query_from_text, why_matched
from shopcare.domain.search.search_text import (
    LONGEST_KEY,
    Findable,
    Kind,
    Why,
    case_tokens,
    customer_tokens,
    key_of,
    purchase_tokens,
)
from shopcare.storage.search.index import name_tokens, readings

STANDARD = Path(__file__).parents[1] / "data" / "tongyong-guifan-hanzi-8105.tsv"
SURNAMES = """
单 shan dan
解 xie jie
曾 zeng
仇 qiu chou
区 ou qu
查 zha cha
朴 piao pu
缪 miao
翟 zhai di
卜 bu
种 chong zhong
召 shao zhao
员 yun yuan
秘 bi mi
折 she zhe
繁 po fan
佴 nai
乜 nie mie
盖 ge gai
费 fei bi
那 na nuo
么 yao
乐 yue le
贾 jia
尉迟 yuchi weichi
长孙 zhangsun changsun
万俟 moqi wansi
单于 chanyu danyu
澹台 tantai
吕 lv lu lyu
闾 lv
陆 lu
盛 sheng
任 ren
华 hua
覃 qin tan
谌 chen shen
"""
HAN = st.sampled_from("王李张单解曾仇区欧阳尉迟长孙小明伟乐行绿女丽强𬸪䶮㛃犇燚")
NAMES = st.one_of(st.text(HAN, min_size=1, max_size=6), st.text(min_size=1, max_size=20))
DIGITS = st.text("0123456789", min_size=3, max_size=14)


def tokens(record: Findable) -> set[str]:
    if record.kind is Kind.CUSTOMER:
        return set(
            customer_tokens(record.name, record.phones, record.number, name_tokens()).split()
        )
    if record.kind is Kind.PURCHASE:
        return set(purchase_tokens(record.number).split())
    return set(case_tokens(record.number).split())


def offers(query: Query, record: Findable) -> bool:
    """Whether an index with this one record would offer it."""
    have = tokens(record)
    return any(
        all(any(have.issuperset(alternative) for alternative in word) for word in tier)
        for tier in (*query.tiers, *filter(None, [query.fallback]))
    )


def why(text: str, *, name: str = "", phones: tuple[str, ...] = (), number: str = "") -> Why | None:
    record = Findable(kind=Kind.CUSTOMER, name=name, phones=phones, number=number)
    query = query_from_text(text)
    reason = why_matched(query, record, readings())
    assert offers(query, record) or reason is None
    return reason


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("小", "王小明", Why.NAME),
        ("小明", "王小明", Why.NAME),
        ("王小明", "王小明", Why.NAME),
        ("w", "王小明", Why.PINYIN),
        ("wangx", "王小明", Why.PINYIN),
        ("wangxiaoming", "王小明", Why.PINYIN),
        ("WangXiaoMing", "王小明", Why.PINYIN),
        ("wang xiaoming", "王小明", Why.PINYIN),
        ("ｗａｎｇ", "王小明", Why.PINYIN),
        ("xiaom", "王小明", Why.PINYIN),
        ("wangxm", "王小明", Why.PINYIN),
        ("wxm", "王小明", Why.INITIALS),
        ("xm", "王小明", Why.INITIALS),
        ("王xm", "王小明", Why.NAME),
        ("ouynn", "欧阳娜娜", Why.PINYIN),
        ("ouyangnn", "欧阳娜娜", Why.PINYIN),
        ("zhugeliang", "诸葛亮", Why.PINYIN),
        ("liang", "诸葛亮", Why.PINYIN),
        ("lan", "王小明", None),
        ("brien", "Liam O'Brien", Why.NAME),
        ("o'brien", "Liam O’Brien", Why.NAME),
        ("OBrien liam", "Liam O'Brien", Why.NAME),
        ("muller", "Jürgen Müller", Why.NAME),
        ("MÜLLER", "Jürgen Mu\u0308ller", Why.NAME),
        ("jm", "Jürgen Müller", Why.INITIALS),
        ("strasse", "Weiß Straße", Why.NAME),
        ("阿依古丽买买提", "阿依古丽·买买提", Why.NAME),
        ("𬸪", "高𬸪浩", Why.NAME),
        ("gaohaohao", "高𬸪浩", None),
        ("🐼", "熊猫🐼眼镜", Why.NAME),
        ("محمد", "محمد علي", Why.NAME),
        ("כהן", "דוד כהן", Why.NAME),
        ("김", "김민준", Why.NAME),
        ("иванов", "Пётр Иванов", Why.NAME),
        ("петр", "Пётр Иванов", Why.NAME),
    ],
)
def test_a_customer_is_found_by_name_pinyin_and_initials(
    text: str, name: str, reason: Why | None
) -> None:
    assert why(text, name=name) is reason


@pytest.mark.parametrize("line", SURNAMES.split("\n")[1:-1])
def test_surnames_are_found_by_both_readings(line: str) -> None:
    surname, *ways = line.split()
    for spelled in ways:
        for typed in (spelled, spelled + "m", spelled + "ming"):
            assert why(typed, name=surname + "明") is Why.PINYIN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("8000", Why.PHONE),
        ("138", Why.PHONE),
        ("0013", Why.PHONE),
        ("13800138000", Why.PHONE),
        ("138 0013 8000", Why.PHONE),
        ("138-0013-8000", Why.PHONE),
        ("+86 138 0013 8000", Why.PHONE),
        ("8613800138000", Why.PHONE),
        ("０１３８０００", Why.PHONE),
        ("8000 138", Why.PHONE),
        ("王 8000", Why.NAME),
        ("王8000", Why.NAME),
        ("8000 王", Why.PHONE),
        ("wang8000", Why.PINYIN),
        ("wxm 8000", Why.INITIALS),
        ("0571-87654321转8001", Why.PHONE),
        ("87654321 8001", Why.PHONE),
        ("80000", None),
        ("88888", None),
        ("李 8000", None),
        ("VIP10325", Why.CUSTOMER_NUMBER),
        ("vip-10325", Why.CUSTOMER_NUMBER),
        ("ｖｉｐ１０３２５", Why.CUSTOMER_NUMBER),
        ("10325", Why.CUSTOMER_NUMBER),
        ("ip10", Why.CUSTOMER_NUMBER),
    ],
)
def test_a_customer_is_found_by_any_part_of_phones_and_number(
    text: str, reason: Why | None
) -> None:
    phones = ("13800138000", "057187654321x8001", "13988887777")
    assert why(text, name="王小明", phones=phones, number="VIP10325") is reason


@pytest.mark.parametrize(
    "text", ["26-00042-3", "26000423", "２６-０００４２-３", "0423", "26 00042 3"]
)
def test_a_case_is_found_by_its_number_as_typed_or_scanned_x15(text: str) -> None:
    record = Findable(kind=Kind.CASE, number="26-00042-3")
    query = query_from_text(text)
    assert offers(query, record)
    assert why_matched(query, record, readings()) is Why.CASE_NUMBER


def test_a_whole_number_is_looked_up_first_and_last_digits_next() -> None:
    tiers = query_from_text("cl-2026 0001").tiers
    assert tiers[0] == ((("=cl20260001",),),)
    assert query_from_text("8000").tiers[1] == ((("$8000",),),)
    assert query_from_text("王 138 0013").tiers[1][1] == (
        ("$0013", "1380", "3800", "8001", "0013"),
    )


@pytest.mark.parametrize(
    "text", ["", " \n\t", "!?'\"()*", "\x00\ud800", "王" * 10_000, "a " * 5000]
)
def test_a_line_that_no_record_can_answer_asks_for_nothing(text: str) -> None:
    query = query_from_text(text)
    assert query.tiers == ()
    assert why_matched(query, Findable(kind=Kind.CASE, number="1"), readings()) is None


def test_a_purchase_without_receipt_number_has_no_tokens() -> None:
    assert purchase_tokens(None) == ""
    assert "=cl1" in purchase_tokens("CL-1").split()


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=3), st.text(max_size=60))
def test_tokens_of_any_text_are_clean(name: str, phones: list[str], number: str) -> None:
    for token in customer_tokens(name, phones, number, name_tokens()).split():
        bare = token[1:] if token[0] in "~$=" else token
        assert bare
        assert all(character.isalnum() or not character.isascii() for character in bare)
        token.encode()


@given(st.text(max_size=400))
def test_any_line_can_be_read(text: str) -> None:
    query = query_from_text(text)
    assert len(query.words) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_KEY for word in query.words)


@given(st.text(max_size=60))
def test_the_compared_form_is_stable(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)
    assert key_of(unicodedata.normalize("NFD", text)) == key_of(text)


@given(NAMES, st.data())
def test_every_part_of_a_name_finds_it(name: str, pick: st.DataObject) -> None:
    key = key_of(name)
    if not key or len(key) > 30:
        return
    start = pick.draw(st.integers(0, len(key) - 1))
    end = pick.draw(st.integers(start + 1, len(key)))
    record = Findable(kind=Kind.CUSTOMER, name=name)
    query = query_from_text(key[start:end])
    if query.words:
        assert offers(query, record)
        assert why_matched(query, record, readings()) is not None


@given(st.lists(DIGITS, min_size=1, max_size=3), st.data())
def test_every_part_of_a_phone_finds_it(phones: list[str], pick: st.DataObject) -> None:
    phone = pick.draw(st.sampled_from(phones))
    start = pick.draw(st.integers(0, len(phone) - 1))
    end = pick.draw(st.integers(start + 1, len(phone)))
    assert why(phone[start:end], name="王", phones=tuple(phones)) in (Why.PHONE, None)
    record = Findable(kind=Kind.CUSTOMER, name="王", phones=tuple(phones))
    typed = phone[start:end]
    at_an_end = start == 0 or end == len(phone)  # one or two digits count only there
    if not typed.startswith(("86", "0086")) and (len(typed) > 2 or at_an_end):
        assert offers(query_from_text(typed), record)


@pytest.mark.parametrize(
    ("text", "found"),
    [("1", True), ("13", True), ("0", True), ("00", True), ("8", False), ("38", False)],
)
def test_one_or_two_digits_are_those_that_a_phone_begins_or_ends_with(
    text: str, found: bool
) -> None:
    record = Findable(kind=Kind.CUSTOMER, name="王", phones=("13900138000",))
    query = query_from_text(text)
    assert offers(query, record) is found
    assert (why_matched(query, record, readings()) is Why.PHONE) is found


@pytest.mark.parametrize(
    "text",
    ["杭", "杭州店", "杭州店2026", "杭州店 202", "26a", "6a1", "a12", "1b", "杭州店2026a12b1b"],
)
def test_a_number_of_letters_digits_and_characters_is_found_by_its_parts(text: str) -> None:
    record = Findable(kind=Kind.PURCHASE, number="杭州店2026-A12B1B")
    query = query_from_text(text)
    assert offers(query, record)
    assert why_matched(query, record, readings()) is Why.RECEIPT


def test_the_last_digit_of_a_number_may_stand_alone_while_it_is_typed() -> None:
    assert why("138 0", name="王", phones=("13800138000",)) is Why.PHONE


@given(NAMES, st.text("wangxiomlzhe 138", min_size=1, max_size=8))
def test_what_matches_is_always_offered(name: str, text: str) -> None:
    why(text, name=name, phones=("13800138000",), number="VIP10325")


def test_every_character_of_the_standard_has_a_reading() -> None:
    lines = STANDARD.read_text(encoding="utf-8").splitlines()
    assert {line.split("\t")[1] for line in lines} <= readings().keys()


def test_every_character_of_gb2312_has_a_reading() -> None:
    codes = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    characters = {code.decode("gb2312", "ignore") for code in codes} - {""}
    assert len(characters) == 6763
    assert characters <= readings().keys()
    assert len(readings()) > 26_000


def test_spellings_are_letters() -> None:
    for ways in readings().values():
        assert ways
        assert all(way.isascii() and way.isalpha() and way.islower() for way in ways)
