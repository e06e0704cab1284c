"""What is wrong with a file that is opened, read or written, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

FILE_PROBLEMS: Final[Mapping[str, str]] = {
    # the shop file
    "shop_missing": mark(
        "There is no shop file here: {path}. Choose another folder, or make a new shop."
    ),
    "shop_exists": mark("There is already a shop file here: {path}. Nothing was changed."),
    "shop_file_locked": mark(
        "Another program is using the shop file. Close it and try again; nothing was saved."
    ),
    "shop_file_read_only": mark(
        "The shop file is read-only: {path}. Nothing was saved; check its permissions."
    ),
    "shop_disk_read_only": mark(
        "The disk is read-only: {path}. Nothing was saved; make the disk writable and try again."
    ),
    "shop_log_unreadable": mark(
        "The last entries are in a log beside the shop file: {path}. They can only be read if "
        "the folder is writable; check its permissions."
    ),
    "too_many_files_open": mark(
        "The PC cannot open any more files. Close other programs and try again."
    ),
    "shop_file_newer": mark(
        "The shop file was written by a newer ShopCare: {path}. Install the newer version."
    ),
    "shop_file_foreign": mark("This is not a ShopCare file: {path}. Choose the shop's own file."),
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
    "program_mistake": mark(
        "Something in the program went wrong. Everything saved before is safe; this command was "
        "not completed."
    ),
    "disk_full": mark("The disk is full. Make room and save again; nothing was saved."),
    "disk_failing": mark(
        "The disk reports an error. Save a copy elsewhere and have the disk checked."
    ),
    # encryption
    "shop_locked": mark(
        "The shop is encrypted. Its passphrase or its recovery code opens it: {path}."
    ),
    "key_file_missing": mark(
        "This file is encrypted, or no ShopCare file: {path}. The key file “encryption.key” that "
        "belongs beside it is missing; there is a copy beside the backups."
    ),
    "key_file_damaged": mark(
        "The key file of the shop is damaged: {path}. Copy “encryption-….key” from the place of "
        "the backups beside the shop file."
    ),
    "key_file_not_written": mark(
        "The key file could not be written. What opened the shop before still opens it."
    ),
    "passphrase_needed": mark(
        "The shop is encrypted. Give its passphrase with --passphrase-file or in "
        "SHOPCARE_PASSPHRASE."
    ),
    "new_passphrase_needed": mark(
        "Choose a passphrase. A script gives it to “encrypt on” with --passphrase-file or in "
        "SHOPCARE_PASSPHRASE, to “encrypt change-passphrase” with --new-passphrase-file or in "
        "SHOPCARE_NEW_PASSPHRASE."
    ),
    "passphrase_wrong": mark(
        "This is neither the passphrase nor the newest recovery code. Look at capitals and at the "
        "keyboard."
    ),
    "passphrase_wait": mark(
        "The passphrase was wrong several times. The next try is possible in {seconds} seconds. "
        "The recovery code opens the shop at once."
    ),
    "passphrase_short": mark("A passphrase has at least {least} characters."),
    "passphrase_long": mark("A passphrase has at most {most} characters."),
    "passphrase_plain": mark("This passphrase is too easy to guess. Take several words."),
    "passphrases_differ": mark("The two passphrases differ. Type the same one twice."),
    "not_encrypted": mark("The shop is not encrypted."),
    # backups
    "window_open": mark(
        "The shop is open in a window. Close it first, on every PC; nothing was changed."
    ),
    "backup_disk_full": mark(
        "The disk is full, so no backup could be made in {folder}. Everything saved is safe; make "
        "room and try again."
    ),
    "backup_not_written": mark(
        "No backup could be made in {folder}. Everything saved is safe; check the disk and try again."
    ),
    "backup_damaged": mark(
        "The backup {file} is damaged and was not restored ({what}). Choose another one."
    ),
    "nothing_readable": mark(
        "Nothing can be read of {file} any more. Restore a backup; the damaged file stays where it is."
    ),
    "log_wants_both": mark("Say both: --about with the kind of record, and --id with its number."),
    "backup_folder_relative": mark(
        "Choose the folder on the second disk, or type its whole path, like E:\\ShopCare."
    ),
    "bench_not_installed": mark(
        "The measurements are not part of the installed program. Run “python3 start.py bench” "
        "in the folder of its source code."
    ),
    # reading a file
    "file_missing": mark("There is no file {file}. It may have been moved or renamed."),
    "file_is_folder": mark("{file} is a folder. Choose the file in it."),
    "file_unreadable": mark(
        "{file} cannot be opened. Close it in other programs, or copy it to this computer first."
    ),
    "file_damaged": mark("{file} is damaged or only half copied. Export it from the till again."),
    "file_empty": mark("{file} is empty."),
    "file_is_old_excel": mark(
        "{file} is in the old Excel format. Open it in Excel or WPS, save it as .xlsx, and import that file."
    ),
    "file_has_password": mark(
        "{file} is protected by a password. Open it in Excel or WPS, save it without the password, and try again."
    ),
    "file_is_web_page": mark(
        "{file} is really a web page, as some tills write it. Open it in Excel or WPS, save it as .xlsx, and import that file."
    ),
    "file_is_other_spreadsheet": mark(
        "{file} belongs to another spreadsheet program. Save it there as .xlsx or .csv."
    ),
    "file_is_no_table": mark("{file} is not a table. Choose an .xlsx or .csv file."),
    "file_too_large": mark(
        "{file} is too large. Export it from the till in parts, such as year by year."
    ),
    "text_unreadable": mark(
        "Line {line} of the file has characters that cannot be read. Open it in Excel or WPS and save it as .xlsx."
    ),
    "quote_not_closed": mark(
        "A quotation mark in this row is not closed. This row is not imported; the rows below it "
        "are. Correct the row in the file."
    ),
    "file_no_text": mark(
        "{file} is not a text file, or too long for a notice. Paste the text instead."
    ),
    "file_not_utf8": mark("The file {file} is not UTF-8 text. Save it as UTF-8 and try again."),
    "path_impossible": mark("“{text}” cannot be the name of a file or folder."),
    # its columns
    "headings_not_found": mark(
        "No headings were recognised in {file}. Say which column is which, by its letter."
    ),
    "column_name_missing": mark(
        "{file} has no column for the customer's name. Say which column it is."
    ),
    "column_product_missing": mark("{file} has no column for the product. Say which column it is."),
    "column_sold_on_missing": mark(
        "{file} has no column for the purchase date. Say which column it is."
    ),
    "column_field_unknown": mark("“{text}” is not a field. Possible are: {known}."),
    "column_not_found": mark("The file has no column “{column}”."),
    "column_taken_twice": mark("The column “{column}” cannot fill two fields. Choose one."),
    "column_one_only": mark("Only one column can fill the field “{field}”."),
    "columns_unreadable": mark(
        "“{text}” does not say which column is which. Write it like name=姓名,phones=手机+电话."
    ),
    # its rows and cells
    "row_is_total": mark("“{text}”: a total, not imported."),
    "row_is_heading": mark("The headings once more, not imported."),
    "row_is_note": mark("“{text}”: a note, not imported."),
    "row_is_sample": mark("“{text}”: a sample or an instruction, not imported."),
    "row_no_sale": mark("{column}: “{text}” is not a sale, not imported."),
    "order_cancelled": mark("{column}: “{text}”: a cancelled order is not imported as a sale."),
    "order_returned": mark("{column}: “{text}”: returned goods are not imported as a sale."),
    "order_unpaid": mark("{column}: “{text}”: an order that is not paid yet is not imported."),
    "formula_not_computed": mark(
        "{column}: the file holds a formula without its result. Open it in Excel or WPS, save it, and try again."
    ),
    "text_garbled": mark(
        "{column}: “{text}” was saved in a different encoding from the rest of the file; the row "
        "is not imported."
    ),
    "text_beyond_limit": mark(
        "{column}: the text is longer than a spreadsheet can hold; the row is not imported."
    ),
    "maybe_same_number": mark("One person twice? One number: {first} / {second}."),
    "maybe_same_name_and_address": mark(
        "One person twice? Same name and address: {first} / {second}."
    ),
    "maybe_same_sound_and_last_digits": mark(
        "One person twice? The names sound alike, the numbers end alike: {first} / {second}."
    ),
    "handed_over_is_promise": mark(
        "Some of these days are still to come, so the whole column holds promised days ({n}). "
        "They are kept as promises; nothing was recorded as handed over."
    ),
    "birthday_sign_unclear": mark(
        "{column}: does “{text}” mean lunar or solar? Only the shop can say; the birthday was left out."
    ),
    "axis_missing": mark("{column}: there is a cylinder, but no axis."),
    "row_too_wide": mark(
        "This row has {cells} cells below {headings} headings: an extra separator has shifted "
        "its contents. Correct the row in the file."
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
        "{column}: the solar birthday beside it was imported; this one was left out."
    ),
    "quantity_unreadable": mark("{column}: “{text}” is not a quantity."),
    "quantity_negative": mark(
        "{column}: “{text}” is below zero: returned goods are not imported as a sale."
    ),
    "yes_no_unreadable": mark("{column}: “{text}” says neither yes nor no."),
    "phone_zero_lost": mark(
        "{column}: “{text}” has probably lost the 0 in front of its area code. It was imported "
        "as it is; please check it."
    ),
    "phones_left_out": mark("{column}: at most {most} phone numbers are kept; left out: {text}."),
    "preferred_phone_unreadable": mark("{column}: “{text}”: write mobile or landline."),
    "call_hours_unreadable": mark(
        "{column}: “{text}” cannot be read as hours. Write them like 09:00-11:30, 14:00-16:00."
    ),
    "channel_unknown": mark("“{text}” says neither counter nor online, phone or mail."),
    "walk_in_customer": mark(
        "{column}: “{text}” is nobody in particular; the sale has no customer to keep it with."
    ),
    "receipt_number_shared": mark(
        "The receipt number {text} is on several purchases; each was imported separately."
    ),
    "handed_over_differs": mark(
        "The goods of this receipt were handed over on different days; the last, {day}, counts."
    ),
    # whose row it is
    "kept_as_on_file": mark("The file says something else; what is on file was kept."),
    "name_kept_as_on_file": mark("The file says “{text}”; the name on record was kept."),
    "sold_on_missing": mark("There is no purchase date."),
    "buyer_missing": mark("It does not say who the customer is."),
    "buyer_unsure": mark("Several customers fit; add the phone or the member number."),
    "buyer_by_number": mark("Imported for {name}, who has the member number {number}."),
    "sale_on_file": mark(
        "The shop has entered this sale already: same customer, day and amount. It was not entered twice (receipt number {number})."
    ),
    # undoing it
    "import_undone_already": mark("This import was already undone on {on}."),
    "import_built_upon": mark(
        "This import was built on since ({what}), so it can no longer be undone as a whole."
    ),
    # fields given as JSON
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
    "week_has_seven_days": mark("Seven lists of hours are needed here, Monday first."),
    "field_wants_numbers": mark("Whole numbers from {least} to {most} are needed here."),
    "field_wants_month_day": mark("Month and day are needed here, like [5, 1]."),
    "field_wants_hours": mark('Hours are needed here, like [["09:00", "11:30"]].'),
    "field_wants_object": mark("An object with its own fields is needed here."),
    "field_wants_objects": mark("A list of objects is needed here."),
    "field_too_many": mark("At most {most} entries."),
    "field_choice": mark("“{text}” is not possible here. Possible are: {choices}."),
    # writing a file
    "file_is_shops_own": mark(
        "{file} belongs to the shop itself and is never written over. Choose another name."
    ),
    "file_not_ordinary": mark("{file} is not an ordinary file. Choose another name."),
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
}
