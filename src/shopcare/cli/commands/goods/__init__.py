"""Goods in the shop: several items on a case, shelves."""

from shopcare.cli.command import Group
from shopcare.language.catalog import mark

GROUPS = (
    Group(word="item", summary=mark("Add the items of a case, hand them over, move them.")),
    Group(word="loan", summary=mark("Lend goods of the shop, and record their return.")),
    Group(word="photo", summary=mark("Add photos to a case, list, describe or export them.")),
    Group(word="shelf", summary=mark("Show what is on which shelf, and move goods.")),
)
