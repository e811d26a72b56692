//! The office performs acts: it brings kernel, vault, ledger and store together. Every door calls these functions
//! and nothing below them.
//!
//! A call that returns `Ok` is durable. A refusal is [`OfficeError::Refused`], and stands in the log as well.

mod acts;
mod attest;
mod breaches;
mod carriers;
mod clock;
mod codes;
mod collect;
mod complaint;
mod condition;
mod consents;
mod deadlines;
mod desk;
mod destroyed;
mod disclosures;
mod doctor;
mod enter;
mod erase;
mod error;
mod export;
mod feed;
mod given;
mod ids;
pub mod import;
mod journals;
mod keys;
mod left;
mod lists;
mod logbook;
mod machines;
mod open;
mod organisation;
mod organisation_event;
mod outgoing;
mod overview;
mod papers;
mod perform;
mod proposals;
mod random;
mod reading;
mod receipts;
mod record;
mod refusals;
mod requests;
mod rule;
mod run;
mod signin;
mod soon;
mod staff;
mod sweep;
mod tally;
mod values;
mod visits;

use std::sync::{Arc, Mutex, RwLock};

use kernel::World;
use ledger::{LogFolder, note::SigningKey};
use store::Writer;
use vault::{Keyring, RootKey, Zeroizing};

pub use access::{passkey, session::How};
pub use acts::Done;
pub use attest::{ActOfDestruction, Attested, NotAttested, verify_act};
pub use breaches::{Breach, BreachStep, BreachStepKind, NewBreach};
pub use carriers::{RegisteredCarrier, Struck};
pub use clock::Clock;
pub use codes::{CodeEntered, CodeToSend};
pub use collect::{Collected, NewPerson};
pub use complaint::Complaint;
pub use condition::{Condition, Once};
pub use consents::{AskedAgain, GoesOn, ToAsk, ToTell, Withdrawn};
pub use deadlines::{DeadlineLine, Task};
pub use destroyed::{Destroyed, DestroyedRow, term};
pub use disclosures::Disclosed;
pub use doctor::{Finding, Health};
pub use error::{BadInput, OfficeError, Result};
pub use export::{
    Dossier, DossierAct, DossierConsent, DossierDuty, DossierEngagement, DossierHold, DossierItem,
    DossierMatter, DossierPaper, DossierRecipient,
};
pub use feed::{EVENT_TYPES, FeedOutbox, HookLine, LastFailure};
pub use journals::{Journal, JournalLine};
pub use keys::{KeyChoice, Passphrase};
pub use lists::{Listed, Stretch};
pub use logbook::{LogReport, Proof};
pub use open::{Founding, Layout};
pub use organisation_event::RecordedEverywhere;
pub use outgoing::{Outgoing, OutgoingTo};
pub use overview::{RowCounts, Totals};
pub use proposals::{
    Approved, BulkExport, BulkExported, ExportedOne, ProposalLine, ProposalMatter, Proposed,
};
pub use random::SystemRandom;
pub use reading::Reading;
pub use receipts::ConsentReceipt;
pub use refusals::{catalog, explain, remedy};
pub use requests::{
    Answer, Decided, Decision, EVIDENCE_MAX, Grant, Information, Kept, Note, OpenRequest, Operator, Policy,
    Received, Reply, RequestForm, RequestView, RequestWords, SystemResult, SystemState, TEXT_MAX,
};
pub use rule::Rule;
pub use run::{Destruction, Toll};
pub use signin::{
    Begun, Caller, Choice, Enrolled, Entered, Invited, MadePasskey, Offer, Passed, PasskeyLine, SessionId,
    SessionLine, SignedIn, SigninCounts, SteppedUp, second_step,
};
pub use soon::Soon;
pub use sweep::{DryRun, Planned, Swept};
pub use tally::Standing;
pub use values::Values;
pub use visits::{AttemptId, Visited};

/// One organisation's store, opened.
pub struct Office {
    layout: Layout,
    writer: Writer<desk::Desk>,
    keys: Keyring,
    root: RootKey,
    /// The world as of the last change of the organisation; the writer's own is the one that decides.
    world: RwLock<Arc<World>>,
    log: Mutex<LogFolder>,
    signing: SigningKey,
    clock: Clock,
    ids: ids::Ids,
    machines: RwLock<machines::Machines>,
    signin: signin::Signing,
    tally: Arc<tally::Tally>,
    known: condition::Known,
    visits: visits::Visits,
    feed_queue: feed::SharedQueue,
}

impl Office {
    /// The policy, the law and the staff, as they stand.
    pub fn world(&self) -> Arc<World> {
        self.world.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Whether the writer takes jobs and the store can be read; nothing is logged.
    ///
    /// # Errors
    /// It does not, or it can't.
    pub fn probe(&self) -> Result<Soon<()>> {
        self.soon_in_writer(store::Wants::default(), |unit| {
            unit.document(organisation::META, open::STORE)?
                .map(drop)
                .ok_or_else(|| OfficeError::damaged("the store's own mark is missing"))
        })
    }

    /// Where the store's parts lie.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The clock that acts are dated by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The root key as 24 words for a safe.
    pub fn key_words(&self) -> Zeroizing<String> {
        self.root.to_words()
    }
}

impl Drop for Office {
    /// A store left in peace is signed to its last entry, so that none can be altered or taken away unseen.
    fn drop(&mut self) {
        let _ = self.checkpoint(); // the next opening, or `log checkpoint`, says what was in the way
    }
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office").field("dir", &self.layout.dir()).finish_non_exhaustive()
    }
}
