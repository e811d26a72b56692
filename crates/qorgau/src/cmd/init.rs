//! `qorgau init`: makes a store, and says what its key means.

use std::path::PathBuf;

use anyhow::Result;
use jiff::Timestamp;
use office::{Founding, Invited, KeyChoice, Layout, Office, OfficeError};
use policy::StaffId;
use serde_json::json;

use crate::{
    answer::Answer,
    cli::USUAL_DIR,
    door::Door,
    fault::complaint,
    moment, pack, passphrase,
    show::{Paint, fields, local, wrapped},
};

/// What a store is made from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The policy: a pack's folder, or `bitrix-kz` for the pack in the binary
    #[arg(long)]
    pack: String,
    /// The jurisdiction profile, where it is not found by its id
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Where the new root key goes, if not into the store's folder
    #[arg(long, value_name = "PATH", conflicts_with = "passphrase")]
    key_file: Option<PathBuf>,
    /// Derive the root key from a passphrase (QORGAU_PASSPHRASE, or typed)
    #[arg(long)]
    passphrase: bool,
    /// Make a rehearsal, whose clock stands still and can be set; it is marked for ever
    #[arg(long, value_name = "TIME", num_args = 0..=1, default_missing_value = "")]
    rehearsal: Option<String>,
    /// The first member of staff, where it is not the responsible person of the pack
    #[arg(long, value_name = "ID")]
    staff: Option<StaffId>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let loaded = pack::load(&args.pack, args.profile.as_deref())?;
    let rehearsal = match args.rehearsal.as_deref() {
        None => None,
        Some("") => Some(Timestamp::now()),
        Some(text) => Some(moment::parse(text, &loaded.profile)?),
    };
    let layout = Layout::new(door.globals.dir());
    let file = args.key_file.clone().unwrap_or_else(|| layout.root_key());
    let key = if args.passphrase {
        KeyChoice::Passphrase(passphrase::ask_new(door.speech)?)
    } else {
        KeyChoice::File(file.clone())
    };
    let founding = Founding {
        edition: loaded.edition,
        profile: loaded.profile_text,
        staff: args.staff.clone(),
        key,
        rehearsal,
    };
    let office = Office::create(layout.dir(), founding).map_err(|why| match why {
        OfficeError::File { path, why } if path == file && args.key_file.is_some() => {
            complaint("unwritable", &[("path", path.display().to_string()), ("why", why.to_string())])
        }
        why => why.into(),
    })?;
    let invited = office.invite_first()?;
    office.checkpoint()?;
    Ok(made(args, door, &office, &file, &invited))
}

fn made(args: &Args, door: &Door<'_>, office: &Office, file: &std::path::Path, invited: &Invited) -> Answer {
    let (speech, world) = (door.speech, office.world());
    let dir = door.globals.dir().display().to_string();
    let file = file.display().to_string();
    let first = world.staff.keys().next().map(ToString::to_string).unwrap_or_default();
    let role = world.staff.values().flat_map(|member| &member.roles).map(ToString::to_string).next();
    let edition = world.edition();
    let policy = edition.map(|e| format!("{} {}", e.pack().id, e.pack().edition)).unwrap_or_default();
    let paint = Paint::out();
    let mut pairs = vec![
        (speech.word("field-policy"), policy.clone()),
        (speech.word("field-profile"), world.profile.id().to_owned()),
        (speech.word("field-first-staff"), format!("{first} ({})", role.clone().unwrap_or_default())),
        (speech.word("field-log-key"), office.verifier_key().to_string()),
    ];
    if office.clock().is_rehearsed() {
        let clock = moment::local(office.clock().now(), &world.profile);
        pairs.push((speech.word("field-rehearsal"), clock));
    }
    let path = [("path", file.clone().into())];
    let (where_it_lies, loss) = if args.passphrase {
        (speech.word("init-passphrase"), speech.word("init-passphrase-loss"))
    } else {
        (speech.say("init-key", &path), speech.word("init-key-loss"))
    };
    let at = if dir.trim_start_matches("./") == USUAL_DIR.trim_start_matches("./") {
        String::new()
    } else {
        format!(" --dir {dir}")
    };
    let steps = [
        ("init-next-enrol", format!("qorgau{at} enrol")),
        ("init-next-sign-in", format!("qorgau{at} sign-in {first}")),
        ("init-next-acknowledge", format!("qorgau{at} staff acknowledge")),
        ("init-next-words", format!("qorgau{at} key export --words")),
        ("init-next-staff", format!("qorgau{at} staff add hr-1 --role hr")),
    ];
    let mut next = String::new();
    for (number, (key, command)) in steps.iter().enumerate() {
        next += &format!("  {}. {}\n     {}\n", number + 1, speech.word(key), paint.strong(command));
    }
    let head = paint.good(&speech.say("init-made", &[("dir", dir.clone().into())]));
    let text = format!(
        "{head}\n{}\n{}\n{}{}\n{}\n  {}\n{}\n{}\n{next}",
        fields(&pairs),
        paint.strong(&speech.word("init-key-head")),
        wrapped(&where_it_lies, 2),
        wrapped(&loss, 2),
        paint.strong(&speech.word("init-invitation")),
        &*invited.link,
        wrapped(&speech.say("init-invitation-until", &[("until", local(office, invited.until).into())]), 2),
        paint.strong(&speech.word("init-next")),
    );
    let json = json!({
        "dir": dir,
        "policy": policy,
        "sha256": edition.map(|e| hex::encode(e.hash())),
        "profile": world.profile.id(),
        "staff": first,
        "role": role,
        "invitation": &*invited.link,
        "verifier_key": office.verifier_key().to_string(),
        "key_file": (!args.passphrase).then_some(file),
        "rehearsal": office.clock().is_rehearsed().then(|| office.clock().now()),
    });
    Answer::done(text, json)
}
