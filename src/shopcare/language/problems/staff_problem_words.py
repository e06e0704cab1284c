"""What is wrong about staff, and with what they log in with, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

STAFF_PROBLEMS: Final[Mapping[str, str]] = {
    # who works here, and who may what
    "not_trained": mark(
        "{name} has no valid training for this work. A manager can assign it nevertheless, "
        "with a reason."
    ),
    "until_before_from": mark("It cannot end before it begins."),
    "substitute_is_absent_person": mark("Somebody else has to stand in."),
    "substitute_has_left": mark("Who stands in has to work here."),
    "work_unknown": mark("There is no service “{text}”. Possible are: {known}."),
    "trained_in_future": mark("The training cannot be in the future."),
    "staff_unknown": mark("Nobody here signs with {initials}."),
    "manager_needed": mark("Only a manager may do this."),
    "initials_missing": mark("Please give the initials."),
    "initials_taken": mark("Somebody already signs with {initials}."),
    "last_manager": mark("One manager has to stay."),
    "acting_member_stays": mark(
        "You are signed in yourself. Somebody else has to record that you have left."
    ),
    # PINs, tokens, the recovery code
    "log_in_needed": mark("Please log in first: this shop uses PINs."),
    "lock_minutes_range": mark("0 to {most} minutes are possible."),
    "pin_not_digits": mark("A PIN is made of digits only."),
    "pin_length": mark("A PIN has {least} to {most} digits."),
    "pin_too_simple": mark("This PIN is guessed first. Please choose another one."),
    "pin_not_same": mark("The two PINs are not the same."),
    "pin_not_set": mark("{name} has no PIN yet. A manager can set one in Settings, Log-in."),
    "pin_wrong": mark("This PIN is wrong."),
    "pin_wait": mark(
        "The PIN was wrong several times. The next try is possible in {seconds} seconds."
    ),
    "pins_on_already": mark("This shop already uses PINs."),
    "pins_off_already": mark("This shop uses no PINs."),
    "pins_off": mark("This shop uses no PINs. They have to be turned on first."),
    "token_wrong": mark("This token is not known here."),
    "token_ended": mark("This token no longer lets anybody in. A manager can make a new one."),
    "token_of_another": mark("This token was not made for {initials}."),
    "token_purpose_missing": mark("Please say what the token is for."),
    "token_days": mark("1 to {most} days are possible."),
    "recovery_code_mistyped": mark(
        "This is no recovery code, or a character of it is mistyped. Please compare it again."
    ),
    "recovery_code_wrong": mark("This recovery code is no longer valid. Only the newest one is."),
    "recovery_for_manager": mark("The recovery code is for managers. They can set other PINs."),
}
