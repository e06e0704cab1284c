"""Marks on the sketch of a category: how goods were when they were taken in (X-4)."""

import tomllib
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.condition import (
    Condition,
    Mark,
    Sketch,
    ellipse,
    mark_problems,
    tidy_marks,
)
from shopcare.domain.ids import CaseId
from shopcare.services.goods.items import GoodsChanged, goods_changes, require_goods
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases
from shopcare.storage.goods import condition_marks
from shopcare.system.paths import resource


def sketch_for(category: str) -> Sketch:
    """Give the sketch of a category; the one for everything else where it has none."""
    found = _sketches()
    key = next((key for key, told in found.items() if category in told["categories"]), None)
    return sketch(key or list(found)[-1])


def sketch(key: str) -> Sketch:
    """Give a sketch by its key; the one for everything else where there is none."""
    found = _sketches()
    told = found.get(key) or list(found.values())[-1]
    strokes = [tuple(zip(line[::2], line[1::2], strict=True)) for line in told["strokes"]]
    strokes += [ellipse(*one) for one in told["ellipses"]]
    return Sketch(key=key, width=told["width"], height=told["height"], strokes=tuple(strokes))


@cache
def _sketches() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("sketches.toml").read_text("utf-8"))


def condition_of(shop: Shop, case_id: CaseId) -> Condition:
    """Read what was marked for a case."""
    return condition_marks.of_case(shop.file, case_id)


def save_marks(shop: Shop, case_id: CaseId, marks: Sequence[Mark]) -> GoodsChanged:
    """Write all marks of a case anew, on the sketch of its category; what was stays in the log.

    Raises:
        NotFound: there is no such case.
        Invalid: see ``mark_problems``.
        Refusal: ``marks_unchanged``; see ``require_goods``.
    """
    marks = tidy_marks(marks)
    if problems := mark_problems(marks):
        raise Invalid(*problems)
    with shop.begin("goods.mark", "case") as step:
        case = cases.get(shop.file, case_id)
        require_goods(case)
        before = condition_of(shop, case_id)
        if marks == before.marks:
            raise Refusal("marks_unchanged")
        store_marks(shop, case, marks, before.sketch)
        step.subject_id = step.case_id = case_id
        step.values = {"marks": [mark.word for mark in marks]}
    undo = partial(_put_back, case_id=case_id, marks=before.marks)
    return GoodsChanged(changes=goods_changes(case_id), undo=undo)


def store_marks(shop: Shop, case: Case, marks: Sequence[Mark], sketch_key: str = "") -> None:
    """Write checked marks of a case inside a running action.

    Args:
        shop: the shop.
        case: the case.
        marks: all of them.
        sketch_key: of the sketch on which they are; empty: that of the category.
    """
    key = sketch_key or sketch_for(case.category).key
    condition_marks.put(shop.file, case.id, Condition(sketch=key, marks=tuple(marks)))


def _put_back(shop: Shop, case_id: CaseId, marks: Sequence[Mark]) -> Changes:
    return save_marks(shop, case_id, marks).changes
