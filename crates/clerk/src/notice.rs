//! Notices that a disclosure or a publication brings: to whoever got data, to the person, and to whoever takes a
//! publication back. They name the paper and its day, never a value.

use documents::{Block, Doc, Run, Runs};
use jiff::Timestamp;
use kernel::{Part, World};
use office::{Outgoing, OutgoingTo};
use policy::{Lang, Topic};

use crate::Telling;

/// Why a recipient is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// Some of it was wrong, and was replaced.
    Rectified,
    /// The consent, or the part of it that let the data go there, was withdrawn.
    Withdrawn,
    /// The data was destroyed.
    Destroyed,
}

impl Because {
    /// Every reason.
    pub const ALL: &[Because] = &[Because::Rectified, Because::Withdrawn, Because::Destroyed];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Because::Rectified => "rectified",
            Because::Withdrawn => "withdrawn",
            Because::Destroyed => "destroyed",
        }
    }

    /// What the paper itself tells: that the data is gone, a withdrawal where there is one, else a change.
    pub fn of(outgoing: &Outgoing) -> Because {
        let ends = |part: &Part| matches!(part, Part::Processing | Part::ThirdParties | Part::CrossBorder);
        if outgoing.gone {
            Because::Destroyed
        } else if outgoing.withdrawn.iter().any(|(part, _)| ends(part)) {
            Because::Withdrawn
        } else {
            Because::Rectified
        }
    }

    /// The profile's deadline that it comes by.
    fn deadline(self) -> &'static str {
        match self {
            Because::Rectified => "rectify",
            Because::Withdrawn => "withdrawal",
            Because::Destroyed => "destruction",
        }
    }
}

/// To whoever got the data: what became of it, and what they have to do. It names the person by the paper alone, which
/// says nothing to anyone else.
pub fn to_recipient(world: &World, outgoing: &Outgoing, because: Because, now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word(&format!("notice-recipient-{}", because.word())), now);
    tell.meta(&mut doc, "notice-to", to(&tell, outgoing));
    tell.meta(&mut doc, "notice-paper", Run::code(&outgoing.paper.to_string()));
    let args = [("day", tell.day(outgoing.at).into()), ("operator", operator(&tell).into())];
    tell.paragraph(&mut doc, "notice-recipient-intro", &args);
    facts(&tell, &mut doc, outgoing);
    tell.heading(&mut doc, 2, "notice-happened");
    let since = match because {
        Because::Withdrawn => outgoing.withdrawn.iter().map(|(_, at)| *at).max(),
        Because::Rectified | Because::Destroyed => None,
    };
    let withdrawn = [("day", since.map(|at| tell.day(at)).unwrap_or_default().into())];
    match since {
        Some(_) => tell.paragraph(&mut doc, "notice-was-withdrawn-on", &withdrawn),
        None => tell.paragraph(&mut doc, &format!("notice-was-{}", because.word()), &[]),
    }
    tell.heading(&mut doc, 2, "notice-do");
    doc.push(Block::bullets(asked(because).iter().map(|key| tell.word(key).into())));
    tell.paragraph(&mut doc, "notice-recipient-end", &[]);
    by(&tell, &mut doc, "notice-recipient-by", outgoing.tell.due, because.deadline(), now);
    doc.push(Block::Signatures { lines: tell.responsible() });
    doc
}

/// What a recipient is asked to do.
fn asked(because: Because) -> &'static [&'static str] {
    match because {
        Because::Rectified => {
            &["notice-do-stop-using", "notice-do-replace", "notice-do-pass-on", "notice-do-confirm"]
        }
        Because::Withdrawn => {
            &["notice-do-stop", "notice-do-destroy", "notice-do-pass-on", "notice-do-confirm"]
        }
        Because::Destroyed => &["notice-do-destroy", "notice-do-pass-on", "notice-do-confirm"],
    }
}

/// To the person: that items went to a third party (Law 94-V art. 19(1)).
pub fn to_subject(world: &World, outgoing: &Outgoing, now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word("notice-subject"), now);
    tell.meta(&mut doc, "notice-paper", Run::code(&outgoing.paper.to_string()));
    tell.paragraph(&mut doc, "notice-subject-intro", &[("operator", operator(&tell).into())]);
    facts(&tell, &mut doc, outgoing);
    tell.heading(&mut doc, 2, "notice-rights");
    let rights = ["notice-right-ask", "notice-right-withdraw", "notice-right-complain"];
    doc.push(Block::bullets(rights.map(|key| tell.word(key).into())));
    whom_to_ask(&tell, &mut doc);
    doc
}

