-- Search as you type. search_entry gives every record its place in time: a record that is saved
-- or opened gets a new, higher seq. search_text holds the tokens under that seq; SQLite 3.40
-- cannot delete from it without the old tokens, so what has no entry any more is skipped.
-- The highest seq is never deleted, so that none is given twice: what is removed keeps its entry
-- with its own seq, negative, for an id.

CREATE TABLE search_entry (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    UNIQUE (record_id, kind)
) STRICT;

CREATE VIRTUAL TABLE search_text USING fts5 (
    tokens, content = '', tokenize = "ascii tokenchars '~$=@'", columnsize = 0, detail = none
);

-- Segments are merged in idle moments, not while somebody waits for a save; a bulk import sorts
-- 32 MB of tokens at a time, so that it leaves few segments behind.
INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0);
INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 32);
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 33554432);

-- Which version of the key function made the tokens.
CREATE TABLE search_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_version INTEGER NOT NULL
) STRICT;

INSERT INTO search_version VALUES (1, 2);
