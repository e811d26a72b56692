//! What the tables hold of a person, read behind the program with the root key: no code of the office is asked.

use std::{ops::Range, path::Path};

use kernel::{
    Engagement, EngagementId, HoldId, Paper, PaperId, Subject, SubjectId,
    encode::{read_engagement, read_paper, read_subject},
};
use serde_json::Value;
use vault::{Keyring, RecordContext, RootKey, SubjectKey};

use crate::common::tamper::behind;

/// One person, row by row.
pub(crate) struct Raw {
    pub(crate) subject: Subject,
    /// With the texts of the record, by their places in the row.
    pub(crate) engagements: Vec<(Engagement, Vec<(u8, String)>)>,
    /// With their words.
    pub(crate) papers: Vec<(Paper, Option<Vec<u8>>)>,
    pub(crate) holds: Vec<(HoldId, String)>,
    /// Entries of the log between two sizes that speak of somebody.
    pub(crate) entries: Vec<(u64, Value)>,
}

type Blob = Vec<u8>;

impl Raw {
    /// Reads it. Everything in the log within `during` has to be this person's.
    pub(crate) fn of(store: &Path, who: SubjectId, during: Range<u64>) -> Self {
        let db = behind(store);
        let rows = |sql: &str| -> Vec<(Blob, Blob)> {
            let mut all = db.prepare(sql).unwrap();
            let rows = all.query_map([who.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let at =
            |sql: &str, slot: u64| -> Blob { db.query_row(sql, [slot as i64], |row| row.get(0)).unwrap() };
        let wrapped = |slot| at("SELECT wrapped FROM key_slot WHERE slot = ?1", slot);
        let sealed = |slot| at("SELECT sealed FROM record WHERE slot = ?1", slot);
        let (_, state) = &rows("SELECT subject_id, state FROM subject WHERE subject_id = ?1")[0];
        let subject = read_subject(who, state).unwrap();
        let root =
            RootKey::from_file_text(&std::fs::read_to_string(store.join("root.key")).unwrap()).unwrap();
        let own: [u8; 60] = wrapped(subject.slot).try_into().unwrap();
        let key = Keyring::new(&root).unwrap_subject(who.as_bytes(), &own).unwrap();
        let open = |id: &[u8; 16], slot, schema, edition, version| {
            opened(&key, who, id, &wrapped(slot), &sealed(slot), (schema, edition, version))
        };
        let engagements = rows("SELECT engagement_id, state FROM engagement WHERE subject_id = ?1")
            .into_iter()
            .map(|(id, state)| {
                let id: [u8; 16] = id.try_into().unwrap();
                let e = read_engagement(who, EngagementId::from_bytes(id), &state).unwrap();
                let texts = texts(&open(&id, e.slot, 1, e.edition, e.record));
                (e, texts)
            })
            .collect();
        let papers = rows("SELECT paper_id, state FROM paper WHERE subject_id = ?1")
            .into_iter()
            .map(|(id, state)| {
                let id: [u8; 16] = id.try_into().unwrap();
                let paper = read_paper(who, PaperId::from_bytes(id), &state).unwrap();
                let words = paper.slot.map(|slot| open(&id, slot, 2, 0, slot));
                (paper, words)
            })
            .collect();
        let holds = rows("SELECT hold_id, sealed FROM hold WHERE subject_id = ?1")
            .into_iter()
            .map(|(id, padded)| {
                let len = usize::from(u16::from_be_bytes([padded[0], padded[1]]));
                let words = key.open_part(&id, &padded[2..2 + len]).unwrap();
                (HoldId::from_bytes(id.try_into().unwrap()), String::from_utf8(words.to_vec()).unwrap())
            })
            .collect();
        let mut all = db.prepare("SELECT idx, operational FROM entry WHERE idx >= ?1 AND idx < ?2").unwrap();
        let entries = all
            .query_map([during.start as i64, during.end as i64], |row| {
                Ok((row.get::<_, i64>(0)? as u64, row.get::<_, Blob>(1)?))
            })
            .unwrap()
            .map(|row| row.map(|(idx, said)| (idx, serde_json::from_slice(&said).unwrap())).unwrap())
            .filter(|(_, said): &(u64, Value)| said["subject"] == true)
            .collect();
        Self { subject, engagements, papers, holds, entries }
    }
}

fn opened(
    key: &SubjectKey,
    who: SubjectId,
    id: &[u8; 16],
    wrapped: &[u8],
    sealed: &[u8],
    (schema, edition, version): (u16, u32, u64),
) -> Blob {
    let fresh = key.unwrap_engagement(who.as_bytes(), id, wrapped.try_into().unwrap()).unwrap();
    let context = RecordContext { subject: *who.as_bytes(), engagement: *id, schema, edition, version };
    fresh.open(&context, sealed).unwrap().to_vec()
}

/// The texts of a record with their places: place, whether tagged, tag, length, text.
fn texts(mut bytes: &[u8]) -> Vec<(u8, String)> {
    let mut out = Vec::new();
    while !bytes.is_empty() {
        let len = u32::from_be_bytes(bytes[18..22].try_into().unwrap()) as usize;
        out.push((bytes[0], String::from_utf8(bytes[22..22 + len].to_vec()).unwrap()));
        bytes = &bytes[22 + len..];
    }
    out
}
