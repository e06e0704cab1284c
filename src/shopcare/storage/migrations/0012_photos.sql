-- Photos of a case (X-4): what is said with them. The pictures stand in a table of their own, so
-- that no list reads them.
CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    kind TEXT NOT NULL,
    -- the item that it shows; NULL: the case as a whole
    position INTEGER CHECK (position > 0),
    caption TEXT NOT NULL,
    -- in thousandths of its width and height
    marks TEXT NOT NULL CHECK (json_valid(marks)),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    -- of its row in photo_picture
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    added_at TEXT NOT NULL,
    added_by INTEGER NOT NULL REFERENCES staff (id),
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT,
    CHECK ((voided_at IS NULL) = (voided_by IS NULL))
) STRICT;

CREATE INDEX photo_case ON photo (case_id);

CREATE TABLE photo_picture (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
    -- stands before the picture, whose pages are not read for it
    thumbnail BLOB NOT NULL,
    picture BLOB NOT NULL
) STRICT;
