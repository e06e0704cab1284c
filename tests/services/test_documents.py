"""The registry of documents: every entry can be drawn, and nothing unprintable goes unsaid."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from building.moments import at
from building.shops import make_sample
from shopcare.domain.cases.case import Case
from shopcare.domain.changes import ChangeKind
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.papers.document import Paper
from shopcare.domain.people.staff import Role
from shopcare.services.cases import cases
from shopcare.services.cases.printed_papers import Way, paper_given_since_move
from shopcare.services.papers.document_spec import DocumentSpec, Need, Request
from shopcare.services.papers.drawing import draw, note_given, usual_paper
from shopcare.services.papers.registry import all_documents, spec_of
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock

NOW = at("2026-03-05 10:15")
ODD = "明亮 א 眼镜"

every_document = pytest.mark.parametrize("spec", all_documents(), ids=lambda spec: spec.kind)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"), NOW)


@pytest.fixture
def shop(sample: Path) -> Iterator[Shop]:
    shop = open_shop(sample, clock=SetClock(NOW))
    yield shop
    shop.close()


def some_case(shop: Shop) -> Case:
    return cases.case_rows(shop, cases.case_ids(shop)[:1])[0].case


@every_document
def test_every_document_is_drawn_on_each_of_its_papers(shop: Shop, spec: DocumentSpec) -> None:
    request = Request(case_id=some_case(shop).id)
    for paper in spec.papers:
        drawn = draw(shop, spec, request, paper)
        assert drawn.pdf.startswith(b"%PDF"), paper
        assert drawn.unprintable == ()
        needs_case = Need.CASE in spec.needs
        assert drawn.about == (some_case(shop).number if needs_case else "2026-03-05")


@every_document
def test_what_no_font_has_is_told_for_every_document(shop: Shop, spec: DocumentSpec) -> None:
    shop.settings = replace(shop.settings, name=ODD)
    drawn = draw(shop, spec, Request(case_id=some_case(shop).id))
    assert drawn.unprintable == ("U+05D0 א",)


@every_document
def test_kinds_names_and_default_papers_are_told_apart(shop: Shop, spec: DocumentSpec) -> None:
    names = [one.command_name for one in all_documents()]
    names += [one.short_name for one in all_documents() if one.short_name]
    assert len(names) == len(set(names))
    assert usual_paper(shop, spec) is spec.papers[0]
    assert spec_of(spec.kind) is spec


def test_a_chosen_paper_that_a_document_is_no_longer_made_for_is_passed_over(shop: Shop) -> None:
    call_sheet = spec_of("call_sheet")
    shop.settings = replace(shop.settings, papers=(("call_sheet", "a5"), ("door_note", "gone")))
    assert usual_paper(shop, call_sheet) is Paper.A5
    assert usual_paper(shop, spec_of("door_note")) is Paper.A4
    with pytest.raises(Refusal, match="paper_not_made_for"):
        draw(shop, call_sheet, Request(), Paper.ROLL_58)


def test_a_document_that_needs_a_case_is_refused_without_one(shop: Shop) -> None:
    for spec in all_documents():
        if Need.CASE not in spec.needs or spec.has_blank:
            assert draw(shop, spec).about == "2026-03-05"
        else:
            with pytest.raises(Invalid, match="case_number_missing"):
                draw(shop, spec)


def test_what_only_managers_may_print_is_refused_to_others(shop: Shop) -> None:
    spec = replace(spec_of("day_close"), managers_only=True)
    assert draw(shop, spec).pdf
    clerk = next(member for member in shop.staff if member.role is not Role.MANAGER)
    shop.act_as(clerk.initials)
    assert draw(shop, spec_of("day_close")).pdf
    with pytest.raises(Refusal, match="manager_needed"):
        draw(shop, spec)


def test_a_paper_of_a_case_is_noted_and_one_of_nobody_is_not_x9(shop: Shop) -> None:
    case, slip = some_case(shop), spec_of("service_slip")
    before = len(cases.case_file(shop, case.id).timeline)
    given = note_given(shop, draw(shop, spec_of("door_note")), Way.PRINTED)
    assert not given.touches(*ChangeKind)
    assert len(cases.case_file(shop, case.id).timeline) == before
    note_given(shop, draw(shop, slip, Request(case_id=case.id)), Way.PRINTED)
    assert paper_given_since_move(shop, case.id)


def test_an_unknown_kind_is_no_document() -> None:
    with pytest.raises(LookupError):
        spec_of("love_letter")
