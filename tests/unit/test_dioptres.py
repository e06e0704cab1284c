"""Eyes as they are typed, compared and written (R-1, R-2), and a trade's measurements (A-10)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.people.dioptres import (
    addition_from_text,
    axis_from_text,
    base_from_text,
    dioptres_from_text,
    dioptres_text,
    eye_from_text,
    millimetres_from_text,
    number_text,
)
from shopcare.domain.people.measurement import MeasurementDraft, changed_values
from shopcare.domain.people.prescription import (
    Difference,
    EyeMeasure,
    PrescriptionDraft,
    PrismBase,
    asked_for,
    differences,
    transposed,
)
from shopcare.domain.policy.measures import check_measurement
from shopcare.language.catalog import catalog
from shopcare.language.records.eye_words import eye_text, eyes_text, signs_text
from shopcare.policies.profile import load_policy

D = Decimal
DAY = date(2026, 3, 5)
ZH, EN = catalog("zh_CN"), catalog("en")
QUARTERS = st.integers(-80, 80).map(lambda n: D(n) / 4)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("-325", "-3.25"), ("+75", "0.75"), ("-25", "-0.25"), ("－３２５", "-3.25"),
        ("－３。２５", "-3.25"),
        ("+1", "1"), ("-24", "-24"), ("0", "0"), ("平光", "0"), ("pl", "0"), ("-12.50", "-12.5"),
    ],
)  # fmt: skip
def test_powers_are_typed_with_their_sign_and_in_hundredths_r1(typed, value):
    assert dioptres_from_text(typed, signed=True) == D(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("325", "dioptre_sign_missing"),
        ("3.25", "dioptre_sign_missing"),
        ("x", "dioptre_unreadable"),
    ],
)
def test_a_power_without_its_sign_is_asked_about_r1(typed, code):
    with pytest.raises(Refusal, match=code):
        dioptres_from_text(typed, signed=True)


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (addition_from_text, "75", D("0.75")), (addition_from_text, "+150", D("1.5")),
        (addition_from_text, "2", D(2)), (addition_from_text, "", None),
        (axis_from_text, "0", 180), (axis_from_text, "×175", 175), (axis_from_text, "90°", 90),
        (millimetres_from_text, "31.5mm", D("31.5")), (millimetres_from_text, "0", None),
        (base_from_text, "BO", PrismBase.OUT), (base_from_text, "底内", PrismBase.IN),
    ],
)  # fmt: skip
def test_the_other_figures_as_they_are_typed_r1(read, typed, value):
    assert read(typed) == value


@given(QUARTERS)
def test_what_is_written_out_is_read_again_as_the_same_r1(power):
    assert dioptres_from_text(dioptres_text(power), signed=True) == power
    if power > 0:
        assert addition_from_text(dioptres_text(power)) == power
        assert millimetres_from_text(number_text(power)) == power


@given(QUARTERS, QUARTERS.filter(bool), st.integers(1, 180))
def test_an_eye_in_one_piece_is_read_as_it_is_written_r2(sphere, cylinder, axis):
    eye = EyeMeasure(sphere=sphere, cylinder=cylinder, axis=axis)
    assert eye_from_text(eye_text(EN, eye)) == eye


@given(QUARTERS, QUARTERS.filter(bool), st.integers(1, 180))
def test_the_same_lens_in_the_other_sign_of_cylinder_is_no_difference_r2(sphere, cylinder, axis):
    eye = EyeMeasure(sphere=sphere, cylinder=cylinder, axis=axis)
    one = PrescriptionDraft(measured_on=DAY, right=eye)
    other = replace(one, right=transposed(eye))
    assert differences(one, other) == differences(other, one) == ()
    changed = replace(one, right=replace(eye, sphere=sphere + D("0.25")))
    assert differences(changed, one) == (Difference("right.sphere", sphere, sphere + D("0.25")),)


def test_a_cylinder_asks_for_its_axis_and_a_prism_for_its_base_r1():
    eye = EyeMeasure(sphere=D(-1), cylinder=D("-0.5"), prism=D(2))
    draft = PrescriptionDraft(measured_on=DAY, right=eye, left=replace(eye, axis=90))
    assert [(one.field, one.code) for one in asked_for(draft)] == [
        ("right.axis", "axis_needed"), ("right.base", "base_needed"), ("left.base", "base_needed"),
    ]  # fmt: skip


def test_eyes_in_words_r2():
    eye = EyeMeasure(
        sphere=D("-3.25"), cylinder=D("-0.5"), axis=90, addition=D("1.5"), prism=D(2),
        base=PrismBase.IN, acuity="1.0", pupil_distance=D("31.5"),
    )  # fmt: skip
    draft = PrescriptionDraft(measured_on=DAY, right=eye, left=EyeMeasure(sphere=D(0)))
    assert eyes_text(ZH, draft) == (
        "右 -3.25/-0.50×90 ADD +1.50 △2 底内 视力 1.0  ·  左 0.00  ·  PD 31.5"
    )
    assert signs_text(ZH, ("right.sphere",)) == "正负号与上次不同：右眼球镜。请核对。"


CLOTHING, BEAUTY = load_policy("clothing").measures, load_policy("beauty").measures


def told(measures, note="", **values):
    draft = MeasurementDraft(measured_on=DAY, values=tuple(values.items()), note=note)
    try:
        return dict(check_measurement(draft, measures, DAY).values)
    except Invalid as invalid:
        return [(one.field, one.code) for one in invalid.problems]


def test_a_trade_measures_what_its_policy_names_a10():
    assert told(CLOTHING, chest=" 96 cm", waist="82.50", fit="Regular fit") == {
        "chest": "96", "waist": "82.5", "fit": "Regular fit",
    }  # fmt: skip
    assert told(BEAUTY, skin_type="Dry skin", concerns="泛红 ", moisture="") == {
        "skin_type": "Dry skin", "concerns": "泛红",
    }  # fmt: skip
    assert told(BEAUTY, note="备注") == {}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"chest": "960"}, "measure_impossible"), ({"chest": "宽"}, "measure_unreadable"),
        ({"chest": "nan"}, "measure_unreadable"), ({"fit": "紧"}, "measure_choice_unknown"),
        ({"skin_type": "Dry skin"}, "measure_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_a10(values, code):
    [name] = values
    assert told(CLOTHING, **values) == [(f"values.{name}", code)]


def test_nothing_is_no_measurement_and_what_changed_is_named_a10():
    assert told(CLOTHING) == [("note", "measurement_empty")]
    one = MeasurementDraft(measured_on=DAY, values=(("chest", "96"), ("waist", "82")))
    now = MeasurementDraft(
        measured_on=DAY, values=(("chest", "98"), ("waist", "82"), ("hips", "9"))
    )
    assert changed_values(now, one) == {"chest"}
