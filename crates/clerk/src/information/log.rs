//! Who did what with the person's data: every entry of the log.

use documents::{Block, Cell, Doc, Run, Runs};
use kernel::Verdict;
use office::DossierAct;

use super::items;
use crate::Telling;

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc, acts: &[DossierAct]) {
    it.heading(doc, 2, "info-log");
    it.paragraph(doc, "info-log-intro", &[]);
    let mut staff: Vec<_> = acts.iter().map(|act| &act.actor).collect();
    staff.sort();
    staff.dedup();
    doc.push(Block::bullets(staff.into_iter().map(|id| it.staff(id).into())));
    let rows = acts.iter().map(|act| row(it, act)).collect();
    let heads = [
        ("head-entry", 9),
        ("head-when", 18),
        ("head-act", 25),
        ("head-who", 15),
        ("head-about", 22),
        ("head-clause", 11),
    ];
    it.table(doc, "info-log-caption", &heads, rows);
}

fn row(it: &Telling<'_>, act: &DossierAct) -> Vec<Cell> {
    let names = it.names();
    let said = it.named("act", act.act.as_str());
    let mut what = vec![match act.verdict {
        Verdict::Permitted => Runs::from(said),
        Verdict::Refused => {
            Runs(vec![Run::text(&format!("{said}: ")), Run::strong(&it.word("verdict-refused"))])
        }
    }];
    what.extend(act.event.as_ref().map(|event| Runs::from(names.event(event))));
    what.extend(act.how.as_ref().map(|how| Runs::from(it.how(how))));
    let to = act.recipient.as_ref().map(|to| it.say("log-to", &[("whom", names.recipient(to).into())]));
    what.extend(to.map(Runs::from));
    let abroad = act.abroad.as_ref().map(|code| it.say("log-abroad", &[("state", it.state(code).into())]));
    what.extend(abroad.map(Runs::from));
    let mut about: Vec<Runs> = Vec::new();
    about.extend(act.purpose.as_ref().map(|purpose| Runs::from(names.purpose(purpose))));
    if !act.items.is_empty() {
        about.push(items(&names, &act.items).into());
    }
    if about.is_empty() {
        about.push("—".into());
    }
    vec![
        Cell::from(act.entry.to_string()),
        Cell::from(it.moment(act.time)),
        Cell(what),
        Cell::from(act.actor.to_string()),
        Cell(about),
        Cell::from(it.cite(&act.clause)),
    ]
}
