"""The condition of goods as marks on the sketch of their category (X-4)."""

from collections.abc import Iterator

import pytest

from building.counter import Counter, open_counter
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.condition import Mark
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.policies.profile import load_policy
from shopcare.services.cases import cases
from shopcare.services.goods.conditions import save_marks, sketch_for
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents import service_slip
from shopcare.services.setup.first_start import trades

SCRATCH = Mark(x=250, y=500, word="scratch")


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("marks"))
    yield made
    made.shop.close()


def test_marks_are_kept_shown_printed_and_undone_x4(counter: Counter) -> None:
    case = counter.case(counter.person("王"), category="sunglasses")
    save_marks(counter.shop, case.id, [SCRATCH])
    more = save_marks(counter.shop, case.id, [SCRATCH, Mark(x=0, y=1000, word=" 缺螺丝 ")])
    file = cases.case_file(counter.shop, case.id)
    assert file.marked is not None
    assert (file.marked.sketch, len(file.marked.marks)) == ("glasses", 2)
    said = timeline_text(catalog("en"), file.timeline[-1])
    assert said == "Condition marked: 1 scratch, 2 缺螺丝"
    slip = service_slip.gather_service_slip(counter.shop, Request(case_id=case.id))
    assert slip.sketch is not None
    assert [mark.word for mark in slip.marks] == ["scratch", "缺螺丝"]
    more.undo(counter.shop)
    marked = cases.case_file(counter.shop, case.id).marked
    assert marked is not None
    assert marked.marks == (SCRATCH,)
    with pytest.raises(Refusal, match="marks_unchanged"):
        save_marks(counter.shop, case.id, [SCRATCH])


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ([Mark(x=1, y=1)], "mark_word_missing"),
        ([Mark(x=1001, y=1, word="a")], "mark_outside"),
        ([Mark(x=1, y=-1, word="a")], "mark_outside"),
        ([Mark(x=1, y=1, word="a" * 61)], "text_too_long"),
        ([SCRATCH] * 21, "marks_too_many"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(counter: Counter, marks: list[Mark], code: str) -> None:
    case = counter.case(counter.person("王"))
    with pytest.raises(Invalid, match=code):
        save_marks(counter.shop, case.id, marks)


def test_every_category_has_a_sketch_inside_its_frame() -> None:
    keys = {category.key for trade in trades() for category in load_policy(trade).categories}
    for key in (*keys, "unheard of"):
        drawn = sketch_for(key)
        for stroke in drawn.strokes:
            assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in stroke), key
    assert sketch_for("suit").key == "jacket"
    assert sketch_for("unheard of").key == "box"


def test_marks_are_saved_with_the_case_that_they_belong_to_x4(counter: Counter) -> None:
    case = counter.case(counter.person("王"), category="suit", marks=(SCRATCH,))
    [opened] = cases.case_file(counter.shop, case.id).timeline
    assert timeline_text(catalog("en"), opened).endswith("; Condition marked: 1 scratch")
    slip = service_slip.gather_service_slip(counter.shop, Request(case_id=case.id))
    assert slip.marks == (SCRATCH,)
    assert slip.sketch is not None
    assert slip.sketch.key == "jacket"
    with pytest.raises(Invalid, match="mark_word_missing"):
        counter.case(counter.person("王"), marks=(Mark(x=1, y=1, word=" "),))
