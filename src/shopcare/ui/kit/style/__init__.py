"""Theme tokens, style sheet, icons and fonts."""
