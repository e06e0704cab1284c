"""What stands in a column, as evidence of what the column is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shopcare.exchange.recognition.words import heading_words

_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程"
    "嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘"
    "党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易"
    "慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜"
    "养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代闫詹覃官商牟佘佟区欧阳上官司徒诸葛"
)
_PATTERNS: Final = tuple(
    (shape, re.compile(pattern, re.IGNORECASE))
    for shape, pattern in {
        "phone": r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?:\D.*)?"
        r"|\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?:-\d{1,5})?(?:\D.*)?"
        r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|\+\d[\d ()-]{7,}|1[3-9]\d{1,3}\*{3,}\d+|1\.3\d*E\+10",
        "day": r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}.{0,16}"
        r"|(?:19|20)\d\d[01]\d[0-3]\d"
        r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d.{0,12}|\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
        r"|\d{1,2}[ -][a-z]{3,9}\.?[ ,-]+\d{4}.*|[a-z]{3,9}\.? \d{1,2},? \d{4}.*",
        "month_day": r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:0\d|1[0-2])(?:[0-2]\d|3[01])",
        "lunar": r".*(?:农历|阴历|闰|正月|腊月|冬月|初[一二三四五六七八九十]|月廿|月十).*",
        "refraction": r"[+-]?\d{1,2}\.\d\d\s*(?:ds)?\s*[/,; ]\s*[+-]?\d{1,2}\.\d\d\s*(?:dc)?.*"
        r"|[+-]\d{1,2}\.\d\d\s*(?:ds)?",
        "pair": r"\d\d(?:\.\d)?\s*/\s*\d\d(?:\.\d)?(?:mm)?",
        "month_of_year": r"20\d\d\s*[-/.年]\s*(?:0?[1-9]|1[0-2])\s*月?",
        "money": r"[¥￥$]?\s*-?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:元)?"
        r"|[¥￥$]\s*-?\d+(?:\.\d+)?|-?\d+(?:\.\d+)?元|\(\d+(?:\.\d+)?\)",
        "quantity": r"[x×*]?\s*-?\d+(?:\.\d+)?\s*[^\W\d]{1,4}",
        "digits": r"\d{1,30}",
        "number": r"[+-]?\d+(?:\.\d+)?",
        "code": r"(?=.*\d)[#a-z0-9][a-z0-9_/.#-]{1,30}|[\u4e00-\u9fff]{1,2}[a-z0-9-]*\d[a-z0-9-]*",
    }.items()
)
_NAME: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z']+(?: [A-Z][a-z'.]*){1,2}")
_PLACE: Final = re.compile(r"[路街巷弄号村镇区县市省栋幢室楼园苑庭城座]")
_STREET: Final = re.compile(
    r"\d.*\b(?:st|street|road|rd|ave|avenue|lane|drive|blvd)\b", re.IGNORECASE
)
_TEXT: Final = re.compile(r"[^\W\d_a-zA-Z]|[^\W\d_] .*[^\W\d_]|^[^\W\d_]+$")
"""More than a code: a letter that is not Latin, or words."""
_LONG: Final = 16
_FIGURES: Final = frozenset({"phone", "day", "number", "money", "month_day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnContents:
    """The shapes of a column's filled cells."""

    shares: Mapping[str, float]
    """Shape to the share of cells that have it."""
    filled: int
    differing: float
    """Share of cells that stand there once."""

    def share(self, shapes: frozenset[str]) -> float:
        """Give the share of cells that have one of some shapes, at least."""
        return min(1.0, max((self.shares.get(shape, 0.0) for shape in shapes), default=0.0))


def shapes_of(text: str) -> frozenset[str]:
    """Say what a cell's text may be."""
    plain = text.strip()
    shapes = {shape for shape, pattern in _PATTERNS if pattern.fullmatch(plain)}
    if "number" in shapes:
        shapes |= _number_shapes(plain)
    if (_NAME.fullmatch(plain) and plain[0] in _SURNAMES) or _LATIN_NAME.fullmatch(plain):
        shapes.add("person")
    if len(plain) >= 5 and (len(_PLACE.findall(plain)) >= 2 or _STREET.search(plain)):
        shapes.add("address")
    if not shapes & _FIGURES and _TEXT.search(plain):
        shapes.add("text")
    if len(plain) > _LONG:
        shapes.add("long")
    elif not any(sign.isdigit() for sign in plain):
        shapes.add("words")
    return frozenset(shapes)


def _number_shapes(plain: str) -> set[str]:
    number = float(plain)
    shapes = set()
    if abs(number) <= 30 and number * 4 == int(number * 4):
        shapes.add("quarter")
    if 1 <= number <= 12:
        shapes.add("month")
    if 1 <= number <= 31:
        shapes.add("day_of_month")
    if 32_000 <= number <= 60_000:
        shapes.add("day")  # as Excel counts days
    return shapes


def contents_of(cells: Sequence[str]) -> ColumnContents:
    """Look at the first cells of a column."""
    filled = [text for text in cells if text]
    counted = Counter(shape for text in filled for shape in _whole_shapes(text))
    total = len(filled) or 1
    return ColumnContents(
        shares={shape: count / total for shape, count in counted.items()},
        filled=len(filled),
        differing=len(set(filled)) / total,
    )


def _whole_shapes(text: str) -> frozenset[str]:
    shapes = shapes_of(text)
    joined = {frozenset(entry.shapes) for entry in heading_words().contents.values()}
    return shapes | {"|".join(sorted(group)) for group in joined if shapes & group}


def content_points(field: str, contents: ColumnContents) -> float:
    """Say how well a column's contents fit a field; 0 where nothing is known."""
    entry = heading_words().contents.get(field)
    if entry is None or not contents.filled:
        return 0.0
    share = contents.shares.get("|".join(sorted(entry.shapes)), 0.0)
    if share >= 0.5:
        return entry.good * (2 * share - 1)
    # A few cells prove less than many: a short list may hold nothing but its odd ones.
    weight = min(1.0, 0.4 + contents.filled / 10)
    return -entry.bad * (1 - 2 * share) * weight


def points_alone(contents: ColumnContents) -> dict[str, float]:
    """Say which fields a column without a known heading may be, by its contents alone."""
    fields = {}
    for field, entry in heading_words().contents.items():
        telling = entry.shapes - {"words", "long"}
        if entry.alone and contents.filled >= 2 and contents.share(telling) >= 0.8:
            fields[field] = entry.alone
    return fields
