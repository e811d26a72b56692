//! What every answer is made with: the office, and how many may ask it at once.

use std::{sync::Arc, time::Duration};

use hooks::Networks;
use mail::Mailer;
use office::{Office, OfficeError, Soon, passkey::RelyingParty};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::{
    condition::{self, Answered},
    fault::{Fault, Web},
    watch::Metrics,
};

/// Acts under way at once; the writer's queue holds more, so that it never holds up a thread of the runtime.
const AT_ONCE: usize = 512;
/// Imports under way at once; each has a thread, and a share of the writer.
const IMPORTS: usize = 4;
/// How long an act waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// One organisation's service.
pub struct App {
    office: Arc<Office>,
    turns: Semaphore,
    imports: Arc<Semaphore>,
    metrics: Metrics,
    answered: Answered,
    ways: Ways,
}

/// Ways from here to others.
#[derive(Default)]
pub struct Ways {
    /// By which one-time codes leave.
    pub post: Option<Arc<dyn Mailer>>,
    /// Where events may be sent besides public addresses; whoever sends them has to know of it too.
    pub networks: Networks,
    /// The service as passkeys know it.
    pub party: RelyingParty,
}

impl App {
    /// Over an opened store, with no way to send letters.
    pub fn new(office: Arc<Office>) -> Arc<Self> {
        Self::with(office, Ways::default())
    }

    /// Over an opened store, with ways to others.
    pub fn with(office: Arc<Office>, ways: Ways) -> Arc<Self> {
        Arc::new(Self {
            office,
            turns: Semaphore::new(AT_ONCE),
            imports: Arc::new(Semaphore::new(IMPORTS)),
            metrics: Metrics::default(),
            answered: Answered::default(),
            ways,
        })
    }

    /// The office, for what takes no time.
    pub(crate) fn office(&self) -> &Office {
        &self.office
    }

    /// The way that letters take, if there is one.
    pub(crate) fn post(&self) -> Option<Arc<dyn Mailer>> {
        self.ways.post.clone()
    }

    /// What was answered to calls that may come again.
    pub(crate) fn answered(&self) -> &Answered {
        &self.answered
    }

    /// Where events may be sent.
    pub(crate) fn networks(&self) -> &Networks {
        &self.ways.networks
    }

    /// The service as passkeys know it.
    pub(crate) fn party(&self) -> &RelyingParty {
        &self.ways.party
    }

    /// What is counted at the door.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Hands an act to the writer and waits for it without holding up a thread.
    pub(crate) async fn soon<T>(
        &self,
        act: impl FnOnce(&Office) -> Result<Soon<T>, OfficeError>,
    ) -> Result<T, Fault> {
        let _turn = self.turn().await?;
        let begun = match condition::of_this_call() {
            Some(condition) => self.office.on_condition(condition, act),
            None => act(&self.office),
        };
        Ok(begun?.await?)
    }

    /// Does what takes time on a thread for that.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Office) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, Fault> {
        let _turn = self.turn().await?;
        let (office, condition) = (Arc::clone(&self.office), condition::of_this_call());
        let work = move || match condition {
            Some(condition) => office.on_condition(condition, work),
            None => work(&office),
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(Web::Broken.into()), // it fell; the hook that reports panics has said where
        }
    }

    /// The office, for a thread of its own.
    pub(crate) fn office_on_a_thread(&self) -> Arc<Office> {
        Arc::clone(&self.office)
    }

    /// A place among the imports; nobody waits for one, since a body would wait with them.
    pub(crate) fn place_for_import(&self) -> Result<OwnedSemaphorePermit, Fault> {
        Arc::clone(&self.imports).try_acquire_owned().map_err(|_| Web::Busy.into())
    }

    /// A turn among those who act at once.
    pub(crate) async fn turn(&self) -> Result<SemaphorePermit<'_>, Fault> {
        match tokio::time::timeout(PATIENCE, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Web::Busy.into()),
        }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("free", &self.turns.available_permits()).finish_non_exhaustive()
    }
}
