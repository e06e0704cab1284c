"""Preview, printing and saving of documents."""
