# Why a value is refused, and what to do. A text never quotes the value.

bad-value-empty = The value is empty. Write one, or leave the item out.
bad-value-too-long = The value is too long. Write at most { $limit ->
    [one] { $limit } character
   *[other] { $limit } characters
}.
bad-value-too-short = The value is too short. Write at least { $limit ->
    [one] { $limit } character
   *[other] { $limit } characters
}.
bad-value-control-character = The value holds a control character. Type it again, without line breaks or tabs where one line is asked for.
bad-value-hidden-character = The value holds a character that can't be seen or that turns the direction of the text. Type it again instead of pasting it.
bad-value-name-character = A name has letters, spaces, hyphens, apostrophes and full stops. Remove digits and other signs.
bad-value-date-form = Write the date as 2024-06-17 or 17.06.2024.
bad-value-date-unreal = The calendar has no such day. Check the day and the month.
bad-value-date-range = The date has to lie between 1900 and 2100. Check the year.
bad-value-iin-form = An IIN has 12 digits and nothing else. A spreadsheet may have dropped zeros at the beginning.
bad-value-iin-birth-date = The first seven digits of the IIN don't give a date of birth. Compare it with the document.
bad-value-iin-check-digit = The last digit of the IIN doesn't fit the others. Compare it with the document.
bad-value-bin-form = A BIN has 12 digits and nothing else. A spreadsheet may have dropped zeros at the beginning.
bad-value-bin-structure = The first six digits of the BIN don't give a month and a type of organisation. Compare it with the certificate of registration.
bad-value-bin-check-digit = The last digit of the BIN doesn't fit the others. Compare it with the certificate of registration.
bad-value-phone-form = Write the phone number in digits, with its country code: +7 701 000 00 00. Leave extensions out.
bad-value-phone-unknown = The country's numbering plan has no such phone number. Check the digits and the country code.
bad-value-phone-region = The number has no country code, and the country isn't known. Write it with a plus: +7 701 000 00 00.
bad-value-email-form = This isn't an e-mail address. Write it as name@example.org.
bad-value-email-domain = What stands after the @ isn't a domain. Write it as name@example.org.
bad-value-ip-form = This isn't an IP address. Write it as 192.0.2.1 or 2001:db8::1.
bad-value-country-unknown = No country has this code. Write its ISO 3166 code of two or three letters.
bad-value-bank-account-form = This isn't an IBAN. It has a country's two letters, two digits and more; copy it from the bank's papers.
bad-value-bank-account-check = The check digits of the IBAN don't fit. Compare it with the bank's papers.
bad-value-document-number-character = A number of a document or register has letters, digits, spaces and the signs - № / , and the full stop. Remove the others.
bad-value-one-of = Choose one of these: { $words }.
bad-value-file-form = Write the file as its name and its SHA-256: cv.pdf;sha256:, followed by 64 hexadecimal digits.
bad-value-file-type = Files of this type aren't taken here. Send a photo as JPEG, PNG, HEIC, TIFF or WebP, and a document as PDF, DOCX, DOC, ODT, RTF, TXT or a picture.
bad-value-file-class = The reference is to a file of another class. Refer to one of the class of this item.
bad-value-file-biometric = Files of biometric data are not taken. Leave it out.
bad-value-password-plain = A password comes in only as an argon2id PHC string, never readable. Import the hash, or let the person set a new password.
bad-value-password-cost = The cost of the password's hash is outside the bounds (7–256 MiB of memory, 1–8 lanes, enough passes). Let the person set a new password.
