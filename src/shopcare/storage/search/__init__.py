"""The search index of the shop file: filing, finding, upkeep."""
