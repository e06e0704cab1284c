"""The papers for an authority: the evidence pack, the report of an adverse reaction."""
