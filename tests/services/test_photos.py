"""Photos of a case: kept in the shop file, described, voided, put back, written out (X-4)."""

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from building.counter import Counter, open_counter
from building.photos import picture
from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.condition import Mark
from shopcare.domain.goods.photo import MOST_PHOTOS, PhotoDraft, PhotoKind
from shopcare.domain.ids import PhotoId
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.cases.corrections import void_case
from shopcare.services.exchange.exports import ExportKind, export
from shopcare.services.goods.photos import (
    add_photos,
    change_photo,
    export_photos,
    photo_of,
    photos_of,
    picture_of,
    put_photo_back,
    read_pictures,
    thumbnails_of,
    void_photo,
)
from shopcare.services.people.person_data import export_person
from shopcare.services.people.person_words import sections
from shopcare.services.reports.bin import bin_contents, put_back
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.salvage import salvage_shop

FAULT = PhotoDraft(kind=PhotoKind.FAULT, caption=" 左镜腿 ")


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("photos"))
    yield made
    made.shop.close()


@pytest.fixture
def case(counter: Counter) -> Case:
    return counter.case(counter.person("王"))


def problems(counter: Counter) -> dict[str, tuple[str, ...]]:
    return {found.key: found.problems for found in check(counter.shop) if not found.is_fine}


def last_said(counter: Counter, case: Case) -> str:
    return timeline_text(catalog("en"), cases.case_file(counter.shop, case.id).timeline[-1])


def test_photos_are_kept_shown_and_taken_back_x4(counter: Counter, case: Case) -> None:
    added = add_photos(counter.shop, case.id, [picture(1), picture(2), picture(1)], FAULT)
    assert (len(added.ids), added.left_out) == (2, 1)
    assert last_said(counter, case) == "2 photos added: The fault; 左镜腿"
    first, second = cases.case_file(counter.shop, case.id).photos
    assert (first.kind, first.caption, first.width, first.height) == ("fault", "左镜腿", 60, 40)
    assert picture_of(counter.shop, second.id) == picture(2).jpeg
    assert thumbnails_of(counter.shop, case.id)[first.id] == picture(1).thumbnail
    added.undo(counter.shop)
    assert photos_of(counter.shop, case.id) == ()
    assert last_said(counter, case) == "2 photos taken off again"
    assert bin_contents(counter.shop) == []
    assert not problems(counter)


def test_one_that_is_there_is_not_added_twice(counter: Counter, case: Case) -> None:
    add_photos(counter.shop, case.id, [picture(1)], FAULT)
    with pytest.raises(Refusal, match="photos_there_already"):
        add_photos(counter.shop, case.id, [picture(1)], FAULT)
    added = add_photos(counter.shop, case.id, [picture(1), picture(2)], FAULT)
    assert (len(added.ids), added.left_out) == (1, 1)


def test_a_case_holds_so_many_photos_and_no_more(counter: Counter, case: Case) -> None:
    add_photos(counter.shop, case.id, [picture(n) for n in range(MOST_PHOTOS)], FAULT)
    with pytest.raises(Refusal, match="photos_too_many"):
        add_photos(counter.shop, case.id, [picture(MOST_PHOTOS)], FAULT)
    first = photos_of(counter.shop, case.id)[0]
    void_photo(counter.shop, first.id, "模糊")
    add_photos(counter.shop, case.id, [picture(MOST_PHOTOS)], FAULT)
    with pytest.raises(Refusal, match="photos_too_many"):
        put_photo_back(counter.shop, first.id)


def test_what_is_said_with_a_photo_is_changed_and_put_back_x4(counter: Counter, case: Case) -> None:
    [photo_id] = add_photos(counter.shop, case.id, [picture(1)], FAULT).ids
    scratch = Mark(x=100, y=900, word="scratch")
    draft = PhotoDraft(kind=PhotoKind.ON_RECEIPT, position=1, marks=(scratch,))
    changed = change_photo(counter.shop, photo_id, draft)
    assert photo_of(counter.shop, photo_id).draft == draft
    assert last_said(counter, case) == "Photo: On receipt; 1 scratch"
    with pytest.raises(Refusal, match="photo_unchanged"):
        change_photo(counter.shop, photo_id, draft)
    changed.undo(counter.shop)
    assert photo_of(counter.shop, photo_id).draft == PhotoDraft(
        kind=PhotoKind.FAULT, caption="左镜腿"
    )


