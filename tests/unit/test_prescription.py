"""Measured eyes: limits, steps, the two ways to write a cylinder (R-1), columns of a till (R-2)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from exchange_files import write_text
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.people.prescription import (
    EyeMeasure,
    PrescriptionDraft,
    PrismBase,
    check_prescription,
    signs_that_differ,
    transposed,
)
from shopcare.exchange.prescriptions import dioptres_from_cell
from shopcare.exchange.purchases import purchase_rows

DAY = date(2026, 3, 7)
QUARTERS = st.integers(-40, 40).map(lambda n: Decimal(n) / 4)


def eye(sphere="-3.25", cylinder="-0.5", axis=90, **more):
    return EyeMeasure(sphere=Decimal(sphere), cylinder=Decimal(cylinder), axis=axis, **more)


@given(QUARTERS, QUARTERS.filter(bool), st.integers(1, 180))
def test_a_cylinder_turned_twice_is_the_same_r1(sphere, cylinder, axis):
    one = EyeMeasure(sphere=sphere, cylinder=cylinder, axis=axis)
    other = transposed(one)
    assert other.cylinder == -cylinder
    assert 1 <= other.axis <= 180
    assert transposed(other) == one


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (eye(sphere="-3.3"), "dioptre_step"),
        (eye(sphere="-31"), "dioptre_impossible"),
        (eye(axis=181), "axis_impossible"),
        (eye(pupil_distance=Decimal(62)), "millimetres_impossible"),
        (EyeMeasure(), "prescription_empty"),
    ],
)
def test_what_cannot_be_true_is_refused_r1(wrong, code):
    with pytest.raises(Invalid) as refused:
        check_prescription(PrescriptionDraft(measured_on=DAY, right=wrong), DAY)
    assert refused.value.code == code


def test_the_axis_is_asked_for_and_a_changed_sign_pointed_out_r1():
    now = PrescriptionDraft(measured_on=DAY, right=eye(axis=None), left=eye(sphere="3.25"))
    last = PrescriptionDraft(measured_on=DAY, right=eye(), left=eye())
    assert now.missing == ("right.axis",)
    assert signs_that_differ(now, last) == ("left.sphere",)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("-3.25", "-3.25"), ("−3.25DS", "-3.25"), ("+1.00", "1"), (-0.5, "-0.5"), ("平光", "0"),
        ("-325", "-3.25"), ("-325度", "-3.25"), ("PL", "0"),
    ],
)  # fmt: skip
def test_dioptres_as_tills_write_them_r2(cell, value):
    assert dioptres_from_cell(cell) == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "code"), [("325", "dioptre_sign_missing"), ("近视", "dioptre_unreadable")]
)
def test_no_dioptre_is_guessed_r2(cell, code):
    with pytest.raises(Refusal, match=code):
        dioptres_from_cell(cell)


def measured(tmp_path, headings, cells):
    text = f"日期,姓名,商品,{headings}\n2026-03-07,陈静,镜片,{cells}\n"
    [row] = purchase_rows(write_text(tmp_path / "a.csv", text))
    return row


@pytest.mark.parametrize(
    "headings",
    [
        "右眼球镜,右眼柱镜,右眼轴位,左眼球镜,瞳距,ADD",
        "R-SPH,R-CYL,R-AXIS,L-SPH,PD,ADD",
        "OD SPH,OD CYL,OD AX,OS SPH,PD,Add",
        "右S,右C,右A,左S,瞳距,下加光",
        "球镜(右),柱镜(右),轴位(右),球镜(左),远用瞳距,下加",
    ],
)
def test_columns_of_eyes_in_their_spellings_r2(tmp_path, headings):
    row = measured(tmp_path, headings, "-3.25,-0.50,90,-3.00,62,+2.00")
    found = row.prescription
    assert found.measured_on == DAY
    assert (found.right.sphere, found.right.cylinder, found.right.axis) == (
        Decimal("-3.25"), Decimal("-0.5"), 90,
    )  # fmt: skip
    assert (found.left.sphere, found.pupil_distance) == (Decimal(-3), Decimal(62))
    assert found.right.addition == found.left.addition == Decimal(2)
    assert row.problems == ()


def test_an_eye_in_one_cell_and_pupils_apart_r2(tmp_path):
    found = measured(tmp_path, "右眼,左眼,瞳距", "-3.25/-0.50×90,-3.00,31/30.5").prescription
    assert (found.right.cylinder, found.right.axis) == (Decimal("-0.5"), 90)
    assert (found.right.pupil_distance, found.left.pupil_distance) == (Decimal(31), Decimal("30.5"))
    assert found.pupil_distance == Decimal("61.5")


def test_what_cannot_be_true_is_left_out_and_told_r2(tmp_path):
    row = measured(tmp_path, "右眼球镜,左眼球镜,瞳距", "-3.30,-3.00,62")
    assert row.prescription.right.sphere is None
    assert row.prescription.left.sphere == Decimal(-3)
    assert [problem.code for problem in row.problems] == ["dioptre_step"]


D = Decimal
WHOLE = EyeMeasure(
    sphere=D("-3.25"), cylinder=D("-0.5"), axis=90, addition=D("1.5"), prism=D("0.3"),
    base=PrismBase.IN, pupil_distance=D("31.5"), height=D(18), acuity="1.0",
)  # fmt: skip
LIMITS = {
    "sphere": ("-30", "25", "0.25"), "cylinder": ("-12", "12", "0.25"),
    "addition": ("0.25", "4.5", "0.25"), "prism": ("0.25", "20", "0.1"),
    "axis": ("1", "180", "2"), "pupil_distance": ("20", "43", "0.5"), "height": ("8", "45", "0.5"),
}  # fmt: skip
LIMITS_OF_BOTH = {
    "pupil_distance": ("40", "85"), "near_pupil_distance": ("38", "83"),
    "base_curve": ("7.5", "9.5"), "diameter": ("13", "16"),
}  # fmt: skip


def told(draft, today=DAY):
    try:
        check_prescription(draft, today)
    except Invalid as refused:
        return [(one.field, one.code, one.values.get("text")) for one in refused.problems]
    return []


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("field", LIMITS)
def test_each_figure_of_an_eye_has_its_limits_r1(side, field):
    first, last, step = map(Decimal, LIMITS[field])
    kind = int if field == "axis" else Decimal
    code = {"axis": "axis_impossible", "height": "millimetres_impossible"}.get(
        field, "millimetres_impossible" if field == "pupil_distance" else "dioptre_impossible"
    )

    def with_value(value):
        return PrescriptionDraft(measured_on=DAY, **{side: replace(WHOLE, **{field: kind(value)})})

    assert told(with_value(first)) == told(with_value(last)) == []
    below = first - step
    for wrong in (below, last + step):
        assert told(with_value(wrong)) == [(f"{side}.{field}", code, str(kind(wrong)))]


@pytest.mark.parametrize("field", LIMITS_OF_BOTH)
def test_each_figure_of_both_eyes_has_its_limits_r1(field):
    first, last = map(Decimal, LIMITS_OF_BOTH[field])
    draft = PrescriptionDraft(measured_on=DAY, left=WHOLE)
    for right in (first, last):
        assert told(replace(draft, **{field: right})) == []
    for wrong in (first - 1, last + 1):
        assert told(replace(draft, **{field: wrong})) == [
            (field, "millimetres_impossible", str(wrong))
        ]


@pytest.mark.parametrize("field", ["sphere", "cylinder", "addition"])
def test_dioptres_go_in_quarters_and_every_wrong_one_is_told_r1(field):
    wrong = replace(EyeMeasure(), **{field: D("1.3")})
    draft = PrescriptionDraft(measured_on=DAY, left=wrong)
    assert told(draft) == [(f"left.{field}", "dioptre_step", "1.3")]


def test_something_was_measured_until_today_r1():
    tomorrow = DAY + timedelta(days=1)
    assert told(PrescriptionDraft(measured_on=tomorrow)) == [
        ("measured_on", "measured_in_future", None),
        ("right", "prescription_empty", None),
    ]
    for one in ({"left": WHOLE}, {"pupil_distance": D(62)}, {"near_pupil_distance": D(60)}):
        assert told(PrescriptionDraft(measured_on=DAY, **one)) == []


def test_who_measured_and_where_is_tidied_and_has_its_longest_r1():
    draft = PrescriptionDraft(
        measured_on=DAY, left=WHOLE, measured_by=" " + "x" * 60, measured_at="y" * 80 + " "
    )
    tidy = check_prescription(draft, DAY)
    assert (tidy.measured_by, tidy.measured_at) == ("x" * 60, "y" * 80)
    longer = replace(draft, measured_by="x" * 61, measured_at="y" * 81)
    assert [field for field, _, _ in told(longer)] == ["measured_by", "measured_at"]
    for length, expected in ((12, []), (13, ["left.acuity"])):
        one = replace(draft, left=replace(WHOLE, acuity="1" * length))
        assert [field for field, _, _ in told(one)] == expected


def test_a_turned_cylinder_leaves_the_rest_as_it_is_r1():
    assert transposed(WHOLE) == replace(WHOLE, sphere=D("-3.75"), cylinder=D("0.5"), axis=180)
    assert transposed(replace(WHOLE, axis=None)).axis is None
    assert [transposed(replace(WHOLE, axis=axis)).axis for axis in (1, 91, 180)] == [91, 1, 90]


def test_both_eyes_are_asked_for_their_axis_r1():
    draft = PrescriptionDraft(measured_on=DAY, right=eye(axis=None), left=eye(axis=None))
    assert draft.missing == ("right.axis", "left.axis")
