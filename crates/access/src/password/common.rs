//! What people type first who write Kazakh or Russian.

/// Words that passwords are made of, the likelier first, in lower case. Not all that there are: the list of breached
/// passwords does the rest.
pub(super) const WORDS: &[&str] = &[
    "пароль",
    "құпиясөз",
    "купиясоз",
    "привет",
    "сәлем",
    "салем",
    "любовь",
    "қазақстан",
    "казахстан",
    "qazaqstan",
    "kazakhstan",
    "алматы",
    "almaty",
    "астана",
    "astana",
    "шымкент",
    "shymkent",
    "караганда",
    "қарағанды",
    "махаббат",
    "жаным",
    "zhanym",
    "анашым",
    "мамочка",
    "солнышко",
    "солнце",
    "наташа",
    "настя",
    "машенька",
    "александр",
    "сергей",
    "дмитрий",
    "андрей",
    "максим",
    "марина",
    "светлана",
    "ерлан",
    "нурлан",
    "нұрлан",
    "айгерим",
    "айгерім",
    "динара",
    "асель",
    "әсел",
    "арман",
    "данияр",
    "алихан",
    "әлихан",
    "нурсултан",
    "нұрсұлтан",
    "бауыржан",
    "гулнара",
    "гүлнара",
    "сауле",
    "сәуле",
    "қайрат",
    "кайрат",
    "зенит",
    "спартак",
    "динамо",
    "футбол",
    "компьютер",
    "интернет",
    "администратор",
    "директор",
    "бухгалтер",
    "россия",
    "москва",
    "дракон",
    "самсунг",
    "лето",
    "весна",
    "осень",
    "зима",
    "көктем",
    "жаз",
    "күз",
    "қыс",
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
    "qorgau",
    "қорғау",
];

const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
/// Kazakh letters lie on the row of digits.
const KAZAKH: &str = "әіңғүұқөһ";
const DIGITS: &str = "2345890-=";

/// What the same keys give on the other layout: Cyrillic letters as Latin ones, and Latin ones as Cyrillic.
pub(super) fn other_layout(text: &str) -> String {
    let key = |from: &str, to: &str, letter| {
        from.chars().zip(to.chars()).find_map(|(a, b)| (a == letter).then_some(b))
    };
    let other = |letter: char| {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let other = key(RUSSIAN, LATIN, small)
            .or_else(|| key(KAZAKH, DIGITS, small))
            .or_else(|| key(LATIN, RUSSIAN, small));
        match other {
            Some(other) if letter.is_uppercase() => other.to_uppercase().next().unwrap_or(other),
            Some(other) => other,
            None => letter,
        }
    };
    text.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_on_both_layouts() {
        assert_eq!(RUSSIAN.chars().count(), LATIN.chars().count());
        assert_eq!(KAZAKH.chars().count(), DIGITS.chars().count());
        assert_eq!(other_layout("Пароль"), "Gfhjkm");
        assert_eq!(other_layout("gfhjkm"), "пароль");
        assert_eq!(other_layout("құпиясөз 1"), "09gbzc-p 1");
        assert_eq!(other_layout("12345 !"), "12345 !");
    }

    #[test]
    fn words_are_in_lower_case_and_stand_once() {
        for (at, word) in WORDS.iter().enumerate() {
            assert_eq!(word.to_lowercase(), *word);
            assert!(!WORDS[..at].contains(word), "{word}");
        }
    }
}
