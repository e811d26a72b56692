//! From Cyrillic to Latin letters, as addresses for mail and passports have them.

/// The text in Latin letters; what has none is left out, what is Latin stays.
pub(super) fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let low = letter.to_lowercase().next().unwrap_or(letter);
        let written = match sound(low) {
            Some(written) => written,
            None if letter.is_ascii() => {
                out.push(letter);
                continue;
            }
            None => continue,
        };
        let mut signs = written.chars();
        if let (true, Some(first)) = (letter.is_uppercase(), signs.next()) {
            out.push(first.to_ascii_uppercase());
        } else {
            signs = written.chars();
        }
        out.extend(signs);
    }
    out
}

fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ы' => "i",
        'к' => "k",
        'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}
