//! Words that packs, the command line and the log use, each with the number in which a store keeps it.

/// Declares an enum of words: every one, its number and back, its word and back.
///
/// Numbers are never 0 and never used again for another; the words are what serde writes.
///
/// ```
/// policy::words! {
///     /// A light.
///     Light {
///         /// Stop.
///         Red = 1 "red",
///         /// Go.
///         Green = 2 "green",
///     }
/// }
/// assert_eq!(Light::from_word("green"), Some(Light::Green));
/// assert_eq!(Light::from_code(1).map(Light::word), Some("red"));
/// ```
#[macro_export]
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every one, in the order of the declaration.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The number in which a store keeps it; never 0, never used again for another.
            pub fn code(self) -> u8 {
                match self { $($name::$variant => $code),+ }
            }

            /// From the number.
            pub fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }

            /// The word for it in packs, on a command line and in the log.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// From the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    )+};
}
