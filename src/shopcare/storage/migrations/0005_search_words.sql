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

-- What stands in search_entry of the cases, too, is written in idle moments: those with a higher id
-- are looked through one by one, and no save waits for the pages that FTS5 writes.
CREATE TABLE search_cases_until (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    case_id INTEGER NOT NULL
) STRICT;

INSERT INTO search_cases_until VALUES (1, 0);
