//! `qorgau staff`: who may act.

use anyhow::Result;
use clap::Subcommand;
use office::{Invited, Office};
use policy::{RoleId, StaffId};
use serde_json::json;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    show::{Paint, fields, local, table},
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Admit a member of staff, or give them other roles
    Add {
        /// The name under which they act
        staff: StaffId,
        /// A role of the policy; may be repeated
        #[arg(long = "role", required = true, value_name = "ROLE")]
        roles: Vec<RoleId>,
    },
    /// End a member's admission
    Remove {
        /// Who
        staff: StaffId,
    },
    /// List the staff
    List,
    /// Invite a member of staff to choose means of signing in, or to choose new ones; the invitation is shown once
    Invite {
        /// Who
        #[arg(required_unless_present = "first")]
        staff: Option<StaffId>,
        /// The first member of a new store, while nobody has enrolled
        #[arg(long, conflicts_with = "staff")]
        first: bool,
    },
    /// Confirm having read the edition in force, and following it
    Acknowledge,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::List => list(door),
        Command::Add { staff, roles } => door.act(|office, actor| {
            let added = office.add_staff(actor, staff.clone(), roles.clone())?;
            let roles = roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let next = speech.say("staff-next", &[("staff", staff.to_string().into())]);
            let answer = done(
                speech,
                office,
                "done-add-staff",
                &added,
                &[("staff", staff.to_string()), ("roles", roles)],
            );
            Ok(answer.beside(&next))
        }),
        Command::Remove { staff } => door.act(|office, actor| {
            let removed = office.remove_staff(actor, staff.clone())?;
            Ok(done(speech, office, "done-remove-staff", &removed, &[("staff", staff.to_string())]))
        }),
        Command::Invite { staff: Some(staff), .. } => door.act(|office, actor| {
            let (done, invited) = office.invite(actor, staff.clone())?;
            Ok(super::done(speech, office, "done-invite", &done, &invitation(office, &invited))
                .beside(&speech.word("invite-next")))
        }),
        Command::Invite { staff: None, .. } => door.enter(|office| {
            let invited = office.invite_first()?;
            let more = invitation(office, &invited);
            let pairs: Vec<_> = more
                .iter()
                .map(|(key, value)| (speech.word(&format!("field-{key}")), value.clone()))
                .collect();
            let head = Paint::out().good(&speech.word("done-invite"));
            let json =
                json!({ "staff": invited.staff, "until": invited.until, "invitation": &*invited.link });
            Ok(Answer::done(format!("{head}\n{}", fields(&pairs)), json).beside(&speech.word("invite-next")))
        }),
        Command::Acknowledge => door.act(|office, actor| {
            let acknowledged = office.acknowledge(actor)?;
            let edition = office.world().edition().map(|e| e.pack().edition.clone()).unwrap_or_default();
            let more = [("staff", actor.to_string()), ("edition", edition)];
            Ok(done(speech, office, "done-acknowledge-edition", &acknowledged, &more))
        }),
    }
}

fn invitation(office: &Office, invited: &Invited) -> [(&'static str, String); 3] {
    [
        ("staff", invited.staff.to_string()),
        ("until", local(office, invited.until)),
        ("invitation", invited.link.to_string()),
    ]
}

fn list(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.look(|office| {
        let world = office.world();
        let heads = ["head-staff", "head-roles", "head-acknowledged"].map(|key| speech.word(key));
        let rows = world.staff.iter().map(|(staff, member)| {
            let read = match member.acknowledged {
                0 => speech.word("not-acknowledged"),
                number if number == world.in_force => speech.word("acknowledged"),
                _ => speech.word("acknowledged-older"),
            };
            let roles = member.roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            vec![staff.to_string(), roles, read]
        });
        let all: Vec<_> = world
            .staff
            .iter()
            .map(|(staff, member)| {
                json!({
                    "staff": staff,
                    "roles": member.roles,
                    "acknowledged": member.acknowledged,
                    "in_force": world.in_force,
                })
            })
            .collect();
        let head = Paint::out().strong(&speech.word("staff-head"));
        Ok(Answer::done(
            format!("{head}\n{}", table(&heads, &rows.collect::<Vec<_>>(), &[], &[0])),
            json!(all),
        ))
    })
}
