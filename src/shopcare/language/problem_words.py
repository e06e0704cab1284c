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
    "shop_file_unfinished": mark(
        "This shop file was never finished and is empty: {path}. Move it away, then make a new shop."
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
    "clock_in_doubt": mark(
        "The PC's clock says {now}, but the last entry was saved on {last}. "
        "Nothing can be saved until a manager has confirmed the date."
    ),
    "initials_missing": mark("Please give the initials."),
    "initials_taken": mark("Somebody signs with {initials} already."),
    "last_manager": mark("One manager has to stay."),
    "acting_member_stays": mark(
        "You are at work yourself. Somebody else has to take you off the list."
    ),
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
    # purchases
    "sold_in_future": mark("The day of sale lies in the future."),
    "handed_over_before_sale": mark("The goods cannot be handed over before they were sold."),
    "handed_over_in_future": mark("The day of handing over lies in the future."),
    "handing_over_stays": mark(
        "A call was made about these goods since, or another day is on record: "
        "the handing over stays."
    ),
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
    "received_too_long_ago": mark(
        "The time of intake lies more than ten years back. Please check the year."
    ),
    "service_unknown": mark("The shop does not offer “{text}”. Choose a service from the list."),
    "purchase_of_another": mark(
        "This purchase belongs to another customer. Choose one of this customer's own."
    ),
    # moving a case
    "case_number_unreadable": mark("“{text}” is not a case number. It looks like 26-00042-3."),
    "case_number_mistyped": mark("“{text}” is mistyped: the last digit does not fit the others."),
    "move_not_allowed": mark("A case that is “{stage}” cannot become “{to}” now."),
    "move_before_intake": mark("This lies before the intake of case {number}."),
    "move_before_last_step": mark(
        "Case {number}: this lies before its last step, on {last}. Check day and time."
    ),
    "move_in_future": mark("This lies in the future."),
    "consent_missing": mark(
        "Case {number}: the customer has not agreed yet. Record the consent first."
    ),
    "how_missing": mark("Please say how: signature, in person, phone or WeChat."),
    "promised_missing": mark("Please give the promised date."),
    "checks_missing": mark("{left} points of the quality check are not ticked yet."),
    "resolution_missing": mark("Please say how it was settled."),
    "reason_missing": mark("Please give the reason."),
    "case_over": mark("Case {number} has ended: who handled it stays on record."),
    "staff_left": mark("{name} does not work here any more. Choose somebody else."),
    "handled_by_already": mark("{name} handles case {number} already."),
    "fee_was_taken": mark(
        "Case {number}: a fee was taken, and what was paid is not simply taken back. "
        "Reopen the case and say why."
    ),
    "paper_given_out": mark(
        "Case {number}: a paper was made since, so this step stays. Go on from where it stands."
    ),
    "call_made_since": mark(
        "Case {number}: a call was made since, so this step stays. Go on from where it stands."
    ),
    "case_changed_since": mark(
        "Case {number} was changed since, so this step stays. Go on from where it stands."
    ),
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
    "day_too_far": mark("This day lies more than a year ahead. Please check the year."),
    "also_needs_reached": mark(
        "Other calls can only be settled with this one when the customer was reached."
    ),
    # bringing data in
    "kept_as_on_file": mark("The file says something else; what is on file was kept."),
    "name_kept_as_on_file": mark("The file names “{text}”; the name on file was kept."),
    "sold_on_missing": mark("There is no day of sale."),
    "buyer_missing": mark("It does not say who bought."),
    "buyer_unsure": mark("Several customers fit; add the phone or the member number."),
    "buyer_by_number": mark("Taken for {name}, who has the member number {number}."),
    "trade_unknown": mark("There is no trade “{trade}”: optical, clothing, tile or beauty."),
    "time_zone_unknown": mark("There is no time zone “{text}”. Choose one from the list."),
    "language_unknown": mark("ShopCare does not speak “{text}”. Choose a language from the list."),
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
    # reading and writing files
    "file_missing": mark("There is no file {file}. It may have been moved or renamed."),
    "file_is_folder": mark("{file} is a folder. Choose the file in it."),
    "file_unreadable": mark(
        "{file} cannot be opened. Close it in other programs, or copy it to this computer first."
    ),
    "file_damaged": mark("{file} is damaged or only half copied. Export it from the till again."),
    "file_empty": mark("{file} is empty."),
    "file_is_old_excel": mark(
        "{file} is in the old Excel format. Open it in Excel or WPS, save it as .xlsx, and bring in that file."
    ),
    "file_has_password": mark(
        "{file} is protected by a password. Open it in Excel or WPS, save it without the password, and try again."
    ),
    "file_is_web_page": mark(
        "{file} is really a web page, as some tills write it. Open it in Excel or WPS, save it as .xlsx, and bring in that file."
    ),
    "file_is_other_spreadsheet": mark(
        "{file} belongs to another spreadsheet program. Save it there as .xlsx or .csv."
    ),
    "file_is_no_table": mark("{file} is no table. Choose an .xlsx or .csv file."),
    "file_too_large": mark(
        "{file} is too large. Export it from the till in parts, such as year by year."
    ),
    "text_unreadable": mark(
        "Line {line} of the file has characters that cannot be read. Open it in Excel or WPS and save it as .xlsx."
    ),
    "quote_not_closed": mark(
        "From row {row} on a quotation mark is not closed, so the rows cannot be told apart. Correct that row and try again."
    ),
    "headings_not_found": mark(
        "No headings were recognised in {file}. Say which column is which, by its letter."
    ),
    "column_name_missing": mark(
        "{file} has no column for the customer's name. Say which column it is."
    ),
    "column_product_missing": mark("{file} has no column for the product. Say which column it is."),
    "column_sold_on_missing": mark(
        "{file} has no column for the day of sale. Say which column it is."
    ),
    "column_field_unknown": mark("“{text}” is no field. Possible are: {known}."),
    "column_not_found": mark("The file has no column “{column}”."),
    "column_taken_twice": mark("The column “{column}” cannot fill two fields. Choose one."),
    "column_one_only": mark("Only one column can fill the field “{field}”."),
    "columns_unreadable": mark(
        "“{text}” does not say which column is which. Write it like name=姓名,phones=手机+电话."
    ),
    "row_is_total": mark("“{text}”: a total, not taken."),
    "row_is_heading": mark("The headings once more, not taken."),
    "row_is_note": mark("“{text}”: a note, not taken."),
    "row_too_wide": mark(
        "This row has {cells} cells below {headings} headings: a separator too many has moved its contents. Correct the row in the file."
    ),
    "cell_error": mark("{column}: the sheet itself shows the error {text}."),
    "number_rounded": mark(
        "{column}: “{text}” has lost its last digits in the spreadsheet. Format the column as text and export again."
    ),
    "date_unreadable": mark("{column}: “{text}” cannot be read as a day."),
    "date_impossible": mark("{column}: there is no day “{text}”."),
    "date_order_unclear": mark(
        "{column}: “{text}”: which is the day and which the month? Write it like 2026-03-17."
    ),
    "date_year_short": mark(
        "{column}: “{text}”: write the year with four digits, like 2026-03-17."
    ),
    "birthday_left_out": mark(
        "{column}: the solar birthday beside it was taken; this one was left out."
    ),
    "quantity_unreadable": mark("{column}: “{text}” is not a quantity."),
    "quantity_negative": mark(
        "{column}: “{text}” is below zero: goods that came back are not taken as a sale."
    ),
    "yes_no_unreadable": mark("{column}: “{text}” says neither yes nor no."),
    "phone_zero_lost": mark(
        "{column}: “{text}” has probably lost the 0 in front of its area code. It was taken as it is; please check it."
    ),
    "phones_left_out": mark("{column}: at most {most} phone numbers are kept; left out: {text}."),
    "preferred_phone_unreadable": mark("{column}: “{text}”: write mobile or landline."),
    "call_hours_unreadable": mark(
        "{column}: “{text}” cannot be read as hours. Write them like 09:00-11:30, 14:00-16:00."
    ),
    "walk_in_customer": mark(
        "{column}: “{text}” is nobody in particular; the sale has no customer to keep it with."
    ),
    "receipt_number_shared": mark(
        "The receipt number {text} stands on several purchases; they were taken apart."
    ),
    "handed_over_differs": mark(
        "The goods of this receipt were handed over on different days; the last, {day}, counts."
    ),
    "file_ending_unknown": mark("{file}: the name has to end in {endings}."),
    "folder_missing": mark(
        "There is no folder {folder}. Choose another place; nothing was written."
    ),
    "file_in_use": mark(
        "{file} is open in another program or protected. Close it and try again; nothing was written."
    ),
    "file_not_written": mark(
        "{file} could not be written. Choose another place; nothing was left behind."
    ),
    "cell_too_long": mark(
        "Row {row}, {column}: the text is longer than a spreadsheet can hold ({most} characters). Save as .csv instead."
    ),
    "table_too_long": mark(
        "A spreadsheet holds at most {most} rows of this table. Save as .csv instead."
    ),
    # at intake
    "time_unreadable": mark("“{text}” is not a time. Write it like 14:30."),
    "time_missing": mark("Please give the time as well."),
    "hours_unreadable": mark(
        "“{text}” cannot be read as hours. Write them like 9:30-11:30, 14-17."
    ),
    "birthday_unreadable": mark(
        "“{text}” cannot be read as a birthday. Write it like 3-5, or 农历八月十五."
    ),
    "birthday_calendar_unclear": mark("“{text}”: solar or lunar? Write 公历 or 农历 before it."),
    # on screen
    "printer_refused": mark(
        "The printer cannot be reached. Nothing was printed; check that it is on and connected, or save the paper as PDF."
    ),
    "calendar_never_open": mark(
        "The shop would never be open again. Enter opening hours for at least one day of the week."
    ),
    "calendar_never_working": mark(
        "There would be no working day any more. Check the weekend and the days set by hand."
    ),
    "year_out_of_range": mark(
        "The year {year} is outside the calendar ({first} to {last}). Check the date."
    ),
    "no_call_window": mark(
        "No call window is left in the coming two years. Check call hours and opening hours."
    ),
    "count_kind_unknown": mark("“{kind}” is no known way of counting a date."),
    "count_key_missing": mark("The counting rule “{kind}” needs “{key}”."),
    "count_key_unknown": mark("The counting rule “{kind}” does not know “{key}”."),
    "count_not_a_number": mark("“{key}” has to be a whole number, not “{value}”."),
    "count_out_of_range": mark("{n} is outside what can be counted (0 to {most})."),
    "count_window_reversed": mark(
        "The first day of the window ({first}) has to come before the last ({last}), with the target between them."
    ),
    "country_unknown": mark("The country “{country}” is not known. Choose one from the list."),
    "region_unknown": mark("“{region}” is no known region of {country}. Choose one from the list."),
    "notice_nothing_to_extend": mark(
        "The notice extends “{name}” until {until}, but the calendar has no such holiday before. Paste the year's notice first."
    ),
    "notice_year_missing": mark(
        "The text does not say which year it is for. Paste the whole notice with its title."
    ),
    "notice_nothing_found": mark(
        "The text names no day off and no working day. Paste the whole notice."
    ),
    "notice_holiday_missing": mark(
        "These holidays are missing in the notice: {names}. Paste the whole notice."
    ),
    "notice_too_long": mark("The text is longer than {longest} characters. Paste only the notice."),
    "notice_weekday_wrong": mark(
        "{day} is {real}, but the notice says {said}. Compare it with the original."
    ),
    "notice_count_wrong": mark(
        "The notice says {said} days, but names {counted}. Compare it with the original."
    ),
    "notice_day_impossible": mark("There is no such day: {day}. Compare it with the original."),
    "notice_range_reversed": mark(
        "From {first} to {last} cannot be right. Compare it with the original."
    ),
    "notice_off_and_work": mark("{day} is named both as a day off and as a working day."),
    "notice_work_on_weekday": mark(
        "{day} is no weekend day, so it cannot be a make-up working day."
    ),
    "notice_not_beside_weekend": mark("{day} does not lie beside a weekend."),
    "notice_clause_unknown": mark("This is not understood: “{text}”."),
    "notice_other_year": mark("The notice is for {year}, but a day of {said} is named."),
    "notice_month_missing": mark("The month of day {day} is missing."),
    "notice_brackets_unclear": mark("What stands in the brackets is not understood: “{text}”."),
    "notice_day_contradicts": mark("{day} contradicts the rest of the sentence."),
    "day_unreadable": mark("“{text}” is no day. Type it like 3.5, 2026-03-05 or tomorrow."),
    "day_impossible": mark("There is no such day: {text}."),
    "day_year_short": mark("Please write the year of “{text}” with four digits."),
    "day_weekday_wrong": mark("“{text}” is not on that weekday ({day})."),
    "moment_unreadable": mark(
        "“{text}” is not a moment. Write it like 15:00, 2026-03-05 15:00 or 明天 15:00."
    ),
    "days_reversed": mark("The last day {last} lies before the first day {first}."),
    "days_too_many": mark("At most {most} days at once."),
    "path_impossible": mark("“{text}” cannot be the name of a file or folder."),
    "file_no_text": mark(
        "{file} is no text file, or too long for a notice. Paste the text instead."
    ),
    "file_not_utf8": mark("The file {file} is not UTF-8 text. Save it as UTF-8 and try again."),
    "fields_not_json": mark("{file} is not valid JSON: line {line}, column {column}."),
    "fields_not_object": mark("{file} has to hold one JSON object with the fields."),
    "field_unknown": mark("There is no field “{name}” here. Known are: {known}."),
    "field_missing": mark("This is needed. Possible are: {choices}."),
    "field_wants_text": mark("A text is needed here."),
    "field_wants_texts": mark("A list of texts is needed here."),
    "field_wants_yes_no": mark("true or false is needed here."),
    "field_wants_number": mark("A number is needed here."),
    "field_wants_whole_number": mark("A whole number is needed here."),
    "field_wants_id": mark("The id of a record is needed here."),
    "field_wants_hours": mark('Hours are needed here, like [["09:00", "11:30"]].'),
    "field_wants_object": mark("An object with its own fields is needed here."),
    "field_wants_objects": mark("A list of objects is needed here."),
    "field_too_many": mark("At most {most} entries."),
    "field_choice": mark("“{text}” is not possible here. Possible are: {choices}."),
    "case_number_missing": mark("Please give the case number."),
    "paper_not_made_for": mark("This document is not made for {paper}. Possible are: {papers}."),
    "computer_refuses": mark("The computer did not allow this. Nothing was changed."),
    "day_missing": mark("Please give the day."),
}
