//! Who did what with the person's data: every entry of the log.

use documents::{Block, Cell, Doc, Run, Runs};
use kernel::Verdict;
use office::DossierAct;

use super::{items, papers::refused};
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
        ("head-when", 17),
        ("head-act", 24),
        ("head-who", 15),
        ("head-about", 21),
        ("head-clause", 14),
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
    if let Some(code) = act.code {
        what.push(refused(it, code.word()).into());
    }
    what.extend(act.request.map(|kind| Runs::from(it.named("request-kind", kind.word()))));
    what.extend((!act.parts.is_empty()).then(|| Runs::from(it.parts(&act.parts))));
    let say = |key: &str, piece: String| Runs::from(it.say(key, &[("it", piece.into())]));
    what.extend(act.ground.as_ref().map(|ground| say("log-ground", it.ground(ground))));
    what.extend(act.at.map(|at| say("log-as-of", it.moment(at))));
    what.extend(act.due.map(|at| say("log-due", it.until(at))));
    what.extend(act.number.map(|number| say("log-number", number.to_string())));
    what.extend(act.digest.as_ref().map(|digest| Runs(vec![Run::text("SHA-256 "), Run::code(digest)])));
    let mut about: Vec<Runs> = Vec::new();
    about.extend(act.purpose.as_ref().map(|purpose| Runs::from(names.purpose(purpose))));
    about.extend(act.category.as_ref().map(|category| Runs::from(names.category(category))));
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
        Cell(vec![
            it.cite(&act.clause).into(),
            it.say("log-edition", &[("it", it.edition_of(act.edition).into())]).into(),
        ]),
    ]
}
