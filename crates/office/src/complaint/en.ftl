edition-not-yet = the edition is in force from { $day } on, and it is { $today }; nothing was written. Start with the edition in force now, or rehearse from that day: --rehearsal { $day }
no-roles = the pack has no roles: nobody could act. Add one with `staff` among its acts
clock-real = only a store made by `init --rehearsal` has a clock that can be set
folder-not-empty = { $path } is not empty; nothing was written. Choose another folder with --dir
init-no-database = the store in { $path } has no database: `init` was interrupted, or the database was lost. If people's data was taken in here, put the database back; else remove the folder and run `init` again
init-unfinished = the store in { $path } is not finished: `init` was interrupted, and nothing was taken in. Remove the folder and run `init` again
profile-unreadable = the jurisdiction's profile does not read: { $why }
no-first-staff = the pack names no responsible person: say with --staff who is the first to be admitted
sweep-withdrawn = the permission to sweep was withdrawn while the sweep ran; what was destroyed until then is on record. Let somebody who may sweep run it again
no-entry = the log has no entry { $index }; `qorgau log verify` tells how many it has
event-of-one = { $event } happens to one engagement, not to the organisation; say whose with --subject and --purpose
no-event = the policy has no event { $event }
passphrase-missing = this store's key comes from a passphrase: give it in QORGAU_PASSPHRASE
wrong-key = the root key is not the one that the store in { $path } was made with; nothing was opened. Give the right key file or passphrase
key-missing = the root key's file { $path } is missing. Put it back, or make it again from its 24 words: `qorgau key restore`
rejects-not-ours = { $path } is there and is no file of rejected rows; name another with --rejects
rejects-unwritable = rejected rows can't be written to { $path }: { $why }. Name another file with --rejects
file-not-utf-8 = the file is not UTF-8 (it begins as UTF-16 or a program's own format does); save it as "CSV UTF-8" and take it in again
file-json-array = the file is one JSON array; write one JSON object a line (NDJSON)
file-unreadable = the file can't be read on: { $why }
file-empty = the file is empty: it needs a header and rows
header-unreadable = the file's header can't be read: { $code ->
    [row-utf-8] it is not UTF-8, perhaps Windows-1251; save the file as "CSV UTF-8"
    [row-quote] a quote is closed in the wrong place or never
    [row-columns] it has more than 256 columns
   *[other] it is longer than 1 MiB
}
header-unknown = no column of the file's first row is known: the file needs a header of items' ids or names
column-unknown = column { $place } ("{ $name }") is neither an item nor a column that the import knows{ $near ->
    [none] .
   *[other] ; did you mean "{ $near }"?
} Correct it, map it, or leave it out with --drop
column-twice = column { $place } ("{ $name }") means the same as an earlier one; leave one of them out with --drop
drop-unknown = --drop "{ $name }" names no column of the file{ $near ->
    [none] {""}
   *[other] ; did you mean "{ $near }"?
}
mapping-form = the mapping is no JSON object of the form { "{" }"header": "item"{ "}" }
mapping-unknown = the mapping says "{ $name }", which is neither an item nor a column{ $near ->
    [none] {""}
   *[other] ; did you mean "{ $near }"?
}
not-found-by = people can't be found by `{ $item }`: take an identifying item
column-missing = the file has no column `{ $column }`, and no option gives it
whose-column = a file of events says whose they are in one column: `subject`, or one item that people can be found by; leave the others out with --drop
several-categories = the purpose is about several categories of people: say which with --category, or add a column `category`
consent-columns = a column `consent-way` goes with a column `consent-at`; add the other one
hold-reference-missing = a hold needs a reference, such as the court's case number
hold-reference-long = a hold's reference has at most 800 bytes; shorten it
overtaken = a new edition came into force at this moment; nothing was kept. Do it again
breach-ahead = a breach can't be detected in the future; correct the moment
breach-told = the authority was told of breach { $number } already; if it was told something more, say with `--note` what
breach-open = breach { $number } can't take this step: it is closed, or the authority was not told yet; enter `authority-told` first
breach-text = what happened, its consequences and the measures each need a text of at most { $most } bytes
carrier-means = say what the carrier was destroyed with, in at most { $most } bytes
carrier-not-due = carrier { $number } is not due to be destroyed, or was destroyed already
carrier-place = say where the carrier lies, in at most { $most } bytes, without naming anyone
carrier-witness = destroying a carrier takes a witness: another member of staff
signature-unchecked = nothing here checks electronic signatures yet, so a signed document proves nobody: check who asks against an identity document, and record staff-check
code-by-code = this level is reached by the code that comes back, not by hand; send a code
evidence-long = a supporting file has between 1 and { $most } bytes
done-before = this was done before under the same key: log entry { $entry }
another-request = another request was made before under this key: a key is for one request
changed-since = this was changed since you looked: look again, and decide anew
no-act = there is no act of destruction of run { $run }: it destroyed nothing, or is not over
no-breach = there is no breach { $number } in the register
no-carrier = there is no carrier { $number } in the register
no-category = the policy knows no category `{ $category }`
no-item = the policy knows no item `{ $item }`
no-consent-held = no consent to `{ $purpose }` is held of this person
no-notice = the purpose `{ $purpose }` has no consent text for this category
no-paper = there is no paper { $paper }
no-purpose = the policy has no purpose `{ $purpose }`
which-category = the purpose reaches several kinds of people; say which: { $known }
no-information = request { $request } is none for information, or was not granted: decide it first
no-request = there is no request { $request }; it may have gone with the person
no-subject = nobody has the id { $subject }
proof-long = the proof of a consent has at most { $most } bytes
rectify-purpose = { $item } is held under no purpose, so the new value has no place: say under which purpose it is added
rectify-values = say what the items are to become
decide-purpose = the request is about { $purpose }: it is decided under that purpose
representative-unnamed = name the representative and their document
request-long = what a request says has at most { $most } bytes, an address at most 500
demand-document = name the document of the demand, in at most { $most } bytes
publication-place = say where it is made public, in at most { $most } bytes
no-address = this is no e-mail address
too-many-codes = too many codes were asked for; wait a quarter of an hour and ask again
no-code = no code was sent for request { $request }; ask for one
no-code-typed = a code has { $digits } digits
profile-lacks = the profile lacks `{ $name }`, which the one in force has: policies may name it. Take the profile that this program brings, or add to a copy of it
notice-newer = the edition in force has been so since { $from } only: its text was not shown before. Give the file of the text that was shown, or leave it out
sign-in-code-form = a second step is the six digits that the app shows, or a recovery code of 16 letters and digits
sign-in-code-wrong = this is not a code of now, or it was used already. Wait for the app's next one; see that the clocks of both devices are right
sign-in-password-wrong = this is not the password in use; nothing was changed
sign-in-wait = too many failures: wait { $seconds } seconds, then try again
invitation-none = this invitation is none, was used or replaced, or has ended. Ask whoever admits staff for a new one
invite-not-first = somebody has enrolled already; whoever admits staff invites from now on
not-signed-in = nobody is signed in, or the session has ended. Sign in again
app-not-offered = no new app was begun in this session lately; begin again
passkey-form = the authenticator’s answer does not read; nothing was changed
passkey-other = the authenticator’s answer is to another question, or came from another page; begin again
passkey-algorithm = this passkey’s key is of a kind that is not taken: use another authenticator
passkey-known = this passkey is held already; choose another authenticator
passkey-many = there are as many passkeys as there can be; remove one first
passkey-not-begun = no passkey was asked for lately, or its answer came already; begin again
passkey-name = a passkey’s name has 1 to 64 characters
passkey-none = there is no such passkey
passkey-last = this is the last second step: add another one, or an app, before it is removed
passkey-wrong = this passkey did not pass; begin again
export-reason = say why it is exported, in 1 to 500 characters: whoever approves it reads that
no-export = there is no bulk export number { $number } of yours
no-proposal = there is no proposal number { $number } for you
breached-unusable = the list { $path } can't be used: { $why }
request-undecided = Request { $request } is not decided yet, so there is no answer to it. Decide it first: qorgau request decide { $request } grant|refuse
import-comes-once = another file that begins in the same way was stopped on its way in; that run is forgotten now. Send the file again: it is taken from its start, and rows that are in stay as they are
hook-url = an endpoint is a URL such as https://example.com/hooks, without user, password or "#"
hook-url-long = an endpoint's URL has at most 2048 bytes
hook-url-plain = an endpoint's URL begins with https://: events are not sent unencrypted
hook-url-network = this address is not public: events are sent there only where its network is allowed
hook-event = there are no events of the type "{ $event }"; there are: { $known }
hooks-many = events are sent to { $most } systems at most: remove one first
hook-secrets = three former secrets are still in use: wait a day
hook-disabled = { $hook } said that it is gone: resume it first
hook-gone = events are sent to no system { $hook } any more
