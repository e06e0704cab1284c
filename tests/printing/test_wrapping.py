import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from shopcare.printing.wrapping import wrap

CLOSING = "，。、；：？！）》」』】”…"
OPENING = "（《「『【“"


def measure(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" or c in "“”…" else 0.5 for c in text)


TEXTS = st.text(
    alphabet=st.sampled_from([*"镜片看久了头晕左右边腿", *CLOSING, *OPENING, *"abcXYZ019 -.,\n"]),
    max_size=200,
)


@given(TEXTS, st.integers(4, 30))
def test_no_line_is_wider_than_the_paper(text: str, width: int) -> None:
    assert all(measure(line) <= width + 1e-6 for line in wrap(text, width, measure))


@given(TEXTS, st.integers(4, 30))
def test_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width, measure)).split()) == "".join(text.split())


PROSE = st.lists(
    st.sampled_from(
        ["镜片", "看久了", "头晕", "，", "。", "（左）", "“低头就掉”", "《说明》", "3 mm", "BL5068"]
    ),
    max_size=60,
).map("".join)


@given(PROSE, st.integers(12, 30))
def test_prose_breaks_by_the_rules(text: str, width: int) -> None:
    kept = [sign for sign in ("，，，", "。。。", "，。", "。，") if sign in text]
    if kept:  # no hand writes rows of signs; they may have to be cut
        return
    lines = wrap(text, width, measure)
    assert not [line for line in lines[1:] if line and line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line and line[-1] in OPENING]


def test_a_latin_word_is_kept_whole() -> None:
    assert wrap("左镜片 Anti-glare 脱落", 8, measure) == ["左镜片", "Anti-glare 脱落"]


def test_a_word_wider_than_the_paper_is_broken() -> None:
    assert wrap("A" * 25, 5, measure) == ["A" * 10, "A" * 10, "A" * 5]


def test_breaks_as_typed_are_kept_and_many_empty_lines_are_one() -> None:
    assert wrap("一\n二\n\n\n\n三", 10, measure) == ["一", "二", "", "三"]


def test_a_single_line_with_trailing_blank_fits() -> None:
    assert wrap("看久了头晕   ", 5, measure) == ["看久了头晕"]
