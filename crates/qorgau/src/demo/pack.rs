//! The pack and its profile, as they stand in this binary, whatever lies about in folders.

use anyhow::Context as _;
use calendar::Profile;
use policy::{
    Edition,
    load::{SourceFile, load},
};

use crate::pack::embedded;

/// The edition, with its profile.
pub(super) fn edition() -> anyhow::Result<(Edition, Profile)> {
    let profile = Profile::parse(embedded::PROFILE).context("the profile in this binary")?;
    let known = kernel::jurisdiction(&profile);
    let file =
        |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
    let files: Vec<SourceFile> = embedded::FILES.iter().map(file).collect();
    let edition =
        load(&files, &|id| (id == profile.id()).then(|| known.clone())).context("the pack in this binary")?;
    Ok((edition, profile))
}
