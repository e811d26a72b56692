//! What leaves: to third parties, to authorities, into the open. Values are given out only once the act is durable, and
//! what stays on record is item codes.

use kernel::{Actor, Deed, DutyKind, EngagementId, PaperId, SubjectId, Target};
use policy::{ItemId, RecipientId};
use vault::Zeroizing;

use crate::{
    Done, Office,
    acts::{About, done, load_for, permitted},
    desk::subject_of,
    error::{OfficeError, Result},
    perform::Payload,
    reading::take_sealed,
};

/// The longest words on a disclosure, in bytes.
const WORDS: usize = 1_000;

/// Values on their way out. `Debug` leaves them out.
pub struct Disclosed {
    /// The act.
    pub done: Done,
    /// The paper that keeps what left: item codes, to whom, when.
    pub paper: PaperId,
    /// Of which engagement.
    pub engagement: EngagementId,
    /// By when the subject has to be told, where the consent asks for that.
    pub notice_due: Option<jiff::Timestamp>,
    /// The items with their values; `None` where none is held.
    pub values: Vec<(ItemId, Option<Zeroizing<String>>)>,
}

impl std::fmt::Debug for Disclosed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disclosed").field("paper", &self.paper).finish_non_exhaustive()
    }
}

impl Office {
    /// Gives items to a third party.
    ///
    /// # Errors
    /// Refused: no undertaking in force, no consent to it, nothing that lets it across the border.
    pub fn disclose(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        recipient: &RecipientId,
        items: &[ItemId],
    ) -> Result<Disclosed> {
        let paper = self.new_paper_id();
        let deed = Deed::Disclose { target, recipient: recipient.clone(), items: items.to_vec(), paper };
        self.give_out(actor, who, deed, paper, items, None)
    }

    /// Gives items to a court or an authority that demands them by law; its document's number is kept, sealed.
    ///
    /// # Errors
    /// Refused: only the responsible person answers such demands.
    pub fn answer_demand(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        items: &[ItemId],
        document: &str,
    ) -> Result<Disclosed> {
        let paper = self.new_paper_id();
        let deed = Deed::AnswerDemand { target, items: items.to_vec(), paper };
        self.give_out(actor, who, deed, paper, items, Some(told("demand-document", document)?))
    }

    /// Makes items public; where is kept, sealed, so that it can be taken back.
    ///
    /// # Errors
    /// Refused: only a consent to publication lets it.
    pub fn publish(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        items: &[ItemId],
        place: &str,
    ) -> Result<Disclosed> {
        let paper = self.new_paper_id();
        let deed = Deed::Publish { target, items: items.to_vec(), paper };
        self.give_out(actor, who, deed, paper, items, Some(told("publication-place", place)?))
    }

    /// Records that a duty which a paper brought is done: the subject told, the recipient told, a publication removed.
    ///
    /// # Errors
    /// Refused: there is no such duty, or it is done.
    pub fn finish_task(&self, actor: &Actor, paper: PaperId, duty: DutyKind) -> Result<Done> {
        let holder = self.writer.exclusive(move |engine, _| engine.holder(paper))??;
        match holder {
            Some(who) => self.act(actor, None, who, Deed::FinishTask { paper, duty }, None),
            None => self.end_duty(actor, paper, duty), // it may have outlived the person's data
        }
    }

    /// What a law orders to keep is only kept from now on, or used again.
    ///
    /// # Errors
    /// Refused.
    pub fn restrict(&self, actor: &Actor, who: SubjectId, target: Target, on: bool) -> Result<Done> {
        self.act(actor, None, who, Deed::Restrict { target, on }, None)
    }

    fn give_out(
        &self,
        actor: &Actor,
        who: SubjectId,
        deed: Deed,
        paper: PaperId,
        items: &[ItemId],
        words: Option<Zeroizing<Vec<u8>>>,
    ) -> Result<Disclosed> {
        let (act, now, about) = (self.said(actor, None, deed), self.clock.now(), About::from(who));
        let (done, due, sealed) = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let part = permit.changes.part.and_then(|part| part.engagement);
            let engagement = state.engagements.iter().find(|e| Some(e.id) == part).cloned();
            let engagement =
                engagement.ok_or_else(|| OfficeError::damaged("a disclosure of no engagement"))?;
            let sealed = take_sealed(unit, subject_of(&state)?.slot, engagement)?;
            let due = permit.changes.entry.due;
            let (done, _) = done(unit, permit, None, Payload { words, ..Payload::default() })?;
            Ok((done, due, sealed))
        })?;
        let values = self.values_of(&sealed, items)?;
        Ok(Disclosed { done, paper, engagement: sealed.engagement.id, notice_due: due, values })
    }
}

fn told(key: &'static str, words: &str) -> Result<Zeroizing<Vec<u8>>> {
    let words = words.trim();
    if words.is_empty() || words.len() > WORDS {
        return Err(OfficeError::input(key, &[("most", &WORDS)]));
    }
    Ok(Zeroizing::new(words.as_bytes().to_vec()))
}
