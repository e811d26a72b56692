//! What the operator has done, when processing ends, how data is destroyed.

use ::policy::{Part, Topic};

use super::say::{Telling, mail};
use crate::{Block, Doc, Entry, Run};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "duties", it.part(Part::Duties));
    it.paragraph(doc, None, it.say("duties-intro", &[]));
    let mut done = vec![
        it.entry(it.part(Part::ApprovedList), "duty-list"),
        it.entry(it.part(Part::ApprovedDocuments), "duty-documents"),
        it.entry(it.clause(Topic::Destruction), "duty-destruction"),
    ];
    if let Some(one) = &it.pack.responsible {
        let args = [("position", Run::text(it.text(&one.position))), ("email", mail(&one.email))];
        done.push(Entry { number: it.clause(Topic::Responsible), text: it.runs("duty-responsible", &args) });
    }
    done.push(it.entry(it.part(Part::Measures), "duty-access"));
    done.push(it.entry(it.part(Part::OtherMeasures), "duty-other"));
    doc.push(Block::bullets(done));

    it.heading(doc, 3, "ending", it.part(Part::Ending));
    it.paragraph(doc, None, it.say("ending-intro", &[]));
    doc.push(Block::bullets([
        it.entry(it.clause(Topic::TermOver), "end-term"),
        it.entry(it.clause(Topic::Demand), "end-demand"),
        it.entry(it.part(Part::ConsentWithdrawn), "end-consent"),
        it.entry(it.part(Part::RelationEnded), "end-relation"),
        it.entry(it.clause(Topic::Court), "end-court"),
        it.entry(it.part(Part::OtherCases), "end-other"),
    ]));

    it.heading(doc, 3, "destruction", it.part(Part::WaysOfDestruction));
    for key in ["destruction-systems", "destruction-paper", "destruction-act"] {
        it.paragraph(doc, None, it.say(key, &[]));
    }
}
