//! References to files.
//!
//! A value of a file kind is not the file: it is what the record says of it, in one line,
//! `<class>;<media type>;sha256:<64 hex>`, such as
//! `photo;image/jpeg;sha256:9f86…`. The media type is the one that the name's ending *declares*; where no
//! name was given it is left out. The bytes are held to class, type and hash when they arrive.
//!
//! Also read, and brought into that form: `sha256:<64 hex>` and `name.ext;sha256:<64 hex>`. The name is
//! dropped: it often holds a person's name, and no item of a register is called "name of a file".

use super::{BadValue, BadValueCode, FileClass, Normal};

/// The most characters that are read.
const MOST: usize = 400;

/// Endings that declare biometric templates and captures, which no pack may hold (clause 3.1.1).
const BIOMETRIC: &[&str] = &["an2", "cbeff", "eft", "fir", "fmd", "fmr", "iir", "irt", "wsq"];

/// Endings, what they declare, and whether it is a picture.
const TYPES: &[(&str, &str, bool)] = &[
    ("doc", "application/msword", false),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
    ("heic", "image/heic", true),
    ("jpeg", "image/jpeg", true),
    ("jpg", "image/jpeg", true),
    ("odt", "application/vnd.oasis.opendocument.text", false),
    ("pdf", "application/pdf", false),
    ("png", "image/png", true),
    ("rtf", "application/rtf", false),
    ("tif", "image/tiff", true),
    ("tiff", "image/tiff", true),
    ("txt", "text/plain", false),
    ("webp", "image/webp", true),
];

pub(super) fn normal(value: &str, class: FileClass) -> Result<Normal, BadValue> {
    super::text::at_most(value, MOST)?;
    super::text::plain(value.chars())?;
    let mut fields = value.rsplit(';').map(str::trim);
    let hash = fields.next().and_then(hash).ok_or(BadValueCode::FileForm)?;
    let media = match (fields.next(), fields.next(), fields.next()) {
        (None, ..) => None,
        (Some(word), None, _) if word == class.word() => None,
        (Some(word), None, _) if FileClass::ALL.iter().any(|other| other.word() == word) => {
            return Err(BadValueCode::FileClass.into());
        }
        (Some(name), None, _) => Some(declared(name, class)?),
        (Some(media), Some(word), None) if word == class.word() => Some(known(media, class)?),
        (Some(_), Some(_), None) => return Err(BadValueCode::FileClass.into()),
        _ => return Err(BadValueCode::FileForm.into()),
    };
    let class = class.word();
    Ok(Normal::hidden(match media {
        Some(media) => format!("{class};{media};sha256:{hash}"),
        None => format!("{class};sha256:{hash}"),
    }))
}

/// The hash in lower case.
fn hash(field: &str) -> Option<String> {
    let hex = field.strip_prefix("sha256:")?;
    (hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hex.to_ascii_lowercase())
}

/// The media type that a file's name declares.
fn declared(name: &str, class: FileClass) -> Result<&'static str, BadValue> {
    let (stem, ending) = name.rsplit_once('.').ok_or(BadValueCode::FileForm)?;
    let ending = ending.to_ascii_lowercase();
    if stem.is_empty() {
        return Err(BadValueCode::FileForm.into());
    }
    if BIOMETRIC.contains(&ending.as_str()) {
        return Err(BadValueCode::FileBiometric.into());
    }
    let found = TYPES.iter().find(|(known, ..)| *known == ending);
    let &(_, media, is_picture) = found.ok_or(BadValueCode::FileType)?;
    if takes(class, is_picture) { Ok(media) } else { Err(BadValueCode::FileType.into()) }
}

fn known(media: &str, class: FileClass) -> Result<&'static str, BadValue> {
    let found = TYPES.iter().find(|(_, known, is_picture)| *known == media && takes(class, *is_picture));
    found.map(|(_, known, _)| *known).ok_or_else(|| BadValueCode::FileType.into())
}

/// A photo is a picture; the other classes are scanned as often as written.
fn takes(class: FileClass, is_picture: bool) -> bool {
    class != FileClass::Photo || is_picture
}
