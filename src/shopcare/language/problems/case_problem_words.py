"""What is wrong with what was typed about a case's goods, its money and measurements."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

CASE_PROBLEMS: Final[Mapping[str, str]] = {
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
    # photos
    "photo_unreadable": mark(
        "“{file}” is not a photo that ShopCare can read. Save it as JPEG or PNG and try again."
    ),
    "photo_heic": mark(
        "“{file}” is in the iPhone's own format (HEIC). Send it as JPEG, or set the iPhone's "
        "camera to “Most Compatible”."
    ),
    "photo_too_large": mark(
        "“{file}” is too large. At most {megabytes} MB and {megapixels} million pixels."
    ),
    "photo_damaged": mark("“{file}” is damaged and cannot be shown. Take the photo again."),
    "photos_there_already": mark("This photo is already on the case."),
    "photos_too_many": mark(
        "At most {most} photos on one case; {there} are there. Void some that are not needed."
    ),
    "photo_unchanged": mark("Nothing about the photo was changed."),
    "photo_voided": mark("The photo is voided already."),
    "photo_not_voided": mark("The photo is not voided."),
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
    "suggestion_outcome_missing": mark("Please say what came of it."),
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
    # amounts
    "amount_unreadable": mark("“{text}” is not an amount. Write it like 128 or 1,280.50."),
    "amount_negative": mark("An amount cannot be below zero."),
    "amount_too_fine": mark("An amount has two decimals at most."),
    "amount_too_large": mark("This amount is too large for a counter. Please check it."),
    # gifts and vouchers
    "gift_missing": mark("Please say what is given."),
    "gift_out_of_stock": mark("No {name} is left. Count the stock, or give something else."),
    "stock_impossible": mark("This number in stock cannot be right."),
    "voucher_value_missing": mark("Please say what the voucher is worth."),
    "expires_missing": mark("Please say until when the voucher can be redeemed."),
    "expires_in_past": mark("This day has already passed."),
    "no_voucher": mark("{number} is no voucher."),
    "voucher_missing": mark("Please say which voucher."),
    "voucher_redeemed": mark("{number} was already redeemed on {on}."),
    "voucher_expired": mark("{number} could be redeemed until {on} only."),
    "voucher_worth_less": mark("The voucher is worth {value} only."),
    # what became of a fee
    "payment_missing": mark(
        "A fee was agreed. Please say whether it is paid (and how), waived (and why) or owed "
        "(and until when)."
    ),
    "payment_short": mark("{left} of the fee is not accounted for yet: is it waived, or owed?"),
    "payment_too_much": mark("Only {left} is owed."),
    "pay_amount_missing": mark("Please say how much was paid."),
    "pay_method_missing": mark("Please say how it was paid."),
    "waived_by_missing": mark("Please say who decided to waive the fee."),
    "owed_until_missing": mark("Please say until when the fee is owed."),
    "owed_until_in_past": mark("The day until which the fee is owed has already passed."),
    "debt_settled": mark("Nothing is owed for this any more."),
    # money of a case
    "fee_lines_missing": mark("Enter at least one line with its amount."),
    "fee_lines_too_many": mark("A fee has {most} lines at most."),
    "plan_first": mark("Agree on a plan first; the fee belongs to it."),
    "case_is_over": mark("{number} is handed over or over: its fee can no longer be changed."),
    "consent_needed_again": mark(
        "The fee is higher than the customer agreed to. Ask, and say how they agreed."
    ),
    "deposit_to_give_back": mark("Give the deposit back first: reverse its entry."),
    "payment_reversed_already": mark("This entry was already reversed."),
    "debt_settled_since": mark("Part of this debt was settled since. Reverse that entry first."),
    "payment_differs": mark("Answer for exactly the amount that is reversed."),
    # prescriptions
    "measured_in_future": mark("The measurement date cannot be in the future."),
    "prescription_empty": mark("No measurements were entered."),
    "dioptre_unreadable": mark("“{text}” cannot be read as a measurement."),
    "dioptre_sign_missing": mark(
        "“{text}”: short or long sight? Write it with its sign, like -3.25."
    ),
    "axis_needed": mark("There is a cylinder: enter its axis, 0 to 180."),
    "base_needed": mark("There is a prism: choose its base."),
    "dioptre_impossible": mark("“{text}” dioptres: no glasses are made like that. Please check."),
    "dioptre_step": mark("“{text}”: lenses go by quarters of a dioptre, like -3.25."),
    "axis_impossible": mark("“{text}”: an axis is between 1 and 180."),
    "millimetres_impossible": mark("“{text}” mm cannot be right. Please check."),
    # remakes
    "ordered_missing": mark("Please say what was ordered."),
    "wrong_missing": mark("Please say what is wrong against the order."),
    "maker_missing": mark("The maker pays: please say which maker or laboratory."),
    # measurements of a trade's own
    "measurement_empty": mark("Nothing was measured or noted."),
    "measure_unknown": mark("“{text}” is not measured here. Possible are: {known}."),
    "measure_unreadable": mark("“{text}” is not a number."),
    "measure_impossible": mark("{text} {unit} cannot be right: {least} to {most} {unit} are."),
    "measure_choice_unknown": mark("“{text}” is not one of these: {known}."),
}
"""Codes with values; what stands in braces is filled in."""
