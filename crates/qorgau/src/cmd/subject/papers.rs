//! What is kept of a person beside their items: what it is, when it came, which one.

use office::{Dossier, DossierMatter, Office};

use crate::{
    show::{Names, Paint, local, table},
    speech::Speech,
};

/// One line each; nothing where there are none.
pub(super) fn papers(speech: &Speech, office: &Office, dossier: &Dossier) -> String {
    if dossier.papers.is_empty() {
        return String::new();
    }
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let words = clerk::words_of(speech.lang);
    let row = |paper: &office::DossierPaper| {
        let what = words.word(&format!("paper-{}", paper.what.word()));
        vec![what, local(office, paper.what.at()), about(speech, &names, &paper.what), paper.id.to_string()]
    };
    let rows: Vec<Vec<String>> = dossier.papers.iter().map(row).collect();
    let heads = ["head-what", "head-time", "head-about", "head-which"].map(|key| speech.word(key));
    let title = speech.word("subject-papers");
    format!("\n{}\n{}", Paint::out().strong(&title), table(&heads, &rows, &[], &[1, 3]))
}

fn about(speech: &Speech, names: &Names<'_>, what: &DossierMatter) -> String {
    match what {
        DossierMatter::FormerConsent { purpose, .. } | DossierMatter::Publication { purpose, .. } => {
            names.purpose(purpose)
        }
        DossierMatter::Request { kind, status, .. } => {
            format!("{} · {}", speech.named("request-kind", kind), speech.named("status", status))
        }
        DossierMatter::Disclosure { purpose, recipient, .. } => {
            let to = recipient.as_ref().map(|to| format!(" · {}", names.recipient(to)));
            names.purpose(purpose) + &to.unwrap_or_default()
        }
        DossierMatter::Carrier { purpose, number, .. } => format!("№ {number} · {}", names.purpose(purpose)),
        DossierMatter::Evidence { request, .. } | DossierMatter::Code { request, .. } => request.to_string(),
    }
}
