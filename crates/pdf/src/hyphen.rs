//! Where a word may be divided.

use policy::Lang;

/// The fewest letters on either side.
const LEAST: usize = 2;

/// The byte positions at which a word may be divided, in order.
pub(crate) fn points(word: &str, lang: Lang) -> Vec<usize> {
    // Numbers, addresses and ids are read as they are.
    if word.chars().count() < 5 || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    match lang {
        Lang::En => syllables(word, hypher::Lang::English),
        Lang::Ru => syllables(word, hypher::Lang::Russian),
        Lang::Kk => kazakh(word),
    }
}

fn syllables(word: &str, lang: hypher::Lang) -> Vec<usize> {
    let mut at = 0;
    let mut ends: Vec<usize> = hypher::hyphenate(word, lang)
        .map(|part| {
            at += part.len();
            at
        })
        .collect();
    ends.pop();
    ends
}

/// Kazakh spelling divides by syllables, and a syllable begins with at most one consonant: the last one before a
/// vowel goes with it. No syllable is left alone as one letter.
fn kazakh(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let vowel = |c: char| "аәеёиоөуұүыіэюя".contains(lower(c));
    // Between vowels both are consonants: та-уы, қи-ын.
    let sounds = |nth: usize| {
        let glide = "уи".contains(lower(letters[nth].1));
        let after_vowel = nth > 0 && vowel(letters[nth - 1].1);
        vowel(letters[nth].1) && !(glide && after_vowel)
    };
    let vowels: Vec<usize> = (0..letters.len()).filter(|nth| sounds(*nth)).collect();
    let starts = vowels.windows(2).map(|two| if two[1] - two[0] > 1 { two[1] - 1 } else { two[1] });
    starts
        .filter(|nth| *nth >= LEAST && letters.len() - nth >= LEAST)
        // The signs belong to the letter before them.
        .filter(|nth| !"ьъ".contains(lower(letters[*nth].1)))
        .map(|nth| letters[nth].0)
        .collect()
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, lang: Lang) -> String {
        let mut out = word.to_owned();
        points(word, lang).into_iter().rev().for_each(|at| out.insert(at, '-'));
        out
    }

    #[test]
    fn kazakh_words_divide_by_syllables() {
        for (word, parts) in [
            ("келісім", "ке-лі-сім"),
            ("мекенжайы", "ме-кен-жа-йы"),
            ("қызметкерлердің", "қыз-мет-кер-лер-дің"),
            ("ұйымдастыру", "ұйым-дас-ты-ру"),
            ("электрондық", "элект-рон-дық"),
            ("Жұмысқа", "Жұ-мыс-қа"),
            ("тауы", "тауы"),
        ] {
            assert_eq!(divided(word, Lang::Kk), parts);
        }
    }

    #[test]
    fn russian_and_english_words_divide_too() {
        assert_eq!(divided("персональных", Lang::Ru), "пер-со-наль-ных");
        assert_eq!(divided("registration", Lang::En), "reg-is-tra-tion");
    }

    #[test]
    fn what_is_no_word_is_not_divided() {
        for text in ["privacy@example.kz", "130340020239", "_ym_uid", "да", ""] {
            assert!(points(text, Lang::Ru).is_empty(), "{text}");
        }
    }
}
