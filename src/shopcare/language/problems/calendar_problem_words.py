"""What is wrong with a day, an hour, the calendar or a notice, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

CALENDAR_PROBLEMS: Final[Mapping[str, str]] = {
    # the calendar
    "calendar_never_open": mark(
        "The shop would never be open again. Enter opening hours for at least one day of the week."
    ),
    "calendar_never_working": mark(
        "There would be no working days left. Check the weekend and the days set by hand."
    ),
    "year_out_of_range": mark(
        "The year {year} is outside the calendar ({first} to {last}). Check the date."
    ),
    "no_call_window": mark(
        "No call window is left in the next two years. Check the call windows and opening hours."
    ),
    "country_unknown": mark("The country “{country}” is not known. Choose one from the list."),
    "region_unknown": mark(
        "“{region}” is not a known region of {country}. Choose one from the list."
    ),
    # counting rules
    "count_kind_unknown": mark("“{kind}” is not a known way of working out a date."),
    "count_key_missing": mark("The counting rule “{kind}” needs “{key}”."),
    "count_key_unknown": mark("The counting rule “{kind}” does not know “{key}”."),
    "count_not_a_number": mark("“{key}” has to be a whole number, not “{value}”."),
    "count_out_of_range": mark("{n} is outside what can be counted (0 to {most})."),
    "count_window_reversed": mark(
        "The first day of the window ({first}) has to come before the last ({last}), with the target between them."
    ),
    # official notices
    "notice_only_china": mark(
        "Official notices are read for China only; the shop is in {country}."
    ),
    "notice_not_understood": mark(
        "Lines {lines} of the notice are not understood; nothing was saved."
    ),
    "notice_empty": mark("This text names no days off and no working days; nothing was saved."),
    "notice_nothing_to_extend": mark(
        "The notice extends “{name}” until {until}, but the calendar has no such holiday before. Paste the year's notice first."
    ),
    "notice_year_missing": mark(
        "The text does not say which year it is for. Paste the whole notice with its title."
    ),
    "notice_nothing_found": mark(
        "The text names no days off and no working days. Paste the whole notice."
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
        "{day} is not a weekend day, so it cannot be a make-up working day."
    ),
    "notice_not_beside_weekend": mark("{day} is not next to a weekend."),
    "notice_clause_unknown": mark("This is not understood: “{text}”."),
    "notice_other_year": mark("The notice is for {year}, but a day of {said} is named."),
    "notice_month_missing": mark("The month of day {day} is missing."),
    "notice_brackets_unclear": mark("The text in brackets is not understood: “{text}”."),
    "notice_day_contradicts": mark("{day} contradicts the rest of the sentence."),
    # hours
    "hours_unreadable": mark(
        "“{text}” cannot be read as hours. Write them like 9:30-11:30, 14-17."
    ),
    "hours_reversed": mark("The end has to be later than the beginning."),
    "hours_overlap": mark("These hours overlap; put them in order."),
    "calls_never": mark("Please give at least one call window."),
    # days and moments as typed
    "day_missing": mark("Please give the day."),
    "day_unreadable": mark("“{text}” is not a day. Type it like 3.5, 2026-03-05 or tomorrow."),
    "day_impossible": mark("There is no such day: {text}."),
    "day_year_short": mark("Please write the year of “{text}” with four digits."),
    "day_weekday_wrong": mark("“{text}” is not on that weekday ({day})."),
    "moment_unreadable": mark(
        "“{text}” is not a moment. Write it like 15:00, 2026-03-05 15:00 or 明天 15:00."
    ),
    "days_reversed": mark("The last day {last} is before the first day {first}."),
    "days_too_many": mark("At most {most} days at once."),
    "day_setting_missing": mark("Please say what is different on this day."),
    "day_in_past": mark("This day has already passed."),
    "day_in_future": mark("This day is still to come."),
    "day_too_far": mark("This day is more than a year ahead. Please check the year."),
    "time_unreadable": mark("“{text}” is not a time. Write it like 14:30."),
    "time_missing": mark("Please give the time as well."),
}
