# The program's own words: acts, consents, requests. The same in a terminal and in documents.

act-collect = take in
act-read = read
act-find = find
act-rectify = rectify
act-record-event = record an event
act-revoke-event = take an event back
act-block = block
act-unblock = unblock
act-check = check while blocked
act-hold = hold
act-release = release a hold
act-erase = destroy
act-sweep = sweep
act-export = give out
act-merge = merge
act-split = split
act-activate-edition = activate an edition
act-enter-profile = bring the profile up to date
act-acknowledge-edition = acknowledge an edition
act-add-staff = admit to the staff
act-remove-staff = remove from the staff
act-enrol = let sign-in be set up anew
act-sign-in = sign in
act-add-key = make a key
act-remove-key = end a key
act-add-hook = have events sent to a system
act-remove-hook = end the sending of events to a system
act-change-hook = change the sending of events to a system
act-propose = propose to a second person
act-approve = approve what was proposed
act-decline = decline what was proposed
act-bulk-export = bulk export
act-give-consent = give consent
act-withdraw-consent = withdraw consent
act-list = list by purpose
act-receive-request = take a request in
act-handle-request = move a request on
act-decide-request = decide a request
act-answer-request = answer a request
act-confirm-identity = make sure who asks
act-disclose = give to a third party
act-publish = make public
act-answer-demand = answer a demand
act-register-carrier = enter a carrier
act-finish-task = finish a task
act-report-breach = report a breach
act-print-journal = print a journal

way-written = written
way-electronic-document = electronic document
way-state-service = state service
way-one-time-code = one-time code
way-web-form = web form

part-processing = processing
part-publication = publication
part-third-parties = giving to third parties
part-cross-border = sending across the border

request-kind-information = information
request-kind-rectify = rectification
request-kind-block = blocking
request-kind-erase = destruction
request-kind-withdraw = withdrawal of consent
request-kind-object = objection to automated processing
request-kind-complaint = complaint

status-open = to be decided
status-paused = paused
status-decided = decided, to be answered
status-answered = answered
status-passed-on = passed on

channel-portal = portal
channel-email = e-mail
channel-signed-document = signed electronic document
channel-paper = on paper

identity-none = nothing
identity-one-time-code = one-time code
identity-staff-check = a document, seen by staff
identity-signed-document = signed electronic document

outcome-granted = granted
outcome-partly = granted in part
outcome-refused = refused

represented-power-of-attorney = by power of attorney
represented-parent = a minor's parent
represented-guardian = guardian or trustee

system-done = done
system-refused = refused
system-failed = failed, will be tried again
system-name-vault = the operator's register and store

# The time that a rule gives, and its extension.
span-extended = { $amount }, extended by { $more }

step-received = received
step-joined = came again
step-identity = paused: who asks
step-clarification = paused: what is meant
step-pause = paused
step-resume = goes on
step-extend = extended
step-pass-on = passed on
step-note = note
step-attach = file attached
step-send-code = code sent
step-code-passed = code right
step-code-wrong = code wrong
step-none = nothing shown
step-staff-check = document seen
step-signed-document = signed document checked
step-granted = granted
step-partly = granted in part
step-refused = refused
step-answered = answered

phase-active = in use
phase-storage = storage only

# Who acted, where it is no member of staff.
by-key = a machine with the key “{ $key }”
by-subject = the subject
