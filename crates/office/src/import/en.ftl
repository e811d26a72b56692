# Why a row is rejected, and what to do. A text never quotes the row.

row-too-long = The row has more than 1 MiB. A quote may be missing its partner; shorten the row or correct the quote.
row-columns = The row has not as many cells as the header, or more than 256. Look for a missing or an extra delimiter.
row-quote = A quotation mark does not close where it should. Put the whole cell in quotes, and write a quote inside it twice.
row-utf-8 = The row is not UTF-8. Save the file as UTF-8.
row-json = The line is not one JSON object whose members stand once each. Correct the line.
row-member = A member is a list, an object, true or false. Write a text, a number or null.
row-unknown-column = A member of the object is neither an item nor a column that the import knows. Rename it, map it, or leave it out with --drop.
row-column-twice = Two columns of the row mean the same item. Leave one of them out.
bad-moment = Write a date as 2026-11-01 or 01.11.2026, or a moment as 2026-11-01T09:30:00+05:00.
bad-consent = Write the consent as its way and its date: written@2026-11-01. The ways are written, electronic-document, state-service, one-time-code and web-form.
bad-category = The policy has no such category of people. Write its id.
bad-choice = The choice has no such answer. Write one of its ids.
bad-purpose = The policy has no such purpose. Write its id.
bad-event = The policy has no such event. Write its id.
bad-id = This is not an id as the program gives them. Copy it whole.
incomplete = The row does not say of whom, under which purpose, what happened and when. Fill in the missing cell, or give it as an option.
several-people = The value is held of several people, so it does not say whom the row means. Use an identifying item or the subject's id.
too-wide = The row's values are wider than the store keeps. Shorten them.
