-- The items of a case (W-1). The first one is the product that the case is about: what it is stands
-- in the case, and its row is made when somebody says where it lies or hands it over alone.
CREATE TABLE case_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    position INTEGER NOT NULL CHECK (position > 0),
    what TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    accessories TEXT NOT NULL CHECK (json_valid(accessories)),
    condition TEXT NOT NULL,
    -- X-2: the shelf, bag or box; empty where nobody said
    place TEXT NOT NULL DEFAULT '',
    placed_at TEXT,
    handed_over_at TEXT,
    handed_over_by INTEGER REFERENCES staff (id),
    CHECK ((handed_over_at IS NULL) = (handed_over_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX case_item_position ON case_item (case_id, position);
CREATE INDEX case_item_place ON case_item (place) WHERE place <> '';

-- What was sent about goods that are not collected, one row a notice (X-3).
CREATE TABLE uncollected_notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    -- after how many days
    step INTEGER NOT NULL CHECK (step > 0),
    sent_at TEXT NOT NULL,
    sent_by INTEGER NOT NULL REFERENCES staff (id),
    how TEXT NOT NULL,
    -- recorded by mistake
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX uncollected_notice_case ON uncollected_notice (case_id);


-- Where the goods of a case are repaired (A-9), with the days and numbers of the way there and back.
CREATE TABLE repair_trip (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    place TEXT NOT NULL,
    to_whom TEXT NOT NULL,
    sent_on TEXT,
    sent_number TEXT NOT NULL,
    received_on TEXT,
    received_number TEXT NOT NULL,
    -- written by mistake
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX repair_trip_case ON repair_trip (case_id);

-- A missing part that was released by word (A-12).
CREATE TABLE part_release (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    part TEXT NOT NULL CHECK (part <> ''),
    released_by INTEGER NOT NULL REFERENCES staff (id),
    noted_at TEXT NOT NULL,
    noted_by INTEGER NOT NULL REFERENCES staff (id),
    note TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX part_release_case ON part_release (case_id);

-- The condition at intake as marks on a sketch, in thousandths of its width and height (X-4).
CREATE TABLE condition_marks (
    case_id INTEGER PRIMARY KEY REFERENCES service_case (id),
    sketch TEXT NOT NULL,
    marks TEXT NOT NULL CHECK (json_valid(marks))
) STRICT;
