"""What is wrong with what was typed or pressed at the counter, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

COUNTER_PROBLEMS: Final[Mapping[str, str]] = {
    # finding, staff and settings
    "not_found": mark("There is no such {what}: {key}."),
    "entry_damaged": mark(
        "This entry is damaged: {what} {key}. Restore a backup, or enter it again; "
        "everything else can be used."
    ),
    "entries_lost": mark(
        "Entry {last} was the last one saved, but the shop file no longer holds it. Compare with "
        "that day's papers and enter what is missing again."
    ),
    "customer_merged": mark(
        "{name} is part of file {id} since the two were merged. Open that file instead."
    ),
    "customer_erased": mark(
        "This customer's data was erased on {on}. File a new customer if they come again."
    ),
    "erase_case_open": mark("Not erased yet: cases {what} are still open. Close them first."),
    "erase_money_owed": mark(
        "Not erased yet: a fee is still owed in {what}. Take the money or waive it first."
    ),
    "erase_loan_out": mark(
        "Not erased yet: the customer still has {what} on loan. Take it back first."
    ),
    "erase_voucher_open": mark(
        "Not erased yet: vouchers {what} can still be redeemed. Redeem or void them first."
    ),
    "erase_not_confirmed": mark(
        "Not erased: an erasure cannot be undone. Confirm it with the customer's name as it is "
        "on file."
    ),
    "erased_already": mark("This customer's data was erased already, on {on}."),
    "still_locked": mark("{law} has the name kept until {until}; it is erased after that day."),
    "retention_too_short": mark(
        "At least {least} years: so long a law or a claim may ask for these records."
    ),
    "retention_too_long": mark("At most {most} years."),
    "nothing_past_period": mark("No measurement of this customer is past its period."),
    "question_missing": mark("Please say what is asked."),
    "responsible_missing": mark("Please say who is responsible."),
    "due_in_past": mark("The time for the answer has passed already."),
    "answer_missing": mark("Please give the answer."),
    "answered_already": mark("This was already answered or withdrawn."),
    "same_record": mark("These are not two records: it is the same one twice."),
    "apart_already": mark("These two are already noted as two people."),
    "merge_built_upon": mark(
        "{name}'s records cannot be parted: something was recorded for the customer since."
    ),
    "clock_in_doubt": mark(
        "The PC's clock says {now}, but the last entry was saved on {last}. "
        "Nothing can be saved until a manager has confirmed the date."
    ),
    "trade_unknown": mark("There is no trade “{trade}”. Possible are: {known}."),
    # policies and verdicts
    "sold_after_day": mark("The purchase date is after the day of the question."),
    "received_after_day": mark("The day of receipt is after the day of the question."),
    "received_before_sale": mark("Goods cannot be received before they are sold."),
    "policy_file_unreadable": mark("The policy file cannot be opened: {path}."),
    "policy_file_broken": mark("The policy file is not valid TOML: {reason}"),
    "policy_key_unknown": mark("{key}: nobody reads this key. Known are: {known}."),
    "policy_value_missing": mark("{key}: a value is missing here."),
    "policy_value_wrong": mark("{key}: this was expected: {expected}."),
    "policy_id_twice": mark("{key}: there are two clauses “{id}”."),
    "policy_unit_missing": mark("{key}: the figure has no unit. Possible are: {units}."),
    "policy_number_wrong": mark("{key}: “{value}” cannot be; a whole number from 0 to {most} can."),
    "policy_choice_unknown": mark("{key}: “{value}” is not among: {choices}."),
    "policy_steps_wrong": mark(
        "{key}: ages have to rise, shares may never fall, and both need as many steps."
    ),
    "policy_takes_rights": mark(
        "{key}: this would take away what the law grants ({article}). Possible is: {possible}."
    ),
    "policy_shorter_than_law": mark(
        "{key}: this would take away what the law grants ({article}). {least} days are the least "
        "that can stand here."
    ),
    "policy_longer_than_law": mark(
        "{key}: the law lets nobody wait longer than {days} days ({article}). {most} is the most "
        "that can stand here."
    ),
    "policy_phrase_void": mark(
        "{key}: “{phrase}” has no legal effect anywhere ({article}). Say what is possible "
        "instead: a quality fault is always put right."
    ),
    "policy_text_figure_unknown": mark("{key}: the text names “{figure}”, which is not a figure."),
    "placeholder_unknown": mark("{text} is filled by nothing. Possible are: {known}."),
    "policy_clause_unknown": mark("The shop has no clause “{clause}” that could be changed."),
    "policy_field_unknown": mark("“{field}” cannot be changed there. Possible are: {known}."),
    "policy_change_in_past": mark(
        "What was promised stays: a change begins today or later, never before."
    ),
    "policy_change_in_force": mark(
        "This change has been in force since {day}. Make another one from today on instead."
    ),
    "policy_change_withdrawn": mark("This change was already withdrawn."),
    "policy_day_missing": mark("Please give the day from which it applies."),
    "numbers_unreadable": mark("“{text}” is not a whole number. Write 7, or several: 7, 15, 30."),
    "policy_change_nothing": mark("This is the same as now."),
    "time_zone_unknown": mark("There is no time zone “{text}”. Choose one from the list."),
    "language_unknown": mark("ShopCare does not speak “{text}”. Choose a language from the list."),
    "computer_refuses": mark("The computer did not allow this. Nothing was changed."),
    "program_incomplete": mark(
        "A file of the program itself is missing or cannot be read. Nothing was changed; please install ShopCare again."
    ),
    # texts, amounts, phones
    "name_missing": mark("Please give a name."),
    "text_too_long": mark("Too long: {length} characters, {most} are possible."),
    "phone_unreadable": mark("“{text}” is not a phone number. Use digits, blanks and dashes."),
    "phone_rounded": mark(
        "“{text}”: a spreadsheet has rounded this number; its last digits are lost."
    ),
    "phone_too_short": mark("“{text}” is too short for a phone number."),
    "phone_too_long": mark("“{text}” is too long for a phone number."),
    "too_many_phones": mark("At most {most} phone numbers."),
    # customers
    "number_taken": mark("{name} already has the member number {number}."),
    "birthday_impossible": mark("There is no such day. Write it like 3-5, or 农历八月十五."),
    "birthday_unreadable": mark(
        "“{text}” cannot be read as a birthday. Write it like 3-5, or 农历八月十五."
    ),
    "birthday_calendar_unclear": mark("“{text}”: solar or lunar? Write 公历 or 农历 before it."),
    # purchases
    "sold_in_future": mark("The purchase date is in the future."),
    "handed_over_before_sale": mark("The goods cannot be handed over before they were sold."),
    "handed_over_in_future": mark("The handover date is in the future."),
    "promised_before_sale": mark("Goods cannot be promised for a day before they were sold."),
    "handing_over_stays": mark(
        "A call about these goods was made since, or the date was changed, so the handover "
        "cannot be undone."
    ),
    "already_handed_over": mark("These goods were already handed over on {on}."),
    "lines_missing": mark("Please give at least one product."),
    "too_many_lines": mark("At most {most} products on one receipt."),
    "product_missing": mark("Please name the product."),
    "quantity_impossible": mark("Please check the quantity: more than zero, three decimals."),
    "receipt_taken": mark("The receipt number {number} is already on file."),
    # intake
    "customer_missing": mark("Please choose the customer, or add a new one."),
    "accessories_too_many": mark("Please shorten the list of accessories."),
    "received_in_future": mark("The intake time is in the future."),
    "bought_after_intake": mark(
        "The purchase date is after the intake on {received}. Check both dates."
    ),
    "waiting_already": mark("Case {number} is already waiting for the customer."),
    "not_waiting": mark("Case {number} is not waiting for the customer."),
    "laying_before_intake": mark("The laying date is before the intake. Check both dates."),
    "promised_in_past": mark("The promised date has already passed."),
    "promised_beyond_law": mark(
        "Later than {day} is not possible ({source}): promise a day up to then, or offer an "
        "exchange or a refund. Only a repair with an agreed fee may take longer."
    ),
    "promised_beyond_longest": mark(
        "Later than {day} is not possible ({source}): promise a day up to then, or offer an "
        "exchange or a refund."
    ),
    "longer_not_agreed": mark(
        "After {day} the customer must agree to the date first ({source}). Say how they were "
        "told and agreed, or promise an earlier day."
    ),
    "ending_missing": mark("Please say why the goods go back without the work."),
    "plan_missing": mark("Please say what will be done."),
    "received_too_long_ago": mark(
        "The intake time is more than ten years ago. Please check the year."
    ),
    "kind_not_offered": mark("The shop does not offer “{kind}”. It offers: {kinds}."),
    "service_unknown": mark("The shop does not offer “{text}”. Choose a service from the list."),
    "purchase_of_another": mark(
        "This purchase belongs to another customer. Choose one of this customer's own."
    ),
    # returns and exchanges
    "nothing_left_to_return": mark(
        "Everything on this purchase line was returned or exchanged, or is being asked about."
    ),
    "quantity_above_rest": mark("Only {most} of this purchase line is left."),
    "quantity_settled": mark("This quantity was settled already and stays."),
    "quantity_taken_since": mark(
        "Case {number}: another case has taken this quantity of the purchase line meanwhile."
    ),
    "exchanged_goods_asked_about": mark(
        "Case {number}: another case is about the goods that it handed over in exchange."
    ),
    "receipt_not_checked": mark("Look at the proof of purchase first: is there one?"),
    "fault_not_found_out": mark("Please say what is wrong: a quality fault, use, or nothing."),
    "wish_missing": mark("Please say what the customer asks for: return, exchange or repair."),
    "outcome_missing": mark("Please say what is decided."),
    "share_missing": mark("Please say what was paid for the goods that come back."),
    "refund_too_much": mark("Only {most} was paid for these goods."),
    "new_goods_missing": mark("Please name what is given in exchange."),
    "new_price_missing": mark("Please give the price of what is given in exchange."),
    "fee_above_price": mark("The fee cannot be more than what was paid."),
    "law_grants_it": mark("The law grants this ({clause}); it cannot be refused."),
    "refund_missing": mark("{due} is to be paid back. Please say how it was paid back."),
    "refund_differs": mark("Exactly {due} is to be paid back."),
    "refund_not_due": mark("Nothing is to be paid back here."),
    "refund_was_paid": mark(
        "Case {number}: money was paid back, and that is not simply undone. "
        "Reopen the case and say why."
    ),
    # moving a case
    "case_number_unreadable": mark("“{text}” is not a case number. It looks like 26-00042-3."),
    "case_number_mistyped": mark("“{text}” is mistyped: the last digit does not fit the others."),
    "move_not_allowed": mark("The case is “{stage}” and cannot go straight to “{to}”."),
    "move_before_intake": mark("This is before the intake of case {number}."),
    "move_before_last_step": mark(
        "Case {number}: this is before its last step, on {last}. Check the date and time."
    ),
    "received_before_source": mark(
        "This request follows from something on {since}, so it cannot have been received earlier."
    ),
    "call_before_cause": mark(
        "This call was planned on {since}, so it cannot have been made earlier. Check the date "
        "and time."
    ),
    "move_in_future": mark("This is in the future."),
    "purchase_repeated": mark(
        "The same sale is on file already: {product}, bought {sold_on}. Was it bought twice?"
    ),
    "channel_the_same": mark("That sales channel is on record already."),
    "nothing_to_correct": mark("Say what to correct: --channel or --promised."),
    "promise_the_same": mark("That promised day is on record already."),
    "voided_already": mark("This was already voided."),
    "nothing_to_void": mark("This call is already off the list; there is nothing to void."),
    "confirming_unnamed": mark(
        "The date is confirmed by a manager. Say who it is with --as and the initials."
    ),
    "parts_origin_missing": mark(
        "Please say where the parts come from: original, or an approved substitute."
    ),
    "consent_missing": mark(
        "Case {number}: the customer has not agreed yet. Record the consent first."
    ),
    "how_missing": mark("Please say how: signature, in person, phone or WeChat."),
    "promised_missing": mark("Please give the promised date."),
    "checks_missing": mark("{left} points of the quality check are not ticked yet."),
    "finding_missing": mark("Please write down what was found."),
    "resolution_missing": mark("Please say how it was settled."),
    "reason_missing": mark("Please give the reason."),
    "case_over": mark("Case {number} has ended, so it cannot be reassigned."),
    "facts_stay": mark("Case {number} was cancelled, so it can no longer be corrected."),
    "facts_changed_since": mark(
        "Case {number} was changed in the meantime, so nothing was saved. Look at what it says "
        "now, then correct it."
    ),
    "customer_field_changed_since": mark(
        "The file of {name} was changed in the meantime in the same place, so nothing was saved. "
        "Look at what it says now, then change it."
    ),
    "nothing_corrected": mark(
        "Case {number}: this is the same as what is on record; nothing was changed."
    ),
    "staff_left": mark("{name} no longer works here. Choose somebody else."),
    "handled_by_already": mark("{name} already handles case {number}."),
    "fee_was_taken": mark(
        "Case {number}: a fee was taken, so this step cannot simply be undone. Reopen the case "
        "and say why."
    ),
    "paper_given_out": mark(
        "Case {number}: a paper was given out since, so this step cannot be undone. Carry on "
        "from where it is now."
    ),
    "call_made_since": mark(
        "Case {number}: a call was made since, so this step cannot be undone. Carry on from "
        "where it is now."
    ),
    "case_changed_since": mark(
        "Case {number} was changed since, so this step cannot be undone. Carry on from where it "
        "is now."
    ),
    "not_ready": mark("Case {number} is not ready."),
    "nothing_promised": mark("Case {number} no longer has a promised date to change."),
    "already_acknowledged": mark("Case {number}: the customer has already been told."),
    "case_number_missing": mark("Please give the case number."),
    # calls
    "call_settled": mark("This call is already settled."),
    "receipt_entered_again": mark(
        "This sale has been recorded again since, so the voided receipt stays voided."
    ),
    "nothing_to_undo": mark("There is nothing to undo here."),
    "call_changed_since": mark(
        "Call {id} was changed since, so this entry cannot be undone. Carry on from where it is "
        "now."
    ),
    "customer_changed_since": mark(
        "{name}'s file was changed since, so this entry cannot be undone. Correct it in the file."
    ),
    "consent_stands_already": mark("This has been agreed to already, on {day}."),
    "consent_not_given": mark("There is no consent that could be withdrawn."),
    "consent_in_future": mark("This day is still to come."),
    "consent_before_withdrawal": mark("It was withdrawn on {day}; a new consent is given later."),
    "withdrawn_before_given": mark("It was given on {day}; it cannot be withdrawn before that."),
    "call_reason_missing": mark("Please say what the call is for."),
    "moment_in_past": mark("{moment} has already passed."),
    "case_of_another": mark("Case {number} belongs to another customer."),
    "confirmer_missing": mark(
        "Say which manager confirms the date: --as INITIALS. Nothing was changed."
    ),
    "call_in_future": mark("The time of the call is in the future."),
    "satisfaction_out_of_range": mark("Satisfaction goes from 1 to 5."),
    "satisfaction_needs_reached": mark(
        "Satisfaction can only be recorded when the customer was reached."
    ),
    "dissatisfaction_reason_missing": mark("Please write down why the customer is not satisfied."),
    "end_reason_missing": mark("Please say why no more calls are made."),
    "later_missing": mark("Please say when to call again."),
    "later_in_past": mark("The time to call again has already passed."),
    "not_same_household": mark("Call {id} belongs to another household."),
    "also_needs_reached": mark(
        "Other calls can only be settled with this one when the customer was reached."
    ),
    # paper
    "printer_refused": mark(
        "The printer cannot be reached. Nothing was printed; check that it is on and connected, or save the paper as PDF."
    ),
    "paper_refused": mark(
        "This printer does not take paper of {width} × {height} mm. Nothing was printed; choose another printer or another paper, or save the paper as PDF."
    ),
    "paper_not_made_for": mark(
        "This document cannot be printed on {paper}. Possible are: {papers}."
    ),
}
