//! Packs by name: a folder, or the one inside the binary.

pub(crate) mod embedded;

use std::{cell::RefCell, fs, path::Path};

use anyhow::Result;
use calendar::{Profile, ProfileError};
use kernel::jurisdiction;
use policy::{
    Edition,
    load::{DirError, Jurisdiction, SourceFile, load as load_files, load_dir},
};

use crate::fault::complaint;

/// A pack, checked, with the profile that it is written for.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The edition.
    pub(crate) edition: Edition,
    /// The profile's text, as a new store keeps it.
    pub(crate) profile_text: String,
    /// The profile.
    pub(crate) profile: Profile,
}

/// Loads a pack: a folder's path, or the name of the pack in the binary. The profile is a file given, or the pack's
/// own: `../profiles/<id>.toml` beside the folder, else the one in the binary.
pub(crate) fn load(pack: &str, profile: Option<&Path>) -> Result<Loaded> {
    let given = profile.map(read).transpose()?;
    let found: RefCell<Option<Result<(String, Profile), ProfileError>>> = RefCell::new(None);
    let edition = load_with(pack, &|id| {
        let text = given.clone().or_else(|| beside(pack, id)).or_else(|| embedded::profile(id))?;
        let profile = Profile::parse(&text);
        let known = profile.as_ref().ok().map(jurisdiction).filter(|known| known.id == id);
        *found.borrow_mut() = Some(profile.map(|profile| (text, profile)));
        known
    });
    match found.into_inner() {
        Some(Err(why)) => Err(complaint("bad-profile", &[("why", why.to_string())])),
        Some(Ok((profile_text, profile))) => Ok(Loaded { edition: edition?, profile_text, profile }),
        // A pack whose profile nobody has does not load.
        None => edition.and_then(|_| Err(complaint("no-profile", &[]))),
    }
}

/// Loads a pack under a profile that is there already.
pub(crate) fn load_under(pack: &str, profile: &Profile) -> Result<Edition> {
    load_with(pack, &|id| (id == profile.id()).then(|| jurisdiction(profile)))
}

fn load_with(pack: &str, known: &dyn Fn(&str) -> Option<Jurisdiction>) -> Result<Edition> {
    let folder = Path::new(pack);
    if folder.is_dir() {
        return load_dir(folder, known).map_err(|why| match why {
            DirError::Faults(faults) => faults.into(),
            DirError::Io { path, why } => unreadable(&path, &why),
        });
    }
    if pack == embedded::NAME && !folder.exists() {
        let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).into(), text: (*text).into() };
        let files: Vec<SourceFile> = embedded::FILES.iter().map(file).collect();
        return Ok(load_files(&files, known)?);
    }
    let key = if folder.exists() { "pack-is-no-folder" } else { "no-pack" };
    Err(complaint(key, &[("path", pack.to_owned()), ("known", embedded::NAME.to_owned())]))
}

fn beside(pack: &str, id: &str) -> Option<String> {
    let folder = fs::canonicalize(pack).ok()?;
    // An id of a profile is a word; a path in its place leads nowhere.
    let word = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    word.then(|| fs::read_to_string(folder.parent()?.join("profiles").join(format!("{id}.toml"))).ok())?
}

/// A text file of a pack or profile.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|why| unreadable(&path.display().to_string(), &why))
}

fn unreadable(path: &str, why: &std::io::Error) -> anyhow::Error {
    complaint("unreadable", &[("path", path.to_owned()), ("why", why.to_string())])
}
