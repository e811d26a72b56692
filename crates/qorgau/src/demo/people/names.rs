//! Made-up names: Kazakh, Russian and others, in both scripts.

use policy::kind::iin::Sex;

use super::{draw::Draw, letters::latin};

/// In which language a person's papers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Tongue {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
}

impl Tongue {
    /// The one of two texts.
    pub(in crate::demo) fn of<'a>(self, (kk, ru): (&'a str, &'a str)) -> &'a str {
        match self {
            Tongue::Kk => kk,
            Tongue::Ru => ru,
        }
    }
}

/// A name in its parts.
pub(in crate::demo) struct Name {
    /// As papers have it: surname, given name and, mostly, patronymic.
    pub(in crate::demo) full: String,
    /// What an address for mail is made of: the given name's first letter and the surname, in Latin.
    pub(in crate::demo) mail: String,
    pub(in crate::demo) tongue: Tongue,
}

const KAZAKH_MEN: &[&str] = &[
    "Ержан",
    "Нұрлан",
    "Асхат",
    "Дәулет",
    "Бауыржан",
    "Қайрат",
    "Мұрат",
    "Серік",
    "Әлібек",
    "Темірлан",
    "Айдос",
    "Данияр",
    "Ғалым",
    "Жандос",
    "Ерасыл",
    "Санжар",
    "Рүстем",
    "Олжас",
    "Арман",
    "Дархан",
    "Мирас",
    "Тұрар",
];
const KAZAKH_WOMEN: &[&str] = &[
    "Айгерім",
    "Әсел",
    "Динара",
    "Гүлнәр",
    "Жанар",
    "Мәдина",
    "Айжан",
    "Қарлығаш",
    "Сәуле",
    "Толғанай",
    "Меруерт",
    "Назерке",
    "Ақбота",
    "Ұлжан",
    "Камила",
    "Аружан",
    "Томирис",
    "Іңкәр",
    "Шолпан",
    "Балжан",
    "Жұлдыз",
    "Перизат",
];
const KAZAKH_SURNAMES: &[&str] = &[
    "Ахметов",
    "Сәрсенов",
    "Жұмабеков",
    "Оспанов",
    "Қасенов",
    "Нұрпейісов",
    "Ибраев",
    "Байжанов",
    "Тілеубаев",
    "Мұқанов",
    "Әбенов",
    "Садықов",
    "Бекмұратов",
    "Қожахметов",
    "Есенов",
    "Дүйсенов",
    "Искаков",
    "Кәрімов",
    "Омаров",
    "Смағұлов",
    "Рахымов",
    "Шәріпов",
    "Үсенов",
    "Жақсыбеков",
    "Тоқтаров",
    "Молдабеков",
];
const RUSSIAN_MEN: &[&str] = &[
    "Андрей",
    "Дмитрий",
    "Сергей",
    "Алексей",
    "Михаил",
    "Николай",
    "Павел",
    "Виктор",
    "Игорь",
    "Артём",
    "Роман",
    "Евгений",
    "Константин",
    "Вадим",
    "Фёдор",
];
const RUSSIAN_WOMEN: &[&str] = &[
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Татьяна",
    "Светлана",
    "Юлия",
    "Ирина",
    "Екатерина",
    "Вера",
    "Ксения",
    "Дарья",
    "Людмила",
    "Полина",
];
/// Patronymics, his and hers.
const FATHERS: &[(&str, &str)] = &[
    ("Сергеевич", "Сергеевна"),
    ("Андреевич", "Андреевна"),
    ("Николаевич", "Николаевна"),
    ("Викторович", "Викторовна"),
    ("Михайлович", "Михайловна"),
    ("Павлович", "Павловна"),
    ("Алексеевич", "Алексеевна"),
    ("Игоревич", "Игоревна"),
    ("Фёдорович", "Фёдоровна"),
    ("Юрьевич", "Юрьевна"),
];
const RUSSIAN_SURNAMES: &[&str] = &[
    "Соколов",
    "Кузнецов",
    "Лебедев",
    "Морозов",
    "Волков",
    "Зайцев",
    "Виноградов",
    "Белов",
    "Комаров",
    "Орлов",
    "Никитин",
    "Фролов",
    "Гусев",
    "Калинин",
    "Ершов",
    "Щукин",
];
/// Surnames that do not change with the sex: Korean, German, Ukrainian, Polish.
const OTHER_SURNAMES: &[&str] = &[
    "Ким",
    "Цой",
    "Пак",
    "Югай",
    "Хван",
    "Шмидт",
    "Кох",
    "Вебер",
    "Шевченко",
    "Коваленко",
    "Бондаренко",
    "Мельник",
];
/// Uighur, Uzbek and Tatar surnames; she has an `а` more.
const NEIGHBOURS: &[&str] = &["Розиев", "Юсупов", "Турсунов", "Хасанов", "Галиев", "Сафин", "Махмудов"];

impl Name {
    /// Draws a name for a man or a woman.
    pub(in crate::demo) fn draw(draw: &Draw, sex: Sex) -> Self {
        let (surname, given, father, tongue) = match draw.weighted(&[62, 24, 8, 6]) {
            0 => kazakh(draw, sex),
            1 => russian(draw, sex, RUSSIAN_SURNAMES, true),
            2 => russian(draw, sex, OTHER_SURNAMES, false),
            _ => russian(draw, sex, NEIGHBOURS, true),
        };
        let first = given.chars().next().map(|letter| latin(&letter.to_string())).unwrap_or_default();
        let mail = format!("{first}.{}", latin(&surname)).to_lowercase();
        let full = match draw.weighted(&[78, 16, 6]) {
            0 => format!("{surname} {given} {father}"),
            1 => format!("{surname} {given}"),
            _ => latin(&format!("{given} {surname}")), // as a passport for travel abroad has it
        };
        Self { full, mail, tongue }
    }
}

type Parts = (String, &'static str, String, Tongue);

fn kazakh(draw: &Draw, sex: Sex) -> Parts {
    let surname = ending(draw.pick(KAZAKH_SURNAMES), sex);
    let father = draw.pick(KAZAKH_MEN);
    let (given, of) = match sex {
        Sex::Male => (draw.pick(KAZAKH_MEN), "ұлы"),
        Sex::Female => (draw.pick(KAZAKH_WOMEN), "қызы"),
    };
    let tongue = if draw.chance(70) { Tongue::Kk } else { Tongue::Ru };
    (surname, given, format!("{father}{of}"), tongue)
}

fn russian(draw: &Draw, sex: Sex, surnames: &[&'static str], changes: bool) -> Parts {
    let surname = draw.pick(surnames);
    let surname = if changes { ending(surname, sex) } else { surname.to_owned() };
    let father = draw.pick(FATHERS);
    let (given, father) = match sex {
        Sex::Male => (draw.pick(RUSSIAN_MEN), father.0),
        Sex::Female => (draw.pick(RUSSIAN_WOMEN), father.1),
    };
    (surname, given, father.to_owned(), Tongue::Ru)
}

fn ending(surname: &str, sex: Sex) -> String {
    match sex {
        Sex::Male => surname.to_owned(),
        Sex::Female => format!("{surname}а"),
    }
}
