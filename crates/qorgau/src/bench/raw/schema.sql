-- What everything is measured against: the same people, kept plainly. The same keys and the same engine, but no
-- sealing, no MACs, no log, and only as many bytes as the plain values take. It stays as it is.

CREATE TABLE subject (
    subject_id BLOB NOT NULL PRIMARY KEY, -- 16
    state      BLOB NOT NULL              -- 40
) STRICT, WITHOUT ROWID;

CREATE TABLE engagement (
    subject_id    BLOB NOT NULL, -- 16
    engagement_id BLOB NOT NULL, -- 16
    full_name     TEXT NOT NULL, -- 40
    birth_date    TEXT NOT NULL, -- 10
    email         TEXT NOT NULL, -- 40
    rest          BLOB NOT NULL, -- 160
    PRIMARY KEY (subject_id, engagement_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_slot (
    slot    INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL -- 60
) STRICT;

CREATE TABLE tag (
    tag           BLOB NOT NULL, -- 16
    subject_id    BLOB NOT NULL, -- 16
    engagement_id BLOB NOT NULL, -- 16
    PRIMARY KEY (tag, subject_id, engagement_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen (
    idx  INTEGER PRIMARY KEY,
    body BLOB NOT NULL -- 150
) STRICT;
