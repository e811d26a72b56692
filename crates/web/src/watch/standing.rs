//! What has to be counted in the store, counted now and then: a scrape never waits for it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use crate::App;

/// How long between counts, at least.
const PAUSE: Duration = Duration::from_secs(15);
/// Of the time, at most this share is spent counting.
const SHARE: u32 = 20;

pub(super) async fn keep(app: Arc<App>) {
    loop {
        let began = Instant::now();
        let counting = Arc::clone(&app);
        let counted = tokio::task::spawn_blocking(move || counting.office().standing());
        match counted.await {
            Ok(Ok(standing)) => app.metrics().stands(Some(standing)),
            Ok(Err(why)) => {
                tracing::error!(why = %why, "what waits to be done can't be counted");
                app.metrics().stands(None);
            }
            Err(_) => app.metrics().stands(None),
        }
        tokio::time::sleep(PAUSE.max(began.elapsed() * SHARE)).await;
    }
}
