//! Letters into a folder.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use mail::{FolderMailer, MailError, Mailer, Message, Sender};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn letters_lie_in_a_maildir_that_its_owner_alone_opens() {
    let folder = tempfile::tempdir().unwrap();
    let sender = Sender::new("no-reply@example.kz".parse().unwrap(), "Үлгі").unwrap();
    let mailer = FolderMailer::new(&folder.path().join("mail"), sender.clone()).unwrap();
    for n in 0..3 {
        let letter =
            Message::new("asel@example.kz".parse().unwrap(), "code", &format!("letter {n}\n")).unwrap();
        mailer.send(&letter).unwrap();
    }
    let new = folder.path().join("mail/new");
    let files: Vec<_> = fs::read_dir(&new).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!((files.len(), mode(&new)), (3, 0o700));
    let mut letters: Vec<_> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    letters.sort_by_key(|letter| letter.trim_end().chars().last());
    for (n, letter) in letters.iter().enumerate() {
        assert!(
            letter.contains("To: asel@example.kz\r\n") && letter.ends_with(&format!("letter {n}\r\n")),
            "{letter}"
        );
    }
    assert!(files.iter().all(|file| mode(file) == 0o600));
    assert_eq!(fs::read_dir(folder.path().join("mail/tmp")).unwrap().count(), 0);

    fs::write(folder.path().join("file"), "").unwrap();
    let error = FolderMailer::new(&folder.path().join("file/mail"), sender).unwrap_err();
    assert!(matches!(error, MailError::Folder(_)), "{error}");
}
