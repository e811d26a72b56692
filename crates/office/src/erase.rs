//! Destroying before the term ends: on the subject's demand, or because it was collected against the law.

use kernel::{ActKind, Actor, Deed, EraseReason, Outcome, SubjectId, Target};

use crate::{
    Done, Office, Swept,
    acts::{About, done, load_for, permitted},
    error::Result,
    perform::Payload,
    run::Run,
};

impl Office {
    /// Destroys what is held of a person under one purpose, or all of it, and signs the act.
    ///
    /// # Errors
    /// Refused: a law orders keeping, a hold forbids it, the person is blocked.
    pub fn erase(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Option<Target>,
        reason: EraseReason,
    ) -> Result<(Done, Swept)> {
        self.destroy(actor, who, Deed::Erase { target, reason }, reason.word())
    }

    /// Ends a block with what was wrong destroyed, and signs the act.
    ///
    /// # Errors
    /// Refused.
    pub fn unblock_destroyed(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Option<Target>,
    ) -> Result<(Done, Swept)> {
        let outcome = Outcome::Destroyed { target };
        self.destroy(actor, who, Deed::Unblock { outcome }, EraseReason::Unlawful.word())
    }

    fn destroy(
        &self,
        actor: &Actor,
        who: SubjectId,
        deed: Deed,
        reason: &'static str,
    ) -> Result<(Done, Swept)> {
        let now = self.clock.now();
        let id = self.new_run_id();
        let act = self.said(actor, None, deed);
        let mut run = Run::new(id, ActKind::Erase, actor.by(), now);
        let about = About::from(who);
        let (done, run, destroyed, persons) = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            permit.changes.entry.run = Some(id);
            let (done, performed) = done(unit, permit, None, Payload::default())?;
            let lines: Vec<_> = performed.destroyed.into_iter().map(|line| line.because(reason)).collect();
            run.add(unit, &lines)?;
            let rows = lines.iter().filter(|line| line.row.is_some()).count() as u64;
            let persons = lines.iter().filter(|line| line.is_person()).count() as u64;
            Ok((done, run, rows, persons))
        })?;
        let signed = self.finish(run)?.is_some();
        let act = signed.then(|| self.layout.acts().join(format!("{id}.json")));
        Ok((done, Swept { run: id, destroyed, persons, kept: 0, waiting: 0, signed, act }))
    }
}
