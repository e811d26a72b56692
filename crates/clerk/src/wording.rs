//! What several documents say in the same words.

use documents::{Block, Doc, Entry, Run, Runs};
use jiff::Timestamp;
use kernel::{By, EditionNo, Part, name_in};
use office::{GoesOn, Kept, Rule};
use policy::{Pack, StaffId, Topic};

use crate::{
    Telling,
    terms::{ending, term_in_words},
};

impl Telling<'_> {
    /// The pack of the edition in force.
    pub(crate) fn pack(&self) -> Option<&Pack> {
        self.world().edition().map(|edition| edition.pack())
    }

    /// A clause's number, or a law in the reader's words.
    pub(crate) fn cite(&self, clause: &str) -> String {
        self.world().cites(self.lang()).cite(clause)
    }

    /// `clause 3.1`, or an article of a law in the reader's words.
    pub(crate) fn clause(&self, clause: &str) -> String {
        self.world().cites(self.lang()).clause(clause)
    }

    /// The same for a sentence that has to say whose clause it is: `clause 3.1 of the policy`.
    pub(crate) fn clause_of_policy(&self, clause: &str) -> String {
        self.world().cites(self.lang()).clause_of_policy(clause)
    }

    /// The key under which a clause is told: another one, where it is an article of a law.
    pub(crate) fn clause_key<'k>(&self, key: &'k str, clause: &str) -> &'k str {
        if self.world().cites(self.lang()).words(clause).is_some() { "law-article" } else { key }
    }

    /// The pack's clause on a topic.
    pub(crate) fn topic(&self, topic: Topic) -> &str {
        self.pack().map(|pack| pack.clause(topic)).unwrap_or_default()
    }

    /// Parts of a consent.
    pub(crate) fn parts<'p>(&self, parts: impl IntoIterator<Item = &'p Part>) -> String {
        let parts = parts.into_iter().map(|part| self.named("part", part.word()));
        parts.collect::<Vec<_>>().join("; ")
    }

    /// The name of an edition, by the number under which the store keeps it.
    pub(crate) fn edition_of(&self, number: EditionNo) -> String {
        let edition = self.world().editions.get(&number);
        edition.map_or_else(|| number.to_string(), |one| one.pack().edition.clone())
    }

    /// Until when, or from when on at the earliest.
    pub(crate) fn due(&self, at: Option<Timestamp>, exact: bool) -> String {
        match at {
            None => self.word("due-unknown"),
            Some(at) if exact => self.until(at),
            Some(at) => self.say("due-not-before", &[("at", self.until(at).into())]),
        }
    }

    /// A term of an edition's row, with the law that sets it.
    pub(crate) fn term(&self, edition: EditionNo, purpose: &str, text: &str) -> String {
        if text == "consent's own term" {
            return self.word("term-own");
        }
        let profile = &self.world().profile;
        let pack = self.world().editions.get(&edition).map(|one| one.pack());
        let found = pack.and_then(|pack| Some((pack, ending(pack, purpose, text)?)));
        let Some((pack, ending)) = found else { return text.to_owned() };
        let words = term_in_words(ending, pack, profile, self.lang());
        match &ending.due {
            policy::Due::Law(name) => match profile.law_term(name) {
                Some(law) => format!("{words} ({})", self.cite(&law.citation)),
                None => words,
            },
            _ => words,
        }
    }

    /// The ground as a dossier names it: `consent (94-V art. 8)`, a law, or another ground with its law.
    pub(crate) fn ground(&self, text: &str) -> String {
        let law = text.strip_prefix("consent (").and_then(|rest| rest.strip_suffix(')'));
        match law {
            Some(law) => self.say("ground-consent", &[("law", self.cite(law).into())]),
            None if text == "consent" => self.word("ground-another-consent"),
            None => match text.split_once(" (") {
                Some((id, law)) if self.world().profile.ground(id).is_some() => {
                    let law = law.strip_suffix(')').unwrap_or(law);
                    format!("{} ({})", self.profile_ground(id), self.cite(law))
                }
                _ => self.cite(text),
            },
        }
    }

    /// What people call a ground of the profile.
    fn profile_ground(&self, id: &str) -> &str {
        let ground = self.world().profile.ground(id);
        ground.map(|ground| name_in(&ground.names, self.lang())).unwrap_or_default()
    }

    /// A member of staff: what they are, and the name that the log knows them by.
    pub(crate) fn staff(&self, id: &StaffId) -> String {
        let member = self.world().staff.get(id);
        let roles = member.map(|member| member.roles.as_slice()).unwrap_or_default();
        let role = |id: &policy::RoleId| self.pack()?.roles.iter().find(|role| role.id == *id);
        let names: Vec<&str> = roles.iter().filter_map(role).map(|role| role.name.get(self.lang())).collect();
        if names.is_empty() { id.to_string() } else { format!("{id} — {}", names.join(", ")) }
    }

    /// Who acted: a member of staff, a machine by its key, or the subject.
    pub(crate) fn who(&self, by: &By) -> String {
        match by {
            By::Staff(id) => self.staff(id),
            By::Key(key) => self.say("by-key", &[("key", key.to_string().into())]),
            By::Subject => self.word("by-subject"),
        }
    }

    /// In which manner something was done, as the log says it.
    pub(crate) fn how(&self, how: &str) -> String {
        let spoken = ["how", "way", "channel", "step", "duty"].into_iter();
        let mut spoken = spoken.map(|of| (self.named(of, how), of));
        spoken.find(|(said, _)| said != how).map_or_else(|| how.to_owned(), |(said, _)| said)
    }

    /// Adds what goes on, and on which ground.
    pub(crate) fn goes_on(&self, doc: &mut Doc, on: &[GoesOn]) {
        if on.is_empty() {
            return;
        }
        self.paragraph(doc, "goes-on", &[]);
        let one = |on: &GoesOn| {
            let purpose = self.names().purpose(on.purpose.as_str());
            let ground = self.ground(&on.ground);
            Entry::from(format!("{} {purpose} — {ground}", self.cite(&on.clause)))
        };
        doc.push(Block::bullets(on.iter().map(one)));
    }

    /// The term by which a law keeps something; each that may begin, while none has.
    pub(crate) fn kept_term(&self, kept: &Kept) -> String {
        listed(kept.term.split("; ").filter(|term| !term.is_empty()).map(|term| {
            let editions = self.world().editions.keys().rev();
            let said = editions.map(|edition| self.term(*edition, kept.purpose.as_str(), term));
            said.into_iter().find(|said| said != term).unwrap_or_else(|| term.to_owned())
        }))
    }

    /// Until when a law keeps something.
    pub(crate) fn kept_until(&self, kept: &Kept) -> String {
        match kept.until {
            Some(until) => self.due(Some(until), kept.exact),
            None => self.word("kept-open"),
        }
    }

    /// A rule of a request, such as `information: 3 working days (Law …)`, in the reader's words.
    pub(crate) fn rule(&self, text: &str) -> String {
        let Some(rule) = Rule::parse(text) else { return text.to_owned() };
        let amount = self.amount(rule.amount);
        let whole = match rule.extension {
            Some(more) => {
                self.say("span-extended", &[("amount", amount.into()), ("more", self.amount(more).into())])
            }
            None => amount,
        };
        format!("{whole} ({})", self.cite(rule.law))
    }

    /// How long the profile gives for a duty.
    pub(crate) fn deadline(&self, name: &str) -> Option<String> {
        Some(self.amount(self.world().profile.deadline(name)?.amount))
    }

    /// The operator's address with its name: a pack gives a postal one, or the page that publishes its policy.
    pub(crate) fn address<'k>(&self, address: &str) -> (&'k str, Runs) {
        let run = Run::link(address, address);
        let key = if matches!(run, Run::Link { .. }) { "meta-published" } else { "breach-address" };
        (key, run.into())
    }

    /// Where the responsible person is reached, or where the operator publishes its policy.
    pub(crate) fn contact(&self) -> Run {
        let responsible = self.pack().and_then(|pack| pack.responsible.as_ref());
        match (responsible, self.pack()) {
            (Some(one), _) => Run::link(&one.email, &format!("mailto:{}", one.email)),
            (None, Some(pack)) => Run::link(&pack.operator.address, &pack.operator.address),
            (None, None) => Run::text(""),
        }
    }
}

/// Several things in one line.
pub(crate) fn listed(all: impl IntoIterator<Item = String>) -> String {
    all.into_iter().collect::<Vec<_>>().join("; ")
}

/// An id.
pub(crate) fn id(id: impl std::fmt::Display) -> Runs {
    Run::code(&id.to_string()).into()
}
