//! People in from files.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;
#[path = "import/desk.rs"]
mod desk;
#[path = "import/events.rs"]
mod events;
#[path = "import/forms.rs"]
mod forms;
#[path = "import/refused.rs"]
mod refused;
#[path = "import/runs.rs"]
mod runs;
#[path = "import/speed.rs"]
mod speed;
