//! More connections than there are places.

use std::time::{Duration, Instant};

use web::door::Limits;

use crate::raw::{Open, statuses};

#[tokio::test]
async fn a_full_door_opens_again_as_soon_as_the_idle_are_let_go() {
    let open = Open::with(Limits { connections: 50, ..Open::brisk() }).await;
    let mut idle = Vec::new();
    for _ in 0..200 {
        idle.push(open.connect().await); // the rest wait in the system's queue
    }
    let began = Instant::now();
    assert_eq!(
        statuses(&open.say(b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await),
        [200]
    );
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
