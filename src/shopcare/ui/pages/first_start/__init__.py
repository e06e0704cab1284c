"""The first start: trade, language and the name of the shop."""
