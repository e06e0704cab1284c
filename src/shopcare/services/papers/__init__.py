"""What is printed: the registry of documents, their facts, and drawing them.

A document is two files and a line:

- ``printing/documents/KIND.py``: the facts on it and their layout, a subclass of ``Document``;
- ``services/papers/documents/KIND.py``: ``gather_KIND(shop, request)``, which puts facts of the
  shop file on it; small ones of one subject share a file, which their lines name;
- its line in ``registry.py``: title, papers, what it needs, who may print it.

Preview, printing, saving, settings, command line, gallery and the check for missing characters
follow from these. The two files are loaded when the document is first drawn, so that the registry
costs nothing at the start of the program, however many documents there are.
"""
