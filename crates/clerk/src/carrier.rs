//! The register of carriers, and the act by which one was destroyed.

use documents::{Align, Block, Cell, Column, Doc, Table};
use jiff::Timestamp;
use kernel::World;
use office::RegisteredCarrier;
use policy::{Lang, Topic};

use crate::Telling;

/// The act by which a carrier was destroyed; none while it lies there.
pub fn act(world: &World, carrier: &RegisteredCarrier, lang: Lang) -> Option<Doc> {
    let struck = carrier.struck.as_ref()?;
    let tell = Telling::new(world, lang);
    let number = carrier.number.to_string();
    let mut doc =
        tell.letter(&tell.say("carrier-act-title", &[("number", number.clone().into())]), struck.at);
    let args = [
        ("by", tell.who(&struck.by).into()),
        ("witness", tell.staff(&struck.witness).into()),
        ("at", tell.moment(struck.at).into()),
        ("clause", tell.clause(tell.topic(Topic::Carriers)).into()),
    ];
    tell.paragraph(&mut doc, "carrier-act-text", &args);
    tell.terms(
        &mut doc,
        vec![
            ("carrier-number", number.into()),
            ("carrier-class", class(&tell, carrier).into()),
            ("carrier-place", (&*carrier.place).into()),
            ("carrier-since", tell.moment(carrier.registered).into()),
            ("carrier-due", carrier.due.map(|due| tell.until(due)).unwrap_or_default().into()),
            ("carrier-at", tell.moment(struck.at).into()),
            ("carrier-means", (&*struck.means).into()),
            ("carrier-by", tell.who(&struck.by).into()),
            ("carrier-witness", tell.staff(&struck.witness).into()),
        ],
    );
    tell.paragraph(&mut doc, "carrier-act-end", &[]);
    let signs = |key: &str, who: String| tell.say(key, &[("who", who.into())]).into();
    let mut lines = vec![
        signs("carrier-signs-by", tell.who(&struck.by)),
        signs("carrier-signs-witness", tell.staff(&struck.witness)),
    ];
    lines.extend(tell.responsible());
    doc.push(Block::Signatures { lines });
    Some(doc)
}

/// The register: what lies where, since when, until when, and what became of it.
pub fn register(world: &World, carriers: &[RegisteredCarrier], now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word("carrier-register"), now);
    let clause = tell.topic(Topic::Carriers);
    tell.meta(&mut doc, tell.clause_key("carrier-clause", clause), tell.cite(clause));
    tell.meta(&mut doc, "carrier-count", carriers.len().to_string());
    if carriers.is_empty() {
        tell.paragraph(&mut doc, "carrier-none", &[]);
    }
    let heads = [("number", 6), ("class", 18), ("place", 24), ("since", 16), ("due", 16), ("fate", 26)];
    let mut columns: Vec<Column> = heads
        .iter()
        .map(|(key, share)| Column::new(tell.word(&format!("carrier-head-{key}")), *share))
        .collect();
    columns[0].align = Align::End;
    let rows: Vec<Vec<Cell>> = carriers.iter().map(|one| row(&tell, one, now)).collect();
    if !rows.is_empty() {
        doc.push(Block::Table(Table { caption: tell.word("carrier-caption").into(), columns, rows }));
    }
    doc.push(Block::Signatures { lines: tell.responsible() });
    doc
}

fn row(tell: &Telling<'_>, one: &RegisteredCarrier, now: Timestamp) -> Vec<Cell> {
    let fate = match (&one.struck, one.due) {
        (Some(struck), _) => {
            let args = [
                ("at", tell.day(struck.at).into()),
                ("means", (&*struck.means).into()),
                ("witness", struck.witness.to_string().into()),
            ];
            tell.say("carrier-struck", &args)
        }
        (None, Some(due)) if due <= now => tell.word("carrier-overdue"),
        (None, Some(_)) => tell.word("carrier-to-destroy"),
        (None, None) => tell.word("carrier-kept"),
    };
    vec![
        one.number.to_string().into(),
        class(tell, one).into(),
        (&*one.place).into(),
        tell.day(one.registered).into(),
        one.due.map(|due| tell.until(due)).unwrap_or_default().into(),
        fate.into(),
    ]
}

/// What it is; for a copy of an identity document also the exception that let it be taken.
fn class(tell: &Telling<'_>, one: &RegisteredCarrier) -> String {
    let class = tell.named("carrier-is", &one.class);
    let Some(id) = &one.exception else { return class };
    let pack = tell.world().edition().map(|edition| edition.pack());
    let known = pack.and_then(|pack| pack.copy_exceptions.iter().find(|known| known.id == *id));
    let exception = known.map_or_else(|| id.to_string(), |known| known.name.get(tell.lang()).to_owned());
    tell.say("carrier-exception", &[("class", class.into()), ("exception", exception.into())])
}
