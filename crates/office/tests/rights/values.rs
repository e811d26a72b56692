//! A value for every kind of item, in normal form, told apart by a number.

use policy::{Kind, kind::iin::check_digit};

fn letters(n: u64) -> String {
    format!("{n:06}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn iin(n: u64) -> String {
    let first = |serial: u64| -> [u8; 11] {
        let text = format!("9005043{:04}", serial % 10_000);
        std::array::from_fn(|i| text.as_bytes()[i] - b'0')
    };
    let whole = |serial: u64| Some((first(serial), check_digit(&first(serial))?));
    let (first, last) = (n * 3..).find_map(whole).unwrap();
    first.iter().chain([&last]).map(|digit| char::from(b'0' + digit)).collect()
}

/// ISO 7064 MOD 97-10: `DE00` goes behind the account, letters become numbers from A = 10.
fn iban(n: u64) -> String {
    let account = format!("{n:018}");
    let rest = format!("{account}131400")
        .bytes()
        .fold(0_u64, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

/// The value, told apart by `n`; below 10,000 no two are alike, but for kinds of few words.
pub(crate) fn value(kind: &Kind, n: u64) -> String {
    match kind {
        Kind::FullName => format!("Айдана {}", letters(n)),
        Kind::Date => format!("{}-{:02}-{:02}", 1950 + n / 336, n / 28 % 12 + 1, n % 28 + 1),
        Kind::Iin | Kind::IinOrBin => iin(n),
        Kind::Phone => format!("+7701{:07}", 2_000_000 + n),
        Kind::Email => format!("somebody.{n}@example.org"),
        Kind::Ip => format!("10.20.{}.{}", n / 250, n % 250 + 1),
        Kind::Country => ["KZ", "DE", "FR", "NL"][n as usize % 4].to_owned(),
        Kind::BankAccount => iban(n),
        Kind::DocumentNumber | Kind::RegisterNumber => format!("N {n:08}"),
        Kind::Text => format!("some text of number {n}"),
        Kind::OneOf(words) => words[n as usize % words.len()].clone(),
        Kind::File(class) => format!("{};sha256:{n:064x}", class.word()),
        Kind::Password => {
            format!("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA${}A", letters(n).repeat(7))
        }
        Kind::Bin => panic!("no person has one"),
    }
}
