"""What is wrong with what was typed or pressed about goods in the shop, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

GOODS_PROBLEMS: Final[Mapping[str, str]] = {
    # items of a case
    "item_name_missing": mark("Please say what each item is."),
    "items_too_many": mark("At most {most} items on one case. Open another case for the rest."),
    "pieces_impossible": mark("Please check the number of pieces: 1 to {most}."),
    "item_unknown": mark("This case has no item {position}."),
    "item_gone": mark("“{what}” has already been handed over."),
    "item_still_here": mark("“{what}” has not been handed over."),
    "items_missing": mark("Please choose at least one item."),
    "last_item_with_case": mark(
        "That would be everything that is still here. Use the step “Hand over” of the case, "
        "so that the fee and the calls go with it."
    ),
    "first_item_stays": mark(
        "The first item is the product of the case. It can be corrected, not removed."
    ),
    "case_without_goods": mark("No goods were handed in with case {number}."),
    "goods_handed_over": mark("The goods of case {number} have been handed over."),
    # marks on the sketch
    "mark_word_missing": mark("Please say what mark {n} shows."),
    "mark_outside": mark("Mark {n} is outside the sketch."),
    "marks_too_many": mark("At most {most} marks."),
    "marks_unchanged": mark("No mark was changed."),
    # where it is repaired, parts
    "repair_place_missing": mark("Please say where it is repaired."),
    "received_before_sent": mark("It cannot come back before it was sent. Check both dates."),
    "part_missing": mark("Please name the missing part."),
    "released_by_missing": mark("Please say who released it."),
    "released_by_manager": mark("Only a manager may release a part by word."),
    # not collected
    "no_notice_due": mark("No notice is due for case {number}."),
    # loans
    "loan_what_missing": mark("Please say what is lent."),
    "return_day_missing": mark("Please say until when."),
    "return_day_passed": mark("The return day has already passed."),
    "loan_is_back": mark("“{what}” is already back."),
    # what customers bring back
    "no_authority_complaint": mark("This case did not come through an authority."),
    "reply_in_future": mark("This day is still to come. Please check the date."),
    "reply_too_early": mark(
        "This is before the shop knew of it ({received}). Please check the date."
    ),
    "no_reaction": mark("No reaction is recorded on this case."),
    "reported_already": mark("It has already been reported. Undo the report first."),
    "reaction_after_report": mark("It cannot have begun after the shop was told. Check the date."),
    "lot_missing": mark("Please give the batch number."),
    "no_buyers": mark("No purchase with batch {lot} is on file."),
    "recall_is_over": mark("This recall has already ended."),
    "recall_going_on": mark("Somebody has already been called. End the recall instead."),
    "suggestion_missing": mark("Please write down what is suggested."),
    "suggestion_settled": mark("This suggestion has already been settled."),
    "outcome_missing": mark("Please say what came of it."),
    "reward_without_outcome": mark("Only a suggestion that is taken up is rewarded, and once."),
    # shelves
    "place_unreadable": mark(
        "“{text}” is not a shelf code. Use letters and digits, like A12 or BAG-7."
    ),
    "place_unknown": mark(
        "There is no shelf “{place}”. Check the code, or add it in the settings under “Shelves”."
    ),
    "places_too_many": mark("At most {most} shelves."),
    "place_unchanged": mark("It is already on that shelf."),
    "place_missing": mark("Please scan or type the shelf first."),
}
