"""What is on the screen."""

from shopcare.ui.singletons import keep_singletons

keep_singletons()  # before the first call into Qt, whoever makes it
