-- W-3: addresses, models, batches and remarks in the search. Its rows have the numbers of
-- search_entry, so that what is stale there is stale here. No save waits for it: it is written in
-- idle moments, up to the number below; the few records behind it are looked through one by one.
CREATE VIRTUAL TABLE search_words USING fts5 (
    tokens, content = '', tokenize = "ascii tokenchars '~'", columnsize = 0, detail = none
);

CREATE TABLE search_words_until (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
) STRICT;

INSERT INTO search_words_until VALUES (1, 0);