def test_a_voided_photo_is_in_the_bin_and_can_be_put_back_w8(counter: Counter, case: Case) -> None:
    [photo_id] = add_photos(counter.shop, case.id, [picture(1)], FAULT).ids
    with pytest.raises(Invalid, match="reason_missing"):
        void_photo(counter.shop, photo_id, " ")
    void_photo(counter.shop, photo_id, "拍错")
    assert last_said(counter, case) == "Photo voided: The fault; 拍错"
    assert photos_of(counter.shop, case.id) == ()
    assert thumbnails_of(counter.shop, case.id) == {}
    for again in (void_photo, lambda shop, one, _reason: change_photo(shop, one, PhotoDraft())):
        with pytest.raises(Refusal, match="photo_voided"):
            again(counter.shop, photo_id, "x")
    line = next(one for one in bin_contents(counter.shop) if one.id == photo_id)
    assert (line.kind, line.title, line.customer, line.reason) == (
        "photo", case.number, "王", "拍错",
    )  # fmt: skip
    put_back(counter.shop, "photo", photo_id)
    assert [one.id for one in photos_of(counter.shop, case.id)] == [photo_id]
    assert photo_id not in {one.id for one in bin_contents(counter.shop)}
    with pytest.raises(Refusal, match="photo_not_voided"):
        put_photo_back(counter.shop, photo_id)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PhotoDraft(caption="长" * 201), "text_too_long"),
        (PhotoDraft(position=2), "item_unknown"),
        (PhotoDraft(marks=(Mark(x=1, y=1),)), "mark_word_missing"),
    ],
)
def test_what_cannot_be_said_is_refused(
    counter: Counter, case: Case, draft: PhotoDraft, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        add_photos(counter.shop, case.id, [picture(1)], draft)


def test_a_voided_case_takes_no_photo_and_nobody_has_one_that_is_not_there(
    counter: Counter, case: Case
) -> None:
    void_case(counter.shop, case.id, "双份")
    with pytest.raises(Refusal, match="voided_already"):
        add_photos(counter.shop, case.id, [picture(1)], FAULT)
    for read in (photo_of, picture_of):
        with pytest.raises(Refusal, match="not_found"):
            read(counter.shop, PhotoId(999_999))


def test_photos_are_written_out_as_files_x4(counter: Counter, case: Case, tmp_path: Path) -> None:
    add_photos(counter.shop, case.id, [picture(1), picture(2)], FAULT)
    written = export_photos(counter.shop, case.id, tmp_path)
    assert [path.name for path in written] == [
        f"{case.number}-01-fault.jpg",
        f"{case.number}-02-fault.jpg",
    ]
    again = read_pictures(written)
    assert [(one.width, one.height) for one in again] == [(60, 40), (60, 40)]


def test_photos_are_part_of_an_export_of_everything(
    counter: Counter, case: Case, tmp_path: Path
) -> None:
    [photo_id] = add_photos(counter.shop, case.id, [picture(1)], FAULT).ids
    export(counter.shop, ExportKind.EVERYTHING, tmp_path / "all.zip", catalog("en"))
    with ZipFile(tmp_path / "all.zip") as archive:
        assert archive.read(f"photo_picture/{photo_id}-picture.jpg") == picture(1).jpeg
        assert "左镜腿" in archive.read("photo.csv").decode("utf-8-sig")
    export(counter.shop, ExportKind.CASES, tmp_path / "cases.csv", catalog("en"))
    heading, *rows = (tmp_path / "cases.csv").read_text("utf-8-sig").splitlines()
    assert heading.endswith(",Photos")
    assert next(row for row in rows if row.startswith(case.number)).endswith(",1")


def test_photos_are_part_of_what_a_person_is_given_l8(
    counter: Counter, case: Case, tmp_path: Path
) -> None:
    added = add_photos(counter.shop, case.id, [picture(1), picture(2)], FAULT)
    void_photo(counter.shop, added.ids[1], "拍错")
    person = export_person(counter.shop, case.customer_id, tmp_path / "person.json")
    told = json.loads((tmp_path / "person.json").read_bytes())["photos"]
    assert [b64decode(one["picture"]) for one in told] == [picture(1).jpeg, picture(2).jpeg]
    assert told[0]["caption"] == "左镜腿"
    shown = {one.title: one.lines for one in sections(counter.shop, catalog("en"), person)}
    assert shown["Photos"][0][1] == f"{case.number} · The fault · 左镜腿"


def test_check_notices_a_picture_that_somebody_exchanged(counter: Counter, case: Case) -> None:
    [photo_id] = add_photos(counter.shop, case.id, [picture(1)], FAULT).ids
    file = counter.shop.file
    kept = picture_of(counter.shop, photo_id)
    change = "UPDATE photo_picture SET picture = ? WHERE photo_id = ?"
    file.execute(change, (kept + b"x", photo_id))
    assert problems(counter) == {"entries": (f"photo {photo_id}",)}
    file.execute(change, (kept, photo_id))
    assert not problems(counter)
    file.execute("UPDATE photo SET caption = 'x' WHERE id = ?", (photo_id,))
    assert problems(counter) == {"records": (f"photo {photo_id}",)}
    file.execute("UPDATE photo SET caption = '左镜腿' WHERE id = ?", (photo_id,))


def test_pictures_come_out_of_a_damaged_file_whole(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    case = counter.case(counter.person("王"))
    [photo_id] = add_photos(counter.shop, case.id, [picture(1)], FAULT).ids
    counter.shop.close()
    salvage_shop(counter.shop.path, clock=counter.clock)
    rescued = open_shop(counter.shop.path, clock=counter.clock)
    assert picture_of(rescued, photo_id) == picture(1).jpeg
    rescued.close()
