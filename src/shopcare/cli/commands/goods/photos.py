"""``photo``: photos of a case added, listed, described and written out (X-4)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.fields import Fields, id_of
from shopcare.cli.files import fields_of, path_of
from shopcare.cli.records.goods_json import PHOTO_JSON, mark_drafts, photo_json, photo_lines
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import NotFound
from shopcare.domain.goods.photo import PhotoKind
from shopcare.domain.ids import PhotoId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.goods.photo import Photo

_KINDS: Final = [kind.value for kind in PhotoKind]
_FILES_JSON: Final[Described] = {
    "folder": mark("where they were written to"),
    "files[]": mark("the file that was written"),
}


def photo_id_of(text: str) -> PhotoId:
    """Read the id of a photo.

    Raises:
        NotFound: it can be none.
    """
    number = id_of(text)
    if number is None:
        raise NotFound("photo", text[:40])
    return PhotoId(number)


def _said_options(options: Options) -> None:
    options.add("--kind", choices=_KINDS, tells=mark("what the photo shows"))
    options.add("--item", metavar="N", gives=("position",),
                tells=mark("the position of the item that it shows"))  # fmt: skip
    options.add("--caption", metavar="TEXT", tells=mark("Caption"))


def _add_options(options: Options) -> None:
    number_option(options)
    options.add("files", metavar="FILE", nargs="+", tells=mark("photos as JPEG, PNG or BMP"))
    _said_options(options)


def _id_option(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the photo's id"))


def _change_options(options: Options) -> None:
    _id_option(options)
    _said_options(options)
    options.add(
        "--marks",
        metavar="FILE.json",
        tells=mark("the marks as JSON, in thousandths of the photo; - reads stdin"),
    )


def _export_options(options: Options) -> None:
    number_option(options)
    options.add("folder", metavar="DIR", tells=mark("the folder to write them into"))


def _position(session: Session) -> int | None:
    text = session.option("item")
    return None if text is None else id_of(text) or 0


def _add(session: Session) -> None:
    from shopcare.domain.goods.photo import PhotoDraft
    from shopcare.services.goods.photos import add_photos, read_pictures

    case_id = case_of(session).case.id
    draft = PhotoDraft(
        kind=PhotoKind(session.option("kind") or PhotoKind.ON_RECEIPT),
        position=_position(session),
        caption=session.option("caption") or "",
    )
    pictures = read_pictures([path_of(name) for name in session.option("files")])
    add_photos(session.shop, case_id, pictures, draft)
    tell_case(session, case_id, mark("Case {number}: the photos are added."))


def _list(session: Session) -> None:
    from shopcare.services.goods.photos import all_photos_of

    found = all_photos_of(session.shop, case_of(session).case.id)
    rows = [photo_json(session.shop, photo) for photo in found]
    session.give(rows, lambda: table(photo_lines(session.words, found)))


def _change(session: Session) -> None:
    from dataclasses import replace

    from shopcare.services.goods.photos import change_photo, photo_of

    photo = photo_of(session.shop, photo_id_of(session.option("id")))
    draft = photo.draft
    if (kind := session.option("kind")) is not None:
        draft = replace(draft, kind=PhotoKind(kind))
    if (position := _position(session)) is not None:
        draft = replace(draft, position=position)
    if (caption := session.option("caption")) is not None:
        draft = replace(draft, caption=caption)
    if (name := session.option("marks")) is not None:
        fields = Fields(fields_of(name), session.shop.now())
        draft = replace(draft, marks=mark_drafts(fields))
        fields.finish()
    change_photo(session.shop, photo.id, draft)
    _tell(session, photo_of(session.shop, photo.id), mark("The photo is described."))


def _put_back(session: Session) -> None:
    from shopcare.services.goods.photos import photo_of, put_photo_back

    photo_id = photo_id_of(session.option("id"))
    put_photo_back(session.shop, photo_id)
    _tell(session, photo_of(session.shop, photo_id), mark("It is on file again as it was."))


def _tell(session: Session, photo: "Photo", sentence: str) -> None:
    lines = [session.words.text(sentence), *table(photo_lines(session.words, [photo]))]
    session.give(photo_json(session.shop, photo), lambda: lines)


def _export(session: Session) -> None:
    from shopcare.services.goods.photos import export_photos

    folder = path_of(session.option("folder"))
    written = [path.name for path in export_photos(session.shop, case_of(session).case.id, folder)]
    session.give({"folder": str(folder), "files": written}, lambda: written)


COMMANDS = (
    Command(
        words=("photo", "add"),
        summary=mark("Add photos to a case: shrunk, without their place and camera."),
        options=_add_options,
        run=_add,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("photo", "list"),
        summary=mark("List the photos of a case, voided ones too."),
        options=number_option,
        run=_list,
        json=below("[]", PHOTO_JSON),
    ),
    Command(
        words=("photo", "change"),
        summary=mark("Say what a photo shows, or mark something on it."),
        options=_change_options,
        run=_change,
        json=PHOTO_JSON,
    ),
    Command(
        words=("photo", "undo"),
        summary=mark("Put a voided photo back."),
        options=_id_option,
        run=_put_back,
        json=PHOTO_JSON,
    ),
    Command(
        words=("photo", "export"),
        summary=mark("Write the photos of a case into a folder."),
        options=_export_options,
        run=_export,
        json=_FILES_JSON,
    ),
)
