//! Metrics in the text format of OpenMetrics 1.0, which Prometheus reads.

use std::{
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use kernel::Verdict;
use office::{Office, Standing};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::{Registry, Unit},
};
use store::{BATCH_SIZES, Pulse};

use super::Seen;

/// The kind of the text.
pub(super) const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of latencies, in seconds.
const LATENCIES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// What is counted at the door, and what was last counted behind it.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    latencies: Family<Route, Histogram>,
    standing: Mutex<Option<Standing>>,
    /// Whether the last look at the store failed.
    blind: AtomicU64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    method: String,
    route: String,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("qorgau");
        let requests = Family::<Answered, Counter>::default();
        let latencies = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(LATENCIES));
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "http_latency",
            "How long answers took",
            Unit::Seconds,
            latencies.clone(),
        );
        Self { registry, requests, latencies, standing: Mutex::default(), blind: AtomicU64::new(0) }
    }
}

impl Metrics {
    /// A request was answered. Methods and statuses are few, routes are the program's own.
    pub(super) fn answered(&self, seen: &Seen<'_>, took: Duration) {
        let (method, route) = (known(seen.method).to_owned(), seen.route.to_owned());
        let of = Route { method: method.clone(), route: route.clone() };
        self.latencies.get_or_create(&of).observe(took.as_secs_f64());
        self.requests.get_or_create(&Answered { method, route, status: seen.status }).inc();
    }

    /// What was counted in the store, or that it can't be.
    pub(super) fn stands(&self, standing: Option<Standing>) {
        self.blind.store(u64::from(standing.is_none()), Relaxed);
        *self.standing.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }

    /// Everything as text.
    pub(super) fn text(&self, office: &Office) -> String {
        let mut out = String::with_capacity(16 << 10);
        let _ = encode(&mut out, &self.registry); // into a string
        let end = out.rfind("# EOF").unwrap_or(out.len());
        out.truncate(end);
        acts(&mut out, office);
        writer(&mut out, &office.pulse());
        let standing = *self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(standing) = standing {
            stands(&mut out, &standing);
        }
        let healthy = 1 - self.blind.load(Relaxed);
        gauge(&mut out, "qorgau_store_readable", "Whether the store could be read lately", healthy as f64);
        out.push_str("# EOF\n");
        out
    }
}

/// Methods that clients make up are one.
fn known(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
        _ => "other",
    }
}

fn acts(out: &mut String, office: &Office) {
    head(out, "qorgau_acts", "counter", "Acts decided since the start");
    for (act, verdict, count) in office.decided().into_iter().filter(|(_, _, count)| *count > 0) {
        let verdict = match verdict {
            Verdict::Permitted => "permitted",
            Verdict::Refused => "refused",
        };
        let act = act.as_str();
        let _ = writeln!(out, "qorgau_acts_total{{act=\"{act}\",verdict=\"{verdict}\"}} {count}");
    }
}

fn writer(out: &mut String, pulse: &Pulse) {
    gauge(out, "qorgau_writer_queue", "Jobs that wait for the writer", pulse.queued as f64);
    head(out, "qorgau_commit_batch_jobs", "histogram", "Jobs made durable by one commit");
    let mut so_far = 0;
    for (most, count) in BATCH_SIZES.iter().zip(&pulse.sizes) {
        so_far += count;
        let _ = writeln!(out, "qorgau_commit_batch_jobs_bucket{{le=\"{most}.0\"}} {so_far}");
    }
    let Pulse { batches, jobs, .. } = pulse;
    let _ = writeln!(out, "qorgau_commit_batch_jobs_bucket{{le=\"+Inf\"}} {batches}");
    let _ = writeln!(out, "qorgau_commit_batch_jobs_sum {jobs}\nqorgau_commit_batch_jobs_count {batches}");
    counter(out, "qorgau_commits_failed", "Commits of which nothing was kept", pulse.failed as f64);
    counter(out, "qorgau_jobs_fell", "Jobs ended by a fault of the program", pulse.fell as f64);
    counter(out, "qorgau_syncs", "Syncs of the disk", pulse.syncs as f64);
    counter(out, "qorgau_sync_seconds", "How long they took", pulse.syncing.as_secs_f64());
}

fn stands(out: &mut String, standing: &Standing) {
    let Standing { overdue, soon, due, destroyed, entries } = *standing;
    gauge(out, "qorgau_deadlines_overdue", "What should have been done by now", overdue as f64);
    gauge(
        out,
        "qorgau_deadlines_soon",
        "What has to be done by the end of the next working day",
        soon as f64,
    );
    gauge(out, "qorgau_due_engagements", "Engagements past their term, not destroyed yet", due as f64);
    gauge(out, "qorgau_destroyed_engagements", "Engagements destroyed", destroyed as f64);
    gauge(out, "qorgau_log_entries", "Entries of the log", entries as f64);
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}.\n# TYPE {name} {kind}");
}

fn gauge(out: &mut String, name: &str, help: &str, value: f64) {
    head(out, name, "gauge", help);
    let _ = writeln!(out, "{name} {value}");
}

fn counter(out: &mut String, name: &str, help: &str, value: f64) {
    head(out, name, "counter", help);
    let _ = writeln!(out, "{name}_total {value}");
}
