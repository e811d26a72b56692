//! The pack and its profile, as they stand in this binary, whatever lies about in folders.

use anyhow::Context as _;
use calendar::Profile;
use policy::{
    Edition,
    load::{SourceFile, load},
};

use crate::pack::embedded;

/// The one recipient abroad, whom the rehearsal adds: the policy itself names none. Its state is on no list, so that
/// only a consent that names the crossing lets data go there.
pub(super) const ABROAD: &str = "analytics-abroad";

/// Its part of the pack.
const MADE_UP: &str = r#"
[[recipient]]
id       = "analytics-abroad"
name     = { kk = "Шетелдік талдау қызметі (ойдан шығарылған)", ru = "Зарубежная служба аналитики (выдуманная)", en = "Analytics service abroad (made up)" }
state    = "NL"
purposes = ["sites"]
items    = ["ip", "cookies"]

  [recipient.undertaking]
  reference = "Analytics contract, schedule on personal data"
  from      = 2024-06-17
"#;

/// The edition, with its profile.
pub(super) fn edition() -> anyhow::Result<(Edition, Profile)> {
    let profile = Profile::parse(embedded::PROFILE).context("the profile in this binary")?;
    let known = kernel::jurisdiction(&profile);
    let file =
        |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
    let made_up = SourceFile { path: "rehearsal.toml".to_owned(), text: MADE_UP.to_owned() };
    let files: Vec<SourceFile> = embedded::FILES.iter().map(file).chain([made_up]).collect();
    let edition =
        load(&files, &|id| (id == profile.id()).then(|| known.clone())).context("the pack in this binary")?;
    Ok((edition, profile))
}