/// The instruction to take a publication back: what, where, by when. It stays in the house.
pub fn removal(world: &World, outgoing: &Outgoing, now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word("notice-removal"), now);
    tell.meta(&mut doc, "notice-paper-public", Run::code(&outgoing.paper.to_string()));
    let due = outgoing.removal.due;
    if let Some(due) = due {
        tell.meta(&mut doc, "notice-due", Run::strong(&tell.until(due)));
    }
    tell.paragraph(&mut doc, "notice-removal-intro", &[]);
    facts(&tell, &mut doc, outgoing);
    tell.heading(&mut doc, 2, "notice-do");
    let steps = ["notice-remove-page", "notice-remove-copies", "notice-remove-check", "notice-remove-record"];
    doc.push(Block::List { ordered: true, items: steps.map(|key| tell.word(key).into()).into() });
    let command = Run::code(&format!("qorgau task done {} removal", outgoing.paper));
    doc.push(Block::paragraph(tell.runs("notice-record", &[("command", command)])));
    by(&tell, &mut doc, "notice-by", due, "unpublish", now);
    let mut lines = vec![tell.word("notice-removed-by").into()];
    lines.extend(tell.responsible());
    doc.push(Block::Signatures { lines });
    doc
}

/// What went, when, to whom, under which purpose and by which clause.
fn facts(tell: &Telling<'_>, doc: &mut Doc, outgoing: &Outgoing) {
    let names = tell.names_of(outgoing.edition);
    let clause = tell.topic(match &outgoing.to {
        OutgoingTo::Recipient { abroad: Some(_), .. } => Topic::Border,
        OutgoingTo::Recipient { .. } => Topic::ThirdParties,
        OutgoingTo::Authority => Topic::Authorities,
        OutgoingTo::Public { .. } => Topic::Publication,
    });
    let place = match &outgoing.to {
        OutgoingTo::Public { place } => Run::link(place, place).into(),
        _ => Runs::default(),
    };
    let who = if matches!(outgoing.to, OutgoingTo::Public { .. }) {
        Runs::default()
    } else {
        to(tell, outgoing).into()
    };
    tell.heading(doc, 2, "notice-what");
    tell.terms(
        doc,
        vec![
            ("notice-to-whom", who),
            ("notice-place", place),
            ("notice-day", tell.day(outgoing.at).into()),
            ("notice-purpose", names.purpose(outgoing.purpose.as_str()).into()),
            (tell.clause_key("notice-clause", clause), tell.cite(clause).into()),
        ],
    );
    doc.push(Block::paragraph(tell.word("notice-items")));
    doc.push(Block::bullets(outgoing.items.iter().map(|item| names.item(item).into())));
}

fn to(tell: &Telling<'_>, outgoing: &Outgoing) -> String {
    match &outgoing.to {
        OutgoingTo::Recipient { id, abroad } => {
            let name = tell.names().recipient(id.as_str());
            match abroad {
                Some(state) => format!("{name} ({})", tell.state(state)),
                None => name,
            }
        }
        OutgoingTo::Authority => tell.word("notice-authority"),
        OutgoingTo::Public { .. } => tell.word("notice-public"),
    }
}

fn operator(tell: &Telling<'_>) -> String {
    let pack = tell.world().edition().map(|edition| edition.pack());
    pack.map(|pack| pack.operator.name.get(tell.lang()).to_owned()).unwrap_or_default()
}

/// By when this is to be said, and by which rule of the profile.
fn by(tell: &Telling<'_>, doc: &mut Doc, key: &str, due: Option<Timestamp>, rule: &str, now: Timestamp) {
    let profile = &tell.world().profile;
    let known = profile.deadline_at(rule, profile.local_date(now)).or_else(|| profile.deadline(rule));
    let (Some(due), Some(known)) = (due, known) else { return };
    let args = [
        ("due", tell.until(due).into()),
        ("amount", tell.length(known.amount).into()),
        ("source", tell.cite(&known.source).into()),
    ];
    tell.paragraph(doc, key, &args);
}

fn whom_to_ask(tell: &Telling<'_>, doc: &mut Doc) {
    let Some(pack) = tell.world().edition().map(|edition| edition.pack()) else { return };
    let Some(one) = &pack.responsible else { return };
    tell.heading(doc, 2, "notice-ask");
    let named = [
        ("position", Run::text(one.position.get(tell.lang()))),
        ("email", Run::link(&one.email, &format!("mailto:{}", one.email))),
    ];
    doc.push(Block::paragraph(tell.runs("responsible", &named)));
}
