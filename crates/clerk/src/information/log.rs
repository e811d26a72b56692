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
    doc.push(Block::bullets(staff.into_iter().map(|by| it.who(by).into())));
    // An edition that all of it stands under is told once.
    let one = acts.first().map(|act| act.edition).filter(|one| acts.iter().all(|act| act.edition == *one));
    if let Some(one) = one {
        it.paragraph(doc, "info-log-edition", &[("it", it.edition_of(one).into())]);
    }
    let rows = acts.iter().map(|act| row(it, act, one.is_none())).collect();
    let heads = [
        ("head-entry", 9),
        ("head-when", 15),
        ("head-act", 27),
        ("head-who", 15),
        ("head-about", 22),
        ("head-clause", 12),
    ];
    it.table(doc, "info-log-caption", &heads, rows);
    hashes(it, doc, acts);
}

/// Hashes whole, which no column of a table has room for.
fn hashes(it: &Telling<'_>, doc: &mut Doc, acts: &[DossierAct]) {
    let whole = |act: &DossierAct| {
        let entry = it.say("log-hash-of", &[("entry", act.entry.to_string().into())]);
        Some((entry.into(), Run::code(act.digest.as_ref()?).into()))
    };
    let items: Vec<_> = acts.iter().filter_map(whole).collect();
    if !items.is_empty() {
        it.paragraph(doc, "log-hashes", &[]);
        doc.push(Block::Terms { items });
    }
}

/// So many digits of a hash tell it from the others in a table.
const SHORT: usize = 8;

/// In which manner; a carrier's class may have the exception beside it that let it be taken.
fn manner(it: &Telling<'_>, how: &str) -> String {
    let Some((class, exception)) = how.split_once(": ") else { return it.how(how) };
    let known =
        it.pack().and_then(|pack| pack.copy_exceptions.iter().find(|one| one.id.as_str() == exception));
    let exception = known.map_or(exception, |one| one.name.get(it.lang()));
    it.say(
        "carrier-exception",
        &[("class", it.named("carrier-is", class).into()), ("exception", exception.into())],
    )
}

fn row(it: &Telling<'_>, act: &DossierAct, edition: bool) -> Vec<Cell> {
    let names = it.names();
    let said = it.named("act", act.act.as_str());
    let mut what = vec![match act.verdict {
        Verdict::Permitted => Runs::from(said),
        Verdict::Refused => {
            Runs(vec![Run::text(&format!("{said}: ")), Run::strong(&it.word("verdict-refused"))])
        }
    }];
    what.extend(act.event.as_ref().map(|event| Runs::from(names.event(event))));
    what.extend(act.how.as_ref().map(|how| Runs::from(manner(it, how))));
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
    let short = |digest: &String| format!("{}…", digest.get(..SHORT).unwrap_or(digest));
    what.extend(
        act.digest.as_ref().map(|digest| Runs(vec![Run::text("SHA-256 "), Run::code(&short(digest))])),
    );
    let mut about: Vec<Runs> = Vec::new();
    about.extend(act.purpose.as_ref().map(|purpose| Runs::from(names.purpose(purpose))));
    about.extend(act.category.as_ref().map(|category| Runs::from(names.category(category))));
    if !act.items.is_empty() {
        about.push(items(&names, &act.items).into());
    }
    if about.is_empty() {
        about.push("—".into());
    }
    let mut clause = vec![Runs::from(it.cite(&act.clause))];
    if edition {
        clause.push(it.say("log-edition", &[("it", it.edition_of(act.edition).into())]).into());
    }
    vec![
        Cell::from(act.entry.to_string()),
        Cell::from(it.moment(act.time)),
        Cell(what),
        Cell::from(act.actor.to_string()),
        Cell(about),
        Cell(clause),
    ]
}
