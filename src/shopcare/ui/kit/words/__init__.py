"""Words on the screen: translation, dates, amounts, problems."""
