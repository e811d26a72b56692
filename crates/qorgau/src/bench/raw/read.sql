-- One look: three plain columns, and one row of 150 bytes that says so.
SELECT full_name, birth_date, email FROM engagement WHERE subject_id = ?1;
INSERT INTO seen (idx, body) VALUES (?1, ?2);
