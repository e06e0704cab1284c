"""Catalogues of words and the sentences made of codes and values; no Qt."""
