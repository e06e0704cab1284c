"""One sentence for every code: what happened and what to do, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

PROBLEMS: Final[Mapping[str, str]] = {
    # the shop file
    "shop_missing": mark(
        "There is no shop file here: {path}. Choose another folder, or make a new shop."
    ),
    "shop_exists": mark("There is a shop file here already: {path}. Nothing was changed."),
    "shop_file_locked": mark(
        "Another program keeps the shop file busy. Close it and try again; nothing was saved now."
    ),
    "shop_file_read_only": mark(
        "The shop file may not be written to: {path}. Check its permissions; nothing was saved."
    ),
    "shop_file_newer": mark(
        "The shop file was written by a newer ShopCare: {path}. Install the newer version."
    ),
    "shop_file_foreign": mark("This is no ShopCare file: {path}. Choose the shop's own file."),
    "shop_file_damaged": mark(
        "The shop file is damaged: {path}. Do not work with it; restore a backup."
    ),
    "shop_file_cannot_open": mark(
        "The shop file cannot be opened: {path}. Check that the disk is there and may be read."
    ),
    "folder_not_writable": mark("The folder cannot be written to: {path}. Choose another folder."),
    "disk_full": mark("The disk is full. Make room and save again; nothing was saved now."),
    "disk_failing": mark(
        "The disk reports an error. Save a copy elsewhere and have the disk checked."
    ),
    # finding and staff
    "not_found": mark("There is no such {what}: {key}."),
    "staff_unknown": mark("Nobody here signs with {initials}."),
    "manager_needed": mark("Only a manager may do this."),
    "initials_missing": mark("Please give the initials."),
    "initials_taken": mark("Somebody signs with {initials} already."),
    "last_manager": mark("One manager has to stay."),
    # texts, amounts, phones
    "name_missing": mark("Please give a name."),
    "text_too_long": mark("Too long: {length} characters, {most} are possible."),
    "amount_unreadable": mark("“{text}” is not an amount. Write it like 128 or 1,280.50."),
    "amount_negative": mark("An amount cannot be below zero."),
    "amount_too_fine": mark("An amount has two decimals at most."),
    "amount_too_large": mark("This amount is too large for a counter. Please check it."),
    "phone_unreadable": mark("“{text}” is not a phone number. Use digits, blanks and dashes."),
    "phone_rounded": mark(
        "“{text}”: a spreadsheet has rounded this number; its last digits are lost."
    ),
    "phone_too_short": mark("“{text}” is too short for a phone number."),
    "phone_too_long": mark("“{text}” is too long for a phone number."),
    "too_many_phones": mark("At most {most} phone numbers."),
    # customers
    "number_taken": mark("{name} has the member number {number} already."),
    "birthday_impossible": mark("There is no such day. Write it like 3-5, or 农历八月十五."),
    "call_hours_reversed": mark("The end has to be later than the beginning."),
    # purchases
    "sold_in_future": mark("The day of sale lies in the future."),
    "handed_over_before_sale": mark("The goods cannot be handed over before they were sold."),
    "handed_over_in_future": mark("The day of handing over lies in the future."),
    "already_handed_over": mark("These goods were handed over on {on} already."),
    "lines_missing": mark("Please give at least one product."),
    "too_many_lines": mark("At most {most} products on one receipt."),
    "product_missing": mark("Please name the product."),
    "quantity_impossible": mark("Please check the quantity: more than zero, three decimals."),
    "receipt_taken": mark("The receipt number {number} is on file already."),
    # intake
    "customer_missing": mark("Please choose the customer, or add a new one."),
    "fault_missing": mark("Please write down what the customer says."),
    "accessories_too_many": mark("Please shorten the list of accessories."),
    "received_in_future": mark("The time of intake lies in the future."),
    "bought_in_future": mark("The purchase date lies in the future."),
    "promised_in_past": mark("The promised date has passed already."),
    "plan_missing": mark("Please say what will be done."),
    "draft_unreadable": mark("This cannot be read as a case: {text}"),
    # moving a case
    "case_number_unreadable": mark("“{text}” is not a case number. It looks like 26-00042-3."),
    "case_number_mistyped": mark("“{text}” is mistyped: the last digit does not fit the others."),
    "move_not_allowed": mark("A case that is “{stage}” cannot become “{to}” now."),
    "move_before_intake": mark("This lies before the intake of case {number}."),
    "move_in_future": mark("This lies in the future."),
    "consent_missing": mark(
        "Case {number}: the customer has not agreed yet. Record the consent first."
    ),
    "how_missing": mark("Please say how: signature, in person, phone or WeChat."),
    "promised_missing": mark("Please give the promised date."),
    "checks_missing": mark("{left} points of the quality check are not ticked yet."),
    "resolution_missing": mark("Please say how it was settled."),
    "reason_missing": mark("Please give the reason."),
    "not_ready": mark("Case {number} is not ready."),
    "nothing_promised": mark("Case {number} has no promise to change any more."),
    "already_acknowledged": mark("Case {number}: the customer was told already."),
    # calls
    "call_settled": mark("This call is settled already."),
    "call_in_future": mark("The time of the call lies in the future."),
    "satisfaction_out_of_range": mark("Satisfaction goes from 1 to 5."),
    "satisfaction_needs_reached": mark(
        "Satisfaction can only be recorded when the customer was reached."
    ),
    "dissatisfaction_reason_missing": mark("Please write down why the customer is not satisfied."),
    "complaint_words_missing": mark("Please write down the complaint in the customer's words."),
    "end_reason_missing": mark("Please say why no more calls are made."),
    "later_missing": mark("Please say when to call again."),
    "later_in_past": mark("The time to call again has passed already."),
    "not_same_household": mark("Call {id} belongs to another household."),
    "day_in_past": mark("This day has passed already."),
    "day_in_future": mark("This day is still to come."),
    # bringing data in
    "kept_as_on_file": mark("The file says something else; what is on file was kept."),
    "name_kept_as_on_file": mark("The file names “{text}”; the name on file was kept."),
    "sold_on_missing": mark("There is no day of sale."),
    "buyer_missing": mark("It does not say who bought."),
    "buyer_unsure": mark("Several customers fit; add the phone or the member number."),
    "buyer_by_number": mark("Taken for {name}, who has the member number {number}."),
    "trade_unknown": mark("There is no trade “{trade}”: optical, clothing, tile or beauty."),
    # the calendar
    "notice_only_china": mark(
        "Official notices are read for China only; the shop is in {country}."
    ),
    "notice_not_understood": mark(
        "Lines {lines} of the notice are not understood; nothing was saved."
    ),
    "notice_empty": mark("This text names no day off and no working day; nothing was saved."),
    # hours
    "hours_reversed": mark("The end has to be later than the beginning."),
    "hours_overlap": mark("These hours overlap; put them in order."),
    "calls_never": mark("Please give at least one call window."),
}
