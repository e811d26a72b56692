# Why a password is not taken and what to do. A text never repeats the password.

password-too-short = The password is too short. It takes at least { $limit } characters; a few unrelated words are easy to remember.
password-too-long = The password is too long. At most { $limit } bytes are taken, about { $limit } Latin or half as many Cyrillic letters.
password-control-character = The password holds a character that a sign-in form can't give, such as a tab. Type it by hand.
password-breached = This password stands in lists of stolen passwords, which are tried first. Choose another one, and change it wherever else you use it.
password-about-you = The password is made of your name, your address or your organisation's name. Choose words that have nothing to do with you.
password-common = This is one of the most common passwords. Choose a few unrelated words.
password-like-common = This is a common password with a few characters changed. Choose a few unrelated words.
password-repeats = The password repeats one piece. Choose a few different words.
password-sequence = The password follows a sequence, such as abcd or 6543. Choose a few unrelated words.
password-keyboard = The password follows neighbouring keys. Choose a few unrelated words.
password-date = The password is made of a date or a year. Choose a few unrelated words.
password-name = The password is made of a common name. Add a few unrelated words.
password-word = The password is a single word. Add a few unrelated words.
password-guessable = The password is easy to guess. Add another word or two, rather rare ones.
