-- Papers: what is kept of a person beside their items.

CREATE TABLE IF NOT EXISTS paper (
    subject_id BLOB NOT NULL, -- 16
    paper_id   BLOB NOT NULL, -- 16
    watch      BLOB NOT NULL, -- 9: what it waits for, and until when; all FF for nothing
    state      BLOB NOT NULL, -- kernel::encode::PAPER_LEN
    mac        BLOB NOT NULL, -- 16
    PRIMARY KEY (subject_id, paper_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS paper_watch ON paper (watch, subject_id, paper_id, zeroblob(64))
    WHERE watch < x'ffffffffffffffffff';

CREATE INDEX IF NOT EXISTS paper_by_id ON paper (paper_id, subject_id, zeroblob(74));
