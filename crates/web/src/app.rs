//! What every answer is made with: the office, and how many may ask it at once.

use std::{sync::Arc, time::Duration};

use hooks::Networks;
use office::{Office, OfficeError, Soon};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::{
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
    networks: Networks,
    turns: Semaphore,
    imports: Arc<Semaphore>,
    metrics: Metrics,
}

impl App {
    /// Over an opened store.
    pub fn new(office: Arc<Office>) -> Arc<Self> {
        Self::sending_to(office, Networks::public())
    }

    /// The same, where events may be sent to these networks; whoever sends them has to know of it too.
    pub fn sending_to(office: Arc<Office>, networks: Networks) -> Arc<Self> {
        Arc::new(Self {
            office,
            networks,
            turns: Semaphore::new(AT_ONCE),
            imports: Arc::new(Semaphore::new(IMPORTS)),
            metrics: Metrics::default(),
        })
    }

    /// The office, for what takes no time.
    pub(crate) fn office(&self) -> &Office {
        &self.office
    }

    /// Where events may be sent.
    pub(crate) fn networks(&self) -> &Networks {
        &self.networks
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
        Ok(act(&self.office)?.await?)
    }

    /// Does what takes time on a thread for that.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Office) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, Fault> {
        let _turn = self.turn().await?;
        let office = Arc::clone(&self.office);
        match tokio::task::spawn_blocking(move || work(&office)).await {
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
