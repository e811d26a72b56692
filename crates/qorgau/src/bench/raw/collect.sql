-- One person: five rows.
INSERT INTO subject (subject_id, state) VALUES (?1, ?2);
INSERT INTO engagement (subject_id, engagement_id, full_name, birth_date, email, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
INSERT INTO key_slot (slot, wrapped) VALUES (?1, ?2);
INSERT INTO tag (tag, subject_id, engagement_id) VALUES (?1, ?2, ?3);
INSERT INTO tag (tag, subject_id, engagement_id) VALUES (?1, ?2, ?3);
