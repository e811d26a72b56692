//! What waits for other systems is sent while the service runs.

use std::{sync::Arc, time::Duration};

use hooks::{Client, Networks, Outside, Report, Running, Sender, Settings, Trust};
use office::{Office, OfficeError};
use web::watch;

/// The sender at work; none where the machine trusts nobody's certificates. Then what waits goes on waiting, and the log
/// says why.
pub(super) struct Sending(Option<Running>);

impl Sending {
    /// Starts.
    pub(super) fn start(office: &Arc<Office>, networks: Networks) -> Self {
        let client = Client::new(&Trust::System, networks).inspect_err(|why| watch::unsent(why)).ok();
        let outbox = Arc::new(office.feed_outbox());
        let sender =
            |client| Sender::new(outbox, client, Settings::default(), Outside::system(), tell).start();
        Self(client.map(sender))
    }

    /// Takes nothing more and lets what is under way end, for so long at most. What is cut short is sent again.
    pub(super) async fn stop(self, within: Duration) {
        if let Some(running) = self.0 {
            running.stop(within).await;
        }
    }
}

fn tell(report: Report<'_, OfficeError>) {
    match report {
        Report::Attempted { endpoint, event, attempt, settled } => {
            watch::attempted(endpoint.as_str(), event.as_str(), attempt, settled.endpoint);
        }
        Report::Outbox(why) => watch::unsent(why),
    }
}
