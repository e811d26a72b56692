//! Everything that has to be done by a day, by the time left. What is overdue stands first, before all of it a breach that
//! the authority was not told of in time, and nothing hides it.

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, DutyKind, LeftDuty, Matter, Paper, PaperId, SubjectId, Watch};
use policy::RequestKind;
use store::{Reader as _, WatchCursor};

use crate::{Office, error::Result, requests::clock, rule};

/// How many papers are read at a time.
const PAGE: usize = 500;

/// Something that has to be done by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadlineLine {
    /// By when.
    pub due: Timestamp,
    /// Whether the day is past.
    pub overdue: bool,
    /// Whether it is not, and will be after the next working day.
    pub soon: bool,
    /// What.
    pub task: Task,
    /// The rule that gave the day: the deadline's name in the profile, the amount, the law.
    pub rule: String,
}

/// What has to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// A request answered.
    Request {
        /// Which.
        request: PaperId,
        /// Whose.
        subject: SubjectId,
        /// What is asked for.
        kind: RequestKind,
        /// Whether it is decided, and only the answer has to leave.
        decided: bool,
    },
    /// A duty that a disclosure or a publication brought.
    Duty {
        /// Which paper.
        paper: PaperId,
        /// Whose.
        subject: SubjectId,
        /// What.
        duty: DutyKind,
    },
    /// A duty that outlived the data it came from.
    Left(LeftDuty),
    /// The authority told of a breach.
    Breach {
        /// Its number.
        number: u64,
    },
    /// A carrier destroyed.
    Carrier {
        /// Its number.
        number: u64,
        /// Where it lies.
        place: String,
    },
}

impl Office {
    /// What has to be done until a moment: breaches past their day, then what else is overdue, whole; of requests and
    /// duties that are not overdue, as many as fill `limit`. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn deadlines(&self, actor: &Actor, until: Timestamp, limit: usize) -> Result<Vec<DeadlineLine>> {
        self.printed(actor, "deadlines", None)?;
        self.due_lines(until, limit)
    }

    /// As [`Office::deadlines`], for those who only count.
    pub(crate) fn due_lines(&self, until: Timestamp, limit: usize) -> Result<Vec<DeadlineLine>> {
        let now = self.clock.now();
        let mut out = Vec::new();
        let warn = end_of_next_working_day(&self.world().profile, now);
        let mut add = |due: Timestamp, clock, task, rule| {
            let overdue = due <= clock;
            let soon = !overdue && warn.is_some_and(|warn| due <= warn);
            out.push(DeadlineLine { due, overdue, soon, task, rule });
        };
        for paper in self.waiting(until, limit, &|_| true)? {
            let subject = paper.subject;
            match &paper.matter {
                Matter::Request(known) => {
                    let decided = known.decided.is_some();
                    let task = Task::Request { request: paper.id, subject, kind: known.kind, decided };
                    add(known.deadline.at, clock(known, now), task, self.rule_of(known));
                }
                Matter::Disclosure(one) => {
                    for (duty, open) in [(DutyKind::Notice, one.notice), (DutyKind::Tell, one.tell)] {
                        let Some(due) = open.open().filter(|due| *due <= until) else { continue };
                        let name = if duty == DutyKind::Notice { "transfer-notice" } else { "withdrawal" };
                        add(due, now, Task::Duty { paper: paper.id, subject, duty }, self.rule(name, one.at));
                    }
                }
                Matter::Publication(one) => {
                    let Some(due) = one.removal.open() else { continue };
                    let task = Task::Duty { paper: paper.id, subject, duty: DutyKind::Removal };
                    add(due, now, task, self.rule("unpublish", one.at));
                }
                _ => {}
            }
        }
        for left in self.left_duties()?.into_iter().filter(|left| left.due <= until) {
            let rule = self.rule(&left.rule, now);
            add(left.due, now, Task::Left(left), rule);
        }
        for breach in self.known_breaches()? {
            if breach.authority_told().is_none() && breach.due <= until {
                add(
                    breach.due,
                    now,
                    Task::Breach { number: breach.number },
                    self.rule("breach-notice", breach.detected),
                );
            }
        }
        for carrier in self.known_carriers()? {
            if let Some(due) = carrier.due.filter(|due| carrier.struck.is_none() && *due <= until) {
                let task = Task::Carrier { number: carrier.number, place: carrier.place };
                add(due, now, task, self.rule("destruction", due));
            }
        }
        // A breach that the authority waits to hear of stands before what has waited longer.
        let breach = |line: &DeadlineLine| line.overdue && matches!(line.task, Task::Breach { .. });
        out.sort_by_key(|line| (!breach(line), !line.overdue, line.due));
        Ok(out)
    }

    /// The papers that wait for something until a moment, earliest first: `limit` of those that count, and everything
    /// overdue whatever the limit.
    pub(crate) fn waiting(
        &self,
        until: Timestamp,
        limit: usize,
        counts: &dyn Fn(&Paper) -> bool,
    ) -> Result<Vec<Paper>> {
        let (now, mut reader) = (self.clock.now(), self.reader()?);
        let (mut out, mut cursor): (Vec<Paper>, _) = (Vec::new(), None);
        loop {
            let page = reader.watched(Watch::Deadline, until, cursor, PAGE)?;
            let Some(last) = page.last() else { return Ok(out) };
            cursor = Some(WatchCursor::from(last));
            for paper in page.into_iter().filter(counts) {
                let overdue = paper.watch().is_some_and(|(_, due)| due <= now);
                if out.len() >= limit && !overdue {
                    return Ok(out);
                }
                out.push(paper);
            }
        }
    }

    /// A deadline of the profile in words, as it stood on a day.
    pub(crate) fn rule(&self, name: &str, at: Timestamp) -> String {
        let profile = &self.world().profile;
        let known = profile.deadline_at(name, profile.local_date(at)).or_else(|| profile.deadline(name));
        known.map(|one| rule::line(one, false)).unwrap_or_default()
    }
}

/// What falls due until then is warned of; none where the year has no calendar yet.
pub(crate) fn end_of_next_working_day(profile: &Profile, now: Timestamp) -> Option<Timestamp> {
    let mut day = profile.local_date(now).tomorrow().ok()?;
    while !profile.is_working(day).ok()? {
        day = day.tomorrow().ok()?;
    }
    Some(profile.start_of_day(day.tomorrow().ok()?))
}
