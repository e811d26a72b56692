//! The schema and the steps that lead to it.

use rusqlite::Connection;

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: u32 = STEPS.len() as u32;

/// Marks a database file as a store: "QRGU".
pub(super) const APPLICATION_ID: u32 = 0x5152_4755;

const WHOLE: &str = include_str!("../../sql/schema.sql");

/// Step `n` leads from schema `n` to `n + 1`.
const STEPS: &[&str] = &[
    include_str!("../../sql/steps/1_people.sql"),
    include_str!("../../sql/steps/2_organisation.sql"),
    include_str!("../../sql/steps/3_papers.sql"),
];

pub(super) fn version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The newest schema in an empty database.
pub(super) fn create(conn: &mut Connection) -> rusqlite::Result<()> {
    perform(conn, WHOLE, SCHEMA_VERSION)
}

/// Step by step to the newest schema; a step already done is not done again.
pub(super) fn upgrade(conn: &mut Connection) -> rusqlite::Result<()> {
    for (done, step) in STEPS.iter().enumerate().skip(version(conn)? as usize) {
        perform(conn, step, done as u32 + 1)?;
    }
    Ok(())
}

/// The change and its number in one transaction: both are there or neither.
fn perform(conn: &mut Connection, sql: &str, version: u32) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    tx.execute_batch(sql)?;
    tx.pragma_update(None, "user_version", version)?;
    tx.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(conn: &Connection) -> Vec<(String, String, Option<String>)> {
        let sql = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
        let mut all = conn.prepare(sql).unwrap();
        let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn memory() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    #[test]
    fn upgrading_stepwise_equals_a_fresh_schema() {
        let (mut fresh, mut stepwise) = (memory(), memory());
        create(&mut fresh).unwrap();
        upgrade(&mut stepwise).unwrap();
        assert_eq!(dump(&fresh), dump(&stepwise));
        assert_eq!(version(&fresh).unwrap(), SCHEMA_VERSION);
        assert_eq!(version(&stepwise).unwrap(), SCHEMA_VERSION);
    }

    #[test]
    fn every_step_can_be_taken_again() {
        let mut conn = memory();
        upgrade(&mut conn).unwrap();
        let once = dump(&conn);
        for from in 0..SCHEMA_VERSION {
            conn.pragma_update(None, "user_version", from).unwrap();
            upgrade(&mut conn).unwrap();
            assert_eq!(dump(&conn), once);
        }
    }
}
